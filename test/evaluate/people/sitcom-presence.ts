import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Core } from '../../../src-main/api/core-interface.ts';
import { mergeIntervals, type Interval } from '../../../src-main/domain/interval.ts';
import { ensureFfmpeg } from '../../../src-main/media/ffmpeg-install.ts';
import type { FigurePrinter } from '../../bench/figure.ts';
import { enrol, indexFilm, sumOf, withLibrary } from '../../bench/film-trial.ts';
import { gridOf, precisionOf, presenceAgreement, recallOf } from '../../bench/scores.ts';
import { family, sitcomPresence } from './sitcom-truth.ts';

const framesPerSecond = 24;
/** The truth was written down to some tenths of a second: presence counts apart from this around who comes and goes. */
const collar = 0.3;

const sizes = [
  { lines: null, precision: '>= 0.97', recall: '>= 0.90' },
  { lines: 360, precision: '>= 0.95', recall: '>= 0.80' },
  { lines: 240, precision: undefined, recall: undefined },
] as const;

/** Who of six is on screen in every frame of real television, from one picture of each. Skipped without the media. */
export async function evaluateSitcomPresence(
  figures: FigurePrinter,
  media: string,
  cache: string,
): Promise<void> {
  const film = join(media, 'people/fotb/fresh_off_the_boat_82s.mp4');
  if (!existsSync(film)) return;
  const truth = sitcomPresence(JSON.parse(await readFile(join(media, 'truth.json'), 'utf8')) as unknown[]);
  for (const { lines, precision, recall } of sizes) {
    const path = lines === null ? film : await scaled(film, lines, cache);
    await withLibrary(async (core) => {
      await indexFilm(core, path);
      const started = performance.now();
      for (const name of family) {
        await enrol(core, { [name]: [join(media, `people/fotb/ref/${name}.png`)] });
      }
      const on = `sitcom, ${lines === null ? 'as it is' : `${lines} lines`}, 1 reference, all shots`;
      figures.print(
        'seconds to enrol a person',
        (performance.now() - started) / 1000 / family.length,
        on,
        '<= 3',
      );
      await printPresence(figures, core, truth, on, { precision, recall });
      await printReliability(figures, core, path, truth, on);
      if (lines === null) await printAlone(figures, core, truth, media);
    });
  }
}

async function printPresence(
  figures: FigurePrinter,
  core: Core,
  truth: ReadonlyMap<string, Interval[]>,
  on: string,
  must: { readonly precision: string | undefined; readonly recall: string | undefined },
): Promise<void> {
  const end = Math.max(...[...truth.values()].flat().map((interval) => interval.end));
  const times = gridOf(end, framesPerSecond);
  const strict = [];
  const lenient = [];
  for (const [name, intervals] of truth) {
    const { intervals: found } = await core.call('appearances.list', { name });
    const agreement = presenceAgreement(intervals, found, times);
    strict.push(agreement);
    figures.print(`recall of ${name}`, recallOf(agreement), on);
    const changes = mergeIntervals(intervals).flatMap((interval) => [interval.start, interval.end]);
    const sure = times.filter((time) => changes.every((change) => Math.abs(change - time) > collar));
    lenient.push(presenceAgreement(intervals, found, sure));
  }
  figures.print('precision of presence', precisionOf(sumOf(strict)), on, must.precision);
  figures.print('recall of presence', recallOf(sumOf(strict)), on, must.recall);
  figures.print(`precision of presence, collar ${collar} s`, precisionOf(sumOf(lenient)), on);
  figures.print(`recall of presence, collar ${collar} s`, recallOf(sumOf(lenient)), on);
}

/** The same where the others are strangers: each of the family is enrolled alone. Leaves nobody enrolled. */
async function printAlone(
  figures: FigurePrinter,
  core: Core,
  truth: ReadonlyMap<string, Interval[]>,
  media: string,
): Promise<void> {
  const end = Math.max(...[...truth.values()].flat().map((interval) => interval.end));
  const times = gridOf(end, framesPerSecond);
  for (const name of family) await core.call('people.remove', { name });
  const alone = [];
  for (const [name, intervals] of truth) {
    await enrol(core, { [name]: [join(media, `people/fotb/ref/${name}.png`)] });
    const { intervals: found } = await core.call('appearances.list', { name });
    alone.push(presenceAgreement(intervals, found, times));
    await core.call('people.remove', { name });
  }
  const on = 'sitcom, as it is, 1 reference, one of six enrolled at a time';
  figures.print('precision of presence', precisionOf(sumOf(alone)), on, '>= 0.97');
  figures.print('recall of presence', recallOf(sumOf(alone)), on);
}

/** Bounds of the likelihoods that are counted together. */
const bins = [0.2, 0.35, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0001];

/** How often somebody is there who is said to be with a likelihood of so much, and how far from that all bins are. */
async function printReliability(
  figures: FigurePrinter,
  core: Core,
  path: string,
  truth: ReadonlyMap<string, Interval[]>,
  on: string,
): Promise<void> {
  const { steps } = await core.call('appearances.likelihood', { path });
  const seen = bins.slice(1).map(() => ({ frames: 0, there: 0, sum: 0 }));
  for (const { person, start, end, probability } of steps) {
    const bin = bins.findIndex((least, index) => probability >= least && probability < bins[index + 1]!);
    const counts = seen[bin];
    if (!counts) continue;
    for (let frame = Math.ceil(start * framesPerSecond); frame < end * framesPerSecond; frame++) {
      const time = frame / framesPerSecond;
      const isThere = truth.get(person)?.some((own) => time >= own.start && time < own.end) ?? false;
      counts.frames += 1;
      counts.there += Number(isThere);
      counts.sum += probability;
    }
  }
  let error = 0;
  const all = seen.reduce((sum, { frames }) => sum + frames, 0);
  for (const { frames, there, sum } of seen) {
    if (frames === 0) continue;
    figures.print(
      `reliability, said ${(sum / frames).toFixed(2)}`,
      there / frames,
      `${on}, ${frames} frames`,
    );
    error += Math.abs(there - sum) / all;
  }
  figures.print('expected calibration error', error, on);
}

/** The film with so many lines, made once. */
async function scaled(film: string, lines: number, cache: string): Promise<string> {
  await mkdir(cache, { recursive: true });
  const path = join(cache, `sitcom-${lines}.mp4`);
  if (existsSync(path)) return path;
  const { ffmpeg } = await ensureFfmpeg((line) => console.error(line));
  const scale = ['-vf', `scale=-2:${lines}`, '-c:v', 'libx264', '-crf', '18', '-preset', 'veryfast'];
  await promisify(execFile)(ffmpeg, ['-v', 'error', '-y', '-i', film, ...scale, path]);
  return path;
}
