import { open, opendir } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** More of a desktop's list of folders is not read, in bytes. */
const mostRead = 65_536;

/**
 * Where people usually keep their films on this system: the desktop's own folder of videos, and what the systems call it.
 * Only folders that are there and hold something, the desktop's first.
 * @param home the person's own folder
 */
export async function usualFolders(home: string): Promise<string[]> {
  const named = await desktopFolder(home);
  const candidates = [...(named === null ? [] : [named]), join(home, 'Videos'), join(home, 'Movies')];
  const folders = [...new Set(candidates.map((path) => resolve(path)))];
  const filled = await Promise.all(folders.map(isFilled));
  return folders.filter((path, at) => filled[at] && path !== resolve(home));
}

/** The folder of videos in the list that desktops of Linux keep (xdg-user-dirs); null without one. */
async function desktopFolder(home: string): Promise<string | null> {
  const text = await readStart(join(home, '.config', 'user-dirs.dirs'));
  const value = /^XDG_VIDEOS_DIR="(.+)"\s*$/m.exec(text)?.[1];
  if (value === undefined) return null;
  const path = value.replace(/^\$HOME(?=\/|$)/, home).replaceAll(/\\(.)/g, '$1');
  return path.startsWith('/') ? path : null;
}

/** The beginning of a small text file; empty when it cannot be read. */
async function readStart(path: string): Promise<string> {
  try {
    await using file = await open(path);
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(mostRead) });
    return buffer.toString('utf8', 0, bytesRead);
  } catch {
    return '';
  }
}

async function isFilled(path: string): Promise<boolean> {
  try {
    for await (const entry of await opendir(path)) if (!entry.name.startsWith('.')) return true;
    return false;
  } catch {
    return false;
  }
}
