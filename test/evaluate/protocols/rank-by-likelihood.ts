import { ConceptWords } from '../../../src-main/models/concept-bank/concept-words.ts';
import type { LibraryReader } from '../../../src-main/store/library-reader.ts';
import type { PersonalLibrary } from './personal-library.ts';
import type { Ranker } from './rank-by-search.ts';

const allFrames = 1_000_000;
/** Keeps an order among candidates of which one of the two is 0. */
const least = 1e-3;

/**
 * Ranks every candidate: by how likely its likeliest frame shows the instance, and where the query has words beside it, by
 * the geometric mean of that and of how like its likest frame is to them.
 */
export function rankByLikelihood(reader: LibraryReader, { films }: PersonalLibrary): Ranker {
  const words = new ConceptWords();
  const ids = new Map(reader.videos.all().map(({ id, path }) => [path, id]));
  const filmsOf = (candidates: readonly string[]): (number | undefined)[] =>
    candidates.map((candidate) => ids.get(films.get(candidate)!));
  return async ({ instance, text }, candidates) => {
    const videos = filmsOf(candidates);
    const likelihood = likelihoodsOf(reader, instance);
    const shown = videos.map((video) => (video === undefined ? 0 : likelihood(video)));
    const rest = text.replaceAll('*', ' ').trim();
    if (rest === '') return shown;
    const likeness = words.likenessTo(await words.encodeText(rest));
    return videos.map((video, index) => {
      const seen = video === undefined ? 0 : likestFrame(reader, video, likeness);
      return Math.sqrt((shown[index]! + least) * (seen + least));
    });
  };
}

/** How likely each film's likeliest frame shows an instance; 0 for one that nobody knows. */
function likelihoodsOf(reader: LibraryReader, name: string): (videoId: number) => number {
  const person = reader.people.all().find((one) => one.name === name);
  if (person) {
    return (videoId) =>
      Math.max(0, ...reader.likelihoods.of(videoId, person.id).map(({ probability }) => probability));
  }
  const concept = reader.concepts.all().find((one) => one.name === name);
  const best = new Map<number, number>();
  for (const { videoId, likelihood } of concept ? reader.concepts.likeliest(concept.id, allFrames) : []) {
    best.set(videoId, Math.max(best.get(videoId) ?? 0, likelihood));
  }
  return (videoId) => best.get(videoId) ?? 0;
}

function likestFrame(
  reader: LibraryReader,
  videoId: number,
  likeness: (vector: Float32Array) => number,
): number {
  const model = reader.frames.stamps()[0]?.model;
  if (model === undefined) return 0;
  let best = 0;
  for (const { vector } of reader.frames.byVideo(videoId, model)) best = Math.max(best, likeness(vector));
  return best;
}
