import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { seededRandom } from '../../../../src-main/domain/random.ts';
import { cosine, normalised } from '../../../../src-main/domain/vector.ts';
import { TwoTowerMatcher } from '../../../../src-main/models/adapters/two-tower-matcher.ts';
import type { TextTokens } from '../../../../src-main/models/adapters/text-tokens.ts';
import type { ModelSession } from '../../../../src-main/models/families/model-session.ts';
import type { VisualTextDescription } from '../../../../src-main/models/families/model-description.ts';
import { bestFilms, leastSight } from '../../../../src-main/search/film-ranking.ts';
import { FrameIndex } from '../../../../src-main/search/frame-index.ts';
import { LibraryMemory } from '../../../../src-main/search/library-memory.ts';
import { Pacer } from '../../../../src-main/search/pacer.ts';
import { seenLike } from '../../../../src-main/search/seen-text.ts';
import { WrittenLibrary } from '../../../fixtures/written-library.ts';

const model = 'dense-model';
const dimension = 64;
const filmCount = 300;
const framesPerFilm = 8;

let library: WrittenLibrary;
let vectors: Map<number, Float32Array[]>;
beforeEach(() => {
  library = new WrittenLibrary();
  const random = seededRandom(11);
  const direction = () => normalised(Float32Array.from({ length: dimension }, () => random.between(-1, 1)));
  vectors = new Map();
  library.store.transaction(() => {
    for (let film = 0; film < filmCount; film++) {
      const id = library.film({ duration: framesPerFilm });
      const own = Array.from({ length: framesPerFilm }, direction);
      vectors.set(id, own);
      library.store.frames.replace(
        id,
        'dense',
        model,
        own.map((vector, time) => ({ time, vector })),
      );
    }
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  library.close();
});

/** What needs no model of the two: texts are given as vectors here. */
const matcher = new TwoTowerMatcher(
  { id: model, dimension, likeness: { scale: 10, bias: -3 } } as VisualTextDescription,
  { texts: {} as ModelSession, tokens: {} as TextTokens },
);

async function best(index: FrameIndex, query: Float32Array, most: number): Promise<number[]> {
  const pacer = new Pacer();
  const seen = seenLike('picture', [{ ...matcher.likenessToPicture(query), after: 0 }]);
  const text = { seen, said: null, visual: 1, dialogue: 0, unknown: [] };
  const films = await index.films(pacer);
  return (await bestFilms(index, films, [text], [], leastSight, most, pacer)).map(({ videoId }) => videoId);
}

const openIndex = () => new FrameIndex(library.reader, new LibraryMemory(library.reader), matcher);

describe('The best films for a picture, whose frames fill every place of their vectors', () => {
  it('are the true ones, though the frames of hardly any other film are read', async () => {
    const read = vi.spyOn(library.reader.frames, 'columns');
    const query = vectors.get(40)![3]!;
    expect((await best(openIndex(), query, 1))[0]).toBe(40);
    expect(read.mock.calls.length).toBeLessThan(10);
  });

  it('are found among films that were indexed before there were codes', async () => {
    library.db.exec('DELETE FROM frame_codes');
    expect(await best(openIndex(), vectors.get(41)![2]!, 1)).toEqual([41]);
  });

  it('follow what is written and removed', async () => {
    const index = openIndex();
    const query = vectors.get(40)![3]!;
    await best(index, query, 1);
    const moved = vectors.get(7)!.map((vector, time) => ({ time, vector }));
    library.store.frames.replace(7, 'dense', model, [...moved, { time: 50, vector: query }]);
    library.store.videos.remove(40);
    expect(await best(index, query, 1)).toEqual([7]);
    library.store.frames.replace(7, 'dense', model, []);
    expect(await best(index, query, 1)).not.toContain(7);
    const left = library.db.prepare('SELECT count(*) FROM frame_codes WHERE video_id IN (7, 40)').pluck();
    expect(left.get()).toBe(0);
  });

  it('have the cosines that their vectors have', async () => {
    const index = openIndex();
    const query = vectors.get(3)![1]!;
    const films = await index.films(new Pacer());
    for (const { videoId, time, cosine: value } of (await index.nearest(query, films, new Pacer())).frames) {
      expect(value).toBeCloseTo(cosine(query, vectors.get(videoId)![time]!), 3);
    }
  });
});
