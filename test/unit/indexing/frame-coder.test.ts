import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { seededRandom } from '../../../src-main/domain/random.ts';
import { normalised } from '../../../src-main/domain/vector.ts';
import { FrameCoder } from '../../../src-main/indexing/frame-coder.ts';
import { WrittenLibrary } from '../../fixtures/written-library.ts';

const day = 24 * 3600 * 1000;
let library: WrittenLibrary;

beforeEach(() => {
  vi.useFakeTimers();
  library = new WrittenLibrary();
});
afterEach(() => {
  library.close();
  vi.useRealTimers();
});

it('films from before there were codes get those that they would have now, others stay without', () => {
  const random = seededRandom(3);
  const direction = () => normalised(Float32Array.from({ length: 64 }, () => random.between(-1, 1)));
  const { frames } = library.store;
  const dense = [1, 2, 3].map(() => {
    const film = library.film({});
    frames.replace(
      film,
      'dense',
      'clip',
      Array.from({ length: 20 }, (_, time) => ({ time, vector: direction() })),
    );
    return film;
  });
  const sparse = library.film({ frames: { 1: { dog: 0.9 } } });
  // Of the vectors as they are kept, which are a little less precise than those that were given.
  for (const film of dense) frames.writeCodes(film, 'clip');
  const before = dense.map((film) => frames.codes(film, 'clip'));
  library.db.exec(`DELETE FROM frame_codes WHERE video_id <> ${dense[1]}`);

  const coder = new FrameCoder(library.store);
  coder.start();
  vi.advanceTimersByTime(day);
  expect(dense.map((film) => frames.codes(film, 'clip'))).toEqual(before);
  const coded = library.db.prepare('SELECT video_id FROM frame_codes ORDER BY video_id').pluck().all();
  expect(coded).toEqual(dense);
  expect(frames.stamps().some(({ videoId }) => videoId === sparse)).toBe(true);
  coder.close();
});

it('a film that goes meanwhile gets none, and nothing is written once the library closes', () => {
  const { frames } = library.store;
  const films = [1, 2].map(() => {
    const film = library.film({});
    frames.replace(film, 'dense', 'clip', [{ time: 1, vector: normalised(new Float32Array(64).fill(1)) }]);
    return film;
  });
  library.db.exec('DELETE FROM frame_codes');
  const coder = new FrameCoder(library.store);
  coder.start();
  vi.advanceTimersToNextTimer();
  library.store.videos.remove(films[1]!);
  vi.advanceTimersToNextTimer();
  const coded = library.db.prepare('SELECT video_id FROM frame_codes').pluck();
  expect(coded.all()).toEqual([films[0]]);
  coder.close();
  library.db.exec('DELETE FROM frame_codes');
  vi.advanceTimersByTime(day);
  expect(coded.all()).toEqual([]);
});
