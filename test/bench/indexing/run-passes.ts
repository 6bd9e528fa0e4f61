import { readFileSync } from 'node:fs';
import { FilmRegister } from '../../../src-main/indexing/film-register.ts';
import { openPassBook } from '../../../src-main/indexing/passes/all-passes.ts';
import { isWatching, type Commit, type PassWork } from '../../../src-main/indexing/passes/pass.ts';
import { FilmQueue } from '../../../src-main/indexing/queue/film-queue.ts';
import { watchFilm } from '../../../src-main/indexing/watch-film.ts';
import { findFfmpeg } from '../../../src-main/media/ffmpeg-tools.ts';
import { HardwareDecoding } from '../../../src-main/media/hardware-decoding.ts';
import { listWhenChanged } from '../../../src-main/media/sidecars/folder-listing.ts';
import { probe } from '../../../src-main/media/probe.ts';
import { modelCacheFolder } from '../../../src-main/models/model-cache-folder.ts';
import { ensureStarterPack, openModels } from '../../../src-main/models/starter-pack.ts';
import { KeptPictures } from '../../../src-main/store/kept-pictures.ts';
import { closeWriter, libraryFolders, openForWriting } from '../../../src-main/store/library-database.ts';
import { LibraryStore } from '../../../src-main/store/library-store.ts';
import { peakMemory } from '../peak-memory.ts';

// Runs some passes over one film, as one decode where they watch it, and prints what that took. A process of its own, so
// that its memory can be read; what is loaded once for a whole library is loaded before the clock starts.

/** What some passes took. */
export interface PassCost {
  readonly seconds: number;
  readonly inferenceSeconds: number;
  /** Share of the machine's processor time that nobody used, 0..1; null where the system does not tell. */
  readonly idle: number | null;
  readonly peakMegabytes: number;
}

const [film, libraryFolder, ...names] = process.argv.slice(2);
if (!film || !libraryFolder) throw new Error('usage: run-passes <film> <library folder> <pass> ...');
const book = openPassBook();
const passes = book.passes.filter(({ name }) => names.includes(name));
const folders = libraryFolders(libraryFolder);
const db = openForWriting(libraryFolder);
const store = new LibraryStore(db);
const kept = new KeptPictures(folders.frameCache);
await ensureStarterPack(modelCacheFolder());
const { signal } = new AbortController();
const ffmpeg = await findFfmpeg();
const models = await openModels(modelCacheFolder());
const hardware = new HardwareDecoding(modelCacheFolder());
const tools = {
  ffmpeg,
  hardware,
  models,
  store,
  folders,
  kept,
  list: listWhenChanged(),
  signal,
  breathe: async () => {},
};
const register = new FilmRegister(store, new FilmQueue(store, book), () => {});
const { ids } = await register.update([film], signal);
const video = store.videos.byId(ids[0]!)!;
const work: PassWork = { video, probe: await probe(ffmpeg, film), reached: () => {}, warn: () => {} };
const idleBefore = processorTime();
const started = performance.now();
const watching = passes.filter(isWatching);
const commits: Commit[] = watching.length > 0 ? await watchFilm(watching, work, tools) : [];
for (const pass of passes) if (!isWatching(pass)) commits.push(await pass.run(work, tools));
store.transaction(() => commits.forEach((commit) => commit()));
const seconds = (performance.now() - started) / 1000;
const idleAfter = processorTime();
const cost: PassCost = {
  seconds,
  inferenceSeconds: models.inferenceSeconds(),
  idle:
    idleBefore && idleAfter
      ? (idleAfter.idle - idleBefore.idle) / (idleAfter.total - idleBefore.total)
      : null,
  peakMegabytes: peakMemory() / 2 ** 20,
};
console.log(JSON.stringify(cost));
await models.close();
kept.close();
closeWriter(db);

/** Ticks of all cores since the machine was started; null where there is no /proc. */
function processorTime(): { idle: number; total: number } | null {
  try {
    const ticks = readFileSync('/proc/stat', 'utf8')
      .split('\n')[0]!
      .trim()
      .split(/\s+/)
      .slice(1, 9)
      .map(Number);
    return { idle: ticks[3]! + ticks[4]!, total: ticks.reduce((sum, part) => sum + part, 0) };
  } catch {
    return null;
  }
}
