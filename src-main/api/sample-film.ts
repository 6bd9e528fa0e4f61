import { copyFile, mkdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { IndexProgress } from '../domain/progress.ts';
import type { LibraryWorker } from '../indexing/library-worker-client.ts';
import { makeFilm, type MadeFilm } from '../film-maker/make-film.ts';
import { sampleScript } from '../film-maker/sample-script.ts';
import { findPerson } from '../people/person-views.ts';
import type { CoreContext } from './core-context.ts';

type WorkSummary = Awaited<ReturnType<LibraryWorker['index']>>;

/** Makes the sample film, or finds it in the cache; `onProgress` hears the share that is done, 0..1. */
export function makeSampleFilm(
  tools: { readonly ffmpeg: string },
  cacheFolder: string,
  onProgress?: (share: number) => void,
  signal?: AbortSignal,
): Promise<MadeFilm> {
  return makeFilm(tools, sampleScript(), join(cacheFolder, 'films'), onProgress, signal);
}

/** Makes the drawn sample film, puts it with its subtitles into the library's own folder, indexes it and enrols its cast. */
export async function addSampleFilm(context: CoreContext, signal?: AbortSignal): Promise<WorkSummary> {
  const started = performance.now();
  const tools = await context.ffmpeg.tools();
  const { title } = sampleScript();
  const report = (share: number) =>
    context.progress.push(makingProgress(title, share, performance.now() - started));
  const made = await makeSampleFilm(tools, context.cacheFolder, report, signal).catch((error: unknown) => {
    // What was told of the drawing must not stand for ever.
    context.progress.push(context.worker.progress);
    throw error;
  });
  const folder = join(context.folders.root, 'films');
  await mkdir(folder, { recursive: true });
  const film = join(folder, basename(made.film));
  const subtitles = `${film.slice(0, -extname(film).length)}${extname(made.subtitles)}`;
  await copyWhole(made.subtitles, subtitles);
  await copyWhole(made.film, film);
  signal?.throwIfAborted();
  const { videos, failed, warnings } = await context.worker.index([film]);
  for (const [name, portraits] of Object.entries(made.portraits)) {
    signal?.throwIfAborted();
    if (findPerson(context.reader, name) !== null) continue;
    await context.worker.people.enrol(
      name,
      portraits.map((path) => ({ path })),
    );
  }
  return { videos, failed, warnings, seconds: (performance.now() - started) / 1000 };
}

/** Drawing a film tells itself like the first step of indexing it. */
function makingProgress(title: string, share: number, elapsedMs: number): IndexProgress {
  const isGuess = share < 0.05 || elapsedMs < 2000;
  return {
    state: 'running',
    step: 'scanning',
    video: { path: '', title },
    videosDone: 0,
    videosFailed: 0,
    videosTotal: 1,
    fraction: 0,
    speed: null,
    remainingSeconds: isGuess ? null : (elapsedMs / 1000) * (1 / share - 1),
  };
}

/** Copies a file with its date, so that the same film is found unchanged; the copy is never seen half done. */
async function copyWhole(from: string, to: string): Promise<void> {
  const original = await stat(from);
  const copy = await stat(to).catch(() => null);
  if (copy && copy.size === original.size && Math.abs(copy.mtimeMs - original.mtimeMs) < 10) return;
  const unfinished = `${to}.part`;
  try {
    await copyFile(from, unfinished);
    await utimes(unfinished, original.atime, original.mtime);
    await rename(unfinished, to);
  } finally {
    await rm(unfinished, { force: true });
  }
}
