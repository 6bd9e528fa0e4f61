// What words point at among the results: "the second one", "the first three", "the last".

const englishOrdinals = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
];
const englishNumbers = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const chineseNumbers = '一二三四五六七八九十';

const number = `\\d{1,4}|${englishNumbers.join('|')}|[${chineseNumbers}两]`;
const range = new RegExp(
  `\\b(?:first|top) (${number})\\b|前(?:面)?(${number})[个条]?|\\b(?:last) (${number})\\b|最后(${number})[个条]`,
  'giu',
);
const single = new RegExp(
  `\\b(${englishOrdinals.join('|')})\\b|\\b(?:number |no\\. ?)?(\\d{1,4})(?:st|nd|rd|th)?\\b(?!\\s*(?:seconds?|minutes?|s\\b|min|秒|分))|第\\s?(${number})[个条部段]?|\\b(last)\\b|(最后一?[个条段])`,
  'giu',
);
const everything =
  /\b(?:all|each|every|everything|these|them|those|both)\b|全部|所有|这些|那些|它们|每个|都/iu;

/** The results that a turn points at, as places in a list of `count`, in the turn's order; empty when it points at none. */
export function pointedAt(text: string, count: number): number[] {
  const places: number[] = [];
  const rest = text.replaceAll(range, (_, first, chinese, last, chineseLast) => {
    const size = Math.min(count, valueOf(first ?? chinese ?? last ?? chineseLast));
    const from = (first ?? chinese) ? 0 : count - size;
    for (let at = 0; at < size; at++) places.push(from + at);
    return ' ';
  });
  for (const match of rest.matchAll(single)) {
    const [, ordinal, digits, chinese, last, chineseLast] = match;
    if (last ?? chineseLast) places.push(count - 1);
    else if (ordinal) places.push(englishOrdinals.indexOf(ordinal.toLowerCase()));
    else places.push(valueOf(digits ?? chinese ?? '') - 1);
  }
  return [...new Set(places)].filter((place) => place >= 0 && place < count);
}

/** Whether a turn points at all results. */
export function pointsAtAll(text: string): boolean {
  return everything.test(text);
}

/** A text without the words that {@link pointedAt} understands. */
export function withoutPointing(text: string): string {
  return text.replaceAll(range, ' ').replaceAll(single, ' ');
}

function valueOf(written: string): number {
  const lower = written.toLowerCase();
  if (/^\d+$/.test(lower)) return Number(lower);
  if (lower === '两') return 2;
  const english = englishNumbers.indexOf(lower);
  return 1 + (english >= 0 ? english : chineseNumbers.indexOf(lower));
}
