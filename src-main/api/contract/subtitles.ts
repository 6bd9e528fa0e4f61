import { z } from 'zod';
import { lintRules } from '../../subtitles/lint-cues.ts';
import { cue, subtitleLine } from './lines.ts';
import { id, interval, path, seconds } from './parts.ts';

export const subtitleReport = z.object({
  format: z.enum(['srt', 'vtt', 'ass', 'microdvd', 'sami', 'ttml']),
  encoding: z.string(),
  cues: z.number().int(),
  /** What had to be mended to read it, one sentence each. */
  repairs: z.array(z.string()),
  findings: z.array(
    z.object({
      rule: z.enum(lintRules),
      severity: z.enum(['error', 'warning']),
      /** From 1. */
      cue: z.number().int(),
      start: seconds,
      value: z.number(),
      limit: z.number(),
      sentence: z.string(),
    }),
  ),
});

export const lineFinding = z.object({
  lineId: id,
  rule: z.enum(lintRules),
  severity: z.enum(['error', 'warning']),
  sentence: z.string(),
  /** What to put in the line's place; null where that is for a person to decide. */
  mended: z.array(subtitleLine).nullable(),
});
export type LineFinding = z.output<typeof lineFinding>;

export const subtitlesMethods = {
  'subtitles.lint': {
    about: 'Reads a subtitle file: what was mended in it, and where it does not keep the conventions.',
    input: z.object({ path }),
    output: subtitleReport,
  },
  'subtitles.lines': {
    about: 'A film’s lines of one source, of the first when none is asked for; empty when the film has none.',
    input: z.object({ id, source: z.string().max(4096).optional() }),
    output: z.object({
      source: z.string(),
      sources: z.array(z.string()),
      lines: z.array(cue),
      canUndo: z.boolean(),
      canRedo: z.boolean(),
    }),
  },
  'subtitles.correct': {
    about:
      'Puts lines in the place of those with these ids: corrects, splits, joins, adds or takes out. ' +
      'Kept over re-indexing.',
    input: z.object({
      id,
      source: z.string().min(1).max(4096),
      replaced: z.array(id).max(100),
      lines: z.array(subtitleLine).max(100),
    }),
    output: z.object({ corrected: z.literal(true) }),
  },
  'subtitles.undo': {
    about: 'Takes back the latest correction of a film’s lines; false when there is none.',
    input: z.object({ id }),
    output: z.object({ undone: z.boolean() }),
  },
  'subtitles.redo': {
    about: 'Makes the correction again that was taken back last; false when there is none.',
    input: z.object({ id }),
    output: z.object({ redone: z.boolean() }),
  },
  'subtitles.align': {
    about:
      'Looks whether a film’s lines lie where somebody speaks: `moved` lines are shifted or of ' +
      'another frame rate, and `time * scale + shift` mends them; lines of `another-film` lie ' +
      'nowhere. With `apply` moved lines are moved for good, which holds over re-indexing.',
    input: z.object({ path, source: z.string().max(4096).optional(), apply: z.boolean().default(false) }),
    output: z.object({
      source: z.string(),
      verdict: z.enum(['fits', 'moved', 'another-film', 'too-little']),
      shift: z.number(),
      scale: z.number(),
      /** Correlation with the voices, -1..1: as the lines are, and as they fit best. */
      agreementNow: z.number(),
      agreement: z.number(),
      sentence: z.string(),
      applied: z.boolean(),
    }),
  },
  'subtitles.move': {
    about: 'Moves all lines of a source to `time * scale + shift`, on top of what they were moved by before.',
    input: z.object({
      id,
      source: z.string().min(1).max(4096),
      shift: z.number().min(-36_000).max(36_000),
      scale: z.number().min(0.5).max(2).default(1),
    }),
    output: z.object({ moved: z.literal(true) }),
  },
  'subtitles.findings': {
    about: 'Where a film’s lines of one source do not keep the conventions, and what would mend that.',
    input: z.object({ id, source: z.string().max(4096).optional() }),
    output: z.object({ findings: z.array(lineFinding) }),
  },
  'subtitles.waveform': {
    about:
      'How loud a stretch of a film is: the peaks of equal parts, each 0..1. Empty for a film ' +
      'without sound.',
    input: z.object({ id, interval, parts: z.number().int().min(1).max(4000) }),
    output: z.object({ peaks: z.array(z.number()) }),
  },
};
