import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** What indexing one film costs the process that holds the core. */
export interface HostCost {
  /** Wall time of indexing. */
  readonly seconds: number;
  readonly failed: readonly string[];
  /** How late the host's thread was at the 99th percentile. */
  readonly loopDelayMs: number;
  /** Peak resident memory of the process, its threads included, ffmpeg's processes not. */
  readonly peakMegabytes: number;
}

const run = promisify(execFile);
const hostProcess = fileURLToPath(new URL('./host-process.ts', import.meta.url));

/** Indexes a film into a new library, in a process of its own. Throws when the film fails. */
export async function indexInHost(film: string): Promise<HostCost> {
  const folder = await mkdtemp(join(tmpdir(), 'kinora-host-'));
  try {
    const { stdout } = await run(process.execPath, [hostProcess, film, folder]);
    const cost = JSON.parse(stdout) as HostCost;
    if (cost.failed.length > 0) throw new Error(`The film was not indexed: ${cost.failed.join(' ')}`);
    return cost;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
