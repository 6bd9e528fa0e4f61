import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UserFacingError } from '../../domain/errors.ts';
import { packageFolder } from '../electron/package-folder.ts';

/** What the built interface is made of, relative to the checkout. */
const sources = [
  'src-renderer',
  'src-main/api',
  'src-main/domain',
  'vite.config.ts',
  'vite.icons.ts',
  'package-lock.json',
];

const keptOfOutput = 4000;

/**
 * The folder of the built interface. In a checkout it is built first when it is missing or older than its sources;
 * an installed package brings it along.
 *
 * @throws UserFacingError when it is missing and cannot be built
 */
export async function ensureRenderer(say: (line: string) => void, signal?: AbortSignal): Promise<string> {
  const root = packageFolder();
  const folder = join(root, 'dist', 'renderer');
  const page = join(folder, 'index.html');
  const inCheckout = existsSync(join(root, 'src-renderer'));
  const builtAt = await changedAt(page);
  if (builtAt !== null && (!inCheckout || builtAt >= (await newest(root, sources)))) return folder;
  if (!inCheckout) {
    throw new UserFacingError(
      'missing-tool',
      `The interface is missing from ${root}.`,
      'Install Kinora again.',
    );
  }
  say('Building the interface (once, until its sources change).');
  await runVite(root, signal);
  return folder;
}

async function changedAt(path: string): Promise<number | null> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => null,
  );
}

async function newest(root: string, parts: readonly string[]): Promise<number> {
  let latest = 0;
  for (const part of parts) {
    const path = join(root, part);
    const entries = await readdir(path, { recursive: true }).catch(() => []);
    for (const entry of ['', ...entries])
      latest = Math.max(latest, (await changedAt(join(path, entry))) ?? 0);
  }
  return latest;
}

/** Vite runs in a process of its own, so that neither its memory nor its words end up in ours. */
function runVite(root: string, signal?: AbortSignal): Promise<void> {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(signal ? { signal } : {}),
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-keptOfOutput);
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) return resolve();
      reject(
        new UserFacingError(
          'missing-tool',
          `The interface could not be built: ${output.trim() || `vite ended with code ${code}`}.`,
          'Run "npm ci" again, then "npm run build:renderer" to see the whole message.',
        ),
      );
    });
  });
}
