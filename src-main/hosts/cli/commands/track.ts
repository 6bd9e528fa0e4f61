import { InvalidArgumentError, type Command } from 'commander';
import type { OutputOf } from '../../../api/contract.ts';
import type { Box } from '../../../domain/box.ts';
import type { CommandRunner } from '../command-runner.ts';
import { exitCode } from '../exit-code.ts';
import { counted } from '../output/counted.ts';
import { timecode } from '../output/durations.ts';
import { printable } from '../output/printable.ts';
import { secondsOf } from '../seconds-option.ts';

type SeenAgain = OutputOf<'tracks.alsoSeen'>['sights'][number];

interface TrackOptions {
  readonly at: number;
  readonly box: Box;
  readonly output: string;
  readonly alsoSeen?: boolean;
}

export function addTrackCommand(program: Command, runner: CommandRunner): void {
  program
    .command('track')
    .description('follow what a box in the picture holds through its shot')
    .argument('<video>', 'path of a film, indexed or not')
    .requiredOption('--at <seconds>', 'when the thing is in the box', secondsOf)
    .requiredOption('--box <x,y,w,h>', 'the box in pixels of the displayed picture', boxOf)
    .requiredOption('-o, --output <file>', 'the text file to write, one box a line (MOT)')
    .option('--also-seen', 'look for the thing in all films of the library, which has to hold this one')
    .action((video: string, { at, box, output, alsoSeen = false }: TrackOptions, command: Command) =>
      runner.run(command, async (context) => {
        const wanted = { path: context.path(video), at, box, output: context.path(output), alsoSeen };
        const track = await context.withCore((core) => core.call('tracks.follow', wanted, context.signal));
        context.result('track', track, () => {
          const seen = track.boxes.filter((each) => each.seen).length;
          const written = `Wrote ${printable(track.path ?? '')}: ${counted(track.boxes.length, 'box', 'boxes')}, ${seen} of them seen, ${timecode(track.start)} to ${timecode(track.end)} of the film.`;
          return [written, ...(track.alsoSeen ? sightLines(track.alsoSeen) : [])].join('\n');
        });
        return exitCode.done;
      }),
    );
}

function sightLines(sights: readonly SeenAgain[]): string[] {
  if (sights.length === 0) return ['It is seen nowhere else.'];
  return sights.map(({ title, start, end, likelihood }) => {
    const sureness = likelihood === null ? 'face' : `${Math.round(likelihood * 100)} %`;
    return `${sureness.padStart(5)}  ${timecode(start)}-${timecode(end)}  ${printable(title)}`;
  });
}

function boxOf(text: string): Box {
  const numbers = text
    .split(',')
    .map((part) => (/^-?\d{1,6}(\.\d{1,6})?$/.test(part.trim()) ? Number(part) : NaN));
  const [x, y, width, height] = numbers;
  if (numbers.length !== 4 || numbers.some(Number.isNaN)) {
    throw new InvalidArgumentError(
      'Four numbers are needed: left,top,width,height, for example 100,50,80,120.',
    );
  }
  return { x: x!, y: y!, width: width!, height: height! };
}
