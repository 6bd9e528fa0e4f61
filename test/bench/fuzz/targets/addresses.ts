import { parseExample } from '../../../../src-main/domain/example.ts';
import { momentIdOf, parseMomentId } from '../../../../src-main/domain/moment.ts';
import { timecodeParts } from '../../../../src-main/domain/timecode-parts.ts';
import { parseByteRange } from '../../../../src-main/hosts/byte-range.ts';
import { readLink, readOpenings } from '../../../../src-main/hosts/electron/openings.ts';
import { parseMediaRoute } from '../../../../src-main/hosts/media-routes.ts';
import type { FuzzTarget } from '../fuzz-target.ts';
import { mangledText, oddTexts } from '../mangle-text.ts';

const seeds = {
  timecode: '01:02:03;04',
  moment: 'm12-345-389',
  example: 'x0123456789abcdef0123456789abcdef',
  media: '/media/frame/12?at=34.5',
  link: 'kinora://search?q=%40Ada%20mug',
  range: 'bytes=100-2000',
};
type Kind = keyof typeof seeds;
const kinds = Object.keys(seeds) as Kind[];
const others = [
  'f1-20',
  '/media/export/a%20b.mp4',
  '/media/cast/3?name=Ada',
  'kinora://moment/m1-2-3',
  '--film',
  'a.mkv',
];
const tokens = [
  ...oddTexts,
  ...['/', '..', '%2f', '%', '%00', '%ff', '?', '&', '=', '#', '//', 'm', 'x', '-', ':', ';', '\\', '0', '1e3', '٣', '0x1', '+1', '@', '[::1]'],
]; // prettier-ignore
const pieces = [...Object.values(seeds), ...others].flatMap((seed) => seed.split(/(?<=[/:=-])/));
const mostCharacters = 100_000;
const bodyBytes = 5000;

/** Timecodes, ids, addresses of media, links of the app and ranges of bytes: texts that are read whole or not at all. */
export const addresses: FuzzTarget = {
  make: (random) => {
    const what = random.pick(kinds);
    const whole = random.chance(0.7) ? seeds[what] : random.pick(others);
    const text = mangledText(random, whole, { tokens, pieces }, mostCharacters);
    return { what, read: () => complaints[what](text) };
  },
};

const complaints: Readonly<Record<Kind, (text: string) => string | null>> = {
  timecode: (text) => {
    const parts = timecodeParts(text);
    return parts === null || Object.values(parts).every((part) => part <= 999)
      ? null
      : `the timecode ${text}`;
  },
  moment: (text) => {
    const key = parseMomentId(text);
    return key === null || parseMomentId(momentIdOf(key)) !== null ? null : `the moment ${text}`;
  },
  example: (text) => {
    parseExample(text);
    return null;
  },
  media: (text) => {
    const url = URL.parse(text, 'http://localhost');
    const route = url && parseMediaRoute(url.pathname, url.searchParams);
    const leadsOut = route?.kind === 'export' && /[/\\:\0]|^\.+$/.test(route.name);
    return leadsOut ? `the file ${route.name}` : null;
  },
  link: (text) => {
    const opening = readLink(text);
    readOpenings([text, ...text.split(' ', 10)], '/films');
    return opening === null || (opening.kind === 'place' && opening.hash.startsWith('#/'))
      ? null
      : 'no place';
  },
  range: (text) => {
    const range = parseByteRange(text, bodyBytes);
    if (range === null || range === 'unsatisfiable') return null;
    const { first, last } = range;
    return first >= 0 && first <= last && last < bodyBytes ? null : `bytes ${first} to ${last}`;
  },
};
