import { describe, expect, test } from 'vitest';
import { alikePeople, likenessOf } from '../../../src-main/indexing/alike-people.ts';
import { doubtfulGroups } from '../../../src-main/indexing/doubtful-groups.ts';
import { nodeOf, noMarks, type FaceMarks } from '../../../src-main/indexing/grouping/face-node.ts';

const ada = 1;
/** A face whose cosine to Ada's picture is this. */
function face(likeness: number): Float32Array {
  return new Float32Array([likeness, Math.sqrt(1 - likeness * likeness)]);
}

const templates = [{ personId: ada, embedding: face(1) }];
const asIs = (cosine: number) => cosine;

function group(id: number, likeness: number, seconds: number, marks: FaceMarks = noMarks) {
  const track = { trackId: id * 10, videoId: 1, start: id * 100, end: id * 100 + seconds, quality: 1 };
  return { id, node: nodeOf({ ...track, embedding: face(likeness) }, marks) };
}

describe('the faces to be asked about', () => {
  const ask = (groups: ReturnType<typeof group>[], named: readonly number[] = [], personId = ada) => {
    const shown = new Map(named.map((trackId) => [trackId, { personId, confidence: 0.9 }]));
    return doubtfulGroups(ada, groups, templates, shown, asIs).map(({ groupId }) => groupId);
  };

  test('come by the seconds that an answer can be expected to change', () => {
    expect(ask([group(1, 0.3, 10), group(2, 0.6, 10), group(3, 0.3, 30)])).toEqual([3, 2, 1]);
  });

  test('who passes for the person is the more doubtful the less alike', () => {
    expect(ask([group(1, 0.8, 10), group(2, 0.5, 10), group(3, 0.97, 10)], [10, 20, 30])).toEqual([2, 1]);
  });

  test('who is surely somebody else is not asked about', () => {
    expect(ask([group(1, 0.5, 10), group(2, 0.5, 10)], [20], 2)).toEqual([1]);
    expect(ask([group(1, 0.5, 10), group(2, 0.8, 10)], [20], 2)).toEqual([1, 2]);
  });

  test('strangers are not asked about, nor what was answered or ignored', () => {
    expect(ask([group(1, 0.05, 1000)])).toEqual([]);
    for (const marks of [{ person: ada }, { person: 2 }, { not: new Set([ada]) }, { ignored: true }]) {
      expect(ask([group(1, 0.5, 10, { ...noMarks, ...marks })])).toEqual([]);
    }
    expect(ask([group(1, 0.5, 10, { ...noMarks, not: new Set([2]) })])).toEqual([1]);
  });

  test('of a person without pictures nothing is asked', () => {
    expect(doubtfulGroups(ada, [group(1, 0.5, 10)], [], new Map(), asIs)).toEqual([]);
  });
});

describe('two names', () => {
  const people = [
    { personId: 3, embedding: face(0.9) },
    { personId: 1, embedding: face(1) },
    { personId: 1, embedding: face(0.9) },
    { personId: 2, embedding: face(0.1) },
  ];

  test('are taken for one person by the cosines of all their pictures on average', () => {
    const [pair, ...others] = alikePeople(people, asIs, () => false);
    expect(others).toEqual([]);
    expect(pair!.people).toEqual([1, 3]);
    expect(pair!.confidence).toBeCloseTo((0.9 + 1) / 2);
    const of = (id: number) => people.filter(({ personId }) => personId === id);
    expect(likenessOf(of(1), of(3), asIs)).toBeCloseTo(pair!.confidence);
  });

  test('are not offered where they are known to be two', () => {
    expect(alikePeople(people, asIs, (a, b) => a === 1 && b === 3)).toEqual([]);
  });
});
