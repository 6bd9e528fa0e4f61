import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, stat, utimes, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageFolder } from './package-folder.ts';

/** What is compiled, and what decides how. */
const sources = [
  'src-main',
  'native-models',
  'package-lock.json',
  'tsconfig.base.json',
  'tsconfig.build.json',
];
const buildLimit = 180_000;

/**
 * Gives the desktop shell's compiled main module. In a checkout it is compiled first where the sources are newer,
 * since Electron runs JavaScript only: the core and the shell by TypeScript, the preload script by Vite into one
 * CommonJS file, as sandboxed preload scripts must be.
 *
 * @throws when a build step fails or takes longer than three minutes
 */
export async function buildDesktop(say: (line: string) => void): Promise<string> {
  const beside = fileURLToPath(new URL('./main.js', import.meta.url));
  if (existsSync(beside)) return beside;

  const folder = packageFolder();
  const output = join(folder, 'dist', 'main');
  const main = join(output, 'src-main', 'hosts', 'electron', 'main.js');
  const stamp = join(output, '.desktop-build');
  const begun = new Date();
  const builtAt = await changedAt(stamp);
  const newest = Math.max(...(await Promise.all(sources.map((name) => changedAt(join(folder, name))))));
  if (newest <= builtAt && existsSync(main)) return main;

  say('Compiling the desktop shell ...');
  const require = createRequire(import.meta.url);
  const vite = join(dirname(require.resolve('vite/package.json')), 'bin', 'vite.js');
  // Types are for the checks to judge; whoever opens the app does not wait for them.
  await run(folder, [require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.build.json', '--noCheck']);
  await run(folder, [vite, 'build', '--config', 'vite.electron.config.ts', '--logLevel', 'error']);
  // What is changed while it compiles is newer than the stamp.
  await writeFile(stamp, '');
  await utimes(stamp, begun, begun);
  return main;
}

/** When a file, or the newest file of a folder, was changed, in ms; 0 when there is none. */
async function changedAt(path: string): Promise<number> {
  const stats = await stat(path).catch(() => null);
  if (stats === null || !stats.isDirectory()) return stats?.mtimeMs ?? 0;
  const files = await readdir(path, { recursive: true });
  const times = await Promise.all(files.map(async (name) => (await stat(join(path, name))).mtimeMs));
  return Math.max(stats.mtimeMs, ...times);
}

function run(cwd: string, args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, args, {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: buildLimit,
  });
  let complaint = '';
  // TypeScript complains on its output, Vite on its error output; the first line names the cause.
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (complaint = (complaint + text).slice(0, 500)));
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0
        ? resolve()
        : reject(new Error(`compiling the desktop shell failed: ${complaint.trim().split('\n')[0]}`)),
    );
  });
}
