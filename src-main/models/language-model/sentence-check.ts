import { namedIn } from '../../domain/names-in-text.ts';

// What a model says is compared with what it cites by numbers, names and quotations alone: a wrong verb is not found out.

/** Characters of a sentence at most. */
const longest = 400;

/** Whether it is a sentence to show: not empty, not endless, without addresses, marks of markup or control characters. */
export function isPlainSentence(text: string): boolean {
  if (text.trim() === '' || text.length > longest) return false;
  return !/[a-z][a-z0-9+.-]*:\/\/|www\.|[<>[\]{}`]|\p{Cc}/iu.test(text);
}

/** Whether every number, quotation and known name of a sentence is found in what it stands on. */
export function isGrounded(text: string, ground: string, names: readonly string[]): boolean {
  const [said, shown] = [folded(text), folded(ground)];
  const known = new Set([...numbersIn(shown), ...namedIn(shown, names)]);
  const quotations = [...said.matchAll(/"([^"]+)"|「([^」]+)」/gu)].map((found) => found[1] ?? found[2]!);
  return (
    [...numbersIn(said), ...namedIn(said, names)].every((claim) => known.has(claim)) &&
    quotations.every((quotation) => shown.includes(quotation))
  );
}

const englishNumbers = 'two three four five six seven eight nine ten eleven twelve'.split(' ');
const chineseNumbers = '二三四五六七八九十';

/** `2`, `1.5`, `0:12`, and words for two to twelve as digits: "one" is too often no number. */
export function numbersIn(text: string): string[] {
  const digits = text.match(/\p{N}+(?:[.:,]\p{N}+)*/gu) ?? [];
  const words = (text.toLowerCase().match(/\p{Script=Latin}+/gu) ?? []).flatMap((word) => {
    if (word === 'twice' || word === 'thrice') return word === 'twice' ? '2' : '3';
    const at = englishNumbers.indexOf(word);
    return at >= 0 ? String(at + 2) : [];
  });
  const chinese = [
    ...text.matchAll(/(?<![一二三四五六七八九十百])([两二三四五六七八九十])(?=[次个遍部段人位名])/gu),
  ].map(([, numeral]) => String(numeral === '两' ? 2 : chineseNumbers.indexOf(numeral!) + 2));
  return [...digits, ...words, ...chinese];
}

function folded(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[“”„«»]/gu, '"')
    .replaceAll(/[‘’]/gu, "'")
    .toLowerCase();
}
