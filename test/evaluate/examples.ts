import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { FilmTruth } from '../../src-main/film-maker/film-truth.ts';
import { generatedScript } from '../../src-main/film-maker/generated-script.ts';
import { makeFilm } from '../../src-main/film-maker/make-film.ts';
import { ensureFfmpeg } from '../../src-main/media/ffmpeg-install.ts';
import { ConceptWords } from '../../src-main/models/concept-bank/concept-words.ts';
import { seenText } from '../../src-main/search/seen-text.ts';
import { openForReading } from '../../src-main/store/library-database.ts';
import type { FrameVector } from '../../src-main/store/frame-table.ts';
import { LibraryReader } from '../../src-main/store/library-reader.ts';
import type { FigurePrinter } from '../bench/figure.ts';
import { indexFilm, withLibrary } from '../bench/film-trial.ts';

/** Seeds from 1000 on are for reporting only; nothing is ever tuned on their films. */
const seeds = [1201, 1202, 1203];
const filmCache = fileURLToPath(new URL('../../.cache/films/', import.meta.url));
/** Of the picture's height, hairline to chin: where the film maker's close framing begins. */
const closeUp = 0.4;
/** Seconds: pictures of one shot that are nearer to each other are the same picture. */
const leastApart = 1;

interface DescribedFrame extends FrameVector {
  readonly film: number;
  /** In which shot of the truth. */
  readonly shot: number;
  /** Height of the largest head; 0 where nobody is visible. */
  readonly head: number;
}

/** How well pictures of one shot are told from those of other films, and close-ups from other pictures. */
export async function evaluateExamples(figures: FigurePrinter): Promise<void> {
  const ffmpeg = await ensureFfmpeg((line) => console.error(line));
  const words = new ConceptWords();
  await withLibrary(async (core) => {
    const frames: DescribedFrame[] = [];
    for (const seed of seeds) {
      const made = await makeFilm(ffmpeg, generatedScript(seed), filmCache);
      const truth = JSON.parse(await readFile(made.truth, 'utf8')) as FilmTruth;
      await indexFilm(core, made.film);
      const reader = new LibraryReader(openForReading(core.libraryFolder));
      const video = reader.videos.all().find(({ path }) => path === made.film)!;
      const stamps = reader.frames.stamps().filter(({ videoId }) => videoId === video.id);
      for (const { model } of stamps) {
        for (const frame of reader.frames.byVideo(video.id, model))
          frames.push(withTruth(frame, seed, truth));
      }
      reader.close();
    }
    printLikeness(figures, words, frames);
    await printCloseUps(figures, words, frames);
  });
}

function withTruth(frame: FrameVector, film: number, { shots, people }: FilmTruth): DescribedFrame {
  const heads = people.flatMap(({ faces }) =>
    faces.filter(({ time }) => Math.abs(time - frame.time) < 0.05).map(({ height }) => height),
  );
  const shot = shots.findIndex(({ end }) => frame.time < end);
  return { ...frame, film, shot, head: Math.max(0, ...heads) };
}

function printLikeness(figures: FigurePrinter, words: ConceptWords, frames: readonly DescribedFrame[]): void {
  const on = `${seeds.length} drawn films, pairs of pictures`;
  const same: number[] = [];
  const other: number[] = [];
  for (const a of frames) {
    const { likeness } = words.likenessToPicture(a.vector);
    for (const b of frames) {
      if (a.film !== b.film) other.push(likeness(b.vector));
      else if (a.shot === b.shot && Math.abs(a.time - b.time) > leastApart) same.push(likeness(b.vector));
    }
  }
  const share = (values: readonly number[]): number =>
    values.filter((value) => value >= 0.5).length / values.length;
  figures.print('taken for alike, of one shot', share(same), on);
  figures.print('taken for alike, of two films', share(other), on);
  figures.print('area under the curve', areaUnderCurve(same, other), on);
}

/** How often a value of the first kind is above one of the second. */
function areaUnderCurve(above: readonly number[], below: readonly number[]): number {
  const sorted = below.toSorted((a, b) => a - b);
  let sum = 0;
  for (const value of above) {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]! < value) low = middle + 1;
      else high = middle;
    }
    sum += low / sorted.length;
  }
  return sum / above.length;
}

async function printCloseUps(
  figures: FigurePrinter,
  words: ConceptWords,
  frames: readonly DescribedFrame[],
): Promise<void> {
  const text = await seenText(words, 'close-up');
  const found = frames.filter(({ vector }) => text!.promise(vector) >= 0.5);
  const right = found.filter(({ head }) => head >= closeUp).length;
  const on = `${seeds.length} drawn films, pictures whose largest head is 0.4 of the height or more`;
  figures.print('precision of shot:close-up', right / Math.max(1, found.length), on);
  figures.print('recall of shot:close-up', right / frames.filter(({ head }) => head >= closeUp).length, on);
}
