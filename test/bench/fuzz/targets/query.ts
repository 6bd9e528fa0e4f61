import { partsOf, printPlan } from '../../../../src-main/search/query-plan.ts';
import { parseQuery } from '../../../../src-main/search/query.ts';
import type { FuzzTarget } from '../fuzz-target.ts';
import { mangledText, oddTexts } from '../mangle-text.ts';

const names = ['Ada', 'Bo', 'Ann Lee', 'Jo-Ann', "O'Neil", '小明', 'İpek', 'a.b', 'then', 'Ádám 2'];
const seeds = [
  '@Ada and @Bo in the kitchen',
  '"where is my mug" @Ada: coffee -car not the red car',
  'the red car then within 5s @"Ann Lee" while it rains or a dog^30 cat^100',
  'in:"my films" year:1999..2005 added:7d duration:5m..20m shot:close-up light:night lang:en seen:no',
  'like:m1-20-35 kitchen -like:f1-20 like:x0123456789abcdef0123456789abcdef',
  '@小明 然后 汽车 或者 「我的杯子」 没有狗 年份：1999 景别：特写 像：m1-2-3',
  '\\@Ada \\then \\-x a\\^3 ＠Bo：“hello” «non» longer:5m unseen:films',
];
const tokens = [
  ...oddTexts,
  ...[' then ', ' while ', ' or ', ' not ', 'not the ', ' within ', 'within 9s', 'year:', 'in:"', 'duration:', 'added:', 'like:', '@"', '@Ada', '@Ada:'],
  ...['-@', '“', '”', '«', '»', '「', '」', '^5', '^', '\\', '..', '>=', '然后', '或', '非', '：', '＠', '@Ann', 'not not '],
]; // prettier-ignore
const pieces = seeds.flatMap((seed) => seed.split(' '));
/** As the contract bounds a query. */
const mostCharacters = 10_000;

/** The reader and the writer of queries, which no text makes throw. */
export const query: FuzzTarget = {
  make: (random) => {
    const seed = random.whole(0, seeds.length - 1);
    const text = mangledText(random, seeds[seed]!, { tokens, pieces }, mostCharacters);
    return { what: `seed query ${seed}`, read: () => complaintOf(text) };
  },
};

function complaintOf(text: string): string | null {
  const { plan } = parseQuery(text, names);
  // A plan is written as a query that is read as the same plan.
  const again = parseQuery(printPlan(plan), names).plan;
  const [first, second] = [plan, again].map((one) => JSON.stringify(partsOf(one)));
  return first === second ? null : `${first!.slice(0, 600)} is written as ${second!.slice(0, 600)}`;
}
