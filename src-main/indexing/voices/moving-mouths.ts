import { overlapOf, type Interval } from '../../domain/interval.ts';
import type { FaceLabel, SeenMouth } from './heard-utterance.ts';
import type { Opening } from './track-mouths.ts';

/** A face track with what was seen of its mouth. */
export interface MouthTrack extends Interval {
  readonly label: FaceLabel | null;
  readonly certainty: number;
  readonly openings: readonly Opening[];
}

/** Fewer openings than this tell nothing of movement. */
const leastOpenings = 3;
/** Speech and mouths are compared with this much room, in seconds: a mouth opens before it is heard. */
const room = 0.08;

/**
 * The mouths that are seen during each of some utterances. Utterances and tracks come in the order of their starts.
 *
 * @param speech when anybody speaks, to learn how a mouth moves otherwise
 */
export function mouthsDuring(
  utterances: readonly Interval[],
  tracks: readonly MouthTrack[],
  speech: readonly Interval[],
): SeenMouth[][] {
  const restlessness = new Map(tracks.map((track) => [track, movementOf(silentOpenings(track, speech))]));
  const longest = Math.max(0, ...tracks.map(({ start, end }) => end - start));
  let from = 0;
  return utterances.map((utterance) => {
    while (from < tracks.length && tracks[from]!.start + longest < utterance.start) from++;
    const mouths: SeenMouth[] = [];
    for (let at = from; at < tracks.length && tracks[at]!.start < utterance.end; at++) {
      const track = tracks[at]!;
      if (overlapOf(track, utterance) === 0) continue;
      const movement = movementOf(
        track.openings.filter(({ time }) => time >= utterance.start - room && time <= utterance.end + room),
      );
      if (movement === null) continue;
      const { label, certainty } = track;
      mouths.push({ label, certainty, movement, restlessness: restlessness.get(track) ?? null });
    }
    return mouths;
  });
}

function silentOpenings({ openings }: MouthTrack, speech: readonly Interval[]): Opening[] {
  let at = 0;
  return openings.filter(({ time }) => {
    while (at < speech.length && speech[at]!.end + room < time) at++;
    return at >= speech.length || time < speech[at]!.start - room;
  });
}

/** The standard deviation of some openings; null for too few. */
function movementOf(openings: readonly Opening[]): number | null {
  const count = openings.length;
  if (count < leastOpenings) return null;
  const mean = openings.reduce((sum, { opening }) => sum + opening, 0) / count;
  return Math.sqrt(openings.reduce((sum, { opening }) => sum + (opening - mean) ** 2, 0) / count);
}
