import type { Random } from '../../../src-main/domain/random.ts';
import { mangledText, oddTexts } from './mangle-text.ts';

type Json = unknown;

const oddKeys: readonly string[] = ['__proto__', 'constructor', 'toString', 'length', '', '0', 'kind', 'id'];
const oddNumbers: readonly number[] = [0, -0, -1, 0.5, 1e-320, 1e308, 2 ** 31, 2 ** 53, -(2 ** 63), 4096.5];
const mostChanges = 4;
/** Characters of a list, written as JSON. */
const longestList = 300_000;

/** The text of a JSON value with other values in some of its places, and at times with text that is no JSON. */
export function mangledJsonText(
  random: Random,
  value: Json,
  pieces: readonly string[],
  mostCharacters: number,
): string {
  let mangled = structuredClone(value);
  for (let change = random.whole(0, mostChanges); change > 0; change--) mangled = changed(random, mangled);
  const text = JSON.stringify(mangled) ?? 'null';
  const stock = { tokens: [...oddTexts, '[', '{"a":', '"', '\\u0000', '\\ud800'], pieces };
  return random.chance(0.3)
    ? mangledText(random, text, stock, mostCharacters)
    : text.slice(0, mostCharacters);
}

/** Goes down to some place of the value and puts something else there. */
function changed(random: Random, value: Json): Json {
  if (typeof value !== 'object' || value === null || random.chance(0.15)) return oddValue(random, value);
  if (Array.isArray(value)) {
    if (value.length === 0 || random.chance(0.2)) return changedList(random, value as Json[]);
    const at = random.whole(0, value.length - 1);
    return (value as Json[]).with(at, changed(random, value[at]));
  }
  const entries = Object.entries(value);
  if (entries.length === 0 || random.chance(0.2)) {
    // Own, also where it is called `__proto__`, as JSON.parse makes it.
    return Object.fromEntries([...entries, [random.pick(oddKeys), oddValue(random, value)]]);
  }
  const at = random.whole(0, entries.length - 1);
  if (random.chance(0.15)) return Object.fromEntries(entries.toSpliced(at, 1));
  const [key, inner] = entries[at]!;
  return Object.fromEntries(entries.with(at, [key, changed(random, inner)]));
}

function changedList(random: Random, list: readonly Json[]): Json[] {
  if (random.chance(0.3)) return [];
  const repeated = list.slice(0, 3);
  const times = Math.floor(10 ** random.between(0, 3.5));
  // Lists in lists would multiply each other.
  const most = Math.ceil(longestList / JSON.stringify(repeated).length);
  return Array.from({ length: Math.min(times, most) }, () => repeated).flat();
}

function oddValue(random: Random, value: Json): Json {
  switch (random.whole(0, 7)) {
    case 0:
      return random.pick([null, true, false]);
    case 1:
    case 2:
      return random.pick(oddNumbers);
    case 3:
      return random.pick(oddTexts);
    case 4:
      return random.pick(oddTexts).repeat(Math.floor(10 ** random.between(0, 4)));
    case 5:
      return random.pick([[], {}, [value], { kind: value }]);
    case 6:
      return String(random.pick(oddNumbers));
    default:
      return typeof value === 'string'
        ? mangledText(random, value, { tokens: oddTexts, pieces: [''] }, 1000)
        : [];
  }
}
