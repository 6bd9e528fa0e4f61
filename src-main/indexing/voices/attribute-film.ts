import { createHash } from 'node:crypto';
import { overlapOf } from '../../domain/interval.ts';
import { voiceFrameModel } from '../../models/voice-frames.ts';
import type { LibraryStore } from '../../store/library-store.ts';
import type { NewSpeaker, UtteranceRow, VoiceSample } from '../../store/speaker-table.ts';
import { attribute, type FilmSpeakers } from './attribute.ts';
import { hearFilm } from './hear-film.ts';
import type { FaceLabel } from './heard-utterance.ts';
import { joinVoices, type SaidOfVoices } from './joined-voices.ts';
import { closestVoice } from './known-voices.ts';
import { toldLines } from './told-lines.ts';
import { voicesAcrossFilms } from './voice-settings.ts';
import { decodeLearned, decodeVoice, encodeLearned, encodeVoice } from './voice-sum-code.ts';
import { addVoices, emptyVoice, type VoiceSum } from './voice-sum.ts';

/** Raised whenever the same film would be given out otherwise. */
const version = 2;

/** What a film's speakers are told from; they are told anew when it is something else. */
export function speakerGround(store: LibraryStore, videoId: number, faceModel: string): string {
  const passes = store.passes
    .finished(videoId)
    .filter(({ pass }) => ['subtitles', 'faces', 'mouths', 'audio', 'speaking', 'speech'].includes(pass))
    .map(({ pass, run }) => [pass, run]);
  const faces = store.voices
    .facesOf(videoId, faceModel)
    .map(({ trackId, personId, groupId }) => [trackId, personId, groupId]);
  const told = store.speakers.voices().filter((voice) => voice.told);
  const decided = [saidOfVoices(store, videoId), store.voiceDecisions.refused(videoId)];
  const corrections = [toldLines(store, videoId), linesAsCorrected(store, videoId)];
  const parts = [version, voiceFrameModel, passes, faces, corrections, told, decided];
  const isAcross = store.settings.get(voicesAcrossFilms);
  return createHash('sha256')
    .update(JSON.stringify([...parts, isAcross]))
    .digest('hex');
}

/** Changes whenever the user changes a film's lines: others are spoken then, at other times. */
function linesAsCorrected(store: LibraryStore, videoId: number) {
  const video = store.videos.byId(videoId);
  if (!video) return [];
  const edits = store.lineEdits.holding(video.fingerprint).map(({ id }) => id);
  return [edits, store.lineEdits.alignments(video.fingerprint)];
}

/** Tells who says what in a film, from what is kept of it. Runs inside the caller's transaction. */
export function attributeFilm(store: LibraryStore, videoId: number, faceModel: string): FilmSpeakers {
  const utterances = hearFilm(store, videoId, faceModel);
  const heard = attribute(utterances, knownVoices(store, videoId));
  const found = joinVoices(heard, utterances, saidOfVoices(store, videoId));
  const before = store.speakers.utterances(videoId);
  const voiceIds = voiceIdsOf(store, videoId, found, utterances, before);
  const speakerOf = (
    speaker: FaceLabel | number | null,
    confidence: number,
    evidence: NewSpeaker['evidence'],
  ) => {
    if (speaker === null) return [];
    const personId = personOf(speaker);
    const voiceId = personId === null ? (voiceIds.get(speaker) ?? null) : null;
    return personId === null && voiceId === null ? [] : [{ personId, voiceId, confidence, evidence }];
  };
  store.speakers.replaceUtterances(
    videoId,
    utterances.map(({ start, end, cueId }, index) => {
      const { speaker, second, confidence, evidence } = found.attributions[index]!;
      const speakers = [
        ...speakerOf(speaker, confidence, evidence),
        ...speakerOf(second, confidence, 'mouth'),
      ];
      return { start, end, cueId, speakers };
    }),
  );
  store.speakers.replaceSamples(
    videoId,
    voiceFrameModel,
    [...found.voices].flatMap(([speaker, voice]) => {
      const voiceId = voiceIds.get(speaker);
      if (voiceId === undefined) return [];
      const { learned } = voice;
      const described = {
        learned: learned && encodeLearned(learned),
        learnedModel: learned?.model ?? null,
      };
      return [{ voiceId, sums: encodeVoice(voice), ...described }];
    }),
  );
  store.speakers.removeUnheard();
  store.speakers.setGround(videoId, speakerGround(store, videoId, faceModel));
  return found;
}

