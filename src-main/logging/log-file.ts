import { mkdirSync } from 'node:fs';
import { pino, type Logger } from 'pino';
import { createStream, type RotatingFileStream } from 'rotating-file-stream';
import { EventLog, type LogEntry } from '../domain/event-log.ts';

export interface LogFileOptions {
  /** Also keeps what is of use only for finding a fault. */
  readonly debug: boolean;
  /** Size from which the file is put aside and a new one begun. */
  readonly fileBytes?: number;
}

const logFileName = 'kinora.log';
const filesKept = 5;
/** Below 5 MB by more than the longest entry. */
const usualFileBytes = 4_900_000;

// Note: one file, one thread that writes it
// Only the core's thread writes and rotates. Whoever works in another thread sends its entries here, in the order in
// which they happened; what a dying thread sent before its end still arrives. A line is written whole and added at the
// end, so a killed process costs the last entries and never the file. Two processes on one library each add whole lines.

/**
 * The log of a library: JSON lines in `kinora.log`, with the four files before it as `kinora.log.1` to `kinora.log.4`.
 * Nothing here ever throws or stops the program: where the log cannot be written, there is none.
 */
export class LogFile {
  readonly events: EventLog;
  readonly #stream: RotatingFileStream | null;
  readonly #logger: Logger | null = null;

  constructor(folder: string, { debug, fileBytes = usualFileBytes }: LogFileOptions) {
    this.events = new EventLog((entry) => this.#write(entry));
    this.#stream = openStream(folder, fileBytes);
    if (this.#stream) this.#logger = pino(optionsOf(debug), this.#stream);
  }

  /** Resolves when everything is written and the file closed. */
  async close(): Promise<void> {
    const stream = this.#stream;
    if (!stream || stream.destroyed) return;
    await new Promise<void>((resolve) => {
      stream.once('close', resolve);
      stream.end();
    });
  }

  #write({ time, level, event, facts }: LogEntry): void {
    if (this.#stream?.writable) this.#logger?.[level]({ time, event, ...facts });
  }
}

function optionsOf(debug: boolean) {
  return {
    level: debug ? 'debug' : 'info',
    base: null,
    // The entry brings its own.
    timestamp: false,
    formatters: { level: (level: string) => ({ level }) },
  };
}

function openStream(folder: string, fileBytes: number): RotatingFileStream | null {
  try {
    mkdirSync(folder, { recursive: true });
    const stream = createStream(logFileName, {
      path: folder,
      size: `${fileBytes}B`,
      rotate: filesKept - 1,
    });
    // A full disk or a folder that went away ends the log and nothing else.
    stream.on('error', () => stream.destroy());
    return stream;
  } catch {
    return null;
  }
}
