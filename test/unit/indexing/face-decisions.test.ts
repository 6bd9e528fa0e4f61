import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { UserFacingError } from '../../../src-main/domain/errors.ts';
import { FaceDecisions, type Change } from '../../../src-main/indexing/face-decisions.ts';
import { nameLibrary } from '../../../src-main/indexing/name-library.ts';
import type { NewFaceTrack } from '../../../src-main/store/face-table.ts';
import { WrittenLibrary } from '../../fixtures/written-library.ts';

const model = { modelId: 'looks', threshold: 0.68 };
const spread = 0.05;

let library: WrittenLibrary;
let decisions: FaceDecisions;

beforeEach(() => {
  library = new WrittenLibrary();
  decisions = new FaceDecisions(library.store);
});
afterEach(() => library.close());

/** A face of the person whose own direction is the axis; each track a little off in its own way. */
function look(axis: number, track: number): Float32Array {
  const vector = new Float32Array(32);
  vector[axis] = Math.sqrt(1 - spread);
  vector[16 + (track % 16)] = Math.sqrt(spread);
  return vector;
}

/** Tracks one after the other, of the people whose axes are given. */
function tracksOf(people: readonly number[]): NewFaceTrack[] {
  return people.map((axis, index) => ({
    start: index * 3,
    end: index * 3 + 2,
    quality: 0.9,
    model: model.modelId,
    embedding: look(axis, index),
    samples: [0, 1].map((later) => ({
      time: index * 3 + later,
      box: { x: 0.1 + 0.2 * axis, y: 0.3, width: 0.1, height: 0.2 },
      confidence: 0.9 - later * 0.1,
    })),
  }));
}

/** Adds a film and indexes it. */
function film(people: readonly number[]): number {
  const id = library.film({});
  index(id, people);
  return id;
}

/** Writes a film's tracks anew, as the faces pass does. */
function index(videoId: number, people: readonly number[]): void {
  library.store.transaction(() => library.store.faces.replaceTracks(videoId, tracksOf(people)));
  name();
}

function name(changed: readonly number[] = []): void {
  library.store.transaction(() => nameLibrary(library.store, model, changed));
}

/** Makes a decision and lets it show, as the library's writer does. */
function decide<C extends Change | null>(work: () => C): C {
  return library.store.transaction(() => {
    const change = work();
    if (change) nameLibrary(library.store, model, change.changed);
    return change;
  });
}

/** The unnamed groups, each as the places of its tracks in their films; in the order of their ids. */
function unnamed(): { id: number; places: string[] }[] {
  return library.reader.groups
    .unnamed(100, 0)
    .toSorted((a, b) => a.id - b.id)
    .map(({ id }) => ({
      id,
      places: library.store.groups.trackIds(id).map((trackId) => {
        const track = library.store.faces.track(trackId)!;
        return `${track.videoId}:${track.start / 3}`;
      }),
    }));
}

const places = () => unnamed().map((group) => group.places);
const shownIn = (videoId: number) =>
  library.reader.presence
    .peopleIn(videoId)
    .filter(({ seen }) => seen === 'face')
    .map(({ person, start }) => `${person} ${start / 3}`);

describe('grouping a library', () => {
  test('everybody is one group over all films', () => {
    film([0, 1, 0]);
    film([1, 2, 1]);
    expect(places()).toEqual([['1:0', '1:2'], ['1:1', '2:0', '2:2'], ['2:1']]);
  });

  test('film after film gives what all at once give, and groups keep their ids', () => {
    const casts = [
      [0, 1, 0, 2],
      [2, 3, 0],
      [1, 1, 4, 3],
    ];
    film(casts[0]!);
    const first = unnamed();
    for (const cast of casts.slice(1)) film(cast);
    const grown = unnamed();
    for (const { id, places: before } of first) {
      expect(grown.find((group) => group.id === id)!.places).toEqual(expect.arrayContaining(before));
    }
    const step = places().map((own) => own.join());
    library.store.groups.release(grown.flatMap(({ id }) => library.store.groups.trackIds(id)));
    name();
    expect(
      places()
        .map((own) => own.join())
        .toSorted(),
    ).toEqual(step.toSorted());
  });

  test('a film that is indexed again leaves the groups as they were', () => {
    const again = film([0, 1]);
    film([0, 2]);
    const before = unnamed();
    index(again, [0, 1]);
    expect(places().toSorted()).toEqual(before.map((group) => group.places).toSorted());
    expect(unnamed()[0]!.id).toBe(before[0]!.id);
  });
});

