import { dirname, join } from 'node:path';
import type { SubtitleLine } from '../domain/subtitle-line.ts';
import type { FfmpegTools } from '../media/ffmpeg-tools.ts';
import { checkedOutput } from '../media/output-file.ts';
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
  readonly output: string;
  readonly labels: LabelChoice;
  /** Drawn into the picture, or a track that can be switched off. */
  readonly way: 'burn' | 'mux';
}

/** Writes a copy of a film with its subtitles. The film itself and its files are never replaced. */
export async function writeSubtitledFilm(
  tools: FfmpegTools,
  { film, probe, source, language, output, way, ...rest }: SubtitledFilmRequest,
  signal?: AbortSignal,
): Promise<{ path: string; cues: number }> {
  const path = await checkedOutput(output, [film.path, join(dirname(film.path), source)]);
  const format = way === 'burn' ? 'ass' : containerOf(path).format;
  const { text, cues } = subtitleText({ film, format, ...rest });
  const copy = { path: film.path, probe, output: path, subtitles: text };
  if (way === 'burn') await burnSubtitles(tools, copy, signal);
  else await muxSubtitles(tools, copy, language, signal);
  return { path, cues };
}
