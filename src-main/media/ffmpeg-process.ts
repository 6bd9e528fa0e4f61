import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import type { Readable } from 'node:stream';
import { constants, setPriority } from 'node:os';
import { basename } from 'node:path';
import { UserFacingError } from '../domain/errors.ts';
import { enterLane, type Urgency } from './ffmpeg-lanes.ts';

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
  /** By default somebody waits for it: `now`. */
  urgency?: Urgency | undefined;
  signal?: AbortSignal | undefined;
  stallMs?: number | undefined;
  /** Milliseconds that the program may run in all; without a limit by default. */
  timeoutMs?: number | undefined;
  /** Working folder of the program; by default our own. */
  cwd?: string | undefined;
}

type ToolProcess = ChildProcessByStdio<null, Readable, Readable>;

/**
 * Starts a program with an argument array (never a shell) when its turn has come, see {@link enterLane}. Leaving
 * `output` early, an abort, or silence longer than `stallMs` while output is awaited kills it. `output` throws the
 * signal's reason after an abort.
 */
export function runTool(program: string, args: readonly string[], options: RunOptions = {}): ToolRun {
  const { signal, stallMs = defaultStallMs, timeoutMs, urgency = 'now' } = options;
  signal?.throwIfAborted();
  let stderr = '';
  let stalled = false;
  let startError: Error | undefined;
  let isKilled = false;
  let process: ToolProcess | null = null;
  const kill = (): void => {
    isKilled = true;
    process?.kill('SIGKILL');
  };
  const giveUp = (): void => {
    stalled = true;
    kill();
  };
  signal?.addEventListener('abort', kill, { once: true });
  const begun = Promise.withResolvers<ToolProcess | null>();

  const runOnce = (): Promise<number | null> => {
    if (isKilled) return Promise.resolve(null);
    const child: ToolProcess = spawn(program, [...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    });
    process = child;
    if (urgency === 'background') lowerPriority(child.pid);
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(-stderrLimit);
    });
    const timer = timeoutMs === undefined ? null : setTimeout(giveUp, timeoutMs);
    return new Promise<number | null>((resolve) => {
      child.on('error', (error) => {
        startError = error;
        if (child.pid === undefined) resolve(null);
      });
      child.on('close', resolve);
      begun.resolve(child);
    }).finally(() => timer && clearTimeout(timer));
  };
  const inTurn = async (): Promise<ToolEnd> => {
    const leave = await enterLane(urgency, signal).catch(() => null);
    const code = leave ? await runOnce() : null;
    leave?.();
    begun.resolve(null);
    signal?.removeEventListener('abort', kill);
    return startError ? { code, stalled, startError } : { code, stalled };
  };
  const ended = inTurn();

  async function* read(): AsyncGenerator<Buffer, void> {
    const child = await begun.promise;
    signal?.throwIfAborted();
    if (!child) return;
    const iterator = child.stdout[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
    try {
      for (;;) {
        const timer = setTimeout(giveUp, stallMs);
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

/** Lets everything else on the machine go first. */
function lowerPriority(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It has ended already, or the system does not allow it: then it runs like any other program.
  }
}

/** Runs a program to its end and gives what it wrote, at most `maxBytes` of it. */
export async function collectOutput(
  program: string,
  args: readonly string[],
  options: RunOptions & { maxBytes: number },
): Promise<ToolEnd & { output: Buffer; complaints: string; tooLong: boolean }> {
  const run = runTool(program, args, { timeoutMs: defaultStallMs, ...options });
  const chunks: Buffer[] = [];
  let size = 0;
  let tooLong = false;
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
  return { ...end, output: Buffer.concat(chunks), complaints: run.complaints(), tooLong };
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
