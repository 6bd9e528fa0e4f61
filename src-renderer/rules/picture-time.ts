import type { MomentView } from '../../src-main/api/contract.ts';

interface Shown {
  readonly person: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The time whose picture shows best why a moment was found: the middle of its longest stretch in which the most named
 * people and concepts are on screen at once, or of the whole moment when it was found by words alone. Seconds in the film.
 */
export function pictureTime(moment: Pick<MomentView, 'start' | 'end' | 'evidence'>): number {
  const faces = moment.evidence
    .flatMap((evidence): Shown[] => {
      const { start, end } = evidence;
      if (evidence.kind === 'face') return [{ person: evidence.person, start, end }];
      return evidence.kind === 'concept' ? [{ person: evidence.concept, start, end }] : [];
    })
    .map(({ person, start, end }) => ({
      person,
      start: Math.max(start, moment.start),
      end: Math.min(end, moment.end),
    }))
    .filter(({ start, end }) => end > start);
  const edges = [...new Set(faces.flatMap(({ start, end }) => [start, end]))].toSorted((a, b) => a - b);
  let best = { start: moment.start, end: moment.end, people: 0 };
  let last = best;
  for (const [index, start] of edges.slice(0, -1).entries()) {
    const end = edges[index + 1]!;
    const present = faces.filter((face) => face.start <= start && face.end >= end);
    const people = new Set(present.map(({ person }) => person)).size;
    const joins = index > 0 && last.people === people && last.end === start;
    last = { start: joins ? last.start : start, end, people };
    const isBetter =
      people > best.people || (people === best.people && end - last.start > best.end - best.start);
    if (people > 0 && isBetter) best = last;
  }
  return (best.start + best.end) / 2;
}
