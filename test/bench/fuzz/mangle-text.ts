import type { Random } from '../../../src-main/domain/random.ts';

/** What means nothing or much to most readers of text. */
export const oddTexts: readonly string[] = [
  '\n', '\r', '\t', ' ', '\u0000', '"', "'", '\\', '/', ':', ',', ';', '-', '(', ')', '[', ']', '{', '}', '<', '>', '&', '%', '@', '^', '.', '..',
  '-1', '0', '1e999', 'NaN', 'null', '__proto__', 'constructor', '9'.repeat(30), '\ufeff', '\u202e', '\u0301', '\ud800', 'İ', 'ß', '𝟙', '💥', '的', '٣', '\u2028',
]; // prettier-ignore

/** What may be put into a text: marks of its format, and pieces of texts of its kind. */
export interface Stock {
  readonly tokens: readonly string[];
  readonly pieces: readonly string[];
}

const mostChanges = 8;
const longestCut = 60;

/** A text, changed in up to eight places and cut at so many characters. */
export function mangledText(random: Random, text: string, stock: Stock, mostCharacters: number): string {
  let mangled = text;
  for (let change = random.whole(1, mostChanges); change > 0; change--) {
    const at = random.whole(0, mangled.length);
    const length = Math.floor(random.next() ** 3 * longestCut);
    const put = replacement(random, mangled.slice(at, at + length), stock, mostCharacters);
    mangled = (mangled.slice(0, at) + put + mangled.slice(at + length)).slice(0, mostCharacters);
  }
  return mangled;
}

/** A token, nothing, a piece of another text, or something repeated up to some 30,000 times. */
function replacement(random: Random, piece: string, { tokens, pieces }: Stock, most: number): string {
  const kind = random.next();
  if (kind < 0.3) return random.pick(tokens);
  if (kind < 0.5) return '';
  if (kind < 0.7) return random.pick(pieces);
  const repeated = random.chance(0.5) ? piece : random.pick(tokens);
  const times = Math.floor(10 ** random.between(0, 4.5));
  return repeated.repeat(Math.min(times, Math.ceil(most / Math.max(1, repeated.length))));
}
