import type { SpeechModel, SpeechRecogniser } from '../../models/families/speech-recogniser.ts';
import { voiceDimension, voiceFrameModel } from '../../models/voice-frames.ts';
import { placeOf, type HeardPiece, type Hearing } from '../../store/recognised-table.ts';
import type { PassTools, PassWork } from '../passes/pass.ts';
import { hearPiece } from './hear-piece.ts';
import { pieceSound, samplesOf } from './piece-sound.ts';
import { speechPieces, type SpeechPiece } from './speech-pieces.ts';

/** A film's language is told from so many of its longest pieces. */
const piecesForLanguage = 3;

/**
 * Note: heard once
 * A speech model is slower than all other passes together. So each piece that was heard is kept at once, outside of the
 * transaction in which the pass ends: whoever was killed in the middle of a film goes on with the next piece. The pieces
 * are no lines yet; these appear with the end of the pass, as the rows of every pass do.
 */

/** Has a film's speech written down, piece by piece, in time order; what was heard before is not heard again. */
export async function recogniseFilm(
  { video, reached }: Pick<PassWork, 'video' | 'reached'>,
  { ffmpeg, store, signal, breathe }: PassTools,
  model: SpeechModel,
): Promise<HeardPiece[]> {
  const hearing: Hearing = { videoId: video.id, fingerprint: video.fingerprint, model: model.modelId };
  const frames = store.voices.frames(video.id, voiceFrameModel, voiceDimension);
  const pieces = speechPieces(
    store.videos.speech(video.id),
    frames.map(({ time }) => time),
  );
  const known = store.recognised.pieces(hearing);
  const soundOf = (piece: SpeechPiece): Promise<Float32Array> =>
    pieceSound(ffmpeg, video.path, piece, signal);
  let language = known.values().next().value?.language ?? null;
  let recogniser: SpeechRecogniser | null = null;
  const heard: HeardPiece[] = [];
  try {
    for (const piece of pieces) {
      let own = known.get(placeOf(piece));
      if (!own) {
        recogniser ??= await model.open();
        language ??= await languageOfFilm(pieces, recogniser, soundOf);
        own = await hearPiece(piece, await soundOf(piece), { recogniser, language, signal });
        store.recognised.keep(hearing, own);
      }
      heard.push(own);
      reached(piece.at(-1)!.end);
      await breathe();
    }
  } finally {
    await recogniser?.close();
  }
  return heard;
}

/** What the longest pieces are likeliest to be spoken in, together. */
export async function languageOfFilm(
  pieces: readonly SpeechPiece[],
  recogniser: SpeechRecogniser,
  soundOf: (piece: SpeechPiece) => Promise<Float32Array>,
): Promise<string> {
  const longest = pieces.toSorted((a, b) => samplesOf(b) - samplesOf(a)).slice(0, piecesForLanguage);
  const sums = new Map<string, number>();
  for (const piece of longest) {
    for (const [language, likelihood] of await recogniser.languages(await soundOf(piece))) {
      sums.set(language, (sums.get(language) ?? 0) + likelihood);
    }
  }
  return [...sums].toSorted(([, a], [, b]) => b - a)[0]![0];
}