describe('a film that is removed', () => {
  test('takes with it what its groups had learned from its faces', () => {
    film([0, 1]);
    const gone = film([0, 2]);
    const [shared] = library.store.groups.all(model.modelId);
    library.store.transaction(() => library.store.videos.remove(gone));
    expect(library.store.groups.isBehind()).toBe(true);
    name();
    const [left] = library.store.groups.all(model.modelId);
    expect(left!.id).toBe(shared!.id);
    expect(left!.weight).toBeCloseTo(shared!.weight / 2);
    expect(places()).toEqual([['1:0'], ['1:1']]);
    expect(library.store.groups.isBehind()).toBe(false);
  });
});

describe('deciding who is who', () => {
  test('a name holds for the whole group, in films that come later too', () => {
    const first = film([0, 1, 0]);
    const { person } = decide(() => decisions.name(unnamed()[0]!.id, 'Ada', []));
    expect(person.name).toBe('Ada');
    const later = film([0]);
    expect([...shownIn(first), ...shownIn(later)]).toEqual(['Ada 0', 'Ada 2', 'Ada 0']);
    expect(places()).toEqual([['1:1']]);
  });

  test('decisions survive that the film is indexed again, and that it leaves and comes back', () => {
    const videoId = film([0, 1, 0, 2, 3]);
    decide(() => decisions.name(unnamed()[0]!.id, 'Ada', []));
    decide(() => decisions.ignore(unnamed()[0]!.id));
    decide(() => decisions.merge(unnamed().map(({ id }) => id)));
    index(videoId, [0, 1, 0, 2, 3]);
    expect(shownIn(videoId)).toEqual(['Ada 0', 'Ada 2']);
    expect(places()).toEqual([['1:3', '1:4']]);

    const { path } = library.store.videos.byId(videoId)!;
    library.store.transaction(() => library.store.videos.remove(videoId));
    name();
    const back = library.film({ path });
    index(back, [0, 1, 0, 2, 3]);
    expect(shownIn(back)).toEqual(['Ada 0', 'Ada 2']);
    expect(places()).toEqual([[`${back}:3`, `${back}:4`]]);
  });

  test('what is split stays apart, and undo brings it together again', () => {
    film([0, 0, 0, 0]);
    const [group] = unnamed();
    const [, odd] = library.store.groups.trackIds(group!.id);
    decide(() => decisions.split(group!.id, [odd!]));
    expect(places()).toEqual([['1:0', '1:2', '1:3'], ['1:1']]);
    film([0]);
    expect(places()[0]).toEqual(['1:0', '1:2', '1:3', '2:0']);
    expect(decide(() => decisions.undo())!.action).toBe('split');
    expect(places()).toEqual([['1:0', '1:1', '1:2', '1:3', '2:0']]);
  });

  test('a group cannot be split into itself and nothing, or by faces that it does not have', () => {
    film([0, 1]);
    const [group, other] = unnamed();
    const own = library.store.groups.trackIds(group!.id);
    expect(() => decisions.split(group!.id, own)).toThrow(UserFacingError);
    expect(() => decisions.split(group!.id, library.store.groups.trackIds(other!.id))).toThrow(
      UserFacingError,
    );
  });

  test('who is ignored stays ignored, in new films too, until that is undone', () => {
    film([0, 1]);
    decide(() => decisions.ignore(unnamed()[0]!.id));
    film([0]);
    expect(places()).toEqual([['1:1']]);
    decide(() => decisions.undo());
    expect(places()).toEqual([['1:0', '2:0'], ['1:1']]);
  });

  test('one face that is not the person loses the name alone', () => {
    const videoId = film([0, 0, 0]);
    const { person } = decide(() => decisions.name(unnamed()[0]!.id, 'Ada', []));
    const wrong = library.store.faces.tracks(videoId)[1]!.id;
    decide(() => decisions.notThis(person.id, wrong));
    expect(shownIn(videoId)).toEqual(['Ada 0', 'Ada 2']);
    decide(() => decisions.undo());
    expect(shownIn(videoId)).toEqual(['Ada 0', 'Ada 1', 'Ada 2']);
  });

  test('an answer about one face holds for all that are taken for the same one’s', () => {
    const videoId = film([0, 1, 0]);
    const ada = library.person('Ada');
    const [first] = library.store.faces.tracks(videoId);
    decide(() => decisions.answer(ada, first!.id, true));
    expect(shownIn(videoId)).toEqual(['Ada 0', 'Ada 2']);
    index(videoId, [0, 1, 0]);
    expect(shownIn(videoId)).toEqual(['Ada 0', 'Ada 2']);
    const [again] = library.store.faces.tracks(videoId);
    expect(library.reader.persons.answers(ada)).toEqual([{ trackId: again!.id, shows: true }]);
    decide(() => decisions.answer(ada, again!.id, false));
    expect(shownIn(videoId)).toEqual([]);
    expect(library.reader.persons.answers(ada)).toEqual([{ trackId: again!.id, shows: false }]);
    expect(places()).toEqual([['1:0', '1:2'], ['1:1']]);
    decide(() => decisions.undo());
    expect(shownIn(videoId)).toEqual(['Ada 0', 'Ada 2']);
  });

  test('a face in a picture is named before its film is indexed', () => {
    const videoId = library.film({});
    const picture = {
      source: 'A film',
      portrait: Buffer.from('jpeg'),
      model: 'other',
      embedding: look(0, 0),
    };
    const box = { x: 0.1, y: 0.3, width: 0.1, height: 0.2 };
    decide(() => decisions.nameFace({ videoId, time: 0.2, box, trackId: null }, 'Ada', picture));
    expect(shownIn(videoId)).toEqual([]);
    index(videoId, [0, 1, 0]);
    expect(shownIn(videoId)).toEqual(['Ada 0', 'Ada 2']);
  });

  test('who was ignored can be asked about again, whatever was decided meanwhile', () => {
    film([0, 1]);
    const [group] = unnamed();
    decide(() => decisions.ignore(group!.id));
    decide(() => decisions.name(unnamed()[0]!.id, 'Bo', []));
    expect(library.reader.groups.unnamed(9, 0, 'ignored').map(({ id }) => id)).toEqual([group!.id]);
    decide(() => decisions.unignore(group!.id));
    expect(places()).toEqual([['1:0']]);
    decide(() => decisions.undo());
    expect(places()).toEqual([]);
  });

  test('the latest cover stands for a person, over every indexing, and undo brings back the one before', () => {
    const videoId = film([0]);
    const { person } = decide(() => decisions.name(unnamed()[0]!.id, 'Ada', []));
    const [track] = library.store.faces.tracks(videoId);
    const cover = () => library.reader.people.portrait(person.id)?.toString() ?? null;
    decide(() => decisions.cover(person.id, Buffer.from('first'), track!.id));
    decide(() => decisions.cover(person.id, Buffer.from('second'), null));
    index(videoId, [0]);
    expect(cover()).toBe('second');
    decide(() => decisions.undo());
    expect(cover()).toBe('first');
    decide(() => decisions.undo());
    expect(cover()).toBeNull();
  });

  test('two who are told apart stay so when one of them is merged with a third, and that undone', () => {
    const [ada, bo, cleo] = ['Ada', 'Bo', 'Cleo'].map((one) => library.person(one));
    decide(() => decisions.apart(ada!, bo!));
    decide(() => decisions.unite(cleo!, bo!));
    expect(library.store.decisions.apart()).toEqual([[ada, cleo]]);
    decide(() => decisions.undo());
    expect(library.store.decisions.apart()).toEqual([[ada, bo]]);
  });

  test('undoing a name takes the person away who was founded on it, not one who was there before', () => {
    film([0, 1]);
    decide(() => decisions.name(unnamed()[0]!.id, 'Ada', []));
    decide(() => decisions.name(unnamed()[0]!.id, 'ada', []));
    expect(library.store.people.all()).toHaveLength(1);
    decide(() => decisions.undo());
    expect(library.store.people.all()).toHaveLength(1);
    decide(() => decisions.undo());
    expect(library.store.people.all()).toEqual([]);
    expect(decide(() => decisions.undo())).toBeNull();
    expect(places()).toEqual([['1:0'], ['1:1']]);
  });

  test('two people can be made one, and two again', () => {
    const videoId = film([0, 1]);
    const ada = decide(() => decisions.name(unnamed()[0]!.id, 'Ada', [])).person;
    const bo = decide(() => decisions.name(unnamed()[0]!.id, 'Bo', [])).person;
    decide(() => decisions.unite(ada.id, bo.id));
    expect(shownIn(videoId)).toEqual(['Ada 0', 'Ada 1']);
    decide(() => decisions.undo());
    expect(shownIn(videoId)).toEqual(['Ada 0', 'Bo 1']);
    expect(library.store.people.byName('Bo')).toEqual(bo);
  });

  test('a person who is removed sets the faces free', () => {
    film([0, 1]);
    const { person } = decide(() => decisions.name(unnamed()[0]!.id, 'Ada', []));
    const freed = library.store.decisions.tracksOfPerson(person.id);
    library.store.transaction(() => {
      library.store.people.remove(person.id);
      nameLibrary(library.store, model, freed);
    });
    expect(places().toSorted()).toEqual([['1:0'], ['1:1']]);
    expect(library.store.decisions.last()).toBeNull();
  });
});
