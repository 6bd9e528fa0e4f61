import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { UserFacingError } from '../../../src-main/domain/errors.ts';
import type { IndexProgress } from '../../../src-main/domain/progress.ts';
import { LibraryWriter } from '../../../src-main/indexing/library-writer.ts';
import type { Pass } from '../../../src-main/indexing/passes/pass.ts';
import type { LibraryWorkerOptions } from '../../../src-main/indexing/worker-protocol.ts';
import { openForReading } from '../../../src-main/store/library-database.ts';
import { LibraryReader } from '../../../src-main/store/library-reader.ts';
import {
  bookOf,
  fakeModels,
  fakePass,
  fakeProbe,
  FilmFolder,
  type FakePass,
} from '../../fixtures/fake-passes.ts';

/** Milliseconds within which what must happen has happened on a busy machine. */
const patience = 20_000;

let films: FilmFolder;
let writers: LibraryWriter[];
let readers: LibraryReader[];
let ran: string[];
let told: IndexProgress[];

beforeEach(() => {
  films = new FilmFolder();
  writers = [];
  readers = [];
  ran = [];
  told = [];
});
afterEach(async () => {
  for (const reader of readers) reader.close();
  for (const writer of writers) await writer.close();
  films.remove();
});

/** Probe, shots, faces (reads shots) and audio; each notes that it ran. */
function passes(changes: Partial<Record<'shots' | 'faces' | 'audio', FakePass>> = {}): Pass[] {
  const noting = (name: 'shots' | 'faces' | 'audio', after: FakePass['after']) =>
    fakePass(name, {
      after: after!,
      ...changes[name],
      run: async (work, tools) => {
        ran.push(`${name} ${work.video.title}`);
        return changes[name]?.run?.(work, tools);
      },
    });
  return [fakeProbe, noting('shots', ['probe']), noting('faces', ['shots']), noting('audio', ['probe'])];
}

function open(list: readonly Pass[], options: Partial<LibraryWorkerOptions> = {}): LibraryWriter {
  const writer = new LibraryWriter(
    { libraryFolder: films.library, ...options },
    { progress: (progress) => told.push(progress), changed: () => {} },
    fakeModels,
    bookOf(list),
  );
  writers.push(writer);
  return writer;
}

async function close(writer: LibraryWriter): Promise<void> {
  writers.splice(writers.indexOf(writer), 1);
  await writer.close();
}

function read(): LibraryReader {
  const reader = new LibraryReader(openForReading(films.library));
  readers.push(reader);
  return reader;
}

const states = (reader: LibraryReader) => reader.videos.all().map(({ state }) => state);
const endless = (signal: AbortSignal) =>
  new Promise<void>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));

describe('Indexing', () => {
  test('runs every pass once, tells what it counts, and finds nothing to do the second time', async () => {
    films.add('a.mp4');
    films.add('b.mp4');
    const writer = open(passes());
    expect(await writer.indexer.index([films.root])).toMatchObject({ videos: 2, failed: [], warnings: [] });
    expect(ran).toEqual(['shots a', 'faces a', 'shots b', 'faces b', 'audio a', 'audio b']);
    const last = told.at(-1);
    expect(last).toMatchObject({
      state: 'idle',
      step: 'done',
      videosTotal: 2,
      videosDone: 2,
      videosFailed: 0,
    });
    expect(states(read())).toEqual(['ready', 'ready']);

    ran = [];
    expect(await writer.indexer.index([films.root])).toMatchObject({ videos: 2, failed: [] });
    expect(ran).toEqual([]);
  });

  test('of a pass that has a new version runs it and what reads its rows, in the background, and nothing else', async () => {
    films.add('a.mp4');
    const first = open(passes());
    await first.indexer.index([films.root]);
    await close(first);
    ran = [];
    const next = open(passes({ shots: { version: 2 } }), { background: true });
    const reader = read();
    await vi.waitFor(() => expect(ran).toEqual(['shots a', 'faces a']), patience);
    await vi.waitFor(() => expect(reader.jobs.totals()).toEqual([]), patience);
    expect(reader.passes.finished(1).map(({ pass, version }) => [pass, version])).toContainEqual([
      'shots',
      2,
    ]);
    await close(next);
    ran = [];
    open(passes({ shots: { version: 2 } }), { background: true });
    await vi.waitFor(() => expect(told.at(-1)?.state).toBe('idle'), patience);
    expect(ran).toEqual([]);
  });

  test('does nothing by itself in a library that a command opens', async () => {
    films.add('a.mp4');
    const first = open(passes());
    await first.indexer.index([films.root]);
    await close(first);
    ran = [];
    films.add('b.mp4');
    const next = open(passes({ shots: { version: 2 } }));
    await next.indexer.index([films.add('c.mp4')]);
    expect(new Set(ran.map((run) => run.split(' ')[1]))).toEqual(new Set(['c']));
  });

  test('makes everything anew of a film whose bytes have changed', async () => {
    const path = films.add('a.mp4');
    const writer = open(passes());
    await writer.indexer.index([path]);
    ran = [];
    writeFileSync(path, 'another cut');
    await writer.indexer.index([path]);
    expect(ran).toEqual(['shots a', 'faces a', 'audio a']);
  });

  test('lets a film go whose file went away meanwhile, says so, and finds it again', async () => {
    const path = films.add('a.mp4');
    const away = `${path}.away`;
    const writer = open(
      passes({
        shots: {
          run: async () => {
            if (!existsSync(away)) renameSync(path, away);
          },
        },
      }),
    );
    const { videos, failed } = await writer.indexer.index([path]);
    expect([videos, failed[0]?.reason]).toEqual([0, expect.stringContaining('is not there any more')]);
    renameSync(away, path);
    writeFileSync(away, '');
    expect(await writer.indexer.index([path])).toMatchObject({ videos: 1 });
  });
});

