import { deflateSync } from 'node:zlib';
import { wordsOf } from '../../domain/words.ts';
import type { Transcript } from '../../models/families/speech-recogniser.ts';
import type { Mistrust } from '../../store/recognised-table.ts';

// Whisper's own bounds: `no_speech_threshold`, `logprob_threshold` and `compression_ratio_threshold` of transcribe.py
// (Radford et al. 2023, section 4.5).
const mostNoSpeech = 0.6;
const leastCertainty = -1;
const mostCompression = 2.4;

/** So often in a row nobody says a word, or some words, on purpose. */
const mostInARow = 6;
const longestRepeated = 6;

/**
 * Whether a transcript may be what was said; null when it may. A model that hears no speech and is not sure of its words
 * writes about silence; one that goes round in circles has lost the sound.
 */
export function mistrustOf({ text, certainty, noSpeech }: Transcript): Mistrust | null {
  if (noSpeech > mostNoSpeech && certainty < leastCertainty) return 'silence';
  if (compressionOf(text) > mostCompression || repeatsItself(wordsOf(text))) return 'repetition';
  return certainty < leastCertainty ? 'unsure' : null;
}

/** How much smaller a text becomes when it is packed: bytes before and after. */
function compressionOf(text: string): number {
  const bytes = Buffer.from(text, 'utf8');
  return bytes.length / deflateSync(bytes).length;
}

/** Whether one to six words come again and again, one time straight after the other. */
function repeatsItself(words: readonly string[]): boolean {
  for (let length = 1; length <= longestRepeated; length++) {
    let same = 0;
    for (let at = length; at < words.length; at++) {
      same = words[at] === words[at - length] ? same + 1 : 0;
      if (same >= length * (mostInARow - 1)) return true;
    }
  }
  return false;
}
