import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const script = join(import.meta.dirname, '../../fixtures/models/use-runtime.ts');

test.runIf(process.platform === 'linux')('ONNX Runtime keeps nothing to send to its makers', async () => {
  const home = mkdtempSync(join(tmpdir(), 'kinora-home-'));
  try {
    // Nothing else of this process's environment: the tests are run without telemetry themselves.
    const { stdout } = await promisify(execFile)(process.execPath, [script], { env: { HOME: home } });
    expect(stdout).toContain('tried');
    expect(readdirSync(home, { recursive: true })).toEqual([]);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});
