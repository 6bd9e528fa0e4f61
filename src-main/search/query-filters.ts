import type { QueryFilter, ShotSize } from './query-plan.ts';

const shotNames: Readonly<Record<string, ShotSize>> = {
  'close-up': 'close-up',
  closeup: 'close-up',
  close: 'close-up',
  特写: 'close-up',
  近景: 'close-up',
  medium: 'medium',
  mid: 'medium',
  中景: 'medium',
  wide: 'wide',
  long: 'wide',
  远景: 'wide',
  全景: 'wide',
};
const secondsOf: Readonly<Record<string, number>> = { s: 1, m: 60, min: 60, h: 3600 };
/** Seconds: an hour and a half of a thousand films is more than anybody's longest. */
const longestDuration = 1e7;

/** What `year:1999..2005` and the like mean; null when the value says nothing. */
export function readFilter(name: string, value: string): QueryFilter | null {
  const text = value.replace(/\s+/g, ' ').trim();
  if (text === '') return null;
  switch (name.toLowerCase()) {
    case 'in':
      return { kind: 'in', text };
    case 'shot': {
      const size = shotNames[text.toLowerCase()];
      return size ? { kind: 'shot', size } : null;
    }
    case 'lang':
      return /^[a-z]{2,3}$/i.test(text) ? { kind: 'lang', language: text.toLowerCase() } : null;
    case 'year': {
      const range = rangeOf(text, (part) => (/^\d{4}$/.test(part) ? Number(part) : null));
      return range && { kind: 'year', ...range };
    }
    case 'duration': {
      const range = rangeOf(text, duration);
      return range && { kind: 'duration', ...range };
    }
    default:
      return null;
  }
}

/** `90s`, `10m`, `1.5h`; a number alone is minutes. */
function duration(text: string): number | null {
  const match = /^(\d{1,9}(?:\.\d{1,3})?)(s|m|min|h)?$/i.exec(text);
  if (!match) return null;
  const seconds = Math.round(Number(match[1]) * secondsOf[(match[2] ?? 'm').toLowerCase()]!);
  return seconds <= longestDuration ? seconds : null;
}

/** `a`, `a..b`, `a..`, `..b`, `<b` and `>a`; null when it is none of these, or nothing lies in it. */
function rangeOf(
  text: string,
  read: (part: string) => number | null,
): { from: number | null; to: number | null } | null {
  const bound = /^([<>])=?(.+)$/.exec(text);
  if (bound) {
    const value = read(bound[2]!);
    if (value === null) return null;
    return bound[1] === '<' ? { from: null, to: value } : { from: value, to: null };
  }
  const parts = text.split('..');
  if (parts.length > 2) return null;
  const [first, last] = parts.map((part) => (part === '' ? undefined : read(part)));
  if (first === null || last === null) return null;
  if (parts.length === 1) return first === undefined ? null : { from: first, to: first };
  if (first === undefined && last === undefined) return null;
  if (first !== undefined && last !== undefined && first > last) return null;
  return { from: first ?? null, to: last ?? null };
}
