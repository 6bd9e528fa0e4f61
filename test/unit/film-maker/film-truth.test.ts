import { describe, expect, it } from 'vitest';
import type { FilmScript } from '../../../src-main/film-maker/film-script.ts';
import type { FilmTruth } from '../../../src-main/film-maker/film-truth.ts';
import { shareInside, truthOf, visibleShare } from '../../../src-main/film-maker/film-truth.ts';
import { layTimeline } from '../../../src-main/film-maker/timeline.ts';
import { smallScript } from './small-script.ts';

function truth(script: FilmScript): FilmTruth {
  return truthOf(
    layTimeline(script, () => 2),
    () => null,
  );
}

function person(of: FilmTruth, name: string): FilmTruth['people'][number] {
  return of.people.find((each) => each.name === name)!;
}

describe('the truth of a film', () => {
  it('lists a standing person for the whole of their shot and nobody else', () => {
    const made = truth(
      smallScript([
        { place: 'kitchen', duration: 2 },
        { place: 'park', duration: 2, people: [{ name: 'Bo', x: 0.5, size: 0.4 }] },
      ]),
    );
    expect(person(made, 'Bo').visible).toEqual([{ start: 2, end: 4 }]);
    expect(person(made, 'Bo').faces).toHaveLength(25);
    expect(person(made, 'Ada').visible).toEqual([]);
  });

  it('gives a face box of the size that the script asks for, around the place it asks for', () => {
    const made = truth(
      smallScript([{ place: 'park', duration: 1, people: [{ name: 'Ada', x: 0.4, size: 0.5, y: 0.45 }] }]),
    );
    const [face] = person(made, 'Ada').faces;
    expect(face!.height).toBeCloseTo(0.5, 2);
    expect(face!.x + face!.width / 2).toBeCloseTo(0.4, 1);
    expect(face!.y).toBeLessThan(0.45);
    expect(face!.y + face!.height).toBeGreaterThan(0.6);
  });

  it('lets a person who walks in become visible when most of the face is inside the picture', () => {
    const made = truth(
      smallScript([
        {
          place: 'park',
          duration: 4,
          people: [{ name: 'Ada', x: 0.5, size: 0.3, enters: { side: 'right', at: 1, over: 2 } }],
        },
      ]),
    );
    const { visible, faces } = person(made, 'Ada');
    expect(visible).toHaveLength(1);
    expect(visible[0]!.start).toBeGreaterThan(1);
    expect(visible[0]!.start).toBeLessThan(2.2);
    expect(visible[0]!.end).toBe(4);
    expect(shareInside(faces[0]!)).toBeGreaterThanOrEqual(visibleShare);
    expect(shareInside(faces[0]!)).toBeLessThan(1);
  });

  it('changes from one shot’s people to the next one’s at the middle of a dissolve', () => {
    const made = truth(
      smallScript([
        { place: 'park', duration: 4, people: [{ name: 'Ada', x: 0.5, size: 0.3 }] },
        { place: 'street', duration: 4, transition: 'dissolve', people: [{ name: 'Bo', x: 0.5, size: 0.3 }] },
      ]),
    );
    expect(person(made, 'Ada').visible).toEqual([{ start: 0, end: 4 }]);
    expect(person(made, 'Bo').visible).toEqual([{ start: 4, end: 8 }]);
    expect(made.shots[1]).toMatchObject({ start: 4, transition: 'dissolve', transitionSeconds: 0.8 });
  });

  it('takes nobody for visible while a fade is more than half dark', () => {
    const people = [{ name: 'Ada', x: 0.5, size: 0.3 }];
    const made = truth(
      smallScript([
        { place: 'park', duration: 4, people },
        { place: 'street', duration: 4, transition: 'fade', people },
      ]),
    );
    const [before, after] = person(made, 'Ada').visible;
    expect(before!.end).toBeGreaterThan(3.6);
    expect(before!.end).toBeLessThan(3.8);
    expect(after!.start).toBeGreaterThan(4.2);
    expect(after!.start).toBeLessThan(4.4);
  });

  it('tells a speaker in the picture from one who is only heard', () => {
    const made = truth(
      smallScript([
        {
          place: 'park',
          duration: 4,
          people: [{ name: 'Ada', x: 0.5, size: 0.3 }],
          lines: [
            { speaker: 'Ada', text: 'Here.' },
            { speaker: 'Cleo', text: 'There.' },
          ],
        },
      ]),
    );
    expect(made.speech.map(({ name, onScreen }) => [name, onScreen])).toEqual([
      ['Ada', true],
      ['Cleo', false],
    ]);
  });

  it('follows a moving object in pieces and leaves it out while it is outside the picture', () => {
    const made = truth(
      smallScript([
        {
          place: 'street',
          duration: 4,
          props: [
            { name: 'car', x: -0.5, y: 0.9, size: 0.3, toX: 0.5 },
            { name: 'cup', x: 0.8, y: 0.9, size: 0.1 },
          ],
        },
      ]),
    );
    const cars = made.objects.filter(({ name }) => name === 'car');
    expect(cars[0]!.start).toBeGreaterThan(1.5);
    expect(cars.at(-1)!.end).toBe(4);
    expect(cars.every((car, i) => i === 0 || car.box.x > cars[i - 1]!.box.x)).toBe(true);
    expect(made.objects.filter(({ name }) => name === 'cup')).toMatchObject([{ start: 0, end: 4 }]);
  });

  it('joins shots of one place that follow one another', () => {
    const made = truth(
      smallScript([
        { place: 'park', duration: 1 },
        { place: 'park', framing: 'close', duration: 1 },
        { place: 'street', duration: 1 },
      ]),
    );
    expect(made.places.map(({ name }) => name)).toEqual(['park', 'street']);
    expect(made.places[0]!.end).toBe(made.shots[1]!.end);
  });
});
