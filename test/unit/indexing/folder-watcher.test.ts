import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultPatterns } from '../../../src-main/indexing/folder-patterns.ts';
import type { FolderEventListener } from '../../../src-main/indexing/watching/folder-events.ts';
import {
  FolderWatcher,
  type EventSource,
  type FolderWatcherOwner,
} from '../../../src-main/indexing/watching/folder-watcher.ts';

let folder: string;
let watcher: FolderWatcher;
let listener: FolderEventListener;
let scans: number;
const timing = { settleMs: 40, presenceMs: 10_000, pollMs: 30 };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kinora-watcher-'));
  scans = 0;
});
afterEach(() => {
  watcher.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Watches with events that the test tells; `start` stands for what the system says to that. */
async function watchWith(
  start: () => Promise<void>,
  watchNew: () => Promise<string[]> = async () => [],
): Promise<void> {
  const owner: FolderWatcherOwner = {
    changed: () => undefined,
    scanDue: () => scans++,
    folderGone: () => undefined,
    stateChanged: () => undefined,
  };
  const source: EventSource = {
    start,
    watchNew,
    forget: () => undefined,
    close: () => undefined,
  };
  watcher = new FolderWatcher(
    { path: folder, watching: 'events', scannedAt: null },
    defaultPatterns,
    owner,
    timing,
    (_root, _filter, told) => {
      listener = told;
      return source;
    },
  );
  await watcher.start();
}

const refusal = Object.assign(new Error('no space left'), { code: 'ENOSPC' });

describe('A folder whose events fail', () => {
  it('from the start is scanned now and then, and says why', async () => {
    await watchWith(() => Promise.reject(refusal));
    expect(watcher.state).toBe('polled');
    expect(watcher.problem?.sentence).toContain('(ENOSPC)');
    expect(watcher.problem?.remedy).toContain('fs.inotify.max_user_watches');
    while (scans < 3) await wait(10);
  });

  it('later is scanned now and then, and says why', async () => {
    await watchWith(() => Promise.resolve());
    expect([watcher.state, watcher.problem, scans]).toEqual(['watched', null, 1]);
    listener.failed(Object.assign(new Error('gone'), { code: 'EIO' }));
    expect(watcher.state).toBe('polled');
    expect(watcher.problem?.sentence).toContain('(EIO)');
    while (scans < 3) await wait(10);
  });

  it('in a folder that came later is scanned now and then, and says why', async () => {
    await watchWith(
      () => Promise.resolve(),
      () => Promise.reject(refusal),
    );
    mkdirSync(join(folder, 'new'));
    listener.touched(join(folder, 'new'));
    while (watcher.state !== 'polled') await wait(10);
    expect(watcher.problem?.sentence).toContain('(ENOSPC)');
  });

  it('for a moment is scanned at once', async () => {
    await watchWith(() => Promise.resolve());
    listener.lost();
    expect([watcher.state, scans]).toEqual(['watched', 2]);
  });

  it('would fail is scanned once instead when too much happens at a time', async () => {
    await watchWith(() => Promise.resolve());
    for (let i = 0; i < 9000; i++) listener.touched(join(folder, `${i}.mp4`));
    expect(scans).toBe(1);
    while (scans < 2) await wait(10);
  });
});
