import type {
  RecognitionOptions,
  SpeechRecogniser,
  Transcript,
} from '../../models/families/speech-recogniser.ts';
import type { HeardPiece } from '../../store/recognised-table.ts';
import { samplesOf } from './piece-sound.ts';
import { inFilm, type SpeechPiece } from './speech-pieces.ts';
import { mistrustOf } from './trusted-hearing.ts';

export interface HearingOptions extends RecognitionOptions {
  readonly recogniser: SpeechRecogniser;
}

/**
 * Note: doubtful pieces are heard in halves
 * Whisper draws words at random where it is not to be trusted. Here each run is to give the same lines; and music beside
 * speech is what most often leads such a model astray. So a piece that is not to be trusted is heard once more in two
 * halves, and these again, until a half is trusted or is one stretch of speech: the lines beside the music stay.
 */

/** What is said in a piece, whose sound is given. What the model is not to be trusted with has no words. */
export async function hearPiece(
  piece: SpeechPiece,
  sound: Float32Array,
  options: HearingOptions,
): Promise<HeardPiece> {
  const transcript = await hear(sound, options);
  const { language, words } = transcript;
  const mistrust = mistrustOf(transcript);
  if (mistrust === null) {
    const spoken = words.filter(({ text }) => text !== '');
    return {
      parts: piece,
      language,
      words: spoken.map((word) => ({ text: word.text, ...inFilm(piece, word) })),
      mistrust,
    };
  }
  if (piece.length === 1) return { parts: piece, language, words: [], mistrust };
  const half = Math.ceil(piece.length / 2);
  const [first, second] = [piece.slice(0, half), piece.slice(half)];
  const at = samplesOf(first);
  const halves = [
    await hearPiece(first, sound.subarray(0, at), options),
    await hearPiece(second, sound.subarray(at), options),
  ];
  return {
    parts: piece,
    language,
    words: halves.flatMap((own) => own.words),
    mistrust: halves.every((own) => own.mistrust !== null) ? mistrust : null,
  };
}

/** Where the model went round in circles it hears the sound once more, without leave to repeat itself. */
async function hear(sound: Float32Array, { recogniser, ...options }: HearingOptions): Promise<Transcript> {
  const first = await recogniser.transcribe(sound, options);
  if (mistrustOf(first) !== 'repetition') return first;
  return recogniser.transcribe(sound, { ...options, withoutRepeats: true });
}
