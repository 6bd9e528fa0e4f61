import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageFolder } from './package-folder.ts';

/**
 * Gives the desktop shell's compiled main module. In a checkout it is compiled first, since Electron runs JavaScript
 * only: the core and the shell by TypeScript, the preload script by Vite into one CommonJS file, as sandboxed
 * preload scripts must be.
 *
 * @throws when a build step fails
 */
export async function buildDesktop(say: (line: string) => void): Promise<string> {
  const beside = fileURLToPath(new URL('./main.js', import.meta.url));
  if (existsSync(beside)) return beside;

  say('Compiling the desktop shell ...');
  const folder = packageFolder();
  const require = createRequire(import.meta.url);
  const vite = join(dirname(require.resolve('vite/package.json')), 'bin', 'vite.js');
  await run(folder, [require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.build.json']);
  await run(folder, [vite, 'build', '--config', 'vite.electron.config.ts', '--logLevel', 'error']);
  return join(folder, 'dist', 'main', 'src-main', 'hosts', 'electron', 'main.js');
}

function run(cwd: string, args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], timeout: 180_000 });
  let complaint = '';
  child.stderr
    .setEncoding('utf8')
    .on('data', (text: string) => (complaint = (complaint + text).slice(-2000)));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`building it failed. ${complaint.trim()}`)),
    );
  });
}
