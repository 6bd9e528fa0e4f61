import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { buildDesktop } from './build-desktop.ts';
import { readyLine } from './ready-line.ts';

export interface LaunchOptions {
  readonly libraryFolder: string;
  /** Told what takes a while, a line each. */
  readonly say?: (line: string) => void;
  /** Seconds for fetching Electron's binary where it is missing; default 60. */
  readonly fetchSeconds?: number;
  /** Seconds until the window must show; default 30. */
  readonly startSeconds?: number;
  /** The npm package `electron`; default: the one this package depends on. */
  readonly electronFolder?: string;
  /** Makes the compiled shell and gives its main module; default: built from the sources when there are some. */
  readonly build?: (say: (line: string) => void) => Promise<string>;
  /** Why there can be no window here at all, else null; default: {@link windowHindrance} of this process. */
  readonly hindrance?: string | null;
}

export type Launch =
  /** `closed` resolves when the person has closed the app. */
  | { readonly started: true; readonly closed: Promise<void> }
  /** `why` is one sentence for the person. */
  | { readonly started: false; readonly why: string };

/**
 * Path of Electron's binary, or null when it is not on this machine. It reads the package's own note of where the
 * binary lies; asking the package itself would download it at once.
 */
export function findElectron(electronFolder: string | null = electronPackage()): string | null {
  if (electronFolder === null) return null;
  try {
    const binary = readFileSync(join(electronFolder, 'path.txt'), 'utf8');
    const path = join(process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(electronFolder, 'dist'), binary);
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
}

/** Why no window can open under these circumstances, as one sentence, or null. */
export function windowHindrance(
  platform: NodeJS.Platform,
  environment: NodeJS.ProcessEnv,
  userId: number | undefined,
): string | null {
  if (platform !== 'linux') return null;
  if (!environment['DISPLAY'] && !environment['WAYLAND_DISPLAY'])
    return 'There is no screen here to open a window on.';
  if (userId === 0) return 'Electron’s sandbox does not work for the root user.';
  return null;
}

/**
 * Opens the app's window on a library, fetching Electron's binary first where it is missing. It never throws and
 * never takes longer than its two time limits and the build; when there is no window it says why. The window's core
 * opens the library itself, so the caller has closed its own core before.
 */
export async function launchElectron(options: LaunchOptions): Promise<Launch> {
  const say = options.say ?? (() => undefined);
  const hindrance =
    options.hindrance === undefined
      ? windowHindrance(process.platform, process.env, process.getuid?.())
      : options.hindrance;
  if (hindrance !== null) return { started: false, why: hindrance };

  const folder = options.electronFolder ?? electronPackage();
  if (folder === null) return { started: false, why: 'Electron is not installed here.' };
  if (findElectron(folder) === null) {
    say('Fetching Electron, the window’s engine, once (about 110 MB) ...');
    await fetchElectron(folder, (options.fetchSeconds ?? 60) * 1000);
  }
  const binary = findElectron(folder);
  if (binary === null) return { started: false, why: 'Electron’s binary could not be fetched.' };

  try {
    const main = await (options.build ?? buildDesktop)(say);
    return await openWindow(binary, main, options);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { started: false, why: `Electron could not be started: ${reason}` };
  }
}

function electronPackage(): string | null {
  try {
    return dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  } catch {
    return null;
  }
}

/** Runs the package's own installer, which checks what it downloads; its failure shows in what it left. */
async function fetchElectron(folder: string, limit: number): Promise<void> {
  const child = spawn(process.execPath, [join(folder, 'install.js')], {
    stdio: 'ignore',
    timeout: limit,
    killSignal: 'SIGKILL',
  });
  await ended(child);
}

async function openWindow(binary: string, main: string, options: LaunchOptions): Promise<Launch> {
  // A window's Electron must not inherit what would turn it into a plain Node.
  const env = { ...process.env };
  delete env['ELECTRON_RUN_AS_NODE'];
  const child = spawn(binary, [main, '--library', options.libraryFolder], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env,
  });
  const closed = ended(child);
  const shown = new Promise<true>((resolve) => {
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-1000);
      if (output.includes(readyLine)) resolve(true);
    });
  });
  const limit = AbortSignal.timeout((options.startSeconds ?? 30) * 1000);
  const late = new Promise<'late'>((resolve) => limit.addEventListener('abort', () => resolve('late')));

  const first = await Promise.race([shown, closed, late]);
  if (first === true) return { started: true, closed: closed.then(() => undefined) };
  if (first === 'late') {
    child.kill('SIGKILL');
    await closed;
    return { started: false, why: 'Electron’s window did not open in time.' };
  }
  return { started: false, why: `Electron ended before its window opened (${first}).` };
}

/** Waits for a process to end and tells how it ended. */
function ended(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
}