function saidOfVoices({ voiceDecisions }: LibraryStore, videoId: number): SaidOfVoices {
  return { named: voiceDecisions.named(videoId), joined: voiceDecisions.joined(videoId) };
}

/** What people sound like: where the user named a voice of this film, and in other films if voices are known across films. */
function knownVoices(store: LibraryStore, videoId: number): Map<FaceLabel, VoiceSum> {
  const isAcross = store.settings.get(voicesAcrossFilms);
  const voices = new Map(store.speakers.voices().map((voice) => [voice.id, voice]));
  const known = new Map<FaceLabel, VoiceSum>();
  for (const sample of store.speakers.samples(voiceFrameModel)) {
    const { personId, told } = voices.get(sample.voiceId)!;
    const isWanted = sample.videoId === videoId ? told : isAcross;
    if (personId === null || !isWanted) continue;
    const label = `person:${personId}` as const;
    known.set(label, addVoices(known.get(label) ?? emptyVoice(), voiceOfSample(sample)));
  }
  return known;
}

function voiceOfSample({ sums, learned, learnedModel }: VoiceSample): VoiceSum {
  return decodeVoice(sums, learned && learnedModel ? decodeLearned(learned, learnedModel) : null);
}

function personOf(speaker: FaceLabel | number): number | null {
  return typeof speaker === 'string' && speaker.startsWith('person:') ? Number(speaker.slice(7)) : null;
}

/**
 * The stored voice of each speaker: a person's own; the one that most of the lines were given to before; one that is
 * known from other films; a new one.
 */
function voiceIdsOf(
  store: LibraryStore,
  videoId: number,
  { voices, attributions }: FilmSpeakers,
  utterances: readonly { readonly start: number; readonly end: number }[],
  before: readonly UtteranceRow[],
): Map<FaceLabel | number, number> {
  const stored = store.speakers.voices();
  const ids = new Map<FaceLabel | number, number>();
  const isAcross = store.settings.get(voicesAcrossFilms);
  const samples = isAcross ? store.speakers.samples(voiceFrameModel) : [];
  for (const [speaker, voice] of voices) {
    const personId = personOf(speaker);
    if (personId !== null) {
      const own = stored.find((each) => each.personId === personId);
      ids.set(speaker, own?.id ?? store.speakers.addVoice(personId));
      continue;
    }
    const lines = utterances.filter((_, index) => attributions[index]!.speaker === speaker);
    if (lines.length === 0) continue;
    const taken = new Set(ids.values());
    const free = stored.filter(({ id, personId: owner }) => owner === null && !taken.has(id));
    const abroad = samples
      .filter((sample) => sample.videoId !== videoId && free.some(({ id }) => id === sample.voiceId))
      .map((sample) => ({ voiceId: sample.voiceId, voice: voiceOfSample(sample) }));
    const id =
      voiceBefore(lines, before, new Set(free.map((each) => each.id))) ??
      closestVoice(voice, abroad) ??
      store.speakers.addVoice(null);
    ids.set(speaker, id);
  }
  return ids;
}

/** The voice that most of some lines' time was given to before. */
function voiceBefore(
  lines: readonly { readonly start: number; readonly end: number }[],
  before: readonly UtteranceRow[],
  free: ReadonlySet<number>,
): number | null {
  const shared = new Map<number, number>();
  let whole = 0;
  for (const line of lines) {
    whole += line.end - line.start;
    for (const utterance of before) {
      const voiceId = utterance.speakers[0]?.voiceId ?? null;
      if (voiceId === null || !free.has(voiceId)) continue;
      shared.set(voiceId, (shared.get(voiceId) ?? 0) + overlapOf(line, utterance));
    }
  }
  const [best] = [...shared].toSorted(([, a], [, b]) => b - a);
  return best && best[1] > whole / 2 ? best[0] : null;
}
