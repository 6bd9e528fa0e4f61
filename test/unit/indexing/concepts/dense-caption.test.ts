import { describe, expect, test } from 'vitest';
import { denseCaption, genericNoun } from '../../../../src-main/indexing/concepts/token/dense-caption.ts';
import { packed } from '../../../../src-main/models/concept-bank/concept-vector.ts';
import { placeOf, places } from '../../../../src-main/models/concept-bank/vector-layout.ts';

function seen(certainties: Readonly<Record<string, number>>): Float32Array {
  const values = new Float32Array(places.length);
  for (const [concept, certainty] of Object.entries(certainties)) values[placeOf(concept)] = certainty;
  return packed(values);
}

describe('what is said of a concept', () => {
  const pictures = [
    seen({ dog: 0.9, 'brown dog': 0.8, couch: 0.9, 'red couch': 0.9 }),
    seen({ dog: 0.8, 'brown dog': 0.7, bed: 0.9 }),
    seen({ cat: 0.6, 'brown dog': 0.9 }),
  ];

  test('is the class that most pictures show, or the kind', () => {
    expect(genericNoun('pet', pictures)).toBe('dog');
    expect(genericNoun('pet', pictures.slice(1))).toBe('pet');
    expect(genericNoun('place', [seen({ person: 0.9 })])).toBe('place');
  });

  test('is what its pictures have in common, not what each shows beside it', () => {
    expect(denseCaption('dog', pictures)).toBe('a photo of a dog, brown dog');
    expect(denseCaption('dog', pictures.slice(0, 1))).toBe('a photo of a dog, couch, brown dog');
  });
});
