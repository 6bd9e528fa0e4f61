import { resolve } from 'node:path';
import type { Command } from 'commander';
import envPaths from 'env-paths';
import { CommandContext } from './command-context.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import { watchInterrupts } from './interrupts.ts';
import type { Terminal } from './terminal.ts';

/** A command's work. It answers the exit code; whatever it throws is told and ends in 1. */
export type CommandWork = (context: CommandContext) => Promise<ExitCode>;

/** The library that is used when none is named: the platform's folder for application data. */
export function defaultLibraryFolder(): string {
  return envPaths('kinora', { suffix: '' }).data;
}

/** Runs one command: gives it its context, tells its errors, and remembers how it ended. */
export class CommandRunner {
  readonly #terminal: Terminal;
  #ending: ExitCode = exitCode.done;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  get ending(): ExitCode {
    return this.#ending;
  }

  /** `fallbackLibrary` is used when the command line names no library. */
  async run(command: Command, work: CommandWork, fallbackLibrary = defaultLibraryFolder()): Promise<void> {
    const { json, library } = command.optsWithGlobals<{ json?: boolean; library?: string }>();
    const interrupts = watchInterrupts((line) => this.#terminal.stderr.write(`${line}\n`));
    const context = new CommandContext({
      terminal: this.#terminal,
      json: json ?? false,
      libraryFolder: library === undefined ? fallbackLibrary : resolve(this.#terminal.workingFolder, library),
      signal: interrupts.signal,
    });
    try {
      this.#ending = await work(context);
    } catch (error) {
      context.sayProblem(error);
      if (this.#terminal.environment['KINORA_DEBUG'] && error instanceof Error) {
        context.say(error.stack ?? '');
      }
      this.#ending = exitCode.failed;
    } finally {
      interrupts.stop();
    }
  }
}
