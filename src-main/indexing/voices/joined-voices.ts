import { overlapOf, type Interval } from '../../domain/interval.ts';
import type { JoinedLines, PersonLine } from '../../store/voice-decision-table.ts';
import type { Attribution, FilmSpeakers } from './attribute.ts';
import { addVoices, emptyVoice, type VoiceSum } from './voice-sum.ts';

type Speaker = Attribution['speaker'];

/** What the user said of whose lines are the same one's: a person's, or those of two voices that are one. */
export interface SaidOfVoices {
  readonly named: readonly PersonLine[];
  readonly joined: readonly JoinedLines[];
}

/**
 * Lets a person speak all lines of whoever speaks a line of theirs, and whoever speaks one line speak all lines of
 * whoever speaks the other, where the user said so. A person's name is kept rather than a face's group, and that rather
 * than a voice without a face; two people stay two.
 */
export function joinVoices(
  found: FilmSpeakers,
  utterances: readonly Interval[],
  { named, joined }: SaidOfVoices,
): FilmSpeakers {
  const kept = new Map<Speaker, Speaker>();
  const now = (speaker: Speaker): Speaker => (kept.has(speaker) ? now(kept.get(speaker)!) : speaker);
  const speakerNow = (line: Interval): Speaker => now(speakerOf(line, utterances, found.attributions));
  const join = (one: Speaker, other: Speaker): void => {
    const [into, from] = rankOf(one) <= rankOf(other) ? [one, other] : [other, one];
    if (from !== null && into !== from && rankOf(from) > 0) kept.set(from, into);
  };
  for (const line of named) join(`person:${line.personId}`, speakerNow(line));
  for (const [line, other] of joined) join(speakerNow(line), speakerNow(other));
  if (kept.size === 0) return found;
  const voices = new Map<NonNullable<Speaker>, VoiceSum>();
  for (const [speaker, voice] of found.voices) {
    const owner = now(speaker)!;
    voices.set(owner, addVoices(voices.get(owner) ?? emptyVoice(), voice));
  }
  const attributions = found.attributions.map((attribution) => {
    const speaker = now(attribution.speaker);
    const second = now(attribution.second);
    const isOther = second !== speaker && typeof second !== 'number';
    return { ...attribution, speaker, second: isOther ? second : null };
  });
  return { ...found, attributions, voices };
}

/** People first, then groups of faces, then voices without a face. */
function rankOf(speaker: Speaker): number {
  if (speaker === null) return 3;
  if (typeof speaker === 'number') return 2;
  return speaker.startsWith('person:') ? 0 : 1;
}

/** Who speaks the utterance that a line is most of. */
function speakerOf(
  line: Interval,
  utterances: readonly Interval[],
  attributions: readonly Attribution[],
): Speaker {
  let best: { readonly speaker: Speaker; readonly shared: number } = { speaker: null, shared: 0 };
  utterances.forEach((utterance, index) => {
    const shared = overlapOf(line, utterance);
    if (shared > best.shared) best = { speaker: attributions[index]!.speaker, shared };
  });
  return best.speaker;
}
