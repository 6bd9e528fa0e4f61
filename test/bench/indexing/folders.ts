import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FilmRegister } from '../../../src-main/indexing/film-register.ts';
import { openPassBook } from '../../../src-main/indexing/passes/all-passes.ts';
import { FilmQueue } from '../../../src-main/indexing/queue/film-queue.ts';
import { FolderKeeper } from '../../../src-main/indexing/watching/folder-keeper.ts';
import { closeWriter, openForReading, openForWriting } from '../../../src-main/store/library-database.ts';
import { LibraryReader } from '../../../src-main/store/library-reader.ts';
import { LibraryStore } from '../../../src-main/store/library-store.ts';
import type { FigurePrinter } from '../figure.ts';

const files = 10_000;
const fileBytes = 256 * 1024;
const idleSeconds = 10;

/** The numbers of a folder with very many films: scans without decoding, how soon a change is noticed, what watching costs. */
export async function benchFolders(figures: FigurePrinter): Promise<void> {
  const place = mkdtempSync(join(tmpdir(), 'kinora-bench-folders-'));
  try {
    await measure(figures, join(place, 'library'), makeFilms(place));
  } finally {
    rmSync(place, { recursive: true });
  }
}

/** Files of film-like names, each with bytes of its own and every tenth with a subtitle file. */
function makeFilms(place: string): string {
  const folder = mkdtempSync(join(place, 'films-'));
  const bytes = Buffer.alloc(fileBytes);
  for (let i = 0; i < files; i++) {
    bytes.writeUInt32LE(i, 0);
    writeFileSync(join(folder, `film ${i}.mkv`), bytes);
    if (i % 10 === 0) writeFileSync(join(folder, `film ${i}.en.srt`), 'x');
  }
  return folder;
}

async function measure(figures: FigurePrinter, library: string, folder: string): Promise<void> {
  const on = `${files} files of ${fileBytes / 1024} KiB in one folder`;
  const db = openForWriting(library);
  const store = new LibraryStore(db);
  const noticed: { id: number; at: number }[] = [];
  const register = new FilmRegister(store, new FilmQueue(store, openPassBook()), () => undefined);
  const keeper = new FolderKeeper(store, register, {
    index: (ids) => noticed.push(...ids.map((id) => ({ id, at: performance.now() }))),
    foldersChanged: () => undefined,
  });
  const never = new AbortController().signal;
  figures.print(
    'first scan, seconds',
    await seconds(async () => {
      await register.update([folder], never);
    }),
    on,
    '<= 60',
  );
  store.transaction(() => {
    for (const { id } of store.videos.knownFiles()) store.videos.setState(id, 'ready');
  });
  figures.print(
    'second scan, seconds',
    await seconds(async () => {
      const { toIndex } = await register.update([folder], never);
      if (toIndex.length > 0) throw new Error(`${toIndex.length} unchanged films had something to do.`);
    }),
    on,
    '<= 5',
  );
  const reader = new LibraryReader(openForReading(library));
  figures.print(
    'reading the list of films, seconds',
    await seconds(async () => void reader.videos.all()),
    on,
  );
  reader.close();

  global.gc?.();
  const before = process.memoryUsage().rss;
  await keeper.adopt([folder]);
  figures.print('until everything is watched, seconds', await seconds(() => keeper.watch()), on);
  while (store.folders.all()[0]!.scannedAt === null) await pause(0.1);
  await register.idle();
  figures.print('memory for watching, MB', (process.memoryUsage().rss - before) / 1e6, on);
  figures.print('processor while nothing happens, seconds a second', await cpuShare(async () => {}), on);
  const growing = join(folder, 'film 5.mkv');
  figures.print(
    'processor while one file grows, seconds a second',
    await cpuShare(async () => appendFileSync(growing, 'more')),
    on,
  );
  noticed.length = 0;
  const started = performance.now();
  appendFileSync(join(folder, 'film 7.mkv'), 'changed');
  const id = store.videos.knownFile(join(folder, 'film 7.mkv'))!.id;
  let found: { at: number } | undefined;
  while (!found && performance.now() - started < 60_000) {
    await pause(0.05);
    found = noticed.find((one) => one.id === id);
  }
  figures.print('one changed file noticed, seconds', ((found?.at ?? Infinity) - started) / 1000, on, '<= 10');
  await keeper.close();
  closeWriter(db);
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

/** Processor time per second of wall time, with something done every tenth of a second. */
async function cpuShare(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  for (let i = 0; i < idleSeconds * 10; i++) {
    await work();
    await pause(0.1);
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6 / idleSeconds;
}

function pause(time: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, time * 1000));
}
