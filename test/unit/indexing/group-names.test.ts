import { describe, expect, test } from 'vitest';
import { nameGroups } from '../../../src-main/indexing/group-names.ts';
import {
  joined,
  nodeOf,
  noMarks,
  type FaceMarks,
  type FaceNode,
} from '../../../src-main/indexing/grouping/face-node.ts';
import type { Identity } from '../../../src-main/store/face-table.ts';

const rules = { threshold: 0.6, confidenceOf: (cosine: number) => cosine / 2 };
const ada = 1;
const bo = 2;

function at(degrees: number): Float32Array {
  const angle = (degrees / 180) * Math.PI;
  return new Float32Array([Math.cos(angle), Math.sin(angle)]);
}

function group(
  tracks: Readonly<Record<number, number>>,
  { videoId = 1, marks = noMarks, start = 0 } = {},
): FaceNode {
  return Object.entries(tracks)
    .map(([id, degrees], index) => {
      const begin = start + Number(id) * 10 + index;
      const seen = { videoId, start: begin, end: begin + 2 };
      return nodeOf({ trackId: Number(id), ...seen, quality: 1, embedding: at(degrees) }, marks);
    })
    .reduce(joined);
}

const alone = (trackId: number, personId: number, similarity: number): Identity => ({
  trackId,
  personId,
  similarity,
  confidence: similarity / 2,
});

describe('naming groups', () => {
  const templates = [
    { personId: ada, embedding: at(0) },
    { personId: bo, embedding: at(90) },
  ];
  const named = (groups: FaceNode[], identities: Identity[] = [], marks = new Map<number, FaceMarks>()) =>
    nameGroups(identities, groups, marks, templates, rules).map(({ trackId, personId }) => [
      trackId,
      personId,
    ]);

  test('a whole group has the name that it looks like on average', () => {
    expect(named([group({ 1: 0, 2: 30, 3: 56 })])).toEqual([
      [1, ada],
      [2, ada],
      [3, ada],
    ]);
  });

  test('a track that looks like somebody does not get the name when its group does not', () => {
    expect(named([group({ 1: -50, 2: -80, 3: -85 })], [alone(1, ada, 0.64)])).toEqual([]);
  });

  test('a look-alike never seen beside the person is somebody else', () => {
    expect(named([group({ 1: 5, 2: 8 }), group({ 3: -45, 4: -50 })])).toEqual([
      [1, ada],
      [2, ada],
    ]);
  });

  test('but two groups that are about equally like the person are both', () => {
    expect(named([group({ 1: 25, 2: 28 }), group({ 3: -30, 4: -28 })])).toHaveLength(4);
  });

  test('where one person’s faces hardly differ, a little less like in another film is somebody else', () => {
    const tight = [group({ 1: 12, 2: 16 }), group({ 3: -33, 4: -31 }, { videoId: 2 })];
    expect(named(tight)).toEqual([
      [1, ada],
      [2, ada],
    ]);
  });

  test('and where they differ much, the same is the person', () => {
    const loose = [group({ 1: -22, 2: 36 }), group({ 3: -33, 4: -31 }, { videoId: 2 })];
    expect(named(loose)).toHaveLength(4);
  });

  test('who is on screen beside the person is not the person', () => {
    const beside = group({ 3: 12 }, { start: -20 });
    expect(named([group({ 1: 10 }), beside])).toEqual([[1, ada]]);
  });

  test('what the user said holds whatever the faces look like', () => {
    const said = { ...noMarks, person: bo };
    const marks = new Map([[1, said]]);
    const identities = nameGroups([], [group({ 1: -80, 2: -82 }, { marks: said })], marks, templates, rules);
    expect(
      identities.map(({ trackId, personId, confidence }) => [trackId, personId, confidence === 1]),
    ).toEqual([
      [1, bo, true],
      [2, bo, false],
    ]);
  });

  test('a group that is ignored, or is not the person, gets no name', () => {
    expect(named([group({ 1: 0 }, { marks: { ...noMarks, ignored: true } })])).toEqual([]);
    expect(named([group({ 1: 0 }, { marks: { ...noMarks, not: new Set([ada]) } })])).toEqual([]);
  });

  test('tracks in no group keep their own names, unless they were refused', () => {
    const refused = new Map([[9, { ...noMarks, not: new Set([ada]) }]]);
    expect(named([], [alone(8, ada, 0.8), alone(9, ada, 0.8)], refused)).toEqual([[8, ada]]);
  });
});
