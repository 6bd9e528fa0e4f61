import { resolve } from 'node:path';
import { isFilmName } from '../../media/film-name.ts';
import { parseMomentId } from '../../domain/moment.ts';

/** What the system asks the app to show: a place in it, as the fragment of the page's address, or a file. */
export type Opening =
  { readonly kind: 'place'; readonly hash: string } | { readonly kind: 'file'; readonly path: string };

const longestLink = 2000;
const screens: readonly string[] = ['library', 'people', 'concepts', 'collections', 'activity', 'settings'];

/**
 * Reads a link of the app: `kinora://moment/<id>`, `kinora://search?q=<query>` or `kinora://<screen>`; null for any
 * other text. Any page and any program can have the system open a link, so that a link shows something and changes
 * nothing, and only what is understood here reaches the page, written anew.
 */
export function readLink(link: string): Opening | null {
  const url = link.length > longestLink ? null : URL.parse(link);
  if (url?.protocol !== 'kinora:') return null;
  const [rest, ...more] = url.pathname.split('/').filter((part) => part !== '');
  if (more.length > 0) return null;
  if (url.host === 'moment') {
    const moment = parseMomentId(rest ?? '');
    return moment && place(`#/film/${moment.videoId}?t=${moment.start}&end=${moment.end}`);
  }
  if (rest !== undefined) return null;
  if (url.host === 'search') {
    const query = url.searchParams.get('q') ?? '';
    return place(query === '' ? '#/search' : `#/search?${new URLSearchParams({ q: query })}`);
  }
  return screens.includes(url.host) ? place(`#/${url.host}`) : null;
}

/**
 * The links and films that a command line names. The program's and the module's own paths and Chromium's switches
 * stand on the same line, so that of paths only those of films count.
 *
 * @param folder what relative paths are relative to
 */
export function readOpenings(argv: readonly string[], folder: string): Opening[] {
  return argv.flatMap((word): Opening[] => {
    if (word.startsWith('-')) return [];
    const link = readLink(word);
    if (link !== null) return [link];
    return isFilmName(word) ? [{ kind: 'file', path: resolve(folder, word) }] : [];
  });
}

function place(hash: string): Opening {
  return { kind: 'place', hash };
}
