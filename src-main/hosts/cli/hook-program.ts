import { spawn } from 'node:child_process';
import { isAbsolute } from 'node:path';
import { UserFacingError } from '../../domain/errors.ts';

/** Seconds after which a hook is ended. */
const mostSeconds = 60;

/** A program that is told what happens: started anew for each event, by its path, without a shell. */
export interface HookProgram {
  /** Absolute. */
  readonly path: string;
  /** The same for every event: nothing of a film's name is ever an argument. */
  readonly arguments: readonly string[];
}

/** Throws a UserFacingError where the program is not named by its whole path. */
export function hookProgram(path: string, given: readonly string[]): HookProgram {
  if (isAbsolute(path)) return { path, arguments: given };
  throw new UserFacingError(
    'bad-input',
    `The hook “${path}” is not named by its whole path.`,
    'Give the path from the root of the disk on, so that it is clear which program runs.',
  );
}

/**
 * Starts a hook and gives it an event as one line of JSON on its standard input. Resolves when it has ended, to a
 * sentence about what went wrong, or null. What it writes goes to standard error.
 */
export function runHook(
  { path, arguments: given }: HookProgram,
  line: string,
  signal: AbortSignal,
  seconds = mostSeconds,
): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn(path, given, {
      shell: false,
      stdio: ['pipe', process.stderr, process.stderr],
      windowsHide: true,
    });
    let isLate = false;
    const end = (): void => void child.kill('SIGKILL');
    const clock = setTimeout(() => {
      isLate = true;
      end();
    }, seconds * 1000);
    signal.addEventListener('abort', end, { once: true });
    const told = (sentence: string | null): void => {
      clearTimeout(clock);
      signal.removeEventListener('abort', end);
      resolve(sentence);
    };
    child.on('error', (error) => told(`The hook could not be started: ${error.message}.`));
    child.on('close', (code) => {
      if (isLate) told(`The hook was ended after ${seconds} s.`);
      else told(code === 0 || signal.aborted ? null : `The hook ended with ${code ?? 'a signal'}.`);
    });
    // A hook that does not read what happened is free not to.
    child.stdin!.on('error', () => undefined);
    child.stdin!.end(`${line}\n`);
  });
}
