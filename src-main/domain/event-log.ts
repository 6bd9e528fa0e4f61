import { problemOf, type ProblemCode } from './errors.ts';

// Note: what the log may say
// A log is kept for months and sent along with reports. So it names films by their paths, and never repeats what people
// say in them or what persons are called. Every event therefore has fixed fields and no free text, and of a call that
// failed only its name, its code and the places in the program are kept: its message could quote what was asked.

export type EventLevel = 'debug' | 'info' | 'warn' | 'error';

/** What went wrong with a film or with the program itself. */
export interface LoggedError {
  readonly code: ProblemCode;
  readonly sentence: string;
  /** What lay beneath, the nearest first. */
  readonly causes: readonly string[];
  readonly stack: string | null;
}

/** Every event by its stable name, with what is told of it. `seconds` are wall time, `mediaSeconds` time of the film. */
export interface LoggedEvents {
  'library.opened': { readonly library: string; readonly version: string };
  /** The last program that wrote the library did not close it; its file was checked. */
  'library.unclean-shutdown': { readonly library: string };
  'library.refused': { readonly library: string; readonly error: LoggedError };
  'library.closed': { readonly library: string; readonly seconds: number };
  'indexing.started': Record<string, never>;
  'indexing.finished': {
    readonly films: number;
    readonly failed: number;
    readonly warnings: number;
    readonly seconds: number;
  };
  /** Cancelled, or broken off for a reason that is no film's. */
  'indexing.ended': { readonly error: LoggedError; readonly seconds: number };
  'path.failed': { readonly path: string; readonly code: ProblemCode; readonly sentence: string };
  'film.started': { readonly film: string; readonly pass: string };
  /** `again`: it is tried again by itself. */
  'film.failed': {
    readonly film: string;
    readonly pass: string;
    readonly again: boolean;
    readonly error: LoggedError;
  };
  /** The worker, or the whole program, ended while it worked on the film; `setAside`: too often. */
  'film.crashed': {
    readonly film: string;
    readonly pass: string;
    readonly crashes: number;
    readonly setAside: boolean;
  };
  /** Work that nobody understands any more was taken out of the queue. */
  'work.dropped': { readonly sentence: string };
  'film.damaged': { readonly film: string; readonly sentence: string };
  /** Passes that share one decode are told together, as `shots+faces`. */
  'pass.finished': {
    readonly film: string;
    readonly pass: string;
    readonly mediaSeconds: number;
    readonly seconds: number;
  };
  'ffmpeg.chosen': {
    readonly ffmpeg: string;
    readonly ffprobe: string;
    readonly source: string;
    readonly version: string;
    readonly notes: readonly string[];
  };
  /** `problem` is why a provider that comes first does not run the model, in the provider's own words. */
  'provider.chosen': { readonly model: string; readonly provider: string; readonly problem: string | null };
  /** ffmpeg or the models could not be had. */
  'tools.failed': { readonly error: LoggedError };
  /** Milliseconds until it is started again; null when it is not. */
  'worker.crashed': { readonly error: LoggedError; readonly restartMs: number | null };
  'worker.restarted': Record<string, never>;
  'backup.written': { readonly path: string; readonly bytes: number };
  'backup.failed': { readonly error: LoggedError };
  'call.refused': { readonly call: string; readonly code: ProblemCode };
  'call.failed': { readonly call: string; readonly stack: readonly string[] };
}

export type LoggedEvent = keyof LoggedEvents;

const levels: Readonly<Record<LoggedEvent, EventLevel>> = {
  'library.opened': 'info',
  'library.unclean-shutdown': 'warn',
  'library.refused': 'error',
  'library.closed': 'info',
  'indexing.started': 'info',
  'indexing.finished': 'info',
  'indexing.ended': 'warn',
  'path.failed': 'warn',
  'film.started': 'debug',
  'film.failed': 'warn',
  'film.crashed': 'error',
  'work.dropped': 'warn',
  'film.damaged': 'warn',
  'pass.finished': 'info',
  'ffmpeg.chosen': 'info',
  'provider.chosen': 'info',
  'tools.failed': 'error',
  'worker.crashed': 'error',
  'worker.restarted': 'info',
  'backup.written': 'info',
  'backup.failed': 'warn',
  'call.refused': 'debug',
  'call.failed': 'error',
};

/** One event as it is written. */
export interface LogEntry {
  /** ISO 8601, UTC: when it happened, not when it was written. */
  readonly time: string;
  readonly level: EventLevel;
  readonly event: LoggedEvent;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Where every part of the program tells what happened; a plain value goes to wherever entries are kept. */
export class EventLog {
  readonly #keep: (entry: LogEntry) => void;

  /** @param keep must not throw; entries can be sent to another thread */
  constructor(keep: (entry: LogEntry) => void) {
    this.#keep = keep;
  }

  tell<E extends LoggedEvent>(event: E, facts: LoggedEvents[E]): void {
    this.take({ time: new Date().toISOString(), level: levels[event], event, facts: { ...facts } });
  }

  /** Takes over an entry that another thread made. */
  take(entry: LogEntry): void {
    this.#keep(entry);
  }
}

const mostCauses = 5;
const longestText = 2000;
const mostFrames = 20;

/** An error for the log: bounded in length, and plain enough to be sent to another thread. */
export function loggedError(error: unknown): LoggedError {
  const { code, sentence } = problemOf(error);
  const causes: string[] = [];
  for (
    let cause = causeOf(error);
    cause !== undefined && causes.length < mostCauses;
    cause = causeOf(cause)
  ) {
    causes.push((cause instanceof Error ? cause.message : String(cause)).slice(0, longestText));
  }
  const frames = stackOf(error);
  return {
    code,
    sentence: sentence.slice(0, longestText),
    causes,
    stack: frames.length > 0 ? frames.join('\n') : null,
  };
}

/** Where an error came from, the nearest place first, without its message. */
export function stackOf(error: unknown): string[] {
  const lines = error instanceof Error ? (error.stack ?? '').split('\n') : [];
  return lines
    .filter((line) => /^\s+at .+:\d+:\d+\)?$/.test(line))
    .slice(0, mostFrames)
    .map((line) => line.trim());
}

function causeOf(error: unknown): unknown {
  return error instanceof Error ? error.cause : undefined;
}
