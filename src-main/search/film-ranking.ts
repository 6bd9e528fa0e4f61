import { bestByFilm } from './coarse/nearest-frames.ts';
import { FilmSights } from './film-sights.ts';
import type { FilmPictures, FrameIndex, PicturedFilm } from './frame-index.ts';
import type { Pacer } from './pacer.ts';
import type { TextQuestion } from './scene-question.ts';
import type { SeenText } from './seen-text.ts';

/** How well the lines of each film answer each text at best, 0..1; films without such a line are left out. */
export type BestLines = readonly ReadonlyMap<number, number>[];

/** A film with what it shows of each text. */
export interface RankedFilm {
  readonly videoId: number;
  readonly pictures: FilmPictures;
  /** By text. */
  readonly sights: readonly FilmSights[];
}

/**
 * Below this not even the nearest misses are worth showing. Where somebody is asked for, they are, down to a lower level:
 * the person is there.
 */
export const leastSight = 0.15;
export const leastSightBesidePerson = 0.05;

/**
 * Stage 1: the films that answer the texts best, best first, at most `most`. A film counts as its best frame and its best
 * line do, late fusion by the weights of the modalities (PREM): `(v max visual + d max dialogue) / (v + d)`, averaged over
 * the texts; films in which some text has neither a frame nor a line are left out.
 *
 * Exact, without looking at most films: a film is never better than its envelope promises, and films are looked at in the
 * order of what they promise until no other can come among the best. Films without an envelope promise what their codes
 * tell, which is all but exact (see coarse/README.md).
 * @param least texts that are seen less are not answered by a film's frames
 */
export async function bestFilms(
  index: FrameIndex,
  films: readonly PicturedFilm[],
  texts: readonly TextQuestion[],
  lines: BestLines,
  least: number,
  most: number,
  pacer: Pacer,
): Promise<RankedFilm[]> {
  const promises: Awaited<ReturnType<typeof promiseOf>>[] = [];
  for (const { seen } of texts) promises.push(await promiseOf(index, films, seen, pacer));
  const promised: { videoId: number; score: number }[] = [];
  for (const film of films) {
    const { videoId } = film;
    const levels = promises.map((promise) => promise(film));
    const score = filmScore(videoId, texts, lines, levels, least);
    if (score > 0) promised.push({ videoId, score });
  }
  promised.sort((a, b) => b.score - a.score);
  const best: { videoId: number; sights: FilmSights[]; score: number }[] = [];
  /** What a film must exceed to be among the best. */
  const worst = (): number => (best.length < most ? 0 : best[most - 1]!.score);
  for (const { videoId, score: promise } of promised) {
    if (promise <= worst()) break;
    const frames = index.framesOf(videoId);
    const sights = texts.map(({ seen }) => new FilmSights(seen, frames));
    const scoreBy = (levels: readonly number[]): number => filmScore(videoId, texts, lines, levels, least);
    // Laying a clip over a film costs more than comparing its pictures.
    if (scoreBy(sights.map((sight) => sight.promise)) > worst()) {
      const score = scoreBy(sights.map((sight) => sight.best));
      if (score > worst()) {
        best.push({ videoId, sights, score });
        best.sort((a, b) => b.score - a.score);
        best.length = Math.min(best.length, most);
      }
    }
    await pacer.breathe();
  }
  return best.map(({ videoId, sights }) => ({ videoId, sights, pictures: index.picturesOf(videoId) }));
}

/** How well a film's frames may show a text at best; for films that codes stand for, as far as these tell. */
async function promiseOf(
  index: FrameIndex,
  films: readonly PicturedFilm[],
  seen: SeenText | null,
  pacer: Pacer,
): Promise<(film: PicturedFilm) => number> {
  if (!seen) return () => 0;
  const { direction } = seen;
  const isCoded = direction !== null && films.some(({ codes }) => codes !== null);
  const nearest = isCoded ? await index.nearest(direction.vector, films, pacer) : null;
  const best = nearest ? bestByFilm(nearest) : null;
  return ({ videoId, envelope, codes }) => {
    if (envelope) return seen.promise(envelope);
    return direction && nearest && codes ? direction.level(best?.get(videoId) ?? nearest.beyond) : 1;
  };
}

function filmScore(
  videoId: number,
  texts: readonly TextQuestion[],
  lines: BestLines,
  levels: readonly number[],
  least: number,
): number {
  let sum = 0;
  for (const [at, { visual, dialogue }] of texts.entries()) {
    const seen = levels[at]!;
    const said = lines[at]?.get(videoId) ?? 0;
    if (seen < least && said === 0) return 0;
    sum += (visual * seen + dialogue * said) / (visual + dialogue);
  }
  return sum / texts.length;
}
