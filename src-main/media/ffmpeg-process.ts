import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import type { Readable } from 'node:stream';
import { basename } from 'node:path';
import { UserFacingError } from '../domain/errors.ts';
import { rankChild } from './child-priority.ts';

/** Arguments that stand before everything else in every call of ffmpeg. */
export const quietArguments = ['-nostdin', '-hide_banner', '-loglevel', 'error', '-nostats'] as const;

/** The most pixels a picture may have: above 8K twice over, a file is broken or hostile. */
export const maxPixels = 134_217_728;

/** How long ffmpeg may say nothing while we wait for it before it counts as stuck. */
export const defaultStallMs = 120_000;

const stderrLimit = 16_384;

/** Input arguments that keep a file from opening anything but files, whatever its name looks like. */
export function inputArguments(path: string): string[] {
  return ['-protocol_whitelist', 'file,pipe', '-i', `file:${path}`];
}

/** One run of ffmpeg or ffprobe: its output as chunks, and what it said on stderr. */
export interface ToolRun {
  readonly output: AsyncGenerator<Buffer, void>;
  /** The last lines of stderr, up to 16 KB. */
  readonly complaints: () => string;
  /** Resolves when the program has ended; never rejects. */
  readonly ended: Promise<ToolEnd>;
  kill(): void;
}

export interface ToolEnd {
  readonly code: number | null;
  readonly stalled: boolean;
  /** The program could not be started at all. */
  readonly startError?: Error;
}

export interface RunOptions {
  signal?: AbortSignal | undefined;
  stallMs?: number | undefined;
  /** Working folder of the program; by default our own. */
  cwd?: string | undefined;
}

/**
 * Starts a program with an argument array (never a shell). Leaving `output` early, an abort, or silence longer than
 * `stallMs` while output is awaited kills it. `output` throws the signal's reason after an abort.
 */
export function runTool(program: string, args: readonly string[], options: RunOptions = {}): ToolRun {
  const { signal, stallMs = defaultStallMs } = options;
  signal?.throwIfAborted();
  const child: ChildProcessByStdio<null, Readable, Readable> = spawn(program, [...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
  });
  rankChild(child.pid);
  let stderr = '';
  let stalled = false;
  let startError: Error | undefined;
  const kill = (): void => void child.kill('SIGKILL');
  signal?.addEventListener('abort', kill, { once: true });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-stderrLimit);
  });
  const ended = new Promise<ToolEnd>((resolve) => {
    const end = (code: number | null): void => {
      signal?.removeEventListener('abort', kill);
      resolve(startError ? { code, stalled, startError } : { code, stalled });
    };
    child.on('error', (error) => {
      startError = error;
      if (child.pid === undefined) end(null);
    });
    child.on('close', (code) => end(code));
  });

  async function* read(): AsyncGenerator<Buffer, void> {
    const iterator = child.stdout[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
    try {
      for (;;) {
        const timer = setTimeout(() => {
          stalled = true;
          kill();
        }, stallMs);
        const next = await iterator.next().catch(() => ({ done: true as const, value: undefined }));
        clearTimeout(timer);
        signal?.throwIfAborted();
        if (next.done) return;
        yield next.value;
      }
    } finally {
      kill();
      child.stdout.destroy();
    }
  }

  return { output: read(), complaints: () => stderr, ended, kill };
}

/** Runs a program to its end and gives what it wrote, at most `maxBytes` of it. */
export async function collectOutput(
  program: string,
  args: readonly string[],
  options: RunOptions & { maxBytes: number; timeoutMs?: number },
): Promise<ToolEnd & { output: Buffer; complaints: string; tooLong: boolean }> {
  const run = runTool(program, args, options);
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    run.kill();
  }, options.timeoutMs ?? defaultStallMs);
  const chunks: Buffer[] = [];
  let size = 0;
  let tooLong = false;
  try {
    for await (const chunk of run.output) {
      size += chunk.length;
      if (size > options.maxBytes) {
        tooLong = true;
        break;
      }
      chunks.push(chunk);
    }
    const end = await run.ended;
    options.signal?.throwIfAborted();
    return {
      ...end,
      stalled: end.stalled || timedOut,
      output: Buffer.concat(chunks),
      complaints: run.complaints(),
      tooLong,
    };
  } finally {
    clearTimeout(timer);
  }
}

/** A file's name as a sentence shows it: one line, quoted, never longer than 200 characters. */
export function shownName(path: string): string {
  // eslint-disable-next-line no-control-regex
  const name = basename(path).replace(/[\u0000-\u001f\u007f]+/g, ' ');
  return `“${name.length > 200 ? `${name.slice(0, 197)}…` : name}”`;
}

/** What ffmpeg complained about, in its own words: the last line that says something. */
export function lastComplaint(complaints: string): string {
  const lines = complaints
    .split(/[\r\n]+/)
    .map((line) => line.replace(/^\[[^\]]*\]\s*/, '').trim())
    .filter((line) => line !== '' && !/^Last message repeated|^Conversion failed/.test(line));
  return lines.at(-1)?.slice(0, 300) ?? '';
}

/** The error for a file that ffmpeg cannot decode. */
export function decodingError(path: string, complaints: string, stalled: boolean): UserFacingError {
  const detail = lastComplaint(complaints);
  return new UserFacingError(
    'unreadable-file',
    stalled
      ? `Reading ${shownName(path)} got stuck, so it was given up.`
      : `${shownName(path)} cannot be decoded${detail ? ` (ffmpeg says: ${detail})` : ''}.`,
    'Play the file in another player to see whether it is damaged; copy it again from its source if it is.',
  );
}
