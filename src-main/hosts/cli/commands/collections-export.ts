import { Option, type Command } from 'commander';
import { extname } from 'node:path';
import type { LeftOutMoment } from '../../../api/contract.ts';
import type { Core } from '../../../api/core-interface.ts';
import { UserFacingError } from '../../../domain/errors.ts';
import {
  sequenceFormatOf,
  sequenceFormats,
  type SequenceFormat,
} from '../../../exports/sequence/sequence-formats.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandRunner } from '../command-runner.ts';
import { exitCode } from '../exit-code.ts';
import { counted } from '../output/counted.ts';
import { timecode } from '../output/durations.ts';
import { printable } from '../output/printable.ts';
import { collectionCalled } from './collection-called.ts';

const filmEndings = ['.mp4', '.mov', '.mkv'];

/** The commands that write a collection as files. */
export function addCollectionExports(collections: Command, runner: CommandRunner): void {
  collections
    .command('export')
    .description('write a collection as one film, or for another program')
    .argument('<name>', 'the collection')
    .requiredOption(
      '-o, --output <file>',
      'a film (.mp4, .mov, .mkv), or .edl, .fcpxml, .otio, .csv, .ffmeta, .xml (Matroska chapters), .txt (YouTube chapters)',
    )
    .addOption(
      new Option('--format <format>', 'when the name does not tell the format').choices(sequenceFormats),
    )
    .action((name: string, options: { output: string; format?: SequenceFormat }, command: Command) =>
      runner.run(command, async (context) => {
        const output = context.path(options.output);
        const format = options.format ?? sequenceFormatOf(output);
        if (format === null && !filmEndings.includes(extname(output).toLowerCase()))
          throw unknownEnding(output);
        const written = await context.withCore(async (core) => {
          const id = await collectionCalled(core, name);
          if (format !== null) return core.call('collections.export', { id, format, output });
          return showingProgress(context, core, () =>
            core.call('collections.montage', { id, output }, context.signal),
          );
        });
        sayLeftOut(context, written.leftOut);
        context.result(
          'collections export',
          written,
          () => `Wrote ${printable(written.path)}: ${counted(written.moments, 'moment')}.`,
        );
        return exitCode.done;
      }),
    );
  collections
    .command('clips')
    .description('write each moment of a collection as a clip')
    .argument('<name>', 'the collection')
    .requiredOption('-o, --output <folder>', 'the folder to write to; it is made where it is not there')
    .option('--lossless', 'copy without encoding again; cuts move to the nearest keyframe before')
    .action((name: string, options: { output: string; lossless?: boolean }, command: Command) =>
      runner.run(command, async (context) => {
        const written = await context.withCore(async (core) => {
          const id = await collectionCalled(core, name);
          const mode = options.lossless ? ('lossless' as const) : ('exact' as const);
          const input = { id, mode, output: context.path(options.output) };
          return showingProgress(context, core, () => core.call('collections.clips', input, context.signal));
        });
        sayLeftOut(context, written.leftOut);
        context.result(
          'collections clips',
          written,
          () => `Wrote ${counted(written.files.length, 'clip')} to ${printable(written.path)}.`,
        );
        return exitCode.done;
      }),
    );
}

async function showingProgress<T>(context: CommandContext, core: Core, work: () => Promise<T>): Promise<T> {
  const stop = core.on('collections.progress', ({ fraction }) =>
    context.progress.show(`Exporting: ${Math.floor(100 * fraction)} %`, 'export'),
  );
  try {
    return await work();
  } finally {
    stop();
  }
}

function sayLeftOut(context: CommandContext, leftOut: readonly LeftOutMoment[]): void {
  for (const { title, start, reason } of leftOut) {
    context.say(`Left out: ${printable(title)} at ${timecode(start)}. ${printable(reason)}`);
  }
}

function unknownEnding(output: string): UserFacingError {
  return new UserFacingError(
    'bad-input',
    `“${output}” is not a kind of file that a collection can be written to.`,
    'End its name in .mp4, .mov, .mkv, .edl, .fcpxml, .otio, .csv, .ffmeta, .xml or .txt.',
  );
}
