import { literalPattern } from './literal-pattern.ts';
import { foldName } from './person-name.ts';

/** Of these names those that a text has, in its order. */
export function namedIn(text: string, names: readonly string[]): string[] {
  const found: { name: string; at: number }[] = [];
  withoutNames(text, names, (name, at) => found.push({ name, at }));
  return [...new Set(found.toSorted((a, b) => a.at - b.at).map(({ name }) => name))];
}

/**
 * A text with spaces in the place of names, as long as before. Longer names go first; `@Ada`, `"Ada"` and `Ada's` are names too.
 * @param tell hears of each name and where it stood
 */
export function withoutNames(
  text: string,
  names: readonly string[],
  tell: (name: string, at: number) => void = () => undefined,
): string {
  let rest = text;
  for (const name of names.toSorted((a, b) => b.length - a.length)) {
    if (foldName(name) === '') continue;
    const escaped = literalPattern(name);
    const bare = /\p{Script=Han}/u.test(name)
      ? `[@＠]?["“]?${escaped}["”]?`
      : `(?<![\\p{Script=Latin}\\p{N}])[@＠]?["“]?${escaped}["”]?(?:['’]s)?(?![\\p{Script=Latin}\\p{N}])`;
    rest = rest.replaceAll(new RegExp(bare, 'giu'), (found, at: number) => {
      tell(name, at);
      return ' '.repeat(found.length);
    });
  }
  return rest;
}
