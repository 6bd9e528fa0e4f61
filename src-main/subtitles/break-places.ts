import { isWideText } from './conventions.ts';

/** A place at which a text may go on in another line. */
export interface BreakPlace {
  /** Where the second part begins; what is white before it belongs to neither. */
  readonly at: number;
  /** 0 where a sentence ends, higher the more a break would tear apart. */
  readonly cost: number;
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));
/** Words that belong to what follows them. */
const leaning = words(
  'a an the my your his her its our their this that these those some any no every each to of in on at for with from by ' +
    'about into over under after before and or but nor so if because as than i you he she it we they who not very too mr mrs ms dr st ' +
    "is are am was were be been will would can could shall should may might must do does did have has had don't didn't can't won't i'm you're it's",
);
/** Words that begin something: a line may well start with them. */
const opening = words(
  'and but or nor so because that which who whom whose when where while if unless until since though although than as then ' +
    'in on at to of for with from by about into over under after before without',
);

const sentenceEnd = /[.!?…。！？]["'”’」』)]*$/u;
const clauseEnd = /[,;:—–，；：、]["'”’」』)]*$/u;
/** Chinese characters that never begin a line: they belong to the word before. */
const trailing = /^[的了吗呢吧啊着过们地得么，。！？；：、」』）》”’…]/u;
const openMark = /[「『（《“‘]$/u;

/** The places at which a text may be broken, in order. */
export function breakPlaces(text: string): BreakPlace[] {
  return isWideText(text) ? widePlaces(text) : spacedPlaces(text);
}

function spacedPlaces(text: string): BreakPlace[] {
  const places: BreakPlace[] = [];
  for (const match of text.matchAll(/\s+/g)) {
    const before = /\S+$/.exec(text.slice(Math.max(0, match.index - 60), match.index))?.[0] ?? '';
    const at = match.index + match[0].length;
    const after = /^\S+/.exec(text.slice(at, at + 60))?.[0] ?? '';
    if (before !== '' && after !== '') places.push({ at, cost: costBetween(before, after) });
  }
  return places;
}

function costBetween(before: string, after: string): number {
  const last = before.toLowerCase().replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  // The full stop of a title ends no sentence.
  const isTitle = /^(mr|mrs|ms|dr|st)$/.test(last);
  if (sentenceEnd.test(before) && !isTitle) return 0;
  if (clauseEnd.test(before)) return 1;
  if (leaning.has(last)) return 8;
  const first = after.toLowerCase().replace(/[^\p{L}]+$/gu, '');
  if (opening.has(first)) return 2;
  const isFullName = /^\p{Lu}\p{Ll}/u.test(before) && /^\p{Lu}\p{Ll}/u.test(after);
  return isFullName ? 7 : 4;
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

function widePlaces(text: string): BreakPlace[] {
  const places: BreakPlace[] = [];
  for (const { index } of segmenter.segment(text)) {
    if (index === 0) continue;
    const at = index + (/^\s+/.exec(text.slice(index))?.[0].length ?? 0);
    const before = text.slice(Math.max(0, index - 3), index).trimEnd();
    const after = text.slice(at, at + 3);
    if (after === '' || before === '' || trailing.test(after) || openMark.test(before)) continue;
    if (places.at(-1)?.at === at) continue;
    const cost = sentenceEnd.test(before)
      ? 0
      : clauseEnd.test(before)
        ? 1
        : /\s$/.test(text.slice(0, at))
          ? 2
          : 4;
    places.push({ at, cost });
  }
  return places;
}
