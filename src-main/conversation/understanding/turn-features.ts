import { literalPattern } from '../../domain/literal-pattern.ts';
import { foldName } from '../../domain/person-name.ts';
import { skeletonOf } from './word-classes.ts';

/** Longer turns are told by their beginning; characters. */
const mostRead = 400;

/**
 * What a turn is told by: its words, Chinese by characters, since no dictionary divides it alike everywhere, and its skeleton
 * of word classes, each alone and with its neighbours. People, quoted lines and numbers count as such, whoever and whatever
 * they are.
 * @param names the people whom the text may name
 */
export function turnFeatures(text: string, names: readonly string[]): Set<string> {
  const plain = withMarks(text.slice(0, mostRead), names);
  const words = plain.match(/<name>|<line>|<number>|\p{Script=Han}|[\p{L}\p{M}']+/gu) ?? [];
  return new Set([...chains(words, ''), ...chains(skeletonOf(plain), '#')]);
}

/** Single tokens, pairs and triples; the ends of the turn count as neighbours. */
function chains(tokens: readonly string[], mark: string): string[] {
  const padded = ['^', ...tokens, '$'].map((token) => `${mark}${token}`);
  return tokens.flatMap((_, at) => {
    const [before, token, after] = padded.slice(at, at + 3) as [string, string, string];
    return at === 0
      ? [token, `${before} ${token}`, `${token} ${after}`, `${before} ${token} ${after}`]
      : [token, `${token} ${after}`, `${before} ${token} ${after}`];
  });
}

/** A turn in lower case, with marks in the place of names, lines and numbers. */
function withMarks(text: string, names: readonly string[]): string {
  let plain = ` ${foldName(text)} `.replaceAll(/"[^"]*"|「[^」]*」|『[^』]*』/g, ' <line> ');
  for (const name of names.map(foldName).toSorted((a, b) => b.length - a.length)) {
    if (name === '') continue;
    const escaped = literalPattern(name);
    const bare = /\p{Script=Han}/u.test(name) ? `@?${escaped}` : `@?(?<![a-z0-9])${escaped}(?![a-z0-9])`;
    plain = plain.replaceAll(new RegExp(bare, 'gu'), ' <name> ');
  }
  return plain.replaceAll(/\p{N}+/gu, ' <number> ');
}
