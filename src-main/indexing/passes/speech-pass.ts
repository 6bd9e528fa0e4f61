import { recognisedSource, writtenSource } from '../../domain/line-source.ts';
import { languageOf } from '../../media/sidecars/language-suffix.ts';
import { voiceDimension, voiceFrameModel } from '../../models/voice-frames.ts';
import type { LibraryStore } from '../../store/library-store.ts';
import { placeOf, type HeardPiece } from '../../store/recognised-table.ts';
import { LineCorrections } from '../line-corrections.ts';
import { recogniseFilm } from '../speech/recognise-film.ts';
import { spokenSentences } from '../speech/spoken-sentences.ts';
import { diarise } from '../voices/diarise.ts';
import type { RunningPass } from './pass.ts';

/** Lines of dialogue for films without subtitles, as a speech model hears them; without such a model there are none. */
export const speechPass: RunningPass = {
  name: 'speech',
  version: 1,
  after: ['probe', 'subtitles', 'audio'],
  step: 'speech',
  // Next to nothing without a speech model, which the program does not come with.
  weight: 0.05,

  async input({ video }, { models }) {
    return [video.fingerprint, models.speech?.modelId ?? 'none'].join('|');
  },

  async run(work, tools) {
    const { video } = work;
    const { store, models } = tools;
    if (hasSubtitles(store, video.id)) return () => store.cues.removeSource(video.id, recognisedSource);
    // What a model heard that was taken out since is still what is said, as long as the film is the same.
    if (!models.speech && store.recognised.isHeard(video.id, video.fingerprint)) return () => undefined;
    const pieces = models.speech ? await recogniseFilm(work, tools, models.speech) : [];
    return () => writeLines(store, video.id, pieces);
  },
};

/** Whether it is known what is said in a film, from files or tracks; what is said in foreign languages alone is too little. */
function hasSubtitles({ cues }: LibraryStore, videoId: number): boolean {
  const forced = cues.sources(videoId).filter((source) => source.forced);
  const others = new Set([recognisedSource, writtenSource, ...forced.map(({ source }) => source)]);
  return cues.byVideo(videoId).some(({ kind, source }) => kind === 'speech' && !others.has(source));
}

function writeLines(store: LibraryStore, videoId: number, pieces: readonly HeardPiece[]): void {
  store.recognised.keepOnly(videoId, new Set(pieces.map(({ parts }) => placeOf(parts))));
  const [first] = pieces;
  if (!first) return store.cues.removeSource(videoId, recognisedSource);
  const words = pieces.flatMap((piece) => piece.words);
  const lines = spokenSentences(words, first.language, voiceChanges(store, videoId)).map((line) => ({
    ...line,
    kind: 'speech' as const,
    source: recognisedSource,
    speakers: [],
  }));
  const corrections = new LineCorrections(store);
  const source = {
    source: recognisedSource,
    language: languageOf(first.language),
    forced: false,
    sdh: false,
  };
  store.cues.replaceSource(videoId, source, corrections.aligned(videoId, lines));
  corrections.applyAll(videoId, (own) => own === recognisedSource);
}

/** When another voice begins to speak, by voice alone. */
function voiceChanges(store: LibraryStore, videoId: number): number[] {
  const frames = store.voices.frames(videoId, voiceFrameModel, voiceDimension);
  const turns = diarise(store.videos.speech(videoId), frames, store.voices.windows(videoId));
  return turns
    .filter(({ voiceNumber }, index) => index > 0 && voiceNumber !== turns[index - 1]!.voiceNumber)
    .map(({ start }) => start);
}
