import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ensureFfmpeg } from '../../src-main/media/ffmpeg-install.ts';
import type { FigurePrinter } from './figure.ts';
import type { PassCost } from './indexing/run-passes.ts';
import { repeatedDialogue } from './subtitles/repeated-dialogue.ts';
import type { TellingCost } from './subtitles/tell-speakers.ts';

const run = promisify(execFile);
const runPasses = fileURLToPath(new URL('./indexing/run-passes.ts', import.meta.url));
const tellSpeakers = fileURLToPath(new URL('./subtitles/tell-speakers.ts', import.meta.url));
const filmCache = fileURLToPath(new URL('../../.cache/films/', import.meta.url));

/** What has to be known of a film before its speakers are told. */
const passes = ['subtitles', 'faces', 'mouths', 'audio'];
const usualMinutes = 120;
/** The bounds of a film of two hours. */
const mostMinutes = 12;
const mostMegabytes = 1024;

/**
 * npm run bench -- subtitles [minutes]
 * What it costs to tell who says each line of a film with given subtitles: of a film of so many minutes, and of one half
 * as long, which shows how the cost grows. The bounds hold for two hours, and are only looked at there.
 */
export async function benchSubtitles(
  figures: FigurePrinter,
  [minutes = String(usualMinutes)]: readonly string[],
): Promise<void> {
  const ffmpeg = await ensureFfmpeg((line) => console.error(line));
  for (const length of [Number(minutes) / 2, Number(minutes)]) {
    const film = await repeatedDialogue(ffmpeg, length, filmCache);
    const folder = await mkdtemp(join(tmpdir(), 'kinora-subtitles-'));
    try {
      const watched = await measured<PassCost>(runPasses, film, folder, ...passes);
      const told = await measured<TellingCost>(tellSpeakers, folder);
      const on = `${length} min of dialogue, ${told.utterances} lines`;
      const isWhole = length === usualMinutes;
      const seconds = watched.seconds + told.seconds;
      const megabytes = Math.max(watched.peakMegabytes, told.peakMegabytes);
      figures.print('seconds of the passes', watched.seconds, on);
      figures.print('seconds of telling the speakers', told.seconds, on);
      figures.print(
        'minutes until the speakers are told',
        seconds / 60,
        on,
        isWhole ? `<= ${mostMinutes}` : undefined,
      );
      figures.print('x realtime', (length * 60) / seconds, on);
      figures.print('peak resident memory, MB', megabytes, on, isWhole ? `<= ${mostMegabytes}` : undefined);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

async function measured<T>(script: string, ...args: readonly string[]): Promise<T> {
  const { stdout } = await run(process.execPath, [script, ...args]);
  return JSON.parse(stdout) as T;
}
