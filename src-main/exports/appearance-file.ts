import filenamify from 'filenamify';
import { UserFacingError } from '../domain/errors.ts';
import type { Presence } from '../domain/presence.ts';
import { writeSubRip } from '../media/cues/subrip-writer.ts';
import type { TimedCue } from '../media/cues/timed-cue.ts';
import { writePlacedFile } from '../media/placed-file.ts';
import { csvTable } from './csv-table.ts';

export const appearanceFormats = ['csv', 'json', 'srt'] as const;
export type AppearanceFormat = (typeof appearanceFormats)[number];

/** A stretch in which somebody is on screen in a film. */
export interface NamedAppearance extends Presence {
  readonly person: string;
  readonly path: string;
}

export interface AppearanceRequest {
  /** By film and start. */
  readonly appearances: readonly NamedAppearance[];
  /** The one film that they are of; null when they are of the whole library. */
  readonly film: { readonly path: string; readonly title: string } | null;
  /** What a file in the exports folder is called. */
  readonly title: string;
  readonly format: AppearanceFormat;
  /** A file of the user's choice; null for a free name in the library's folder of exports. */
  readonly output: string | null;
  readonly exportsFolder: string;
}

/**
 * Writes who is on screen when: as a table (CSV), as JSON, or as SubRip whose cues say who is on screen.
 * Throws a {@link UserFacingError} for SubRip of more than one film, and when the file cannot be written.
 */
export async function writeAppearances(
  request: AppearanceRequest,
): Promise<{ path: string; appearances: number }> {
  const { appearances, film, title, format, output, exportsFolder } = request;
  if (format === 'srt' && film === null) {
    throw new UserFacingError(
      'bad-input',
      'Subtitles can only say who is on screen in one film.',
      'Name the film, or write a .csv or .json file.',
    );
  }
  const name = fileTitle(title);
  const place = { output, exportsFolder, name, extension: format, kept: film ? [film.path] : [] };
  const path = await writePlacedFile(place, textOf(format, appearances));
  return { path, appearances: appearances.length };
}

/** The format that a file's name asks for. Throws a {@link UserFacingError} when it asks for none of them. */
export function appearanceFormatOf(output: string): AppearanceFormat {
  const found = appearanceFormats.find((format) => output.toLowerCase().endsWith(`.${format}`));
  if (found) return found;
  throw new UserFacingError(
    'bad-input',
    `“${output}” is not a kind of file that appearances can be written to.`,
    'End its name in .csv, .json or .srt.',
  );
}

function fileTitle(title: string): string {
  return (
    filenamify(title.normalize('NFC'), { replacement: ' ', maxLength: 100 }).replace(/\s+/g, ' ').trim() ||
    'Appearances'
  );
}

function textOf(format: AppearanceFormat, appearances: readonly NamedAppearance[]): string {
  switch (format) {
    case 'csv':
      return tableOf(appearances);
    case 'json':
      return `${JSON.stringify({ appearances: appearances.map(rowOf) }, null, 2)}\n`;
    case 'srt':
      return writeSubRip(cuesOf(appearances));
  }
}

function rowOf({ person, path, start, end, confidence }: NamedAppearance) {
  return { person, path, start: rounded(start), end: rounded(end), confidence };
}

function tableOf(appearances: readonly NamedAppearance[]): string {
  const rows = appearances.map((appearance) => Object.values(rowOf(appearance)));
  return csvTable([['person', 'path', 'start', 'end', 'confidence'], ...rows]);
}

/**
 * Cues that name everybody who is on screen, the one who came first at the front; a new cue begins whenever somebody comes
 * or goes.
 */
export function cuesOf(appearances: readonly NamedAppearance[]): TimedCue[] {
  const times = [...new Set(appearances.flatMap(({ start, end }) => [start, end]))].toSorted((a, b) => a - b);
  const cues: { start: number; end: number; text: string }[] = [];
  for (const [index, start] of times.entries()) {
    const end = times[index + 1];
    if (end === undefined) break;
    const text = appearances
      .filter((appearance) => appearance.start <= start && appearance.end >= end)
      .toSorted((a, b) => a.start - b.start || a.person.localeCompare(b.person))
      .map(({ person }) => person)
      .join(', ');
    if (text === '') continue;
    const last = cues.at(-1);
    if (last?.text === text && last.end === start) last.end = end;
    else cues.push({ start, end, text });
  }
  return cues;
}

function rounded(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
