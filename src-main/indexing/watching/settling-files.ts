import type { Stats } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import PQueue from 'p-queue';

/** What touched paths turned out to be. */
export interface SettledPaths {
  /** Files that have stopped growing and can be opened. */
  readonly files: readonly string[];
  readonly folders: readonly string[];
  /** Paths at which there is nothing any more. */
  readonly gone: readonly string[];
}

/** How a path looked, and since when it has looked so; size and date are null while there is nothing. */
interface Look {
  readonly size: number | null;
  readonly modifiedMs: number | null;
  readonly since: number;
}

type Verdict = 'file' | 'folder' | 'gone' | 'waits';

const looksAtOnce = 16;

/**
 * Holds touched paths back until they have come to rest: a file whose size and date stay the same for a while and that
 * can be opened, or a place that stays empty, since programs replace a file by deleting it first.
 */
export class SettlingFiles {
  readonly #settleMs: number;
  readonly #tell: (settled: SettledPaths) => void;
  readonly #looks = new Map<string, Look | null>();
  #timer: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(settleMs: number, tell: (settled: SettledPaths) => void) {
    this.#settleMs = settleMs;
    this.#tell = tell;
  }

  touch(path: string): void {
    if (this.#closed || this.#looks.has(path)) return;
    this.#looks.set(path, null);
    this.#plan();
  }

  /** How many paths have not come to rest. */
  get waiting(): number {
    return this.#looks.size;
  }

  /** Forgets every path. */
  clear(): void {
    this.#looks.clear();
  }

  close(): void {
    this.#closed = true;
    this.clear();
    if (this.#timer) clearTimeout(this.#timer);
  }

  #plan(): void {
    if (this.#timer || this.#closed || this.#looks.size === 0) return;
    this.#timer = setTimeout(() => void this.#lookAtAll(), Math.max(20, this.#settleMs / 4));
    this.#timer.unref();
  }

  async #lookAtAll(): Promise<void> {
    const settled = { files: [] as string[], folders: [] as string[], gone: [] as string[] };
    const queue = new PQueue({ concurrency: looksAtOnce });
    for (const path of [...this.#looks.keys()]) {
      void queue.add(async () => {
        const verdict = await this.#lookAt(path);
        if (verdict === 'waits' || !this.#looks.delete(path)) return;
        if (verdict === 'file') settled.files.push(path);
        else if (verdict === 'folder') settled.folders.push(path);
        else settled.gone.push(path);
      });
    }
    await queue.onIdle();
    this.#timer = null;
    if (this.#closed) return;
    const { files, folders, gone } = settled;
    if (files.length + folders.length + gone.length > 0) this.#tell(settled);
    this.#plan();
  }

  async #lookAt(path: string): Promise<Verdict> {
    const entry = await stat(path).catch(() => null);
    if (entry?.isDirectory()) return 'folder';
    const before = this.#looks.get(path) ?? null;
    const isSame = before !== null && before.size === sizeOf(entry) && before.modifiedMs === dateOf(entry);
    const since = isSame ? before.since : performance.now();
    if (this.#looks.has(path)) {
      this.#looks.set(path, { size: sizeOf(entry), modifiedMs: dateOf(entry), since });
    }
    if (performance.now() - since < this.#settleMs) return 'waits';
    if (entry === null) return 'gone';
    return (await isFree(path)) ? 'file' : 'waits';
  }
}

function sizeOf(entry: Stats | null): number | null {
  return entry?.size ?? null;
}

function dateOf(entry: Stats | null): number | null {
  return entry?.mtimeMs ?? null;
}

/** False while another program keeps the file to itself. A file that may never be read is told as such later. */
async function isFree(path: string): Promise<boolean> {
  try {
    await (await open(path, 'r')).close();
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EACCES';
  }
}
