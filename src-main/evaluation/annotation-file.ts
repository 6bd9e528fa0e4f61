import { open } from 'node:fs/promises';
import type { z } from 'zod';
import { UserFacingError } from '../domain/errors.ts';
import { decodeText } from '../media/cues/decode-text.ts';
import { shownName } from '../media/ffmpeg-process.ts';

const mostMegabytes = 256;
const mostLines = 2_000_000;

/** A text file of annotations or predictions, and what it is called when something in it is wrong. */
export interface AnnotationText {
  /** As shown to people. */
  readonly name: string;
  readonly text: string;
}

export interface Line {
  /** Counted from 1. */
  readonly number: number;
  readonly text: string;
}

/** A value with the line from which it was read. */
export interface Lined<T> {
  readonly line: number;
  readonly value: T;
}

/** Reads a text file of at most 256 MB in any encoding. Throws UserFacingError when it cannot be read or is larger. */
export async function readAnnotationText(path: string): Promise<AnnotationText> {
  const name = shownName(path);
  let handle;
  try {
    handle = await open(path, 'r');
    const { size } = await handle.stat();
    if (size > mostMegabytes * 1024 * 1024) {
      throw new UserFacingError(
        'unreadable-file',
        `${name} is larger than ${mostMegabytes} MB.`,
        'Score it in parts.',
      );
    }
    return { name, text: decodeText(await handle.readFile()).text };
  } catch (error) {
    if (error instanceof UserFacingError) throw error;
    throw new UserFacingError(
      'not-found',
      `${name} cannot be read.`,
      'Check that it is a file, that it is there, and that you may read it.',
      error,
    );
  } finally {
    await handle?.close();
  }
}

/** The lines that hold something, with any line ends. Throws UserFacingError for more than two million lines. */
export function linesOf({ name, text }: AnnotationText): Line[] {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
  if (lines.length > mostLines) {
    throw new UserFacingError('bad-input', `${name} has more than ${mostLines} lines.`, 'Score it in parts.');
  }
  return lines.flatMap((line, index) => (line.trim() === '' ? [] : [{ number: index + 1, text: line }]));
}

/** Reads a text with one JSON value a line. Throws UserFacingError, which names the line, when one does not fit. */
export function parseJsonLines<T>(source: AnnotationText, schema: z.ZodType<T>): Lined<T>[] {
  return linesOf(source).map(({ number, text }) => ({
    line: number,
    value: fitting(source, number, schema, jsonOf(source, text, number)),
  }));
}

/** Reads a text that is one JSON value. Throws UserFacingError when it does not fit. */
export function parseJson<T>(source: AnnotationText, schema: z.ZodType<T>): T {
  return fitting(source, null, schema, jsonOf(source, source.text.replace(/^\ufeff/, ''), null));
}

/** Checks a value read from a line. Throws UserFacingError, which names the line, when it does not fit. */
export function fitting<T>(
  source: AnnotationText,
  line: number | null,
  schema: z.ZodType<T>,
  value: unknown,
): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const place = issue && issue.path.length > 0 ? `${issue.path.join('.')}: ` : '';
  throw broken(source, line, `${place}${issue?.message ?? 'not of the expected form'}`);
}

/** The error for a line, or for the whole file where `line` is null, that says something it should not. */
export function broken({ name }: AnnotationText, line: number | null, reason: string): UserFacingError {
  return new UserFacingError(
    'bad-input',
    `${name}${line === null ? '' : `, line ${line}`}: ${reason}.`,
    'Correct it and score again; the formats are described in docs/cli.md and docs/evaluation.md.',
  );
}

function jsonOf(source: AnnotationText, text: string, line: number | null): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw broken(source, line, `this is not JSON (${(error as Error).message})`);
  }
}
