/**
 * A name as it is compared: without case, accents and differences of spacing and quotation marks.
 * `Zoë  O’Neil` and `zoe o'neil` fold to the same text.
 */
export function foldName(name: string): string {
  // Plain letters are folded at once: the library's filter folds ten thousand paths while somebody types.
  const folded = /^[ -~]*$/.test(name)
    ? name.toLowerCase().replaceAll('`', "'")
    : [...name].map(foldCharacter).join('');
  return folded.replace(/\s+/g, ' ').trim();
}

/** One character (code point) of {@link foldName}; empty for a combining mark. */
export function foldCharacter(character: string): string {
  if (/^[‘’‛ʼ`´]$/.test(character)) return "'";
  if (/^[“”„‟＂]$/.test(character)) return '"';
  const plain = character
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/\p{M}+/gu, '');
  return plain.replace(/\s+/g, ' ');
}

/**
 * A name as it is stored: composed characters, single spaces, none at the ends, and no marks that turn the direction of
 * writing, which would reach beyond the name into whatever is shown beside it.
 */
export function tidyName(name: string): string {
  return name
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .normalize('NFC')
    .replace(/ +/g, ' ')
    .trim();
}

export const longestName = 200;

/** What keeps a text from being a person's name, or null when it is fine. */
export function nameProblem(name: string): string | null {
  if (!/[^\s\p{Cf}\p{M}]/u.test(tidyName(name))) return 'A name needs at least one letter.';
  if (tidyName(name).length > longestName) return `A name can be ${longestName} characters long at most.`;
  if (/[\r\n\u2028\u2029]/.test(name)) return `The name ${shown(name)} holds a line break.`;
  if (/[\p{Cc}]/u.test(name)) return `The name ${shown(name)} holds characters that cannot be shown.`;
  return null;
}

function shown(name: string): string {
  return `“${name
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, 60)}”`;
}
