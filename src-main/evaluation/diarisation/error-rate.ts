import { durationOf } from '../../domain/interval.ts';
import { bestPairs } from '../assignment.ts';
import type { Turn } from './rttm.ts';
import { collarZones, overlapZones, piecesOf, spanOf, without, type Piece } from './speech-pieces.ts';

/** What counts in a diarisation error rate. */
export interface Condition {
  /** Seconds on each side of a reference boundary that do not count. */
  readonly collar: number;
  /** Whether stretches count in which several speak in truth. */
  readonly overlap: boolean;
}

/** Speaker time in seconds: a second in which two speak counts twice. */
export interface SpeakerTime {
  /** Of everyone who speaks in truth. */
  readonly scored: number;
  readonly missed: number;
  readonly falseAlarm: number;
  /** Given to a wrong speaker. */
  readonly confusion: number;
}

/** One minute of a recording, the unit over which intervals are taken. */
const minute = 60;

/**
 * Compares a recording's turns with the truth as NIST md-eval does (Rich Transcription 2009 evaluation plan, section
 * 6): speakers are mapped one to one so that they share the most time over the whole recording, whatever the
 * condition; then the pieces that count are added up.
 *
 * @returns the speaker time of each minute of the recording in which something counts
 */
export function speakerTimes(
  reference: readonly Turn[],
  hypothesis: readonly Turn[],
  { collar, overlap }: Condition,
): SpeakerTime[] {
  const span = spanOf(reference);
  const speakerOf = mappedSpeakers(piecesOf(reference, hypothesis, [span]));
  const zones = [...collarZones(reference, collar), ...(overlap ? [] : overlapZones(reference))];
  const minutes = new Map<number, SpeakerTime>();
  for (const piece of piecesOf(reference, hypothesis, without(span, zones))) {
    const index = Math.floor((piece.start - span.start) / minute);
    const time = timeOf(piece, speakerOf);
    minutes.set(index, sumOfTimes([minutes.get(index) ?? noTime, time]));
  }
  return [...minutes.values()];
}

const noTime: SpeakerTime = { scored: 0, missed: 0, falseAlarm: 0, confusion: 0 };

export function sumOfTimes(times: readonly SpeakerTime[]): SpeakerTime {
  return times.reduce(
    (sum, time) => ({
      scored: sum.scored + time.scored,
      missed: sum.missed + time.missed,
      falseAlarm: sum.falseAlarm + time.falseAlarm,
      confusion: sum.confusion + time.confusion,
    }),
    noTime,
  );
}

/** What is wrong in any way; over the scored time it is the diarisation error rate. */
export function errorOf({ missed, falseAlarm, confusion }: SpeakerTime): number {
  return missed + falseAlarm + confusion;
}

/** The found speaker that stands for each true one, so that together they share the most time. */
function mappedSpeakers(pieces: readonly Piece[]): ReadonlyMap<string, string> {
  const references = [...new Set(pieces.flatMap((piece) => [...piece.reference]))];
  const hypotheses = [...new Set(pieces.flatMap((piece) => [...piece.hypothesis]))];
  const rowOf = new Map(references.map((speaker, row) => [speaker, row]));
  const columnOf = new Map(hypotheses.map((speaker, column) => [speaker, column]));
  const shared = references.map(() => hypotheses.map(() => 0));
  for (const piece of pieces) {
    for (const reference of piece.reference) {
      const row = shared[rowOf.get(reference)!]!;
      for (const hypothesis of piece.hypothesis) row[columnOf.get(hypothesis)!]! += durationOf(piece);
    }
  }
  return new Map(bestPairs(shared).map(({ row, column }) => [references[row]!, hypotheses[column]!]));
}

function timeOf(piece: Piece, speakerOf: ReadonlyMap<string, string>): SpeakerTime {
  const seconds = durationOf(piece);
  const { reference, hypothesis } = piece;
  const right = [...reference].filter((speaker) => {
    const mapped = speakerOf.get(speaker);
    return mapped !== undefined && hypothesis.has(mapped);
  }).length;
  return {
    scored: seconds * reference.size,
    missed: seconds * Math.max(0, reference.size - hypothesis.size),
    falseAlarm: seconds * Math.max(0, hypothesis.size - reference.size),
    confusion: seconds * (Math.min(reference.size, hypothesis.size) - right),
  };
}
