import { Command, CommanderError } from 'commander';
import { programVersion } from '../../api/version.ts';
import { CommandRunner } from './command-runner.ts';
import { addActivityCommand } from './commands/activity.ts';
import { addApiCommand } from './commands/api.ts';
import { addAppearancesCommand } from './commands/appearances.ts';
import { addAskCommand } from './commands/ask.ts';
import { addClipCommand } from './commands/clip.ts';
import { addCollectionsCommand } from './commands/collections.ts';
import { addConceptsCommand } from './commands/concepts.ts';
import { addConverseCommand } from './commands/converse.ts';
import { addDemoCommand } from './commands/demo.ts';
import { addDoctorCommand } from './commands/doctor.ts';
import { addEvaluateCommand } from './commands/evaluate.ts';
import { addFoldersCommand } from './commands/folders.ts';
import { addIndexCommand } from './commands/index-films.ts';
import { addLanguageModelCommand } from './commands/language-model.ts';
import { addLibraryCommand } from './commands/library.ts';
import { addMcpCommand } from './commands/mcp.ts';
import { addModelsCommand } from './commands/models.ts';
import { addNfoCommand } from './commands/nfo.ts';
import { addStillCommand } from './commands/still.ts';
import { addOpenCommand } from './commands/open.ts';
import { addPaceCommands } from './commands/pace.ts';
import { addPeopleCommand } from './commands/people.ts';
import { addRetryCommand } from './commands/retry.ts';
import { addSearchCommand } from './commands/search.ts';
import { addSearchesCommands } from './commands/searches.ts';
import { addServeCommand } from './commands/serve.ts';
import { addShotsCommand } from './commands/shots.ts';
import { addStatusCommand } from './commands/status.ts';
import { addSubtitlesCommand } from './commands/subtitles.ts';
import { addVoicesCommand } from './commands/voices.ts';
import { addTrackCommand } from './commands/track.ts';
import { addWatchCommand } from './commands/watch.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import type { Terminal } from './terminal.ts';

const commands = [
  addIndexCommand,
  addFoldersCommand,
  addStatusCommand,
  addDoctorCommand,
  addLibraryCommand,
  addActivityCommand,
  addRetryCommand,
  addPaceCommands,
  addPeopleCommand,
  addConceptsCommand,
  addSearchCommand,
  addSearchesCommands,
  addConverseCommand,
  addLanguageModelCommand,
  addAskCommand,
  addShotsCommand,
  addAppearancesCommand,
  addNfoCommand,
  addStillCommand,
  addClipCommand,
  addCollectionsCommand,
  addSubtitlesCommand,
  addVoicesCommand,
  addTrackCommand,
  addModelsCommand,
  addEvaluateCommand,
  addServeCommand,
  addWatchCommand,
  addApiCommand,
  addMcpCommand,
  addOpenCommand,
  addDemoCommand,
];

/** Adds the options that every command takes. */
function withCommonOptions(command: Command): Command {
  for (const sub of command.commands) withCommonOptions(sub);
  if (command.commands.length > 0) return command;
  return command
    .option('--library <dir>', 'folder of the library (default: in the folder for application data)')
    .option('--json', 'write the result to stdout as JSON');
}

function buildProgram(terminal: Terminal, runner: CommandRunner): Command {
  const program = new Command('kinora')
    .description('Finds who appears where and who says what in your own films, on your own machine.')
    .version(programVersion(), '--version', 'write the version');
  for (const add of commands) add(program, runner);
  withCommonOptions(program);
  configure(program, terminal);
  return program;
}

/** Commander ends the process and writes by itself unless each of its commands is told otherwise. */
function configure(command: Command, terminal: Terminal): void {
  command
    .exitOverride()
    .helpOption('--help', 'show this help')
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text),
    })
    .showHelpAfterError(`Run "${fullNameOf(command)} --help" to see how it is used.`);
  for (const sub of command.commands) configure(sub, terminal);
}

function fullNameOf(command: Command): string {
  return command.parent ? `${fullNameOf(command.parent)} ${command.name()}` : command.name();
}

/** Runs one command line, given without the program's own name, and answers its exit code. */
export async function runCommandLine(words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const runner = new CommandRunner(terminal);
  try {
    await buildProgram(terminal, runner).parseAsync([...words], { from: 'user' });
    return runner.ending;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? exitCode.done : exitCode.wrongUsage;
  }
}
