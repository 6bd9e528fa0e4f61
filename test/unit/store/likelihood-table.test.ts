import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { faceModel, WrittenLibrary } from '../../fixtures/written-library.ts';

let library: WrittenLibrary;
beforeEach(() => {
  library = new WrittenLibrary();
});
afterEach(() => library.close());

const onScreen = (videoId: number) =>
  library.reader.presence.peopleIn(videoId).map(({ start, end, seen }) => [start, end, seen]);

describe('who is on screen', () => {
  test('is told by face tracks until the likelihoods of a film are there', () => {
    const film = library.film({ faces: [{ person: 'Ada', start: 1, end: 3 }] });
    expect(onScreen(film)).toEqual([[1, 3, 'face']]);
    expect(library.store.likelihoods.behind()).toEqual([film]);
    const [track] = library.store.faces.tracks(film);
    const step = { personId: library.person('Ada'), trackId: track!.id };
    library.store.likelihoods.replace(film, [
      { ...step, start: 0, end: 1, probability: 0.8, seen: 'body' },
      { ...step, start: 1, end: 3, probability: 0.9, seen: 'face' },
      { ...step, start: 3, end: 4, probability: 0.4, seen: 'hidden' },
    ]);
    expect(onScreen(film)).toEqual([
      [0, 1, 'body'],
      [1, 3, 'face'],
    ]);
    expect(library.store.likelihoods.behind()).toEqual([]);
  });

  test('is told anew when identities change, and only then', () => {
    const film = library.film({ faces: [{ person: 'Ada', start: 1, end: 3 }] });
    const other = library.film({ faces: [{ person: 'Ada', start: 1, end: 3 }] });
    for (const id of [film, other]) library.store.likelihoods.replace(id, []);
    const [track] = library.store.faces.tracks(film);
    const identities = [film, other].map((id) => library.store.faces.identitiesIn(id, faceModel)).flat();
    library.store.faces.replaceIdentities(null, faceModel, identities);
    expect(library.store.likelihoods.behind()).toEqual([]);
    library.store.faces.replaceIdentities(film, faceModel, [
      { trackId: track!.id, personId: library.person('Bo'), similarity: 0.9, confidence: 0.9 },
    ]);
    expect(library.store.likelihoods.behind()).toEqual([film]);
  });

  test('is told anew when somebody is removed', () => {
    const film = library.film({ faces: [{ person: 'Ada', start: 1, end: 3 }] });
    library.store.likelihoods.replace(film, []);
    library.store.people.remove(library.person('Ada'));
    expect(library.store.likelihoods.behind()).toEqual([film]);
  });
});
