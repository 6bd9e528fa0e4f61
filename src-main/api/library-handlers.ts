import { resolve } from 'node:path';
import type { Problem } from '../domain/errors.ts';
import { readIndexingSettings, type IndexingSettings } from '../indexing/indexing-settings.ts';
import { activityView, openJobs, timingViews } from '../library/activity-view.ts';
import { apiPath, requireVideo, requireVideoAt } from '../library/library-path.ts';
import { videoOverview, videoPage } from '../library/video-views.ts';
import { filmUtterances } from '../voices/voice-views.ts';
import type { IndexSummary, ParsedInputOf } from './contract.ts';
import type { CoreContext, HandlersOf, MethodsOf } from './core-context.ts';
import type { FolderCalls } from './folder-handlers.ts';
import { programVersion } from './version.ts';

type FilmCalls = Exclude<MethodsOf<'library' | 'shots'>, FolderCalls>;

/** The calls about films: what there is, and bringing it up to date. */
export function libraryHandlers(context: CoreContext): HandlersOf<FilmCalls> {
  const { reader, worker, media } = context;
  return {
    'library.status': async () => {
      const { seconds, ...counts } = reader.statistics.counts();
      const { tools, problem } = await context.ffmpeg.state();
      return {
        version: programVersion(),
        libraryPath: apiPath(context.folders.root),
        ...counts,
        hours: seconds / 3600,
        progress: worker.progress,
        problems: [
          ...(problem ? [problem] : tools.notes.map(settingProblem)),
          ...worker.warnings.map(droppedProblem),
        ],
        ffmpeg: tools && { path: apiPath(tools.ffmpeg), source: tools.source, version: tools.version },
        ...openJobs(reader),
        timings: timingViews(reader),
      };
    },

    'library.doctor': async (_input, signal) => {
      // It knows every model, which is much to load for a call that is rarely made.
      const { diagnose } = await import('../diagnosis/doctor.ts');
      const checks = await diagnose(
        {
          libraryFolder: context.folders.root,
          cacheFolder: context.cacheFolder,
          ffmpegSetting: context.ffmpeg.setting,
          environment: process.env,
        },
        signal,
      );
      return { checks };
    },

    'library.videos': () => {
      const people = reader.presence.namesByVideo();
      const covers = reader.facts.withCover();
      const seen = reader.watched.seenVideos();
      return {
        videos: reader.videos.all().map((video) =>
          videoOverview(video, {
            people: people.get(video.id) ?? [],
            hasCover: covers.has(video.id),
            isSeen: seen.has(video.id),
          }),
        ),
      };
    },

    'library.video': ({ id }) => ({
      ...videoPage(reader, requireVideo(reader, id)),
      utterances: filmUtterances(reader, id),
    }),

    'library.index': async ({ paths }) => summaryView(await worker.index(paths.map((path) => resolve(path)))),

    'library.addSampleFilm': async (_input, signal) => {
      const { addSampleFilm } = await import('./sample-film.ts');
      return summaryView(await addSampleFilm(context, signal));
    },

    'library.retry': async ({ id }) => {
      requireVideo(reader, id);
      return summaryView(await worker.retry(id));
    },

    'library.retryAll': async () => summaryView(await worker.retryAll()),

    'library.remove': async ({ id }) => {
      const removed = await worker.removeVideo(id);
      if (removed) await media.forgetVideo(id);
      return { removed };
    },

    'library.cancel': async () => ({ cancelled: await worker.cancel() }),

    'library.pause': async () => {
      await worker.changeSettings({ paused: true });
      return { progress: worker.progress };
    },

    'library.resume': async () => {
      await worker.changeSettings({ paused: false });
      return { progress: worker.progress };
    },

    'library.settings': () => readIndexingSettings(reader.settings),

    'library.changeSettings': async (change) => worker.changeSettings(withoutUndefined(change)),

    'library.setSeen': async ({ id, seen }) => ({ changed: await worker.setSeen(id, seen) }),

    'library.focus': async ({ id }) => {
      requireVideo(reader, id);
      return { raised: await worker.focus(id) };
    },

    'library.activity': () => activityView(reader),

    'shots.list': ({ path }) => ({ shots: reader.videos.shots(requireVideoAt(reader, path).id) }),
  };
}

/** A tool that was named but does not run: another one does its work, and that is told. */
function settingProblem(note: string): Problem {
  return { code: 'missing-tool', sentence: note, remedy: 'Correct the setting, or clear it.' };
}

function droppedProblem(warning: string): Problem {
  return { code: 'library', sentence: warning, remedy: 'Index the film again to have it done.' };
}

function withoutUndefined(change: ParsedInputOf<'library.changeSettings'>): Partial<IndexingSettings> {
  const { pace, onlyPluggedIn } = change;
  return { ...(pace && { pace }), ...(onlyPluggedIn !== undefined && { onlyPluggedIn }) };
}

type WorkSummary = Awaited<ReturnType<CoreContext['worker']['index']>>;

export function summaryView({ videos, failed, warnings, seconds }: WorkSummary): IndexSummary {
  const told = ({ path, reason }: WorkSummary['failed'][number]) => ({ path: apiPath(path), reason });
  return {
    videos,
    failed: failed.map(told),
    warnings: warnings.map(told),
    seconds,
  };
}
