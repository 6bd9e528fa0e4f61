import { describe, expect, it } from 'vitest';
import { dominantPlaces } from '../../../src-main/indexing/dominant-places.ts';

describe('The places of a film', () => {
  it('are told by the share of its time that shows them, longest first', () => {
    const frames = [
      { time: 0, places: ['kitchen', 'indoors'] },
      { time: 4, places: ['indoors'] },
      { time: 5, places: [] },
      { time: 8, places: ['street'] },
    ];
    expect(dominantPlaces(frames, 10)).toEqual([
      { concept: 'indoors', share: 0.5 },
      { concept: 'kitchen', share: 0.4 },
      { concept: 'street', share: 0.2 },
    ]);
  });

  it('are five at most, and none that is hardly seen', () => {
    const many = ['a', 'b', 'c', 'd', 'e', 'f'];
    const frames = [
      { time: 0, places: many },
      { time: 99, places: ['glimpse'] },
    ];
    expect(dominantPlaces(frames, 100).map(({ concept }) => concept)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('are none in a film without frames', () => {
    expect(dominantPlaces([], 0)).toEqual([]);
  });
});
