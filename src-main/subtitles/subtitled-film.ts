import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import filenamify from 'filenamify';
import type { SubtitleLine } from '../domain/subtitle-line.ts';
import type { FfmpegTools } from '../media/ffmpeg-tools.ts';
import { checkedOutput, reserveFile } from '../media/output-file.ts';
import type { MediaProbe } from '../media/probe.ts';
import { burnSubtitles, containerOf, muxSubtitles } from '../media/subtitled-copy.ts';
import type { FilmFacts } from './compose-cues.ts';
import type { LabelChoice } from './speaker-labels.ts';
import { subtitleText } from './subtitle-file.ts';

export interface SubtitledFilmRequest {
  readonly film: { readonly path: string; readonly title: string };
  readonly probe: MediaProbe;
  readonly facts: FilmFacts;
  readonly lines: readonly SubtitleLine[];
  readonly source: string;
  /** BCP 47; null when it is not known. */
  readonly language: string | null;
  /** A file of the user's choice; null for a free name in the library's folder of exports. */
  readonly output: string | null;
  readonly exportsFolder: string;
  readonly labels: LabelChoice;
  /** Drawn into the picture, or a track that can be switched off. */
  readonly way: 'burn' | 'mux';
  /** Told how much of the film is written, 0..1. */
  readonly told: (fraction: number) => void;
}

/** Writes a copy of a film with its subtitles. The film itself and its files are never replaced. */
export async function writeSubtitledFilm(
  tools: FfmpegTools,
  request: SubtitledFilmRequest,
  signal?: AbortSignal,
): Promise<{ path: string; cues: number }> {
  const { film, probe, source, language, output, exportsFolder, way, told, ...rest } = request;
  const path =
    output === null
      ? await reserveFile(exportsFolder, stemOf(film.title), freeEnding(film.path, way))
      : await checkedOutput(output, [film.path, join(dirname(film.path), source)]);
  const format = way === 'burn' ? 'ass' : containerOf(path).format;
  const { text, cues } = subtitleText({ film, format, ...rest });
  const { duration } = probe;
  const tellShare = (seconds: number): void => told(duration > 0 ? Math.min(1, seconds / duration) : 0);
  const copy = { path: film.path, probe, output: path, subtitles: text, told: tellShare };
  try {
    if (way === 'burn') await burnSubtitles(tools, copy, signal);
    else await muxSubtitles(tools, copy, language, signal);
  } catch (error) {
    if (output === null) await rm(path, { force: true });
    throw error;
  }
  return { path, cues };
}

const stemOf = (title: string): string =>
  `${filenamify(title, { replacement: '_', maxLength: 180 })} (subtitled)`;

/** Matroska holds every codec; a film that is MP4 stays one, since more players read that. */
function freeEnding(path: string, way: 'burn' | 'mux'): string {
  return way === 'burn' || /\.(mp4|m4v|mov)$/i.test(path) ? 'mp4' : 'mkv';
}
