import { Option, type Command } from 'commander';
import type { OutputOf } from '../../../api/contract.ts';
import { recognisedSource } from '../../../domain/line-source.ts';
import type { CommandRunner } from '../command-runner.ts';
import { exitCode } from '../exit-code.ts';
import { counted } from '../output/counted.ts';
import { timecode } from '../output/durations.ts';
import { printable } from '../output/printable.ts';

type LabelChoice = 'always' | 'sdh' | 'never';

export function addSubtitlesCommand(program: Command, runner: CommandRunner): void {
  const subtitles = program.command('subtitles').description("write, check and align a film's subtitles");
  addWrite(subtitles, runner);
  addLint(subtitles, runner);
  addAlign(subtitles, runner);
  addCopy(subtitles, runner, 'burn', 'draw subtitles into the picture of a copy of the film');
  addCopy(subtitles, runner, 'mux', 'give a copy of the film a track of subtitles that can be switched off');
}

function labelsOption(): Option {
  return new Option(
    '--labels <when>',
    'when a name stands in the text; sdh: where the picture does not show who speaks',
  )
    .choices(['always', 'sdh', 'never'])
    .default('sdh');
}

/** `subtitles <video>`: what is done when no other command is named. */
function addWrite(subtitles: Command, runner: CommandRunner): void {
  subtitles
    .command('write', { isDefault: true })
    .description(
      "write a film's dialogue as .srt, .vtt, .ass, .csv or .rttm (the word “write” may be left out)",
    )
    .argument('<video>', 'path of the film')
    .requiredOption('-o, --output <file>', 'the file to write; its ending tells the format')
    .addOption(labelsOption())
    .action((video: string, options: { output: string; labels: LabelChoice }, command: Command) =>
      runner.run(command, async (context) => {
        const [path, output] = [context.path(video), context.path(options.output)];
        const written = await context.withCore((core) =>
          core.call('exports.subtitles', { path, output, labels: options.labels }),
        );
        context.result('subtitles', written, () => {
          const isHeard = written.source === recognisedSource;
          const warning = isHeard ? ' They were recognised from the sound: words may be wrong.' : '';
          return `Wrote ${printable(written.path)}: ${counted(written.cues, 'cue')}.${warning}`;
        });
        return exitCode.done;
      }),
    );
}

function addLint(subtitles: Command, runner: CommandRunner): void {
  subtitles
    .command('lint')
    .description('check a subtitle file: what is broken in it, and where it is hard to read')
    .argument('<file>', 'a subtitle file of any format')
    .action((file: string, _options, command: Command) =>
      runner.run(command, async (context) => {
        const report = await context.withCore((core) =>
          core.call('subtitles.lint', { path: context.path(file) }),
        );
        context.result('subtitles lint', report, () => reportText(file, report));
        const isClean = report.findings.every(({ severity }) => severity !== 'error');
        return isClean ? exitCode.done : exitCode.failed;
      }),
    );
}

function addAlign(subtitles: Command, runner: CommandRunner): void {
  subtitles
    .command('align')
    .description("tell whether a film's lines lie where somebody speaks, and move them there")
    .argument('<video>', 'path of the film')
    .option('--source <name>', 'which of its subtitle files or tracks; the first when left out')
    .option('--apply', 'move the lines; the subtitle file stays as it is')
    .action((video: string, options: { source?: string; apply?: boolean }, command: Command) =>
      runner.run(command, async (context) => {
        const { source, apply = false } = options;
        const request = { path: context.path(video), apply, ...(source !== undefined && { source }) };
        const found = await context.withCore((core) => core.call('subtitles.align', request));
        const hint = found.verdict === 'moved' ? ' Move them with --apply.' : '';
        context.result(
          'subtitles align',
          found,
          () => `${printable(found.sentence)}${found.applied ? ' They are moved now.' : hint}`,
        );
        return found.verdict === 'another-film' ? exitCode.failed : exitCode.done;
      }),
    );
}

function addCopy(subtitles: Command, runner: CommandRunner, way: 'burn' | 'mux', description: string): void {
  subtitles
    .command(way)
    .description(description)
    .argument('<video>', 'path of the film')
    .requiredOption('-o, --output <file>', 'the film to write: .mkv, .mp4, .m4v, .mov or .webm')
    .addOption(labelsOption())
    .action((video: string, options: { output: string; labels: LabelChoice }, command: Command) =>
      runner.run(command, async (context) => {
        const [path, output] = [context.path(video), context.path(options.output)];
        const { labels } = options;
        const written = await context.withCore((core) => {
          core.on('exports.progress', ({ fraction }) =>
            context.progress.show(`${doing[way]} · ${Math.floor(100 * fraction)} %`, way),
          );
          return core.call('exports.subtitledFilm', { path, output, way, labels }, context.signal);
        });
        const cues = counted(written.cues, 'cue');
        context.result(`subtitles ${way}`, written, () => `Wrote ${printable(written.path)} with ${cues}.`);
        return exitCode.done;
      }),
    );
}

const doing = { burn: 'Drawing the subtitles', mux: 'Copying the film' } as const;

const mostShown = 50;

function reportText(file: string, report: OutputOf<'subtitles.lint'>): string {
  const { format, encoding, cues, repairs, findings } = report;
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const shown = findings
    .slice(0, mostShown)
    .map(({ cue, start, severity, sentence }) => `${timecode(start)}  cue ${cue}  ${severity}: ${sentence}`);
  return [
    `${printable(file)}: ${format}, ${encoding}, ${counted(cues, 'cue')}.`,
    ...repairs.map((repair) => `Mended: ${repair}`),
    ...shown,
    ...(findings.length > mostShown ? [`... and ${findings.length - mostShown} more.`] : []),
    findings.length === 0
      ? 'It keeps the conventions.'
      : `${counted(errors, 'error')}, ${counted(findings.length - errors, 'warning')}.`,
  ].join('\n');
}
