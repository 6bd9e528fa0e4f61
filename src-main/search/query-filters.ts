import type { FilterName } from '../domain/query.ts';
import type { Light, QueryFilter, ShotSize } from './query-plan.ts';

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
const lightNames: Readonly<Record<string, Light>> = {
  day: 'day',
  daylight: 'day',
  bright: 'day',
  白天: 'day',
  night: 'night',
  dark: 'night',
  夜晚: 'night',
  夜: 'night',
  晚上: 'night',
};
const yesAndNo: Readonly<Record<string, boolean>> = {
  ...{ yes: true, true: true, 是: true, 1: true },
  ...{ no: false, false: false, 否: false, 0: false },
};
const daysOf: Readonly<Record<string, number>> = { d: 1, w: 7, m: 30, y: 365 };
const namedDays: Readonly<Record<string, number>> = {
  ...{ today: 1, week: 7, month: 30, year: 365 },
  ...{ 今天: 1, 本周: 7, 本月: 30, 今年: 365 },
};
const longestAgo = 36_500;
/** What the names of filters stand for besides their own. */
const otherNames: Readonly<Record<string, FilterName | 'longer' | 'shorter' | 'unseen'>> = {
  ...{ folder: 'in', film: 'in', 文件夹: 'in', 影片: 'in', 年份: 'year', 添加: 'added', 时长: 'duration' },
  ...{ 长于: 'longer', 短于: 'shorter', 景别: 'shot', 镜头: 'shot', 光线: 'light', 语言: 'lang' },
  ...{ 看过: 'seen', 未看: 'unseen' },
};
const secondsOf: Readonly<Record<string, number>> = { s: 1, m: 60, min: 60, h: 3600 };
/** Seconds: an hour and a half of a thousand films is more than anybody's longest. */
const longestDuration = 1e7;

/** What `year:1999..2005` and the like mean; null when the value says nothing. */
export function readFilter(name: string, value: string): QueryFilter | null {
  const text = value.replace(/\s+/g, ' ').trim();
  if (text === '') return null;
  const lower = name.toLowerCase();
  switch (otherNames[lower] ?? lower) {
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
    case 'light': {
      const light = lightNames[text.toLowerCase()];
      return light ? { kind: 'light', light } : null;
    }
    case 'seen':
    case 'unseen': {
      const said = yesAndNo[text.toLowerCase()];
      const isSeen = (otherNames[lower] ?? lower) === 'seen';
      return said === undefined ? null : { kind: 'seen', seen: said === isSeen };
    }
    case 'added':
      return added(text);
    case 'longer':
    case 'shorter': {
      const seconds = duration(text);
      if (seconds === null) return null;
      const isLonger = (otherNames[lower] ?? lower) === 'longer';
      return { kind: 'duration', from: isLonger ? seconds : null, to: isLonger ? null : seconds };
    }
    case 'duration': {
      const range = rangeOf(text, duration);
      return range && { kind: 'duration', ...range };
    }
    default:
      return null;
  }
}

/** `7d`, `2w`, `3m`, `1y` back from today, `today`, or days of the calendar: `2024-05-01`, `2024-05..2024-06`, `>2023`. */
function added(text: string): QueryFilter | null {
  const back = /^(\d{1,5})([dwmy])$/i.exec(text);
  const days = back ? Number(back[1]) * daysOf[back[2]!.toLowerCase()]! : namedDays[text.toLowerCase()];
  if (days !== undefined) return days >= 1 && days <= longestAgo ? { kind: 'added', days } : null;
  const bound = /^([<>])=?(.+)$/.exec(text);
  if (bound) {
    const span = calendarSpan(bound[2]!);
    if (!span) return null;
    return {
      kind: 'added',
      from: bound[1] === '>' ? span.first : null,
      to: bound[1] === '<' ? span.last : null,
    };
  }
  const ends = text.split('..');
  if (ends.length > 2) return null;
  const [first, last = first] = ends.map((end) => (end === '' ? undefined : calendarSpan(end)));
  if (first === null || last === null) return null;
  const range = {
    from: first?.first ?? null,
    to: (ends.length > 1 && ends[1] === '' ? null : last?.last) ?? null,
  };
  if (range.from === null && range.to === null) return null;
  if (range.from !== null && range.to !== null && range.from > range.to) return null;
  return { kind: 'added', ...range };
}

/** The first and the last day of a day, a month or a year; null when the calendar has no such. */
function calendarSpan(text: string): { first: string; last: string } | null {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text);
  if (!match) return null;
  const [, year = '', month = '01', day = '01'] = match;
  const first = `${year}-${month}-${day}`;
  if (Number.isNaN(Date.parse(first)) || new Date(first).toISOString().slice(0, 10) !== first) return null;
  if (match[3]) return { first, last: first };
  const next = match[2] ? Date.UTC(Number(year), Number(month), 0) : Date.UTC(Number(year) + 1, 0, 0);
  return { first, last: new Date(next).toISOString().slice(0, 10) };
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
