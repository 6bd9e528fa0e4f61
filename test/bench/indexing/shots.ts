import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Frame } from '../../../src-main/domain/image.ts';
import type { Interval } from '../../../src-main/domain/interval.ts';
import type { Shot, Transition } from '../../../src-main/domain/shot.ts';
import type { FilmTruth } from '../../../src-main/film-maker/film-truth.ts';
import { generatedScript } from '../../../src-main/film-maker/generated-script.ts';
import { makeFilm } from '../../../src-main/film-maker/make-film.ts';
import { ensureFfmpeg } from '../../../src-main/media/ffmpeg-install.ts';
import type { FfmpegTools } from '../../../src-main/media/ffmpeg-tools.ts';
import { readFrames } from '../../../src-main/media/frame-reader.ts';
import { probe } from '../../../src-main/media/probe.ts';
import { ShotDetector } from '../../../src-main/media/shot-detector.ts';
import type { FigurePrinter } from '../figure.ts';
import { sumOf } from '../film-trial.ts';
import { f1Of, precisionOf, recallOf, spanAgreement, type Agreement } from '../scores.ts';

/** Seeds from 1000 on are for reporting only; nothing is ever tuned on their films. */
const reportSeeds = [1101, 1102, 1103, 1104, 1105, 1106, 1107, 1108, 1109, 1110];
const filmSeconds = 90;
const cutTolerance = 0.1;
/** The starts of shots in the real films' truth are looked up from one or two pictures a second. */
const roughTolerance = 0.5;
const gradualTolerance = 0.25;
const filmCache = fileURLToPath(new URL('../../../.cache/films/', import.meta.url));
const media = fileURLToPath(new URL('../../../../shared/media/', import.meta.url));

type Kind = Exclude<Transition, 'start'>;
const kinds: readonly { name: string; of: readonly Kind[]; must?: string }[] = [
  { name: 'cuts', of: ['cut'], must: '>= 0.97' },
  { name: 'dissolves', of: ['dissolve'], must: '>= 0.85' },
  { name: 'fades', of: ['fade'], must: '>= 0.85' },
  { name: 'gradual', of: ['dissolve', 'fade'] },
];

/** A true boundary: the times at which one that is found counts. */
interface TrueBoundary extends Interval {
  readonly transition: Kind;
}

/**
 * Shot boundaries against the truth, over ten generated films of many transitions, summed. A true cut is found by a cut
 * within 0.1 s of it; a true dissolve or fade by a boundary of its own kind whose time lies within the transition or
 * 0.25 s beside it (of either kind, where the two count together). Each true boundary takes one found boundary at
 * most; all others of the kind are wrong. Then how fast it goes, and cuts over the real films
 * whose cuts are known: within 0.1 s where cuts were noted, within 0.5 s where only shots were, by eye.
 */
export async function benchShots(figures: FigurePrinter): Promise<void> {
  const ffmpeg = await ensureFfmpeg((line) => console.error(line));
  const trials: { truth: TrueBoundary[]; found: Shot[] }[] = [];
  let frames = 0;
  let seconds = 0;
  for (const seed of reportSeeds) {
    const script = generatedScript(seed, { duration: filmSeconds, transitions: 'many' });
    const made = await makeFilm(ffmpeg, script, filmCache);
    const truth = JSON.parse(await readFile(made.truth, 'utf8')) as FilmTruth;
    const pictures = await smallPictures(ffmpeg, made.film);
    const started = performance.now();
    const found = shotsOf(pictures, truth.duration);
    seconds += (performance.now() - started) / 1000;
    frames += pictures.length;
    trials.push({ truth: boundariesOf(truth), found });
  }
  const on = `${reportSeeds.length} drawn films of many transitions`;
  for (const { name, of, must } of kinds) {
    const sum = sumOf(trials.map(({ truth, found }) => agreementOf(of, truth, found)));
    figures.print(`${name} F1`, f1Of(sum), on, must);
    figures.print(`${name} precision`, precisionOf(sum), on);
    figures.print(`${name} recall`, recallOf(sum), on);
  }
  figures.print('shot detector, frames a second', frames / seconds, on);
  await benchRealCuts(figures, ffmpeg);
}

function boundariesOf({ shots }: FilmTruth): TrueBoundary[] {
  return shots.flatMap(({ start, transition, transitionSeconds }) => {
    if (transition === 'start') return [];
    const around = transition === 'cut' ? cutTolerance : transitionSeconds / 2 + gradualTolerance;
    return [{ transition, start: start - around, end: start + around }];
  });
}

function agreementOf(of: readonly Kind[], truth: readonly TrueBoundary[], found: readonly Shot[]): Agreement {
  const isWanted = ({ transition }: { transition: Transition }): boolean =>
    of.some((kind) => kind === transition);
  return spanAgreement(
    truth.filter(isWanted),
    found.filter(isWanted).map(({ start }) => start),
  );
}

interface KnownFilm {
  readonly file?: string;
  readonly cuts?: readonly number[];
  readonly shots?: readonly ({ start: number } | readonly [number, number, string])[];
}

/** Real films, their cuts noted by eye. Not in the repository: skipped where they do not lie beside it. */
async function benchRealCuts(figures: FigurePrinter, ffmpeg: FfmpegTools): Promise<void> {
  if (!existsSync(media)) {
    console.error('Cuts of real films are left out: their media are not beside the repository.');
    return;
  }
  const known = JSON.parse(await readFile(`${media}truth.json`, 'utf8')) as KnownFilm[];
  for (const { file, cuts, shots } of known) {
    const times = cuts ?? shots?.map((shot) => ('start' in shot ? shot.start : shot[0]));
    if (!file || !times) continue;
    const { duration } = await probe(ffmpeg, media + file);
    const found = shotsOf(await smallPictures(ffmpeg, media + file), duration);
    const around = cuts ? cutTolerance : roughTolerance;
    const truth = times
      .filter((time) => time > 0)
      .map((time) => ({ transition: 'cut' as const, start: time - around, end: time + around }));
    const cutsFound = agreementOf(['cut'], truth, found);
    figures.print('cuts F1', f1Of(cutsFound), file);
    figures.print('cuts precision', precisionOf(cutsFound), file);
    figures.print('cuts recall', recallOf(cutsFound), file);
    const gradual = found.filter(({ transition }) => transition === 'dissolve' || transition === 'fade');
    figures.print('dissolves and fades found', gradual.length, file);
  }
}

/** Every picture of a film as small as indexing looks at it. */
async function smallPictures(ffmpeg: FfmpegTools, path: string): Promise<Frame[]> {
  const request = { path, probe: await probe(ffmpeg, path), maxWidth: 64, maxHeight: 256 };
  return Array.fromAsync(readFrames(ffmpeg, { ...request, sampling: { kind: 'all' } }));
}

function shotsOf(pictures: readonly Frame[], duration: number): Shot[] {
  const detector = new ShotDetector();
  for (const picture of pictures) detector.push(picture);
  return detector.finish(duration);
}
