import type { DecidedTrack } from '../../store/decision-table.ts';
import { noMarks, type FaceMarks } from './face-node.ts';

/** What the user's decisions come to. */
export interface Decided {
  /** Of the tracks that something was decided about. */
  readonly marks: ReadonlyMap<number, FaceMarks>;
  /** Tracks that belong together whatever they look like; the latest decision comes first. */
  readonly bonds: readonly (readonly number[])[];
}

interface DraftMarks {
  sides: Map<number, number>;
  person: number | null;
  not: Set<number>;
  ignored: boolean;
}

/**
 * Reads decisions in their order: of two that contradict each other the later one holds. Who is split off leaves the
 * bonds shared with the others; who is merged, the splits between them; who is named is no longer ignored. Who is not the
 * person of a group (side 1) is split off from the rest of it (side 0).
 *
 * @param decided by decision, the earliest first
 */
export function marksOf(decided: readonly DecidedTrack[]): Decided {
  const marks = new Map<number, DraftMarks>();
  const bonds = new Map<number, Set<number>>();
  const of = (trackId: number) => {
    const known = marks.get(trackId) ?? { sides: new Map(), person: null, not: new Set(), ignored: false };
    marks.set(trackId, known);
    return known;
  };
  for (const [decisionId, faces] of Map.groupBy(decided, (face) => face.decisionId)) {
    const { action, personId } = faces[0]!;
    const tracks = faces.map(({ trackId }) => trackId);
    if (action === 'merge') {
      forgetSplits(tracks.map(of));
      bonds.set(decisionId, new Set(tracks));
    } else if (action === 'split') {
      loosen(bonds, faces);
      for (const { trackId, side } of faces) of(trackId).sides.set(decisionId, side);
    } else if (action === 'not-this') {
      loosen(bonds, faces);
      for (const { trackId, side } of faces) {
        const own = of(trackId);
        own.sides.set(decisionId, side);
        if (side !== 0 && personId !== null) refuse(personId, own);
      }
    } else for (const trackId of tracks) apply(action, personId, of(trackId));
  }
  return {
    marks: new Map([...marks].map(([trackId, own]) => [trackId, isEmpty(own) ? noMarks : own])),
    bonds: [...bonds.values()].reverse().map((tracks) => [...tracks]),
  };
}

function apply(action: DecidedTrack['action'], personId: number | null, marks: DraftMarks): void {
  if (action === 'ignore') {
    marks.ignored = true;
    marks.person = null;
  } else if (action === 'name' && personId !== null) {
    marks.ignored = false;
    marks.person = personId;
    marks.not.delete(personId);
  }
}

function refuse(personId: number, marks: DraftMarks): void {
  marks.not.add(personId);
  if (marks.person === personId) marks.person = null;
}

/** Takes away the splits that have some of these faces on either side. */
function forgetSplits(faces: readonly DraftMarks[]): void {
  const sides = new Map<number, Set<number>>();
  for (const face of faces) {
    for (const [split, side] of face.sides) sides.set(split, (sides.get(split) ?? new Set()).add(side));
  }
  for (const [split, found] of sides) {
    if (found.size > 1) for (const face of faces) face.sides.delete(split);
  }
}

/** Takes the faces that are split off out of the bonds that also hold faces of the other side. */
function loosen(bonds: ReadonlyMap<number, Set<number>>, faces: readonly DecidedTrack[]): void {
  for (const bond of bonds.values()) {
    const stays = faces.some(({ trackId, side }) => side === 0 && bond.has(trackId));
    if (stays) for (const { trackId, side } of faces) if (side !== 0) bond.delete(trackId);
  }
}

function isEmpty({ sides, person, not, ignored }: DraftMarks): boolean {
  return sides.size === 0 && person === null && not.size === 0 && !ignored;
}
