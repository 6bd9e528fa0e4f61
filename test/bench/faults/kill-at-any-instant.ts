import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Random } from '../../../src-main/domain/random.ts';
import { interruptedWorks } from './interrupted-works.ts';

const workProcess = fileURLToPath(new URL('./work-process.ts', import.meta.url));
/** Milliseconds between two interruptions, at most. */
const longestLife = 25;
/** Every so many interruptions the process is killed indeed, and begins anew. */
const killedEvery = 100;

/**
 * Interrupts a work of interrupted-works.ts at random instants; gives what was found wrong. To start a process anew for
 * each takes long, so that the process is stopped instead, what its files hold at that instant is copied, as a kill would
 * leave it, and it goes on; now and then it is killed. Needs Linux, where one can see that a process has stopped.
 */
export async function interruptAtAnyInstant(name: string, runs: number, random: Random): Promise<string[]> {
  const { problems } = interruptedWorks[name]!;
  const found: string[] = [];
  for (let run = 0; run < runs;) {
    const folder = mkdtempSync(join(tmpdir(), 'kinora-fault-'));
    const process = new WorkProcess(name, folder);
    try {
      await process.begun();
      for (let time = 0; time < killedEvery && run < runs; time++, run++) {
        await wait(random.between(0, longestLife));
        const isLast = time === killedEvery - 1 || run === runs - 1;
        const { done } = process;
        const left = isLast ? await process.kill() : await process.copy();
        found.push(
          ...problemsOf(() => problems(left, done)).map((problem) => `${name}, run ${run}: ${problem}`),
        );
        if (isLast) continue;
        rmSync(left, { recursive: true });
        process.goOn();
      }
    } finally {
      await process.kill();
      rmSync(folder, { recursive: true });
    }
  }
  return found;
}

function problemsOf(look: () => string[]): string[] {
  try {
    return look();
  } catch (error) {
    return [error instanceof Error ? (error.stack ?? error.message) : String(error)];
  }
}

class WorkProcess {
  readonly #folder: string;
  readonly #child: ChildProcessByStdio<null, Readable, null>;
  readonly #ended: Promise<unknown>;
  /** The last number that it told, 0 before the first. */
  done = 0;

  constructor(name: string, folder: string) {
    this.#folder = folder;
    this.#child = spawn(process.execPath, [workProcess, name, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#ended = once(this.#child, 'exit');
    this.#child.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.done = Number(text.trimEnd().split('\n').at(-1));
    });
  }

  async begun(): Promise<void> {
    const hasEnded = await Promise.race([once(this.#child.stdout, 'data'), this.#ended.then(() => true)]);
    if (hasEnded === true) throw new Error('The work ended by itself.');
  }

  /** Stops and copies the folder as it is at this instant; gives where to. */
  async copy(): Promise<string> {
    this.#child.kill('SIGSTOP');
    while (!isStopped(this.#child.pid!)) await wait(1);
    const copy = mkdtempSync(join(tmpdir(), 'kinora-fault-'));
    cpSync(this.#folder, copy, { recursive: true });
    return copy;
  }

  goOn(): void {
    this.#child.kill('SIGCONT');
  }

  /** Gives the folder as the process left it. */
  async kill(): Promise<string> {
    this.#child.kill('SIGKILL');
    await this.#ended;
    return this.#folder;
  }
}

function isStopped(pid: number): boolean {
  const state = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)![0];
  if (state !== 'T' && state !== 'R' && state !== 'S' && state !== 'D')
    throw new Error('The work ended by itself.');
  return state === 'T';
}
