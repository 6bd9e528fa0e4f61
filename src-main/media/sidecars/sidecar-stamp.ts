import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import type { FilmSidecars } from './film-sidecars.ts';

/** Names, sizes and dates of some files as one text: it changes when one of them does. Empty for no files. */
export async function stampOf(paths: readonly string[]): Promise<string> {
  if (paths.length === 0) return '';
  const parts = await Promise.all(paths.map(partOf));
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 24);
}

/** Every file beside a film; of pictures of actors, the folder, whose date tells when one comes or goes. */
export function filesOf({ subtitles, nfo, showNfo, cover, actorFolders }: FilmSidecars): string[] {
  return [...subtitles, nfo, showNfo, cover, ...actorFolders].filter((path) => path !== null);
}

async function partOf(path: string): Promise<string> {
  const entry = await stat(path).catch(() => null);
  return entry === null ? `${path}:gone` : `${path}:${entry.size}:${Math.floor(entry.mtimeMs)}`;
}
