import { createLogUpdate } from 'log-update';
import type { IndexProgress } from '../../../domain/progress.ts';
import type { Terminal } from '../terminal.ts';
import { progressLine } from './progress-line.ts';

const secondsBetweenPlainLines = 10;

/**
 * Shows one line of progress on stderr: replaced in place on a terminal, and elsewhere (a log, a pipe) written anew
 * when the step or the film changes or ten seconds have passed.
 */
export class ProgressReporter {
  readonly #terminal: Terminal;
  readonly #live: ReturnType<typeof createLogUpdate> | null;
  #lastSubject = '';
  #lastWritten = -Infinity;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
    this.#live = terminal.stderr.isTTY ? createLogUpdate(terminal.stderr) : null;
  }

  indexing(progress: IndexProgress): void {
    if (progress.state === 'idle') return;
    this.show(progressLine(progress), `${progress.state} ${progress.step} ${progress.video?.path ?? ''}`);
  }

  /** Shows any line; `subject` says when it speaks of a new thing, which is told at once even in a log. */
  show(line: string, subject: string): void {
    if (this.#live) {
      this.#live(line);
      return;
    }
    const now = performance.now() / 1000;
    if (subject === this.#lastSubject && now - this.#lastWritten < secondsBetweenPlainLines) return;
    this.#lastSubject = subject;
    this.#lastWritten = now;
    this.#terminal.stderr.write(`${line}\n`);
  }

  /** Takes the live line away, so that what is written next starts on a clean line. */
  clear(): void {
    this.#live?.clear();
    this.#live?.done();
  }
}
