import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agglomerate } from '../../../src-main/indexing/grouping/agglomerate.ts';
import { joinBonded } from '../../../src-main/indexing/grouping/bonded-nodes.ts';
import {
  areTogether,
  joined,
  marksAgree,
  nodeOf,
  noMarks,
  type FaceMarks,
  type FaceNode,
} from '../../../src-main/indexing/grouping/face-node.ts';
import { groupAcross, groupFilm, groupRules } from '../../../src-main/indexing/grouping/group-rules.ts';

const rules = groupRules(0.68);

function at(degrees: number): Float32Array {
  const angle = (degrees / 180) * Math.PI;
  return new Float32Array([Math.cos(angle), Math.sin(angle)]);
}

function track(
  trackId: number,
  degrees: number,
  { start = trackId * 10, videoId = 1, quality = 1, marks = noMarks } = {},
): FaceNode {
  return nodeOf({ trackId, videoId, start, end: start + 2, quality, embedding: at(degrees) }, marks);
}

const across = (nodes: readonly FaceNode[], loose: number) =>
  groupAcross(nodes, loose, rules).map(({ indices }) => indices);
const groups = (nodes: readonly FaceNode[]) =>
  nodes.map(({ trackIds }) => trackIds.toSorted((a, b) => a - b));
const marked = (marks: Partial<FaceMarks>): FaceMarks => ({ ...noMarks, ...marks });

describe('grouping the tracks of a film', () => {
  test('tracks that look alike are one group, in whatever order they come', () => {
    const tracks = [track(1, 0), track(2, 90), track(3, 5), track(4, 95), track(5, 10)];
    expect(groups(groupFilm(tracks, rules))).toEqual([
      [1, 3, 5],
      [2, 4],
    ]);
    expect(groups(groupFilm(tracks.toReversed(), rules)).toSorted()).toEqual([
      [1, 3, 5],
      [2, 4],
    ]);
  });

  test('faces on screen together are two people, however alike', () => {
    expect(groups(groupFilm([track(1, 0, { start: 0 }), track(2, 1, { start: 1 })], rules))).toEqual([
      [1],
      [2],
    ]);
  });

  test('two who meet at a cut may be one', () => {
    expect(groups(groupFilm([track(1, 0, { start: 0 }), track(2, 1, { start: 1.9 })], rules))).toEqual([
      [1, 2],
    ]);
  });

  test('where the tracks of each are very alike, a likeness above the least is not enough', () => {
    const steady = [track(1, 0), track(2, 1), track(3, 2), track(8, 38), track(9, 39)];
    expect(Math.cos((37.5 / 180) * Math.PI)).toBeGreaterThan(rules.least);
    expect(groups(groupFilm(steady, rules))).toEqual([
      [1, 2, 3],
      [8, 9],
    ]);
  });

  test('a face that shows too little founds no group, but may join one', () => {
    const dim = { quality: 0.05 };
    expect(
      groups(groupFilm([track(1, 0), track(2, 2, dim), track(3, 90, dim), track(4, 91, dim)], rules)),
    ).toEqual([[1, 2]]);
  });
});

describe('grouping across films', () => {
  test('a person’s group meets the same person in another film, not a look-alike', () => {
    const film = (videoId: number, degrees: number) =>
      joined(track(videoId * 100, degrees, { videoId }), track(videoId * 100 + 1, degrees + 2, { videoId }));
    expect(across([film(1, 0), film(2, 4), film(3, 28)], 0)).toEqual([[0, 1], [2]]);
  });

  test('groups that were there before are joined only through something new', () => {
    const known = [track(1, 0, { videoId: 1 }), track(2, 20, { videoId: 2 })];
    expect(across(known, 2)).toEqual([[0], [1]]);
    expect(across([...known, track(3, 10, { videoId: 3 })], 2)).toEqual([[0, 1, 2]]);
  });
});

describe('what the user decided', () => {
  test('a bond joins what looks nothing alike; the rest goes on from there', () => {
    const nodes = joinBonded([track(1, 0), track(2, 90), track(3, 180)], [[1, 3]]);
    expect(groups(nodes)).toEqual([[1, 3], [2]]);
  });

  test('a bond does not join two people who are named differently', () => {
    const nodes = [
      track(1, 0, { marks: marked({ person: 7 }) }),
      track(2, 0, { marks: marked({ person: 8 }) }),
    ];
    expect(joinBonded(nodes, [[1, 2]])).toHaveLength(2);
  });

  const anyMarks = fc.record({
    person: fc.option(fc.integer({ min: 1, max: 3 }), { nil: null }),
    not: fc.constantFrom(new Set<number>(), new Set([1]), new Set([2])),
    sides: fc.constantFrom(
      new Map<number, number>(),
      new Map([[1, 0]]),
      new Map([[1, 1]]),
      new Map([[2, 1]]),
    ),
    ignored: fc.constant(false),
  });
  const anyTracks = fc.array(
    fc.record({
      degrees: fc.integer({ min: 0, max: 120 }),
      start: fc.integer({ min: 0, max: 40 }),
      videoId: fc.integer({ min: 1, max: 2 }),
      quality: fc.double({ min: 0.02, max: 1, noNaN: true }),
      marks: fc.option(anyMarks, { nil: noMarks }),
    }),
    { maxLength: 30 },
  );

  test('no group ever holds two faces that must be apart, and none is lost', () => {
    fc.assert(
      fc.property(anyTracks, (given) => {
        const nodes = given.map(({ degrees, ...rest }, index) => track(index + 1, degrees, rest));
        const clusters = agglomerate(nodes, {
          threshold: 0.5,
          areOne: () => true,
          isSure: () => true,
          looseFrom: 0,
        });
        expect(clusters.flatMap(({ indices }) => indices).toSorted((a, b) => a - b)).toEqual(
          nodes.map((_, index) => index),
        );
        for (const { indices } of clusters) {
          for (const a of indices) {
            for (const b of indices.filter((other) => other < a)) {
              expect(areTogether(nodes[a]!, nodes[b]!)).toBe(false);
              expect(marksAgree(nodes[a]!.marks, nodes[b]!.marks)).toBe(true);
            }
          }
        }
      }),
    );
  });
});
