import { speakersByCue } from '../../src-main/domain/told-speakers.ts';
import type { Cue, Utterance } from '../../src-main/api/contract.ts';

/** Who speaks a line, as it is shown: somebody with a name, or a voice that nobody has named. */
export interface ShownSpeaker {
  /** Null for a voice without a name. */
  readonly name: string | null;
  /** Of "Speaker 3"; null for a person. */
  readonly number: number | null;
  /** 0..1; 1 where the user or a subtitle file says so. */
  readonly confidence: number;
}

/** A speaker as voices and mouths tell one. */
export function shownSpeaker({ person, number, confidence }: Utterance['speakers'][number]): ShownSpeaker {
  return { name: person, number, confidence };
}

const hues = 12;

/** The hue of a voice without a name: from the end of the row whose beginning people get first. */
export function voiceHue(number: number): number {
  return hues - 1 - ((number - 1) % hues);
}

/** Tells speakers of one line apart. */
export function speakerKey({ name, number }: ShownSpeaker): string {
  return name ?? `voice ${number}`;
}

/** Who speaks each line, by its number: whom the file or the user names, or else whom voices and mouths tell. */
export function speakersOfCues(
  cues: readonly Cue[],
  utterances: readonly Utterance[],
): Map<number, ShownSpeaker[]> {
  const told = speakersByCue(utterances, ({ person }) => person);
  return new Map(
    cues.map(({ id, kind, speakers }) => {
      if (kind === 'sound') return [id, []];
      if (speakers.length > 0) return [id, speakers.map((speaker) => ({ ...speaker, number: null }))];
      return [id, (told.get(id) ?? []).map(shownSpeaker)];
    }),
  );
}

/** A speaker of the subtitles, in which voices without a name are written as "Speaker 3". */
export function speakerCalled({ name, confidence }: Cue['speakers'][number]): ShownSpeaker {
  const number = confidence < 1 ? /^Speaker (\d{1,6})$/.exec(name)?.[1] : undefined;
  return number === undefined
    ? { name, number: null, confidence }
    : { name: null, number: Number(number), confidence };
}
