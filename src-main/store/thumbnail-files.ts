import { join } from 'node:path';
import type { LibraryFolders } from './library-database.ts';

// Where the pictures beside a library lie. All of them can be deleted at any time and are made again.

/** The JPEG that stands for a film in the grid. */
export function posterFile(folders: LibraryFolders, videoId: number): string {
  return join(folders.thumbnails, `poster-${videoId}.jpg`);
}

/** The sheet of small pictures under a film's timeline, a JPEG. */
export function spriteFile(folders: LibraryFolders, videoId: number): string {
  return join(folders.thumbnails, `sprite-${videoId}.jpg`);
}

/** The folder of frames asked for by viewers; bounded in size by its user. */
export function frameFolder(folders: LibraryFolders): string {
  return join(folders.thumbnails, 'frames');
}

/** The folder of the pictures that stand for people. */
export function portraitFolder(folders: LibraryFolders): string {
  return join(folders.thumbnails, 'people');
}
