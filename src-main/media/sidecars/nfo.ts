import { open } from 'node:fs/promises';
import { XMLParser } from 'fast-xml-parser';
import { decodeText } from '../cues/decode-text.ts';

/** What a `.nfo` file of Kodi or Jellyfin says of a film, an episode or a show. */
export interface Nfo {
  readonly title: string | null;
  readonly originalTitle: string | null;
  /** 1870 to 2200. */
  readonly year: number | null;
  readonly plot: string | null;
  /** In the order in which they are billed; each name once. */
  readonly cast: readonly NfoActor[];
  /** Numbers in other catalogues by their names, for example `imdb`. */
  readonly uniqueIds: Readonly<Record<string, string>>;
}

export interface NfoActor {
  readonly name: string;
  readonly role: string | null;
  /** An address or a path, as it is written. */
  readonly thumb: string | null;
}

/** What is larger tells of no one film, and would take more than a second to read. */
const maxBytes = 1_000_000;
const mostActors = 300;
const mostUniqueIds = 30;
const longestName = 200;
const longestTitle = 500;
const longestPlot = 20_000;
const roots = ['movie', 'episodedetails', 'tvshow', 'musicvideo', 'video'] as const;
const lists: readonly string[] = [...roots, 'actor', 'uniqueid'];

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  // Entities that a file defines itself could swell without end; the usual ones are read below.
  processEntities: false,
  isArray: (name) => lists.includes(name),
});

/** Reads a `.nfo` file. Null when it cannot be read, is larger than 1 MB, or says nothing of a film. */
export async function readNfo(path: string): Promise<Nfo | null> {
  const bytes = await readLimited(path).catch(() => null);
  return bytes === null ? null : parseNfo(bytes);
}

/**
 * Reads the text of a `.nfo` file in any encoding. It need not be strict XML: addresses may follow it, and an episode's
 * file has a root for each of several episodes. Null when it says nothing of a film.
 */
export function parseNfo(bytes: Uint8Array): Nfo | null {
  let document: unknown;
  try {
    document = parser.parse(withoutTail(decodeText(bytes).text));
  } catch {
    return null;
  }
  const parts = roots.flatMap((root) => listOf(fieldOf(document, root))).filter(isElement);
  if (parts.length === 0) return null;
  return {
    title: limited(joined(parts.map((part) => textOf(part['title']))), longestTitle),
    originalTitle: limited(joined(parts.map((part) => textOf(part['originaltitle']))), longestTitle),
    year: firstOf(parts, yearOf),
    plot: limited(
      firstOf(parts, (part) => textOf(part['plot'])),
      longestPlot,
    ),
    cast: castOf(parts),
    uniqueIds: uniqueIdsOf(parts),
  };
}

/** The text up to the end of its last root: what follows, addresses for example, is no XML. */
function withoutTail(text: string): string {
  const ends = [...text.matchAll(/<\/(?:movie|episodedetails|tvshow|musicvideo|video)\s*>/gi)];
  const last = ends.at(-1);
  return last === undefined ? text : text.slice(0, last.index + last[0].length);
}

type Element = Readonly<Record<string, unknown>>;

async function readLimited(path: string): Promise<Uint8Array | null> {
  const handle = await open(path, 'r');
  try {
    const entry = await handle.stat();
    return entry.isFile() && entry.size <= maxBytes ? await handle.readFile() : null;
  } finally {
    await handle.close();
  }
}

function castOf(parts: readonly Element[]): NfoActor[] {
  const actors = parts
    .flatMap((part) => listOf(part['actor']))
    .filter(isElement)
    .map((actor, place) => ({ actor, order: orderOf(actor) ?? place, place }))
    .sort((a, b) => a.order - b.order || a.place - b.place);
  const cast = new Map<string, NfoActor>();
  for (const { actor } of actors) {
    const name = textOf(actor['name']);
    if (name === null || name.length > longestName || cast.has(name.toLowerCase())) continue;
    if (cast.size === mostActors) break;
    cast.set(name.toLowerCase(), {
      name,
      role: limited(textOf(actor['role']), longestName),
      thumb: textOf(actor['thumb']),
    });
  }
  return [...cast.values()];
}

function uniqueIdsOf(parts: readonly Element[]): Record<string, string> {
  const ids = new Map<string, string>();
  for (const entry of parts.flatMap((part) => listOf(part['uniqueid']))) {
    const type = isElement(entry) ? (textOf(entry['@type']) ?? 'unknown') : 'unknown';
    const value = textOf(entry);
    if (value === null || value.length > 100 || !/^[a-z0-9_-]{1,30}$/i.test(type)) continue;
    if (ids.size < mostUniqueIds && !ids.has(type)) ids.set(type, value);
  }
  return Object.fromEntries(ids);
}

function orderOf(actor: Element): number | null {
  const text = textOf(actor['order']) ?? textOf(actor['sortorder']);
  return text !== null && /^\d{1,6}$/.test(text) ? Number(text) : null;
}

function yearOf(part: Element): number | null {
  for (const field of ['year', 'premiered', 'aired', 'releasedate']) {
    const year = Number(/^\d{4}(?!\d)/.exec(textOf(part[field]) ?? '')?.[0]);
    if (year >= 1870 && year <= 2200) return year;
  }
  return null;
}

function firstOf<T>(parts: readonly Element[], read: (part: Element) => T | null): T | null {
  for (const part of parts) {
    const value = read(part);
    if (value !== null) return value;
  }
  return null;
}

/** The titles of a file's episodes as one. */
function joined(texts: readonly (string | null)[]): string | null {
  const said = [...new Set(texts.filter((text) => text !== null))];
  return said.length > 0 ? said.join(' / ') : null;
}

function limited(text: string | null, longest: number): string | null {
  return text === null || text.length <= longest ? text : `${text.slice(0, longest - 1).toWellFormed()}…`;
}

/** The text of an element on one line, with its spaces tidied; null when there is none. */
function textOf(value: unknown): string | null {
  const inner = Array.isArray(value) ? (value as unknown[])[0] : value;
  const text = isElement(inner) ? inner['#text'] : inner;
  if (typeof text !== 'string') return null;
  const tidy = decodedEntities(text)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  return tidy === '' ? null : tidy;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decodedEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos));/gi,
    (whole, ten, sixteen, name) => {
      if (name) return entities[String(name).toLowerCase()]!;
      const code = ten ? Number(ten) : Number.parseInt(String(sixteen), 16);
      return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
        ? String.fromCodePoint(code)
        : whole;
    },
  );
}

function isElement(value: unknown): value is Element {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fieldOf(value: unknown, name: string): unknown {
  return isElement(value) ? value[name] : undefined;
}

function listOf(value: unknown): unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as unknown[]) : [value];
}
