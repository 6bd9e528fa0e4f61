import { overlapOf, type Interval } from '../../domain/interval.ts';
import type { FaceLabel, SeenMouth } from './heard-utterance.ts';
import type { Opening, Speaking } from './track-mouths.ts';

/** A face track with what was seen of its mouth. */
export interface MouthTrack extends Interval {
  readonly label: FaceLabel | null;
  readonly certainty: number;
  readonly openings: readonly Opening[];
  /** What a model of active speakers saw of the face; nothing where none is installed. */
  readonly speaking: readonly Speaking[];
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
      const isDuring = ({ time }: { time: number }): boolean =>
        time >= utterance.start - room && time <= utterance.end + room;
      const movement = movementOf(track.openings.filter(isDuring));
      const speaking = meanCertainty(track.speaking.filter(isDuring));
      if (movement === null && speaking === null) continue;
      const { label, certainty } = track;
      mouths.push({
        ...{ label, certainty, speaking },
        movement: movement ?? 0,
        restlessness: restlessness.get(track) ?? null,
      });
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

function meanCertainty(seen: readonly Speaking[]): number | null {
  return seen.length > 0 ? seen.reduce((sum, { certainty }) => sum + certainty, 0) / seen.length : null;
}

/** The standard deviation of some openings; null for too few. */
function movementOf(openings: readonly Opening[]): number | null {
  const count = openings.length;
  if (count < leastOpenings) return null;
  const mean = openings.reduce((sum, { opening }) => sum + opening, 0) / count;
  return Math.sqrt(openings.reduce((sum, { opening }) => sum + (opening - mean) ** 2, 0) / count);
}
