import { resolve } from 'node:path';
import type { Writable } from 'node:stream';

/** A stream that may be a screen. */
export type TextOutput = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/** What a command sees of the outside: where to write, and where and how it was called. */
export interface Terminal {
  readonly stdout: TextOutput;
  readonly stderr: TextOutput;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The folder in which the person typed the command. */
  readonly workingFolder: string;
}

/** Width of what goes to stdout; 100 where it is no screen. */
export function widthOf(terminal: Terminal): number {
  return Math.max(60, terminal.stdout.columns ?? 100);
}

const ownScripts = new Set(['kinora', 'demo', 'start']);

/**
 * The folder in which the person stands. npm changes into the package's folder before it runs one of our scripts
 * and keeps the person's folder in INIT_CWD.
 */
export function workingFolderOf(environment: Terminal['environment'], processFolder: string): string {
  const throughNpm = ownScripts.has(environment['npm_lifecycle_event'] ?? '');
  return throughNpm && environment['INIT_CWD'] ? resolve(environment['INIT_CWD']) : processFolder;
}

/** The terminal of this very process. */
export function processTerminal(): Terminal {
  return {
    stdout: process.stdout,
    stderr: process.stderr,
    environment: process.env,
    workingFolder: workingFolderOf(process.env, process.cwd()),
  };
}
