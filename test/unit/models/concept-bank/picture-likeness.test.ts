import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConceptWords } from '../../../../src-main/models/concept-bank/concept-words.ts';
import { pictureLikeness } from '../../../../src-main/models/concept-bank/picture-likeness.ts';
import { columnsOf, frameOf } from '../../../fixtures/picture-vectors.ts';

const words = new ConceptWords();
const shown = (certainties: Record<string, number>) => frameOf(0, certainties).vector;
const beach = { water: 0.9, sky: 0.8, boat: 0.9, bright: 0.9, blue: 0.8 };

describe('The likeness of two pictures', () => {
  it('is near 1 for the same picture and near 0 for one that shares nothing', () => {
    const { likeness } = pictureLikeness(shown(beach));
    expect(likeness(shown(beach))).toBeGreaterThan(0.99);
    expect(likeness(shown({ kitchen: 0.9, oven: 0.9 }))).toBeLessThan(0.05);
    expect(likeness(shown({}))).toBeLessThan(0.05);
  });

  it('forgives what the words change, and nothing else', async () => {
    const night = shown({ water: 0.9, sky: 0.8, boat: 0.9, dark: 0.9 });
    const plain = pictureLikeness(shown(beach)).likeness(night);
    const changed = pictureLikeness(shown(beach), await words.encodeText('at night'));
    expect(changed.likeness(night)).toBeGreaterThan(Math.max(0.95, plain));
    expect(changed.likeness(shown({ dog: 0.9, dark: 0.9 }))).toBeLessThan(0.1);
  });

  it('never exceeds what the envelope of its film promises', () => {
    const names = ['water', 'sky', 'boat', 'dog', 'kitchen', 'dark', 'red car', 'one person'];
    const picture = fc
      .array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: names.length, maxLength: names.length })
      .map((values) => shown(Object.fromEntries(names.map((name, at) => [name, values[at]!]))));
    fc.assert(
      fc.property(picture, fc.array(picture, { minLength: 1, maxLength: 4 }), (example, film) => {
        const { likeness, likenesses, bound } = pictureLikeness(example);
        const pictures = columnsOf(film);
        const promised = bound(words.envelope(pictures));
        for (const level of likenesses(pictures)) expect(level).toBeLessThanOrEqual(promised + 1e-6);
        // Of many pictures at once it is what it is of each.
        const each = pictures.vectors(0, film.length).map((frame) => likeness(frame));
        likenesses(pictures).forEach((level, at) => expect(level).toBeCloseTo(each[at]!, 5));
      }),
    );
  });
});
