// Note: where the numbers come from
// Netflix, Timed Text Style Guide: General Requirements (durations, gaps, shot changes), English (42 characters, 20 a
// second for adults), Simplified Chinese (16 characters, 9 a second), and its guides for the deaf and hard of hearing.
// Colours: BBC Subtitle Guidelines 1.2.

/** Seconds for which a cue is shown. */
export const minSeconds = 5 / 6;
export const maxSeconds = 7;
export const maxLines = 2;
/** Frames without a cue between two cues. */
export const gapFrames = 2;
/** A cue that begins or ends this near to a cut begins or ends at it. */
export const snapFrames = 12;
/** For films whose rate is not known. */
export const usualFrameRate = 24;

/** How much text a reader takes in. */
export interface ReadingLimits {
  /** Characters of a line. */
  readonly line: number;
  readonly perSecond: number;
}

const alphabetic: ReadingLimits = { line: 42, perSecond: 20 };
const chinese: ReadingLimits = { line: 16, perSecond: 9 };
const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uff60]/u;

/** Whether a text is written in characters that fill a square: at least a third of its letters. */
export function isWideText(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  return letters.length > 0 && letters.filter((letter) => wide.test(letter)).length * 3 >= letters.length;
}

export function limitsFor(text: string): ReadingLimits {
  return isWideText(text) ? chinese : alphabetic;
}

/** Characters as a reader counts them: without line breaks; in Chinese two narrow ones are one. */
export function countedCharacters(text: string): number {
  const characters = [...text.replaceAll('\n', '')];
  if (!isWideText(text)) return characters.length;
  return characters.reduce((sum, character) => sum + (wide.test(character) ? 1 : 0.5), 0);
}
