import { durationOf, type Interval } from '../../domain/interval.ts';
import { spaceBetweenWords, type SpokenWord } from '../../models/families/speech-recogniser.ts';

/** A line of what was heard. */
export interface SpokenLine extends Interval {
  readonly text: string;
}

/** Who is silent for so many seconds begins a new line; so does another voice after a much shorter silence. */
const pause = 1;
const pauseBetweenVoices = 0.3;
/** Turns of voices are found to within so many seconds. */
const turnsWithin = 0.25;
/** Two lines of 42 characters for 7 s: more does not fit into one subtitle. */
const mostCharacters = 84;
const mostSeconds = 7;

/** A full stop behind a title or an initial ends no sentence; “I” is a word. */
const abbreviation = /^(?:Mr|Mrs|Ms|Dr|St|Prof|Jr|Sr|vs|(?!I)\p{Lu})\.$/u;
const sentenceEnd = /[.!?…。！？]["'”’»)]*$/u;
const clauseEnd = /[,;:—–，、；：]["'”’»)]*$/u;

/**
 * Words as the lines of subtitles: a line ends with its sentence, with a pause, with its voice, or where it would be too
 * long. A voice that seems to change in the middle of fluent speech ends no line: that would tear sentences apart.
 * @param words in time order
 * @param language by its letters
 * @param changes times at which another voice begins to speak, as heard without the words
 */
export function spokenSentences(
  words: readonly SpokenWord[],
  language: string,
  changes: readonly number[] = [],
): SpokenLine[] {
  const space = spaceBetweenWords(language);
  const textOf = (some: readonly SpokenWord[]): string => some.map(({ text }) => text).join(space);
  return runs(words, changes)
    .flatMap((run) => sentences(run, language, space))
    .flatMap((sentence) => shortened(sentence, textOf))
    .map((line) => ({ start: line[0]!.start, end: line.at(-1)!.end, text: textOf(line) }));
}

/** Words between two pauses. */
function runs(words: readonly SpokenWord[], changes: readonly number[]): SpokenWord[][] {
  const found: SpokenWord[][] = [];
  const isAnother = (from: number, to: number): boolean =>
    changes.some((time) => time > from - turnsWithin && time < to + turnsWithin);
  for (const [index, word] of words.entries()) {
    const before = words[index - 1];
    const silence = before ? word.start - before.end : Infinity;
    const isTurn = silence > pauseBetweenVoices && isAnother(word.start - silence, word.start);
    if (silence > pause || isTurn) found.push([]);
    found.at(-1)!.push(word);
  }
  return found;
}

function sentences(words: readonly SpokenWord[], language: string, space: string): SpokenWord[][] {
  const text = words.map((word) => word.text).join(space);
  const begins = new Set([...segmenterOf(language).segment(text)].map(({ index }) => index));
  const found: SpokenWord[][] = [];
  let at = 0;
  for (const [index, word] of words.entries()) {
    const before = words[index - 1]?.text ?? '';
    const isNew = begins.has(at) && sentenceEnd.test(before) && !abbreviation.test(before);
    if (index === 0 || isNew) found.push([]);
    found.at(-1)!.push(word);
    at += word.text.length + space.length;
  }
  return found;
}

function segmenterOf(language: string): Intl.Segmenter {
  const [known] = Intl.Segmenter.supportedLocalesOf([language]);
  return new Intl.Segmenter(known, { granularity: 'sentence' });
}

/** Halves what is too long where that hurts least, as long as anything is. */
function shortened(
  words: readonly SpokenWord[],
  textOf: (words: readonly SpokenWord[]) => string,
): (readonly SpokenWord[])[] {
  const seconds = words.at(-1)!.end - words[0]!.start;
  if (words.length < 2 || (seconds <= mostSeconds && textOf(words).length <= mostCharacters)) return [words];
  const at = bestCut(words);
  return [...shortened(words.slice(0, at), textOf), ...shortened(words.slice(at), textOf)];
}

/** The word before which a line is cut: near the middle, behind a clause, in a silence. */
function bestCut(words: readonly SpokenWord[]): number {
  const whole = durationOf({ start: words[0]!.start, end: words.at(-1)!.end });
  let best = 1;
  let most = -Infinity;
  for (let at = 1; at < words.length; at++) {
    const before = words[at - 1]!;
    const silence = Math.max(0, words[at]!.start - before.end);
    const off = Math.abs(at / words.length - 0.5);
    const worth = (clauseEnd.test(before.text) ? 0.4 : 0) + (whole > 0 ? silence / whole : 0) - off;
    if (worth <= most) continue;
    most = worth;
    best = at;
  }
  return best;
}
