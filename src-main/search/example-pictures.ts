import type { ExampleKey } from '../domain/example.ts';
import { parseExample } from '../domain/example.ts';
import type { Problem } from '../domain/errors.ts';
import type { Interval } from '../domain/interval.ts';
import { weightedMean } from '../domain/vector.ts';
import type { FrameVector } from '../store/frame-table.ts';
import { framesIn } from './film-sights.ts';
import type { FrameIndex } from './frame-index.ts';
import type { SearchRun } from './search-run.ts';

/** Steps of a clip at most: more cost time and tell nothing new. */
const mostSteps = 12;

/** The described pictures of an example in time order, few enough to compare with; empty when it is not there (any more). */
export function examplePictures(
  { reader, index }: Pick<SearchRun, 'reader' | 'index'>,
  name: string,
): FrameVector[] {
  const key = parseExample(name);
  if (!key || !index) return [];
  if (key.kind === 'file') {
    return thinned(reader.examples.frames(key.id).filter(({ model }) => index.matcher.reads(model)));
  }
  if (key.kind === 'frame')
    return picturesBetween(index, key.videoId, { start: key.time, end: key.time + 0.01 }).slice(0, 1);
  return momentPictures(index, key);
}

/** Of a moment inside one shot the mean of its pictures; of a longer one each shot's. */
function momentPictures(
  index: FrameIndex,
  { videoId, start, end }: ExampleKey & { kind: 'moment' },
): FrameVector[] {
  const inside = index.picturesOf(videoId).shots.flatMap((shot) => {
    const own = { start: Math.max(start, shot.start), end: Math.min(end, shot.end) };
    return own.end - own.start > 0 ? [own] : [];
  });
  const shots = inside.length > 0 ? inside : [{ start, end }];
  return thinned(shots.flatMap((shot) => meanOf(picturesBetween(index, videoId, shot))));
}

function meanOf(pictures: readonly FrameVector[]): FrameVector[] {
  if (pictures.length === 0) return [];
  return [
    {
      time: pictures[0]!.time,
      vector: weightedMean(
        pictures.map(({ vector }) => vector),
        pictures.map(() => 1),
      ),
    },
  ];
}

function picturesBetween(index: FrameIndex, videoId: number, interval: Interval): FrameVector[] {
  const { frames, coverage } = index.picturesOf(videoId);
  const [from, to] = framesIn(coverage, interval);
  return frames.vectors.vectors(from, to).map((vector, at) => ({ time: frames.times[from + at]!, vector }));
}

/** Evenly chosen of too many. */
function thinned<T>(pictures: readonly T[]): T[] {
  if (pictures.length <= mostSteps) return [...pictures];
  return Array.from(
    { length: mostSteps },
    (_, at) => pictures[Math.round((at * (pictures.length - 1)) / (mostSteps - 1))]!,
  );
}

/** Says that nothing can be compared with an example. */
export function lostExampleProblem(name: string): Problem {
  const isFile = parseExample(name)?.kind === 'file';
  return {
    code: 'not-found',
    sentence: isFile
      ? 'The picture or clip to compare with is not in this library any more, or was described by another model.'
      : `The film that ${name} belongs to is not there, or its pictures have not been described yet.`,
    remedy: isFile
      ? 'Add the picture or clip to the search again.'
      : 'Choose another example, or wait until the film is indexed.',
  };
}
