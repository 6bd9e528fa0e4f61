import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import type { CommandRunner } from '../command-runner.ts';
import { exitCode, type ExitCode } from '../exit-code.ts';
import { counted } from '../output/counted.ts';
import { timecode } from '../output/durations.ts';
import { printable } from '../output/printable.ts';
import { renderTable } from '../output/table.ts';
import { widthOf } from '../terminal.ts';

interface Options {
  readonly video?: string;
  readonly output?: string;
}

export function addAppearancesCommand(program: Command, runner: CommandRunner): void {
  program
    .command('appearances')
    .description('list every stretch in which a person is on screen, or write them to a file')
    .argument('[name]', 'an enrolled person; left out, everybody is written to the file')
    .option('--video <path>', 'only in this film')
    .option(
      '-o, --output <file>',
      'a .csv or .json file, or for one film an .srt whose cues say who is on screen',
    )
    .action((name: string | undefined, { video, output }: Options, command: Command) => {
      if (output !== undefined) {
        return runner.run(command, (context) => write(context, name, video, output));
      }
      if (name === undefined) command.error('error: name a person, or a file with -o');
      return runner.run(command, (context) => list(context, name, video));
    });
}

async function write(
  context: CommandContext,
  name: string | undefined,
  video: string | undefined,
  output: string,
): Promise<ExitCode> {
  const written = await context.withCore((core) =>
    core.call('exports.appearances', {
      ...(name === undefined ? {} : { name }),
      ...filmIn(context, video),
      output: context.path(output),
    }),
  );
  context.result(
    'appearances -o',
    written,
    () => `Wrote ${printable(written.path)}: ${counted(written.appearances, 'appearance')}.`,
  );
  return exitCode.done;
}

async function list(context: CommandContext, name: string, video: string | undefined): Promise<ExitCode> {
  const found = await context.withCore((core) =>
    core.call('appearances.list', { name, ...filmIn(context, video) }),
  );
  context.result('appearances', found, () =>
    found.intervals.length > 0
      ? renderTable(
          [
            { title: 'film', flexible: true },
            { title: 'start', align: 'right' },
            { title: 'end', align: 'right' },
            { title: 'confidence', align: 'right' },
          ],
          found.intervals.map(({ path, start, end, confidence }) => [
            printable(path),
            timecode(start),
            timecode(end),
            confidence.toFixed(2),
          ]),
          widthOf(context.terminal),
        )
      : `${printable(name)} was not seen.`,
  );
  return exitCode.done;
}

function filmIn(context: CommandContext, video: string | undefined): { path?: string } {
  return video === undefined ? {} : { path: context.path(video) };
}
