import { totalDuration } from '../domain/interval.ts';
import { dot, normalised } from '../domain/vector.ts';
import type { Identity } from '../store/face-table.ts';
import type { PersonTemplate } from '../store/people-table.ts';
import type { FaceNode } from './grouping/face-node.ts';

/** A group of which it is worth asking whether it is a person. */
export interface DoubtfulGroup {
  readonly groupId: number;
  /** Calibrated certainty that it is, 0..1; the less, the surer it is that somebody else is shown. */
  readonly confidence: number;
  /** Whether it passes for the person now. */
  readonly isNamed: boolean;
  readonly tracks: number;
  /** Seconds of its tracks. */
  readonly seconds: number;
}

/** Whom a track shows, as far as is known now. */
export type ShownPerson = Pick<Identity, 'personId' | 'confidence'>;

/** Below this certainty that an answer would change anything, nobody is asked. */
const leastDoubt = 0.1;

/**
 * The groups of which the answer changes most, those first: of each the seconds that are shown for somebody else than
 * before, times the certainty that the answer is not what is shown now. What was answered or named by hand is left out.
 *
 * Note: why groups are asked about and not faces
 * A name is carried by a group, so that one answer about any of its faces settles all of them.
 *
 * @param templates of the person alone
 * @param shown by track
 */
export function doubtfulGroups(
  personId: number,
  groups: readonly { readonly id: number; readonly node: FaceNode }[],
  templates: readonly PersonTemplate[],
  shown: ReadonlyMap<number, ShownPerson>,
  confidenceOf: (cosine: number) => number,
): DoubtfulGroup[] {
  const gallery = templates.map(({ embedding }) => normalised(embedding));
  if (gallery.length === 0) return [];
  return groups
    .filter(({ node: { marks } }) => marks.person === null && !marks.ignored && !marks.not.has(personId))
    .map(({ id, node }): DoubtfulGroup => {
      const likeness = Math.max(...gallery.map((embedding) => dot(node.sum, embedding) / node.weight));
      const now = node.trackIds.map((trackId) => shown.get(trackId)).find((one) => one !== undefined);
      const isNamed = now?.personId === personId;
      const rival = now && !isNamed ? oddsOf(now.confidence) : 0;
      const odds = oddsOf(confidenceOf(likeness));
      return {
        groupId: id,
        // It is the person, or whom it shows now, or neither.
        confidence: odds / (1 + odds + rival),
        isNamed,
        tracks: node.trackIds.length,
        seconds: secondsOf(node),
      };
    })
    .filter((group) => doubtOf(group) >= leastDoubt)
    .toSorted((a, b) => doubtOf(b) * b.seconds - doubtOf(a) * a.seconds || a.groupId - b.groupId);
}

function oddsOf(probability: number): number {
  return probability / Math.max(1e-9, 1 - probability);
}

function doubtOf({ isNamed, confidence }: DoubtfulGroup): number {
  return isNamed ? 1 - confidence : confidence;
}

function secondsOf({ seen }: FaceNode): number {
  return totalDuration([...seen.values()].flat());
}
