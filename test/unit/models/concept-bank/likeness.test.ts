import { describe, expect, it } from 'vitest';
import {
  conceptDimension,
  packed,
  unpacked,
} from '../../../../src-main/models/concept-bank/concept-vector.ts';
import { likenessFor } from '../../../../src-main/models/concept-bank/likeness.ts';
import { placeOf, places } from '../../../../src-main/models/concept-bank/vector-layout.ts';
import { dot } from '../../../../src-main/domain/vector.ts';

const scores = (values: Record<string, number>): Float32Array => {
  const result = new Float32Array(places.length);
  for (const [name, value] of Object.entries(values)) result[placeOf(name)] = value;
  return result;
};
const likenessOf = (values: Float32Array, ...text: Parameters<typeof likenessFor>): number =>
  likenessFor(...text)(values, 0, 1);
const word = (...names: string[]) => ({
  word: names.join(),
  reach: new Map(names.map((name) => [name, 1])),
});

describe('likeness', () => {
  const dogAndGrass = scores({ dog: 0.95, greenery: 0.9, person: 0.1 });

  it('is high when all is there, and falls with each word that is not', () => {
    const both = likenessOf(dogAndGrass, [word('dog'), word('greenery')], 0);
    const one = likenessOf(dogAndGrass, [word('dog'), word('cat')], 0);
    const none = likenessOf(dogAndGrass, [word('cat'), word('snow')], 0);
    expect(both).toBeGreaterThan(0.9);
    expect(one).toBeLessThan(both);
    expect(none).toBeLessThan(one);
    expect(none).toBeLessThan(0.1);
  });

  it('is satisfied by any of the concepts that a word may mean', () => {
    const any = likenessOf(dogAndGrass, [word('cat', 'dog', 'horse')], 0);
    expect(any).toBeGreaterThan(0.9);
  });

  it('of one word is the certainty of its concept', () => {
    expect(likenessOf(dogAndGrass, [word('dog')], 0)).toBeCloseTo(0.95, 6);
    expect(likenessOf(scores({ cat: 0.4 }), [word('cat')], 0)).toBeCloseTo(0.4, 6);
  });

  it('weighs a rare concept more than a common one', () => {
    const picture = scores({ giraffe: 0.9, person: 0.1 });
    const other = scores({ giraffe: 0.1, person: 0.9 });
    const words = [word('giraffe'), word('person')];
    expect(likenessOf(picture, words, 0)).toBeGreaterThan(likenessOf(other, words, 0));
  });

  it('is drawn towards undecided by unknown words, from both sides, but never past it', () => {
    const sure = likenessOf(dogAndGrass, [word('dog')], 0);
    const drawn = likenessOf(dogAndGrass, [word('dog')], 3);
    expect(drawn).toBeLessThan(sure);
    expect(drawn).toBeGreaterThan(0.5);
    const absent = likenessOf(dogAndGrass, [word('cat')], 0);
    expect(likenessOf(dogAndGrass, [word('cat')], 3)).toBeGreaterThan(absent);
    expect(likenessOf(dogAndGrass, [word('cat')], 300)).toBeLessThan(0.5);
  });

  it('is 0 for a text of which nothing is known', () => {
    expect(likenessOf(dogAndGrass, [], 4)).toBe(0);
  });
});

describe('the vector', () => {
  it('has length 1 and gives the certainties back', () => {
    const values = scores({ dog: 0.75, 'red car': 0.5 });
    const vector = packed(values);
    expect(vector).toHaveLength(conceptDimension);
    expect(dot(vector, vector)).toBeCloseTo(1, 6);
    const back = unpacked(vector);
    expect(back[placeOf('dog')]).toBeCloseTo(0.75, 6);
    expect(back[placeOf('red car')]).toBeCloseTo(0.5, 6);
    expect(back[placeOf('cat')]).toBe(0);
  });

  it('of another model is refused', () => {
    expect(() => unpacked(new Float32Array(512).fill(0.1))).toThrow(RangeError);
    expect(() => unpacked(new Float32Array(conceptDimension))).toThrow(RangeError);
  });
});