describe('A film that fails', () => {
  const unreadable = new UserFacingError('unreadable-file', 'It is damaged.', 'Copy it again.');

  test('says why, once, keeps what other passes made, and is tried again on request', async () => {
    films.add('a.mp4');
    films.add('b.mp4');
    let broken = true;
    const writer = open(
      passes({
        shots: {
          run: async ({ video }) => {
            if (broken && video.title === 'a') throw unreadable;
          },
        },
      }),
    );
    const { videos, failed } = await writer.indexer.index([films.root]);
    expect([videos, failed]).toEqual([
      1,
      [expect.objectContaining({ reason: 'It is damaged. Copy it again.' })],
    ]);
    expect(ran).toEqual(['shots a', 'shots b', 'faces b', 'audio a', 'audio b']);
    const reader = read();
    const film = reader.videos.all()[0]!;
    expect(film).toMatchObject({ state: 'failed', problem: { sentence: 'It is damaged.' } });
    expect(told.at(-1)).toMatchObject({ videosFailed: 1, videosDone: 1 });

    broken = false;
    ran = [];
    expect(await writer.indexer.retry(film.id)).toMatchObject({ videos: 1, failed: [] });
    expect(ran).toEqual(['shots a', 'faces a']);
    expect(reader.videos.byId(film.id)).toMatchObject({ state: 'ready', problem: null });
  });

  test('of an error that nobody expected is tried again later, or when somebody asks', async () => {
    films.add('a.mp4');
    let attempts = 0;
    const writer = open(
      passes({
        audio: {
          run: async () => {
            if (++attempts === 1) throw new Error('A number was not a number');
          },
        },
      }),
    );
    const indexed = writer.indexer.index([films.root]);
    const reader = read();
    await vi.waitFor(() => expect(reader.jobs.byVideo(1)[0]?.attempts).toBe(1), patience);
    const [job] = reader.jobs.byVideo(1);
    expect(job!.notBefore! - Date.now()).toBeGreaterThan(2000);
    expect(job!.problem?.sentence).toContain('A number was not a number');
    // Who asks for the film does not wait so long.
    await writer.indexer.index([films.root]);
    expect(await indexed).toMatchObject({ videos: 1, failed: [] });
    expect(attempts).toBe(2);
  });

  test('is tried again with all others, and is not by a start of the program', async () => {
    films.add('a.mp4');
    films.add('b.mp4');
    const failing = passes({ shots: { run: () => Promise.reject(unreadable) } });
    const first = open(failing);
    await first.indexer.index([films.root]);
    await close(first);
    ran = [];
    const next = open(passes(), { background: true });
    await vi.waitFor(() => expect(told.at(-1)?.state).toBe('idle'), patience);
    expect(ran).toEqual([]);
    expect(await next.indexer.retryAll()).toMatchObject({ videos: 2, failed: [] });
  });
});

