import { dirname, join } from 'node:path';
import filenamify from 'filenamify';
import type { Interval } from '../domain/interval.ts';
import type { SubtitleLine } from '../domain/subtitle-line.ts';
import { writePlacedFile } from '../media/placed-file.ts';
import { composeCues, type FilmFacts } from './compose-cues.ts';
import type { LabelChoice } from './speaker-labels.ts';
import type { SubtitleFormat } from './subtitle-formats.ts';
import { writeAss } from './writers/ass.ts';
import { writeSubRip } from '../media/cues/subrip-writer.ts';
import { writeCsv, writeRttm } from './writers/tables.ts';
import { writeWebVtt } from './writers/webvtt.ts';

export interface SubtitleRequest {
  readonly film: { readonly path: string; readonly title: string };
  readonly facts: FilmFacts;
  readonly lines: readonly SubtitleLine[];
  /** Where the lines come from; a file of that name beside the film is not replaced. */
  readonly source: string;
  /** A file of the user's choice; null for a free name in the library's folder of exports. */
  readonly output: string | null;
  readonly exportsFolder: string;
  readonly format: SubtitleFormat;
  readonly labels: LabelChoice;
  /** With it only the lines inside, counted from its start. */
  readonly interval?: Interval | undefined;
}

/** Writes a film's dialogue, or that of an interval. Tables (CSV, RTTM) hold the lines as they are spoken, untouched. */
export async function writeSubtitles(request: SubtitleRequest): Promise<{ path: string; cues: number }> {
  const { film, source, output, exportsFolder, format } = request;
  const name = filenamify(film.title, { replacement: '_' });
  const kept = [film.path, join(dirname(film.path), source)];
  const { text, cues } = subtitleText(request);
  const path = await writePlacedFile({ output, exportsFolder, name, extension: format, kept }, text);
  return { path, cues };
}

/** The text of a subtitle file, and how many cues or rows it has. */
export function subtitleText({
  film,
  facts,
  lines,
  format,
  labels,
  interval,
}: Omit<SubtitleRequest, 'source' | 'output' | 'exportsFolder'>): { text: string; cues: number } {
  const chosen = linesWithin(lines, interval);
  if (format === 'csv') return { text: writeCsv(chosen), cues: chosen.length };
  if (format === 'rttm') return { text: writeRttm(chosen, film.title), cues: chosen.length };
  const composed = composeCues(chosen, factsWithin(facts, interval), labels);
  const text =
    format === 'vtt' ? writeWebVtt(composed)
    : format === 'ass' ? writeAss(composed, film.title)
    : writeSubRip(composed); // prettier-ignore
  return { text, cues: composed.length };
}

/** Lines that touch the interval, cut to it, with its start as time 0. */
export function linesWithin<L extends Interval>(lines: readonly L[], interval?: Interval): L[] {
  const { start: from, end: to } = interval ?? { start: 0, end: Infinity };
  return lines
    .filter(({ start, end }) => start < to && end > from)
    .map((line) => ({ ...line, start: Math.max(0, line.start - from), end: Math.min(line.end, to) - from }));
}

function factsWithin(facts: FilmFacts, interval?: Interval): FilmFacts {
  if (!interval) return facts;
  const { start, end } = interval;
  return {
    frameRate: facts.frameRate,
    duration: Math.min(end, facts.duration) - start,
    cuts: facts.cuts.filter((cut) => cut > start && cut < end).map((cut) => cut - start),
    presence: facts.presence.map(({ name, intervals }) => ({
      name,
      intervals: linesWithin(intervals, interval),
    })),
  };
}
