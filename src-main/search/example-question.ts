import { parseExample } from '../domain/example.ts';
import { overlapOf, type Interval } from '../domain/interval.ts';
import type { TextEncoding } from '../models/families/visual-text-encoder.ts';
import { examplePictures } from './example-pictures.ts';
import type { TextQuestion } from './scene-question.ts';
import type { SearchRun } from './search-run.ts';
import { seenLike, type SeenText } from './seen-text.ts';

/**
 * What examples ask of a moment: its pictures look like them. Null when one of the examples is not there.
 * @param text the words beside them, which say what is to be otherwise than in the example
 */
export async function exampleQuestions(
  examples: readonly string[],
  text: string,
  run: SearchRun,
): Promise<TextQuestion[] | null> {
  const questions: TextQuestion[] = [];
  for (const example of examples) {
    const seen = await seenExample(run, example, text);
    if (!seen) return null;
    questions.push({ seen, said: null, visual: 1, dialogue: 0, unknown: [] });
  }
  return questions;
}

/** An example as something that pictures are compared with; null when it is not there. */
export async function seenExample(run: SearchRun, name: string, text: string): Promise<SeenText | null> {
  const { index } = run;
  const pictures = examplePictures(run, name);
  if (!index || pictures.length === 0) return null;
  const changes: TextEncoding | undefined = text === '' ? undefined : await index.matcher.encodeText(text);
  const steps = pictures.map(({ time, vector }, at) => ({
    ...index.matcher.likenessToPicture(vector, changes),
    after: at === 0 ? 0 : time - pictures[at - 1]!.time,
  }));
  return seenLike(name, steps);
}

/** Where the examples themselves lie in the library: nobody asks for what is at hand. */
export function exampleStretches(
  { reader }: SearchRun,
  examples: readonly string[],
): (Interval & { videoId: number })[] {
  return examples.flatMap((example) => {
    const key = parseExample(example);
    if (!key || key.kind === 'file') return [];
    const { videoId } = key;
    if (key.kind === 'moment') return [{ videoId, start: key.start, end: key.end }];
    const point = { start: key.time, end: key.time + 0.01 };
    return reader.videos
      .shots(videoId)
      .filter((shot) => overlapOf(shot, point) > 0)
      .map(({ start, end }) => ({ videoId, start, end }));
  });
}
