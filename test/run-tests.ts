import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureFfmpeg } from '../src-main/media/ffmpeg-install.ts';
// For tests that use the runtime by themselves.
import '../src-main/models/without-telemetry.ts';
import { countOf, countText } from './test-count.ts';

// `npm test` and `npm run test:e2e`: what the tests need of the machine first, then Vitest with the arguments given,
// and at the very end one line that scripts can read: `N passed, N failed`.

const root = join(import.meta.dirname, '..');
const report = join(root, '.cache', 'test-results', `${process.pid}.json`);

/** Runs Vitest under this very Node, whichever one stands first in PATH. */
function runVitest(extra: readonly string[]): Promise<number> {
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const words = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...extra];
  const child = spawn(process.execPath, [vitest, ...words], { cwd: root, stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}

await ensureFfmpeg((line) => console.error(line));
await mkdir(join(root, '.cache', 'test-results'), { recursive: true });
const code = await runVitest(process.argv.slice(2));
const written = await readFile(report, 'utf8').catch(() => null);
await rm(report, { force: true });
console.log(countText(countOf(written, code)));
process.exitCode = code;
