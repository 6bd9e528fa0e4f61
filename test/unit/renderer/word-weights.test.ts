import { describe, expect, it } from 'vitest';
import { weighedPieces, withWeight } from '../../../src-renderer/rules/word-weights.ts';

const seen = { word: 'car', picture: 1, given: false };

describe('The words of a chip', () => {
  it('are cut where they have a weight', () => {
    expect(weighedPieces('the red car, then', [seen])).toEqual([
      { piece: 'the red', weight: null },
      { piece: 'car', weight: seen },
      { piece: ', then', weight: null },
    ]);
    expect(weighedPieces('Car car', [seen])).toEqual([
      { piece: 'Car', weight: seen },
      { piece: 'car', weight: seen },
    ]);
    expect(weighedPieces('hello', [])).toEqual([{ piece: 'hello', weight: null }]);
  });

  it('have one weight each, which can be taken away again', () => {
    const one = withWeight([{ word: 'dog', picture: 3 }], 'car', 40);
    expect(one).toEqual([
      { word: 'dog', picture: 3 },
      { word: 'car', picture: 40 },
    ]);
    expect(withWeight(one, 'car', 50)[1]).toEqual({ word: 'car', picture: 50 });
    expect(withWeight(one, 'dog', null)).toEqual([{ word: 'car', picture: 40 }]);
  });
});
