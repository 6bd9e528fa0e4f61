import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WrittenLibrary } from '../../fixtures/written-library.ts';

let library: WrittenLibrary;
beforeEach(() => {
  library = new WrittenLibrary();
});
afterEach(() => library.close());

const box = { time: 1, x: 10, y: 20, width: 30, height: 40, confidence: 0.9, seen: true };

function keep(start: number, fingerprint = 'film'): number {
  return library.store.drawnTracks.add(
    { fingerprint, start, end: start + 2, frameRate: 25, boxes: [box] },
    new Date(),
  );
}

describe('A track that the user made', () => {
  it('comes back as it was kept, with its film’s others in order of time', () => {
    const late = keep(8);
    const early = keep(3);
    keep(5, 'another film');
    const tracks = library.reader.drawnTracks.byFilm('film');
    expect(tracks.map(({ id }) => id)).toEqual([early, late]);
    expect(tracks[0]).toMatchObject({ start: 3, end: 5, frameRate: 25, boxes: [box] });
  });

  it('is gone when it is removed, and can be brought back until another one is', () => {
    const [first, second] = [keep(1), keep(2)];
    const { drawnTracks } = library.store;
    expect(drawnTracks.remove(first)).toBe(true);
    expect(drawnTracks.byId(first)).toBeNull();
    expect(drawnTracks.restore(first)).toBe(true);
    expect(drawnTracks.byId(first)).not.toBeNull();
    drawnTracks.remove(first);
    drawnTracks.remove(second);
    expect([drawnTracks.restore(first), drawnTracks.restore(second)]).toEqual([false, true]);
  });

  it('cannot be removed twice, nor when it never was', () => {
    const track = keep(1);
    expect(library.store.drawnTracks.remove(track)).toBe(true);
    expect(library.store.drawnTracks.remove(track)).toBe(false);
    expect(library.store.drawnTracks.remove(99)).toBe(false);
  });
});

it('the sights of a face are those of its person, in every film', () => {
  library.film({
    faces: [
      { person: 'Ada', start: 1, end: 2 },
      { person: 'Bo', start: 3, end: 4 },
    ],
  });
  library.film({ faces: [{ person: 'Ada', start: 5, end: 6 }] });
  const [first] = library.reader.faces.tracks(1);
  const sights = library.reader.presence.sightsOf(first!.id);
  expect(sights.map(({ videoId, start }) => [videoId, start])).toEqual([
    [1, 1],
    [2, 5],
  ]);
});
