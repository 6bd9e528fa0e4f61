import { existsSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join, parse } from 'node:path';
import { readAnnotationText, type AnnotationText } from '../../../src-main/evaluation/annotation-file.ts';

/** Where the files of a data set are, as they are given on the command line. */
export interface DataSetPlaces {
  /** A file, or the folder of a data set whose annotations are several files. */
  readonly annotations: string;
  /** The folder of its videos or pictures. */
  readonly videos: string;
  /** The folder of pictures to enrol people from, of data sets that have one. */
  readonly pictures: string;
  /** The folder that keeps the libraries of data sets. */
  readonly cache: string;
}

/** The files below a folder by their names without endings; of two with one name, the one that is met first. */
export async function filesBelow(folder: string): Promise<Map<string, string>> {
  if (!existsSync(folder)) throw new Error(`There is no folder ${folder}.`);
  const files = new Map<string, string>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const { name } = parse(entry.name);
    if (entry.isFile() && !files.has(name)) files.set(name, join(entry.parentPath, entry.name));
  }
  return files;
}

/** Pictures by the name of the folder that they lie in, each folder's in order. */
export async function filesByFolder(folder: string): Promise<Map<string, string[]>> {
  const byFolder = new Map<string, string[]>();
  for (const path of [...(await filesBelow(folder)).values()].toSorted()) {
    const name = basename(parse(path).dir);
    byFolder.set(name, [...(byFolder.get(name) ?? []), path]);
  }
  return byFolder;
}

/**
 * Reads the annotation files of a data set from a folder by their public names. Throws UserFacingError for one that is not
 * there, a plain Error where the folder is a file.
 */
export async function readAnnotationFolder<Name extends string>(
  folder: string,
  names: Readonly<Record<Name, string>>,
): Promise<Record<Name, AnnotationText>> {
  if (existsSync(folder) && !statSync(folder).isDirectory()) {
    throw new Error(`${folder} must be the folder that holds ${Object.values(names).join(', ')}.`);
  }
  const texts: Partial<Record<Name, AnnotationText>> = {};
  for (const [name, file] of Object.entries<string>(names)) {
    texts[name as Name] = await readAnnotationText(join(folder, file));
  }
  return texts as Record<Name, AnnotationText>;
}
