import { shownText } from '../../src-main/domain/subtitle-line.ts';
import type { VideoDetail } from '../../src-main/api/contract.ts';
import { shownSpeaker, speakersOfCues, type ShownSpeaker } from './speakers.ts';

/** A line of a film's dialogue as the list shows it. */
export interface DialogueRow {
  readonly id: number;
  readonly start: number;
  readonly end: number;
  /** Null where somebody speaks and nobody knows the words. */
  readonly text: string | null;
  /** False for sounds that nobody says. */
  readonly isSaid: boolean;
  readonly speakers: readonly ShownSpeaker[];
}

/** The lines of a film; where no subtitles are known, the stretches of speech with whose they are. */
export function dialogueRows({
  cues,
  utterances,
}: Pick<VideoDetail, 'cues' | 'utterances'>): readonly DialogueRow[] {
  if (cues.length === 0) {
    return utterances.map(({ start, end, text, speakers }, id) => ({
      ...{ id, start, end, text, isSaid: true },
      speakers: speakers.map(shownSpeaker),
    }));
  }
  const speakers = speakersOfCues(cues, utterances);
  return cues.map((cue) => ({
    ...{ id: cue.id, start: cue.start, end: cue.end, text: shownText(cue), isSaid: cue.kind === 'speech' },
    speakers: speakers.get(cue.id) ?? [],
  }));
}