describe('Work that is held', () => {
  let mayEnd: boolean;
  beforeEach(() => (mayEnd = false));
  const breathing: FakePass = {
    run: async ({ reached }, { breathe }) => {
      for (let second = 0; !mayEnd; second++) {
        reached(second);
        await breathe();
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
  };

  test('stands still in the middle of a film, over restarts too, and goes on where it was', async () => {
    films.add('a.mp4');
    const first = open(passes({ shots: breathing }), { background: true });
    const indexed = first.indexer.index([films.root]);
    indexed.catch(() => {});
    await vi.waitFor(() => expect(ran).toEqual(['shots a']), patience);
    first.indexer.changeSettings({ paused: true });
    const count = told.length;
    expect(told.at(-1)).toMatchObject({ state: 'paused', step: 'shots' });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(told.slice(count).filter(({ state }) => state === 'running')).toEqual([]);

    mayEnd = true;
    expect(ran).toEqual(['shots a']);
    first.indexer.changeSettings({ paused: false });
    await indexed;
    expect(ran).toEqual(['shots a', 'faces a', 'audio a']);

    first.indexer.changeSettings({ paused: true });
    await close(first);
    const next = open(passes({ audio: { version: 2 } }), { background: true });
    await vi.waitFor(() => expect(told.at(-1)?.state).toBe('paused'), patience);
    ran = [];
    next.indexer.changeSettings({ paused: false });
    await vi.waitFor(() => expect(ran).toEqual(['audio a']), patience);
  });

  test('is held by another process too, through the library', async () => {
    films.add('a.mp4');
    const app = open(passes({ shots: breathing }), { background: true });
    const indexed = app.indexer.index([films.root]);
    await vi.waitFor(() => expect(ran).toEqual(['shots a']), patience);
    const command = open(passes({ shots: breathing }));
    command.indexer.changeSettings({ paused: true });
    await vi.waitFor(() => expect(told.at(-1)?.state).toBe('paused'), patience);
    mayEnd = true;
    command.indexer.changeSettings({ paused: false });
    expect(await indexed).toMatchObject({ videos: 1 });
    expect(ran).toEqual(['shots a', 'faces a', 'audio a']);
  });

  test('lives on in the queue when the library is closed in the middle', async () => {
    films.add('a.mp4');
    const first = open(passes({ shots: { run: (_, { signal }) => endless(signal) } }), { background: true });
    const indexed = first.indexer.index([films.root]);
    indexed.catch(() => {});
    await vi.waitFor(() => expect(ran).toEqual(['shots a']), patience);
    await close(first);
    await expect(indexed).rejects.toThrow('cancelled');
    ran = [];
    open(passes(), { background: true });
    await vi.waitFor(() => expect(ran).toEqual(['shots a', 'faces a', 'audio a']), patience);
    expect(
      read()
        .jobs.byVideo(1)
        .every(({ crashes }) => crashes === 0),
    ).toBe(true);
  });
});

describe('Work that is not wanted any more', () => {
  test('ends when it is cancelled, leaves the queue, and is taken up by the next index', async () => {
    films.add('a.mp4');
    films.add('b.mp4');
    let stops = true;
    const writer = open(
      passes({ faces: { run: async (_, { signal }) => (stops ? endless(signal) : undefined) } }),
    );
    const indexed = writer.indexer.index([films.root]);
    indexed.catch(() => {});
    await vi.waitFor(() => expect(ran).toContain('faces a'), patience);
    expect(await writer.indexer.cancel()).toBe(true);
    await expect(indexed).rejects.toThrow('cancelled');
    const reader = read();
    expect(reader.jobs.totals()).toEqual([]);
    expect(states(reader)).toEqual(['waiting', 'waiting']);
    expect(await writer.indexer.cancel()).toBe(false);

    stops = false;
    ran = [];
    expect(await writer.indexer.index([films.root])).toMatchObject({ videos: 2 });
    expect(ran).toEqual(['faces a', 'shots b', 'faces b', 'audio a', 'audio b']);
  });

  test('is not left behind when it is cancelled while films are still being found', async () => {
    for (let film = 0; film < 300; film++) films.add(`${film}.mp4`);
    const writer = open(passes(), { background: true });
    const reader = read();
    const indexed = writer.indexer.index([films.root]);
    indexed.catch(() => {});
    await vi.waitFor(() => expect(reader.jobs.totals()).not.toEqual([]), patience);
    expect(await writer.indexer.cancel()).toBe(true);
    await expect(indexed).rejects.toThrow('cancelled');
    await vi.waitFor(() => expect(reader.jobs.totals()).toEqual([]), patience);
  });

  test('ends with its film', async () => {
    films.add('a.mp4');
    films.add('b.mp4');
    const writer = open(
      passes({
        shots: {
          run: ({ video }, { signal }) => (video.title === 'a' ? endless(signal) : Promise.resolve()),
        },
      }),
    );
    const indexed = writer.indexer.index([films.root]);
    await vi.waitFor(() => expect(ran).toEqual(['shots a']), patience);
    expect(await writer.removeVideo(1)).toBe(true);
    expect(await indexed).toMatchObject({ videos: 1, failed: [] });
    expect(ran).toEqual(['shots a', 'shots b', 'faces b', 'audio b']);
  });
});

test('two processes share the work and never run the same job', async () => {
  for (let film = 0; film < 8; film++) films.add(`${film}.mp4`);
  const slow: FakePass = { run: () => new Promise((resolve) => setTimeout(resolve, 10)) };
  const all = passes({ shots: slow, faces: slow, audio: slow });
  const app = open(all, { background: true, workerId: 'one' });
  const command = open(all, { workerId: 'two' });
  const [byApp, byCommand] = await Promise.all([
    app.indexer.index([films.root]),
    command.indexer.index([films.root]),
  ]);
  expect([byApp.videos, byCommand.videos]).toEqual([8, 8]);
  expect(ran).toHaveLength(24);
  expect(new Set(ran).size).toBe(24);
});

test('the film that the user looks at deepens before the others', async () => {
  for (const name of ['a', 'b', 'c']) films.add(`${name}.mp4`);
  let look = () => {};
  const writer = open(passes({ shots: { run: async () => look() } }));
  look = () => {
    look = () => {};
    writer.indexer.focus(3);
  };
  await writer.indexer.index([films.root]);
  expect(ran).toEqual([
    'shots a',
    'shots c',
    'faces c',
    'audio c',
    'faces a',
    'shots b',
    'faces b',
    'audio a',
    'audio b',
  ]);
});
