import { describe, expect, test } from 'vitest';
import { marksOf } from '../../../src-main/indexing/grouping/face-marks.ts';
import type { DecidedTrack, DecisionAction } from '../../../src-main/store/decision-table.ts';

const ada = 1;
let decisions = 0;

/** A decision about tracks on side 0 and, for those that divide, on side 1. */
function decide(
  action: DecisionAction,
  tracks: readonly number[],
  { apart = [] as readonly number[], personId = null as number | null } = {},
): DecidedTrack[] {
  const decisionId = ++decisions;
  const head = { decisionId, action, personId };
  return [
    ...tracks.map((trackId) => ({ ...head, trackId, side: 0 })),
    ...apart.map((trackId) => ({ ...head, trackId, side: 1 })),
  ];
}

describe('what decisions come to', () => {
  test('a split marks its two sides', () => {
    const { marks } = marksOf(decide('split', [1, 2], { apart: [3] }));
    expect([1, 2, 3].map((track) => [...marks.get(track)!.sides.values()])).toEqual([[0], [0], [1]]);
  });

  test('a later merge takes a split back between the merged, and only there', () => {
    const { marks, bonds } = marksOf([
      ...decide('split', [1, 2], { apart: [3] }),
      ...decide('merge', [1, 3]),
    ]);
    expect([1, 2, 3].map((track) => marks.get(track)!.sides.size)).toEqual([0, 1, 0]);
    expect(bonds).toEqual([[1, 3]]);
  });

  test('a later split takes its faces out of a merge', () => {
    const { bonds } = marksOf([...decide('merge', [1, 2, 3]), ...decide('split', [1, 2], { apart: [3] })]);
    expect(bonds).toEqual([[1, 2]]);
  });

  test('who is named is no longer ignored, and the other way round', () => {
    const name = decide('name', [1], { personId: ada });
    const ignore = decide('ignore', [1]);
    expect(marksOf([...ignore, ...name]).marks.get(1)).toMatchObject({ person: ada, ignored: false });
    expect(marksOf([...name, ...ignore]).marks.get(1)).toMatchObject({ person: null, ignored: true });
  });

  test('a face that is not the person leaves the name, and the faces that keep it', () => {
    const { marks } = marksOf([
      ...decide('name', [1, 2], { personId: ada }),
      ...decide('not-this', [1], { apart: [2], personId: ada }),
    ]);
    expect(marks.get(1)).toMatchObject({ person: ada });
    expect(marks.get(2)).toMatchObject({ person: null, not: new Set([ada]) });
    expect([...marks.get(1)!.sides.values(), ...marks.get(2)!.sides.values()]).toEqual([0, 1]);
  });

  test('it is the person after all when it is named so later', () => {
    const { marks } = marksOf([
      ...decide('not-this', [], { apart: [2], personId: ada }),
      ...decide('name', [2], { personId: ada }),
    ]);
    expect(marks.get(2)).toMatchObject({ person: ada, not: new Set() });
  });
});
