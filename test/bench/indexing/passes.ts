import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describedSpacing } from '../../../src-main/indexing/decoding/sketch-spacing.ts';
import type { PassName } from '../../../src-main/domain/pass-name.ts';
import { ensureFfmpeg } from '../../../src-main/media/ffmpeg-install.ts';
import type { FfmpegTools } from '../../../src-main/media/ffmpeg-tools.ts';
import { everyExpression } from '../../../src-main/media/picture-filters.ts';
import { probe } from '../../../src-main/media/probe.ts';
import type { FigurePrinter } from '../figure.ts';
import { tenMinuteFilm } from './ten-minute-film.ts';
import type { PassCost } from './run-passes.ts';

const run = promisify(execFile);
const runPasses = fileURLToPath(new URL('./run-passes.ts', import.meta.url));
const on = 'ten minutes, 1080p';

/** Passes that run together, and what ffmpeg alone is given to decode the same. */
interface Group {
  readonly passes: readonly PassName[];
  readonly decode: (duration: number) => readonly string[];
}

const larger = 'scale=960:540:flags=area,format=rgb24';
const groups: readonly Group[] = [
  {
    passes: ['sketch'],
    decode: (duration) => [
      ...['-skip_frame', 'nokey', '-an', '-i', 'FILM'],
      ...['-vf', `select='${everyExpression(describedSpacing(duration), 0)}',${larger}`],
      ...['-fps_mode', 'passthrough', '-f', 'null', '-'],
    ],
  },
  {
    passes: ['shots', 'dense', 'faces'],
    decode: () => [
      ...['-an', '-i', 'FILM', '-filter_complex'],
      `[0:v]split=2[a][b];[a]scale=64:36:flags=area,format=rgb24[s];[b]select='${everyExpression(0.25, 0)}',${larger}[l]`,
      ...['-map', '[s]', '-map', '[l]', '-fps_mode', 'passthrough', '-f', 'null', '-'],
    ],
  },
  { passes: ['audio'], decode: () => ['-vn', '-i', 'FILM', '-ac', '1', '-ar', '16000', '-f', 'null', '-'] },
];

/** What every pass costs beside ffmpeg alone at the same decode and the models alone, one group after the other. */
export async function measurePasses(figures: FigurePrinter): Promise<void> {
  const ffmpeg = await ensureFfmpeg((line) => console.error(line));
  const film = await tenMinuteFilm(ffmpeg);
  const { duration } = await probe(ffmpeg, film);
  const folder = await mkdtemp(join(tmpdir(), 'kinora-passes-'));
  let wall = 0;
  let bound = 0;
  let idleSeconds = 0;
  try {
    for (const { passes, decode } of groups) {
      const name = passes.join(' + ');
      const decodeSeconds = await decodeAlone(ffmpeg, decode(duration), film);
      const { stdout } = await run(process.execPath, [runPasses, film, folder, ...passes]);
      const cost = JSON.parse(stdout) as PassCost;
      const { seconds, inferenceSeconds, idle, peakMegabytes } = cost;
      figures.print(`${name}: wall seconds`, seconds, on);
      figures.print(`${name}: x realtime`, duration / seconds, on);
      figures.print(`${name}: ffmpeg alone, seconds`, decodeSeconds, on);
      figures.print(`${name}: models alone, seconds`, inferenceSeconds, on);
      if (name === 'sketch') {
        const least = decodeSeconds + inferenceSeconds;
        figures.print('sketch: wall / (ffmpeg + models)', seconds / least, on, '<= 1.3');
      }
      if (idle !== null) figures.print(`${name}: processor idle, share`, idle, on);
      figures.print(`${name}: peak resident memory, MB`, peakMegabytes, on, '<= 1500');
      wall += seconds;
      idleSeconds += (idle ?? 0) * seconds;
      bound += Math.max(decodeSeconds, inferenceSeconds);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  figures.print('all passes: x realtime', duration / wall, on);
  // More cores than two have little to do beside one film.
  const idleBound = availableParallelism() <= 2 ? '<= 0.1' : undefined;
  if (idleSeconds > 0) figures.print('all passes: processor idle, share', idleSeconds / wall, on, idleBound);
  figures.print('all passes: wall / sum of max(ffmpeg, models)', wall / bound, on, '<= 1.25');
}

async function decodeAlone(ffmpeg: FfmpegTools, args: readonly string[], film: string): Promise<number> {
  const started = performance.now();
  await run(ffmpeg.ffmpeg, [
    ...['-nostdin', '-hide_banner', '-loglevel', 'error'],
    ...args.map((arg) => (arg === 'FILM' ? film : arg)),
  ]);
  return (performance.now() - started) / 1000;
}
