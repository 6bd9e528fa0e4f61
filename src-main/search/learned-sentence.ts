import { tokenMark, type TokenText } from '../models/families/token-encoder.ts';
import { isConceptId } from '../store/presence-queries.ts';
import type { Scene } from './query-plan.ts';
import type { SearchRun } from './search-run.ts';
import { seenLearned, type SeenText } from './seen-text.ts';

/**
 * What a scene asks of the picture as one sentence, with the words that were learned for its concepts in the places of
 * their names: “a photo of * on the beach”. Null where it names no concept with such a word, or has no words beside it.
 *
 * Note: why a sentence
 * Who is there and what is seen can be asked one by one, and both can be right of a picture in which the thing is small
 * and the words are of something else. One compound sentence is clearly better than two answers put together (Korbar 2024,
 * table 4.7).
 */
export function learnedSentence(
  scene: Scene,
  { people }: Pick<SearchRun, 'people'>,
  words: ReadonlyMap<number, Float32Array>,
): TokenText | null {
  const tokens: Float32Array[] = [];
  const pieces = scene.flatMap((part): string[] => {
    // A mark of the person's own stands for nothing.
    if (part.kind === 'words') return [part.text.replaceAll(tokenMark, ' ')];
    const id = part.kind === 'person' ? people.get(part.name) : undefined;
    const token = id !== undefined && isConceptId(id) ? words.get(-id) : undefined;
    if (!token) return [];
    tokens.push(token);
    return [tokenMark];
  });
  return tokens.length > 0 && tokens.length < pieces.length
    ? { text: `a photo of ${pieces.join(' ')}`, tokens }
    : null;
}

/** The same, read by the model in which the words were learned. */
export async function seenSentence(scene: Scene, run: SearchRun): Promise<SeenText | null> {
  const matcher = run.index?.matcher;
  if (!matcher?.learned) return null;
  const { modelId } = matcher.learned;
  const words = new Map([...run.reader.concepts.tokens(modelId)].map(([id, { token }]) => [id, token]));
  const sentence = learnedSentence(scene, run, words);
  return sentence && seenLearned(matcher, matcher.learned, sentence);
}
