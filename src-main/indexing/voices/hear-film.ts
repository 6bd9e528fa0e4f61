import { durationOf, mergeIntervals, overlapOf, type Interval } from '../../domain/interval.ts';
import { frameSeconds, voiceDimension, voiceFrameModel } from '../../models/voice-frames.ts';
import type { CueRow } from '../../store/cue-table.ts';
import type { LibraryStore } from '../../store/library-store.ts';
import type { KeptFrame } from '../../store/voice-frame-code.ts';
import { diarise } from './diarise.ts';
import type { FaceLabel, HeardUtterance } from './heard-utterance.ts';
import { learnedWithin } from './learned-voice.ts';
import { mouthsDuring, type MouthTrack } from './moving-mouths.ts';
import { toldLines } from './told-lines.ts';
import { openingsOf, speakingOf } from './track-mouths.ts';
import { utterancesOfCues, type Utterance } from './utterances.ts';
import { voiceOf } from './voice-sum.ts';

/** Voiced frames of an utterance alone from which those in which others speak too are left out. */
const leastAlone = 12;
/** Speech is voiced for at least this share of its time; laughter, applause and most music are not. */
const leastVoiced = 0.25;

/** A film's utterances with what is heard of them and seen meanwhile, from what is kept of the film. */
export function hearFilm(
  store: LibraryStore,
  videoId: number,
  faceModel: string,
  utterances: readonly Utterance[] = utterancesOf(store, videoId),
): (Utterance & HeardUtterance)[] {
  const frames = store.voices.frames(videoId, voiceFrameModel, voiceDimension);
  const described = store.voices.windows(videoId);
  const speech = store.videos.speech(videoId);
  const isTalk = mergeIntervals([...utterances, ...speech]);
  const mouths = mouthsDuring(utterances, mouthTracks(store, videoId, faceModel), isTalk);
  const told = toldLines(store, videoId);
  const refusals = store.voiceDecisions.refused(videoId);
  const sounds = store.videos.sounds(videoId);
  return utterances.map((utterance, index) => {
    const own = framesDuring(frames, utterance);
    const others = utterances.filter((other) => other !== utterance && overlapOf(other, utterance) > 0);
    const alone = own.filter(({ time }) => !others.some(({ start, end }) => time >= start && time < end));
    const isMixed = others.length > 0 && alone.length < leastAlone;
    const heard = isMixed ? own : alone;
    const isOf = (line: Interval): boolean => overlapOf(line, utterance) > 0.5 * durationOf(utterance);
    const line = told.find(isOf);
    const refused = refusals.filter(isOf).map(({ personId }) => `person:${personId}` as const);
    return {
      ...utterance,
      voice: voiceOf(
        heard.map(({ values }) => values),
        described && learnedWithin(described, utterance, isMixed ? [] : others),
      ),
      isMixed,
      isAlone: others.length === 0,
      isClean:
        others.length === 0 &&
        own.length * frameSeconds >= leastVoiced * durationOf(utterance) &&
        sounds.every((sound) => overlapOf(sound, utterance) === 0),
      mouths: mouths[index]!.filter(({ label }) => !refused.some((own) => own === label)),
      told: line ? (`person:${line.personId}` as const) : null,
      refused,
    };
  });
}

/** A film's utterances as its subtitles give them, or else its speech. */
function utterancesOf(store: LibraryStore, videoId: number): Utterance[] {
  const cues = chosenCues(store, videoId);
  if (cues.length > 0) return utterancesOfCues(cues);
  const frames = store.voices.frames(videoId, voiceFrameModel, voiceDimension);
  return diarise(store.videos.speech(videoId), frames, store.voices.windows(videoId));
}

/** The lines of the one source that has the most: the same dialogue in two languages is spoken once. */
function chosenCues(store: LibraryStore, videoId: number): CueRow[] {
  const bySource = Map.groupBy(store.cues.byVideo(videoId), ({ source }) => source);
  const forced = new Set(
    store.cues
      .sources(videoId)
      .filter((source) => source.forced)
      .map(({ source }) => source),
  );
  const sources = [...bySource].toSorted(
    ([a, own], [b, other]) => Number(forced.has(a)) - Number(forced.has(b)) || other.length - own.length,
  );
  return sources[0]?.[1] ?? [];
}

function framesDuring(frames: readonly KeptFrame[], { start, end }: Interval): KeptFrame[] {
  let low = 0;
  let high = frames.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (frames[middle]!.time < start) low = middle + 1;
    else high = middle;
  }
  let last = low;
  while (last < frames.length && frames[last]!.time < end) last++;
  return frames.slice(low, last);
}

function mouthTracks(store: LibraryStore, videoId: number, faceModel: string): MouthTrack[] {
  const mouths = store.voices.mouths(videoId);
  const speaking = store.voices.speakingFaces(videoId)?.faces ?? [];
  const labels = new Map(
    store.voices
      .facesOf(videoId, faceModel)
      .map(
        ({ trackId, personId, groupId, confidence }): [number, Pick<MouthTrack, 'label' | 'certainty'>] => [
          trackId,
          { label: labelOf(personId, groupId), certainty: personId === null ? 1 : confidence },
        ],
      ),
  );
  return store.faces.tracks(videoId).map(({ id, start, end }) => {
    const samples = store.faces.samples(id);
    return {
      ...{ start, end },
      ...(labels.get(id) ?? { label: null, certainty: 0 }),
      openings: openingsOf(samples, mouths),
      speaking: speakingOf(samples, speaking),
    };
  });
}

function labelOf(personId: number | null, groupId: number | null): FaceLabel | null {
  if (personId !== null) return `person:${personId}`;
  return groupId === null ? null : `group:${groupId}`;
}
