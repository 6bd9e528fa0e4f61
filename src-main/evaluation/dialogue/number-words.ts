const units = [
  ...['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'],
  ...['eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'],
];
const tens = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const scales: Readonly<Record<string, number>> = {
  hundred: 100,
  thousand: 1000,
  million: 1e6,
  billion: 1e9,
};

const smallest = new Map([
  ...units.map((word, value): [string, number] => [word, value]),
  ...tens.map((word, index): [string, number] => [word, 10 * (index + 2)]),
]);

/**
 * Writes English number words in digits: "two hundred and five" is 205. Numbers that follow each other are written in one, as
 * years and telephone numbers are: "nineteen ninety" is 1990.
 */
export function numbersWritten(words: readonly string[]): string[] {
  const written: string[] = [];
  let at = 0;
  let isAfterNumber = false;
  while (at < words.length) {
    const number = numberAt(words, at);
    if (!number) written.push(words[at++]!);
    else {
      written.push(`${isAfterNumber ? written.pop()! : ''}${number.value}`);
      at = number.next;
    }
    isAfterNumber = number !== null;
  }
  return written;
}

/** The number that begins at a word, and where it ends; null where none begins. */
function numberAt(words: readonly string[], start: number): { value: number; next: number } | null {
  let [total, group, at] = [0, 0, start];
  /** What is added is below this: ten after twenty, a hundred after a hundred. */
  let room = Infinity;
  for (; at < words.length; at++) {
    const word = words[at]!;
    const small = smallest.get(word);
    const scale = scales[word];
    if (small !== undefined && small < room && (small > 0 || at === start)) {
      group += small;
      room = small >= 20 ? 10 : 0;
    } else if (scale === 100 && (group > 0 || at === start)) {
      group = Math.max(1, group) * scale;
      room = 100;
    } else if (scale !== undefined && (group > 0 || at === start)) {
      total += Math.max(1, group) * scale;
      group = 0;
      room = 1000;
    } else if (word !== 'and' || at === start || room < 100 || !smallest.has(words[at + 1] ?? '')) {
      break;
    }
  }
  return at === start ? null : { value: total + group, next: at };
}
