import { basename, dirname, extname, join } from 'node:path';
import { isFilmName } from '../film-name.ts';
import { foldedName, type FolderListing, type ListFolder } from './folder-listing.ts';

/** The files beside a film that say something of it; absolute paths. */
export interface FilmSidecars {
  /** `.srt`, `.vtt`, `.ass`, `.ssa` with the film's name, then language marks; sorted by name. */
  readonly subtitles: readonly string[];
  /** `<film>.nfo`, else `movie.nfo` where the film is the only one in its folder. */
  readonly nfo: string | null;
  /** `tvshow.nfo` in the film's folder or up to two above. */
  readonly showNfo: string | null;
  /** The picture that stands for the film: `<film>-poster.*`, or that of the folder where the film is alone in it. */
  readonly cover: string | null;
  /** Folders `.actors` beside the film and beside `tvshow.nfo`, with pictures such as `First_Last.jpg`. */
  readonly actorFolders: readonly string[];
}

const subtitleExtensions = new Set(['.srt', '.vtt', '.ass', '.ssa']);
const pictureExtensions = ['.jpg', '.jpeg', '.png', '.webp'];
/** Between the film's name and the extension: language and marks, for example `.en`, `.pt-BR.sdh`, `.eng.forced`. */
const subtitleMarks = /^(\.[a-z0-9_-]{1,12}){0,3}$/;
const actorFolder = '.actors';
/** How far above an episode its show's file may lie: beside the season's folder, or beside that of the disc. */
const showLevels = 2;

/** What a name is to the film whose name, folded and without extension, is `stem`. */
interface NamedLike {
  readonly extension: string;
  /** What lies between the stem and the extension. */
  readonly marks: string;
}

/** Finds the files beside a film. What cannot be read is not there. */
export async function filmSidecars(videoPath: string, list: ListFolder): Promise<FilmSidecars> {
  const folder = dirname(videoPath);
  const stem = basename(videoPath, extname(videoPath));
  const own = await list(folder);
  const namedLike = own.startingWith(stem).map((name) => ({ name, ...likenessOf(stem, name) }));
  const subtitles = namedLike.filter(
    ({ extension, marks }) => subtitleExtensions.has(extension) && subtitleMarks.test(marks),
  );
  const ownNfo = namedLike.find(({ extension, marks }) => extension === '.nfo' && marks === '');
  const isAlone = !holdsSeveralFilms(own);
  const nfo = ownNfo?.name ?? (isAlone ? own.named('movie.nfo') : null);
  const cover = pictureNamed(own, `${stem}-poster`) ?? (isAlone ? folderPicture(own) : null);
  const showFolder = await folderOfShow(folder, list);
  const actorFolders: string[] = [];
  for (const place of new Set([folder, showFolder ?? folder])) {
    const name = (await list(place)).named(actorFolder);
    if (name !== null) actorFolders.push(join(place, name));
  }
  return {
    subtitles: subtitles
      .map(({ name }) => name)
      .sort()
      .map((name) => join(folder, name)),
    nfo: nfo === null ? null : join(folder, nfo),
    showNfo: showFolder === null ? null : join(showFolder, (await list(showFolder)).named('tvshow.nfo')!),
    cover: cover === null ? null : join(folder, cover),
    actorFolders,
  };
}

/** The marks of a subtitle file, for example `.en.forced`; see `readSubtitleMarks`. */
export function subtitleMarksOf(videoPath: string, subtitlePath: string): string {
  return likenessOf(basename(videoPath, extname(videoPath)), basename(subtitlePath)).marks;
}

/** Whether a change of the file may change what is known of a film in its folder or below. */
export function isSidecar(path: string): boolean {
  const name = foldedName(basename(path));
  const extension = extname(name);
  if (subtitleExtensions.has(extension) || extension === '.nfo') return true;
  if (name === actorFolder || foldedName(basename(dirname(path))) === actorFolder) return true;
  return pictureExtensions.includes(extension) && /^(.*-poster|poster|folder|cover)$/.test(stemOf(name));
}

/** The folder whose films, in it and below, a file may say something of. */
export function reachOfSidecar(path: string): string {
  const folder = dirname(path);
  if (foldedName(basename(path)) === actorFolder) return folder;
  return foldedName(basename(folder)) === actorFolder ? dirname(folder) : folder;
}

/** Whether a file within reach of a film may say something of it: by the film's name, or of the whole folder. */
export function mayBelong(videoPath: string, sidecar: string): boolean {
  const name = foldedName(basename(sidecar));
  if (reachOfSidecar(sidecar) !== dirname(sidecar) || name === actorFolder) return true;
  if (/^(movie|tvshow)\.nfo$|^(poster|folder|cover)\.[a-z]+$/.test(name)) return true;
  const stem = foldedName(stemOf(basename(videoPath)));
  return dirname(videoPath) === dirname(sidecar) && name.startsWith(stem);
}

function likenessOf(stem: string, name: string): NamedLike {
  const folded = foldedName(name);
  const extension = extname(folded);
  return { extension, marks: folded.slice(foldedName(stem).length, folded.length - extension.length) };
}

function pictureNamed(listing: FolderListing, stem: string): string | null {
  for (const extension of pictureExtensions) {
    const found = listing.named(stem + extension);
    if (found !== null) return found;
  }
  return null;
}

function folderPicture(listing: FolderListing): string | null {
  return pictureNamed(listing, 'poster') ?? pictureNamed(listing, 'folder') ?? pictureNamed(listing, 'cover');
}

function holdsSeveralFilms(listing: FolderListing): boolean {
  let films = 0;
  for (const name of listing.names) if (isFilmName(name) && ++films > 1) return true;
  return false;
}

async function folderOfShow(folder: string, list: ListFolder): Promise<string | null> {
  let place = folder;
  for (let level = 0; level <= showLevels; level++) {
    if ((await list(place)).named('tvshow.nfo') !== null) return place;
    if (dirname(place) === place) break;
    place = dirname(place);
  }
  return null;
}

/** The pictures in a folder `.actors`. */
export async function actorPictures(folder: string, list: ListFolder): Promise<string[]> {
  const { names } = await list(folder);
  return names
    .filter((name) => pictureExtensions.includes(extname(name).toLowerCase()))
    .map((name) => join(folder, name));
}

function stemOf(name: string): string {
  return basename(name, extname(name));
}
