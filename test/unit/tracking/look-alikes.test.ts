import { afterEach, beforeEach, expect, test } from 'vitest';
import { seededRandom, type Random } from '../../../src-main/domain/random.ts';
import { normalised } from '../../../src-main/domain/vector.ts';
import type { FilmRegion } from '../../../src-main/store/region-table.ts';
import { alsoSeen } from '../../../src-main/tracking/also-seen.ts';
import { WrittenLibrary } from '../../fixtures/written-library.ts';

const dimension = 24;
const thing = { x: 0.1, y: 0.2, width: 0.3, height: 0.4 };
const elsewhere = { x: 0.6, y: 0.1, width: 0.3, height: 0.4 };
/** What tells the dog, and another dog that is much like it, from everything else. */
const dog = [0, 0.9, 0, -0.7, 0.5];
const otherDog = [0, 0.9, 0, -0.7, -0.5];

let library: WrittenLibrary;
let random: Random;

beforeEach(() => {
  library = new WrittenLibrary();
  random = seededRandom(5);
});
afterEach(() => library.close());

function region(time: number, centre: readonly number[], box = thing, noise = 0.25): FilmRegion {
  const vector = Float32Array.from(
    { length: dimension },
    (_, i) => 1 + (centre[i] ?? 0) + random.between(-noise, noise),
  );
  return { time, label: '', box, vector: normalised(vector) };
}

/** A film with a frame a second, each of them with some region; `shows` says what its thing is at which times. */
function film(title: string, shows: Readonly<Record<number, readonly number[]>> = {}): number {
  const id = library.film({ title, duration: 40 });
  const regions = Array.from({ length: 40 }, (_, time) => [
    region(time, [], elsewhere, 0.6),
    ...(shows[time] ? [region(time, shows[time])] : []),
  ]);
  library.store.regions.replace(id, 'regions', regions.flat());
  return id;
}

/** A track of whatever is in the thing's box. */
function tracked(videoId: number, start: number, end: number) {
  const { fingerprint } = library.reader.videos.byId(videoId)!;
  const boxes = Array.from({ length: (end - start) * 10 }, (_, i) => ({
    time: start + i / 10,
    x: thing.x * 640,
    y: thing.y * 360,
    width: thing.width * 640,
    height: thing.height * 360,
    confidence: 1,
    seen: true,
  }));
  return { fingerprint, start, end, boxes };
}

test('a thing without a face is found by its look in other films and later in its own', async () => {
  const own = film('Own', { 5: dog, 6: dog, 7: dog, 30: dog });
  const other = film('Other', { 20: dog, 21: dog, 33: otherDog });
  film('None');
  const sights = await alsoSeen(library.reader, tracked(own, 4, 9));
  const places = sights.map(({ videoId, start, end }) => ({ videoId, start, end }));
  const shows = (videoId: number, time: number): boolean =>
    places.some((each) => each.videoId === videoId && each.start <= time && each.end > time);
  expect(shows(own, 30)).toBe(true);
  expect(shows(other, 20)).toBe(true);
  expect(shows(own, 6)).toBe(false);
  expect(sights.length).toBeLessThanOrEqual(4);
  expect(sights.every(({ by }) => by === 'look')).toBe(true);
});

test('what is found comes in order of likelihood, and never below one half', async () => {
  const own = film('Own', { 5: dog, 6: dog, 7: dog });
  film('Other', { 2: dog, 12: dog, 22: dog, 32: dog });
  const likelihoods = (await alsoSeen(library.reader, tracked(own, 4, 9))).map(
    ({ likelihood }) => likelihood!,
  );
  expect(likelihoods.length).toBeGreaterThan(0);
  expect(likelihoods).toEqual(likelihoods.toSorted((a, b) => b - a));
  expect(likelihoods.at(-1)).toBeGreaterThanOrEqual(0.5);
});

test('a film whose regions are not described yet has nothing to look for', async () => {
  film('Other', { 20: dog });
  const own = library.film({ title: 'Own', duration: 40 });
  expect(await alsoSeen(library.reader, tracked(own, 4, 9))).toEqual([]);
});
