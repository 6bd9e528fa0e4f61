import { describe, expect, test } from 'vitest';
import type { FilmTruth } from '../../../src-main/film-maker/film-truth.ts';
import { momentsOf, sequencesOf, textOf } from '../../evaluate/retrieval/asked-scene.ts';
import { eventFilm, firstReportSeed } from '../../evaluate/retrieval/event-film.ts';

const person = (name: string, ...visible: [number, number][]) => ({
  ...{ name, voice: 'amber', faces: [] },
  visible: visible.map(([start, end]) => ({ start, end })),
});
const truth: FilmTruth = {
  ...{ title: 'Film', duration: 30, frameRate: 25, width: 640, height: 360, shots: [] },
  people: [person('Eve', [0, 10], [20, 25]), person('Leo', [5, 12])],
  speech: [
    { name: 'Eve', start: 2, end: 4, text: 'Follow me, quickly.', onScreen: true },
    { name: 'Leo', start: 6, end: 8, text: 'Wait for me!', onScreen: true },
  ],
  objects: [{ name: 'car', start: 3, end: 8, box: { x: 0, y: 0, width: 0.1, height: 0.1 } }],
  places: [
    { name: 'street', start: 0, end: 8 },
    { name: 'park', start: 8, end: 30 },
  ],
};

describe('what a query of the corpus asks for', () => {
  test('is written as people write queries', () => {
    expect(textOf({ people: ['Eve', 'Leo'], place: 'street' })).toBe('@Eve and @Leo on the street');
    expect(textOf({ people: ['Eve'], thing: 'car', absent: 'Leo' })).toBe('@Eve with a red car not @Leo');
    expect(textOf({ people: ['Eve'], line: 'Follow me, quickly.' })).toBe('@Eve saying follow me quickly');
  });

  test('is answered by the moments in which all of it is there', () => {
    expect(momentsOf({ people: ['Eve'] }, truth)).toEqual([
      { start: 0, end: 10 },
      { start: 20, end: 25 },
    ]);
    expect(momentsOf({ people: ['Eve', 'Leo'], thing: 'car' }, truth)).toEqual([{ start: 5, end: 8 }]);
    expect(momentsOf({ people: ['Eve'], place: 'park', absent: 'Leo' }, truth)).toEqual([
      { start: 20, end: 25 },
    ]);
  });

  test('is not answered by a line that somebody else says', () => {
    expect(momentsOf({ people: ['Leo'], line: 'Wait for me!' }, truth)).toHaveLength(1);
    expect(momentsOf({ people: ['Eve'], line: 'Wait for me!' }, truth)).toEqual([]);
  });

  test('in order reaches from the first to the end of the second, and no farther than it must', () => {
    const sequences = sequencesOf({ people: ['Leo'] }, { people: ['Eve'] }, truth);
    expect(sequences).toEqual([{ start: 5, end: 25 }]);
    expect(sequencesOf({ people: ['Eve'], place: 'park' }, { people: ['Leo'] }, truth)).toEqual([]);
  });
});

describe('films of the corpus', () => {
  test('are the same each time, half of them for the report alone', () => {
    expect(eventFilm(4)).toEqual(eventFilm(4));
    expect(eventFilm(4)).toMatchObject({ half: 'tune', people: 'seen', places: 'seen' });
    expect(eventFilm(7)).toMatchObject({
      half: 'report',
      seed: firstReportSeed + 3,
      people: 'unseen',
      places: 'unseen',
    });
  });

  test('never show the same people twice in a row', () => {
    const { shots } = eventFilm(2).script;
    const who = shots.map(({ people }) => people.map(({ name }) => name).join());
    who.slice(1).forEach((names, at) => expect(names).not.toBe(who[at]));
  });
});
