import { basename, dirname, extname, isAbsolute, relative, resolve } from 'node:path';
import { foldName, nameProblem, tidyName } from '../../domain/person-name.ts';
import type { Nfo } from './nfo.ts';

/** Somebody who plays in a film, as the files beside it say. */
export interface CastEntry {
  readonly name: string;
  readonly role: string | null;
  /** A picture of them inside the film's own folder or that of its show. */
  readonly picturePath: string | null;
}

/**
 * The cast of a film: that of its `.nfo`, then that of its show's. Where neither names anybody, those of whom there is a
 * picture in `.actors`.
 *
 * @param nfos with the folders that they lie in
 * @param pictures of actors, `First_Last.jpg`
 */
export function castOf(
  nfos: readonly { readonly nfo: Nfo; readonly folder: string }[],
  pictures: readonly string[],
): CastEntry[] {
  const pictureOf = new Map(pictures.map((path) => [foldName(actorNameOf(path)), path]));
  const cast = new Map<string, CastEntry>();
  for (const { nfo, folder } of nfos) {
    for (const { name, role, thumb } of nfo.cast) {
      const key = foldName(name);
      if (nameProblem(name) !== null || cast.has(key)) continue;
      const picturePath = pictureOf.get(key) ?? localPicture(thumb, folder);
      cast.set(key, { name: tidyName(name), role, picturePath });
    }
  }
  if (cast.size > 0) return [...cast.values()];
  return pictures
    .map((path) => ({ name: tidyName(actorNameOf(path)), role: null, picturePath: path }))
    .filter(({ name }) => nameProblem(name) === null);
}

/** How far above a film the folder of its show may lie. */
const showLevels = 2;

/** The folder of a film, or above it that of its show, in which a picture lies; null when it lies in none. */
export function folderOfPicture(videoPath: string, picturePath: string): string | null {
  let folder = dirname(videoPath);
  for (let level = 0; level <= showLevels; level++) {
    if (isInside(folder, picturePath)) return folder;
    folder = dirname(folder);
  }
  return null;
}

/** `First_Last.jpg` shows `First Last`. */
function actorNameOf(path: string): string {
  return basename(path, extname(path)).replaceAll('_', ' ');
}

/** The file that a `<thumb>` names, when it is a picture inside the folder; addresses are never followed. */
function localPicture(thumb: string | null, folder: string): string | null {
  if (thumb === null || /^[a-z][a-z0-9+.-]*:/i.test(thumb) || !/\.(jpe?g|png|webp)$/i.test(thumb))
    return null;
  const path = resolve(folder, thumb);
  return isInside(folder, path) ? path : null;
}

function isInside(folder: string, path: string): boolean {
  const inside = relative(folder, path);
  return inside !== '' && !inside.startsWith('..') && !isAbsolute(inside);
}
