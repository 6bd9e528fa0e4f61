import { mkdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import envPaths from 'env-paths';
import type { IndexSummary, MomentView } from '../../../api/contract.ts';
import type { Core } from '../../../api/core-interface.ts';
import { UserFacingError } from '../../../domain/errors.ts';
import type { FfmpegTools } from '../../../media/ffmpeg-tools.ts';
import { modelCacheFolder } from '../../../models/model-cache-folder.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandRunner } from '../command-runner.ts';
import { exitCode } from '../exit-code.ts';
import type { ResultOf } from '../json-shapes.ts';
import { openApp } from '../open-app.ts';
import { counted } from '../output/counted.ts';
import { elapsed, timecode } from '../output/durations.ts';
import { momentTable } from '../output/moment-table.ts';
import { printable } from '../output/printable.ts';
import { packageFolder } from '../../electron/package-folder.ts';
import { widthOf } from '../terminal.ts';
import { indexText } from './index-films.ts';

/** What the sample film is asked. */
const queries = ['@Ada', '@Ada @Bo', '"where is my mug"', 'the red car'] as const;

/** The query whose best moment becomes the clip, and the clip's name. */
const clipped = { query: '@Ada @Bo', name: 'ada-and-bo' };

const momentsShown = 10;

export function addDemoCommand(program: Command, runner: CommandRunner): void {
  program
    .command('demo')
    .description('make the sample film, index it, search it, write a clip, and open the app')
    .argument('[folders...]', 'your own films and folders to index as well')
    .option('--exit', 'end instead of opening the app')
    .action((folders: string[], options: { exit?: boolean }, command: Command) =>
      runner.run(
        command,
        async (context) => {
          const report = await runDemo(context, folders);
          context.result('demo', report, () => demoText(report, widthOf(context.terminal)));
          if (!options.exit && !context.signal.aborted) {
            await openApp(context, ({ url }) => context.say(url ?? 'Kinora is open in its window.'));
          }
          return exitCode.done;
        },
        demoLibrary(),
      ),
    );
}

/** A library of the demo's own: nothing it does touches the person's. */
function demoLibrary(): string {
  const root = packageFolder();
  const inCheckout = existsSync(join(root, 'src-renderer'));
  return inCheckout
    ? join(root, '.cache', 'demo-library')
    : join(envPaths('kinora', { suffix: '' }).cache, 'demo-library');
}

type DemoReport = ResultOf<'demo'>;

async function runDemo(context: CommandContext, folders: readonly string[]): Promise<DemoReport> {
  const started = performance.now();
  const ffmpeg = await context.ensureFfmpeg();
  await prepareModels(context);
  await prepareFilm(context, ffmpeg);
  return context.withCore(async (core) => {
    const index = await fillLibrary(core, context, folders);
    const found = [];
    let best: MomentView | undefined;
    for (const query of queries) {
      const { moments } = await core.call('search.run', { query, limit: momentsShown }, context.signal);
      if (moments.length === 0) throw nothingFound(query, index);
      if (query === clipped.query) best = moments[0];
      found.push({ query, moments });
    }
    const exported = await exportMoment(core, context, best!);
    const seconds = (performance.now() - started) / 1000;
    return { library: core.libraryFolder, index, queries: found, ...exported, seconds };
  });
}

async function prepareModels(context: CommandContext): Promise<void> {
  const { ensureStarterPack } = await import('../../../models/starter-pack.ts');
  await ensureStarterPack(modelCacheFolder(), (done, total, name) =>
    context.progress.show(`Models · ${name} · ${done} of ${total}`, 'models'),
  );
  context.progress.clear();
}

/** Draws the film ahead of the core, which finds it in the cache then, so that its progress can be shown. */
async function prepareFilm(context: CommandContext, ffmpeg: FfmpegTools): Promise<void> {
  const { makeSampleFilm } = await import('../../../api/sample-film.ts');
  const show = (share: number): void =>
    context.progress.show(`Sample film · ${Math.floor(share * 100)} % drawn`, 'sample film');
  await makeSampleFilm(ffmpeg, modelCacheFolder(), show, context.signal);
  context.progress.clear();
}

async function fillLibrary(
  core: Core,
  context: CommandContext,
  folders: readonly string[],
): Promise<IndexSummary> {
  context.say('Indexing the sample film and enrolling its actors from their portraits.');
  const sample = await core.call('library.addSampleFilm', {}, context.signal);
  if (folders.length === 0) return sample;
  const paths = folders.map((folder) => context.path(folder));
  const own = await core.call('library.index', { paths }, context.signal);
  return {
    videos: sample.videos + own.videos,
    failed: [...sample.failed, ...own.failed],
    warnings: [...sample.warnings, ...own.warnings],
    seconds: sample.seconds + own.seconds,
  };
}

function nothingFound(query: string, { failed }: IndexSummary): UserFacingError {
  const reason = failed[0] ? ` (${failed[0].path}: ${failed[0].reason})` : '';
  return new UserFacingError(
    'internal',
    `The demo found nothing for ${query}, which the sample film shows${reason}.`,
    'Run "npm ci && npm test" to see which part does not work on this machine.',
  );
}

/** Writes the clip, and beside it the dialogue that lies inside it. */
async function exportMoment(
  core: Core,
  context: CommandContext,
  moment: MomentView,
): Promise<Pick<DemoReport, 'clip' | 'subtitles'>> {
  const folder = context.path('kinora-demo');
  await mkdir(folder, { recursive: true });
  const clip = await core.call(
    'exports.clip',
    { momentId: moment.id, output: join(folder, `${clipped.name}.mp4`) },
    context.signal,
  );
  const subtitles = await core.call('exports.subtitles', {
    path: moment.path,
    output: join(folder, `${clipped.name}.srt`),
    interval: { start: clip.start, end: clip.end },
  });
  return { clip, subtitles };
}

function demoText(report: DemoReport, width: number): string {
  const { clip, subtitles } = report;
  return [
    indexText(report.index),
    ...report.queries.flatMap(({ query, moments }) => ['', query, momentTable(moments, width)]),
    '',
    `Clip       ${printable(clip.path)} (${timecode(clip.start)} to ${timecode(clip.end)} of the film)`,
    `Subtitles  ${printable(subtitles.path)} (${counted(subtitles.cues, 'cue')})`,
    `Library    ${printable(report.library)}`,
    `The demo took ${elapsed(report.seconds)}.`,
  ].join('\n');
}
