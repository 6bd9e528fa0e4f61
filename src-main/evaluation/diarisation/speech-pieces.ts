import { mergeIntervals, type Interval } from '../../domain/interval.ts';
import type { Turn } from './rttm.ts';

/** A stretch of a recording in which nobody starts or stops speaking, in truth or in the hypothesis. */
export interface Piece extends Interval {
  /** Who speaks in truth. */
  readonly reference: ReadonlySet<string>;
  /** Who speaks as was found. */
  readonly hypothesis: ReadonlySet<string>;
}

/** What is scored: from the first reference turn's start to the last one's end. */
export function spanOf(reference: readonly Turn[]): Interval {
  return reference.reduce(
    (span, { start, end }) => ({ start: Math.min(span.start, start), end: Math.max(span.end, end) }),
    { start: Infinity, end: -Infinity },
  );
}

/** The stretches that do not count: `collar` seconds on each side of every start and end of a reference turn. */
export function collarZones(reference: readonly Turn[], collar: number): Interval[] {
  if (collar === 0) return [];
  return reference.flatMap(({ start, end }) =>
    [start, end].map((time) => ({ start: time - collar, end: time + collar })),
  );
}

/** The stretches in which several reference turns overlap. */
export function overlapZones(reference: readonly Turn[]): Interval[] {
  const zones: Interval[] = [];
  let lastEnd = -Infinity;
  for (const { start, end } of reference.toSorted((a, b) => a.start - b.start)) {
    if (Math.min(end, lastEnd) > start) zones.push({ start, end: Math.min(end, lastEnd) });
    lastEnd = Math.max(lastEnd, end);
  }
  return zones;
}

/** What is left of a span when zones, which may overlap, are cut out of it. */
export function without(span: Interval, zones: readonly Interval[]): Interval[] {
  const left: Interval[] = [];
  let start = span.start;
  for (const zone of mergeIntervals(zones)) {
    if (zone.start > start) left.push({ start, end: Math.min(zone.start, span.end) });
    start = Math.max(start, zone.end);
    if (start >= span.end) return left;
  }
  left.push({ start, end: span.end });
  return left.filter((interval) => interval.end > interval.start);
}

type Source = 'reference' | 'hypothesis' | 'scored';

interface Change {
  readonly time: number;
  readonly source: Source;
  readonly speaker: string;
  readonly by: 1 | -1;
}

/** Cuts the scored intervals at every start and end of a turn. Turns without length say nothing. */
export function piecesOf(
  reference: readonly Turn[],
  hypothesis: readonly Turn[],
  scored: readonly Interval[],
): Piece[] {
  const changes = [
    ...changesOf(reference, 'reference'),
    ...changesOf(hypothesis, 'hypothesis'),
    ...changesOf(
      scored.map((interval) => ({ ...interval, speaker: '' })),
      'scored',
    ),
  ].sort((a, b) => a.time - b.time);
  const speaking = {
    reference: new Map<string, number>(),
    hypothesis: new Map<string, number>(),
    scored: new Map<string, number>(),
  };
  const pieces: Piece[] = [];
  changes.forEach(({ time, source, speaker, by }, index) => {
    const turns = (speaking[source].get(speaker) ?? 0) + by;
    if (turns === 0) speaking[source].delete(speaker);
    else speaking[source].set(speaker, turns);
    const end = changes[index + 1]?.time ?? time;
    if (speaking.scored.size === 0 || end <= time) return;
    pieces.push({
      start: time,
      end,
      reference: new Set(speaking.reference.keys()),
      hypothesis: new Set(speaking.hypothesis.keys()),
    });
  });
  return pieces;
}

function changesOf(turns: readonly Turn[], source: Source): Change[] {
  return turns
    .filter(({ start, end }) => end > start)
    .flatMap(({ start, end, speaker }): Change[] => [
      { time: start, source, speaker, by: 1 },
      { time: end, source, speaker, by: -1 },
    ]);
}
