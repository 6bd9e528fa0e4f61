import { z } from 'zod';
import { activity, check, indexProgress, indexSummary, indexingSettings, passTiming } from './activity.ts';
import { id, none, path, paths, problem } from './parts.ts';
import { videoDetail, videoSummary } from './videos.ts';

export const folder = z.object({
  path: z.string(),
  /** `watched` by the system's events, `polled` by scans now and then, `offline` while it is not there. */
  state: z.enum(['watched', 'polled', 'offline', 'unwatched']),
  /** How it is to be watched; `auto` decides by where it lies. */
  watching: z.enum(['auto', 'events', 'polling']),
  films: z.number().int(),
  problem: problem.nullable(),
  scannedAt: z.iso.datetime().nullable(),
});
export type FolderView = z.output<typeof folder>;

const patternList = z
  .array(z.string().min(1).max(500, 'A pattern can be 500 characters long at most.'))
  .max(200, 'There can be 200 patterns at most.');

const patterns = z.object({ include: z.array(z.string()), exclude: z.array(z.string()) });

export const libraryMethods = {
  'library.status': {
    about: 'What the library holds, what is wrong with it, and what runs.',
    input: none,
    output: z.object({
      version: z.string(),
      libraryPath: z.string(),
      videos: z.number().int(),
      ready: z.number().int(),
      failed: z.number().int(),
      people: z.number().int(),
      faceTracks: z.number().int(),
      cues: z.number().int(),
      hours: z.number(),
      progress: indexProgress,
      problems: z.array(problem),
      ffmpeg: z.object({ path: z.string(), source: z.string(), version: z.string() }).nullable(),
      /** Passes over films that have to run, and that were set aside after they had ended the worker too often. */
      queued: z.number().int(),
      setAside: z.number().int(),
      timings: z.array(passTiming),
    }),
  },
  'library.doctor': {
    about:
      'Looks at everything that Kinora needs on this machine, and says how to mend what is wrong. ' +
      'Takes some seconds.',
    input: none,
    output: z.object({ checks: z.array(check) }),
  },
  'library.videos': {
    about: 'Every film of the library, without its details.',
    input: none,
    output: z.object({ videos: z.array(videoSummary) }),
  },
  'library.video': {
    about: 'One film with its shots, lines, people and pictures.',
    input: z.object({ id }),
    output: videoDetail,
  },
  'library.index': {
    about: 'Indexes files and folders to the end. Progress comes as events; `library.cancel` ends it early.',
    input: z.object({ paths }),
    output: indexSummary,
  },
  'library.usualFolders': {
    about:
      'Folders in which people usually keep films, as far as this machine has them and the library does not.',
    input: none,
    output: z.object({ folders: z.array(z.string()) }),
  },
  'library.addSampleFilm': {
    about: 'Makes the drawn sample film in the library’s folder (once), indexes it and enrols its cast.',
    input: none,
    output: indexSummary,
  },
  'library.retry': {
    about: 'Tries a film again that failed or was set aside, to the end.',
    input: z.object({ id }),
    output: indexSummary,
  },
  'library.retryAll': {
    about: 'Tries every film again that failed or was set aside, to the end.',
    input: none,
    output: indexSummary,
  },
  'library.remove': {
    about: 'Takes a film out of the library; its file is never touched.',
    input: z.object({ id }),
    output: z.object({ removed: z.boolean() }),
  },
  'library.cancel': {
    about:
      'Ends what runs and takes what waits out of the queue: the films of the calls that are ' +
      'running, or all films when no call is. What is finished stays; `library.index` takes up the ' +
      'rest.',
    input: none,
    output: z.object({ cancelled: z.boolean() }),
  },
  'library.pause': {
    about:
      'Holds work where it is, over restarts too, until `library.resume`. Calls that wait for work ' +
      'wait on.',
    input: none,
    output: z.object({ progress: indexProgress }),
  },
  'library.resume': {
    about: 'Lets work go on that `library.pause` holds.',
    input: none,
    output: z.object({ progress: indexProgress }),
  },
  'library.settings': {
    about: 'How work goes on: paused, at which pace, only while plugged in.',
    input: none,
    output: indexingSettings,
  },
  'library.changeSettings': {
    about: 'Changes the settings that are given, and gives all.',
    input: indexingSettings.pick({ pace: true, onlyPluggedIn: true }).partial(),
    output: indexingSettings,
  },
  'library.focus': {
    about: 'Puts a film that the user looks at before all others; false when nothing has to be done for it.',
    input: z.object({ id }),
    output: z.object({ raised: z.boolean() }),
  },
  'library.setSeen': {
    about: 'Says that the person has seen a film, or has not; false when there is no such film.',
    input: z.object({ id, seen: z.boolean() }),
    output: z.object({ changed: z.boolean() }),
  },
  'library.activity': {
    about: 'What has to be done, what waits for the user, and how fast the passes are.',
    input: none,
    output: activity,
  },
  'library.folders': {
    about: 'The folders that belong to the library; `library.index` of a folder adds one.',
    input: none,
    output: z.object({ folders: z.array(folder) }),
  },
  'library.removeFolder': {
    about:
      'Takes a folder out of the library; its files are never touched. `films` counts those that ' +
      'went with it.',
    input: z.object({ path, keepFilms: z.boolean().default(false) }),
    output: z.object({ removed: z.boolean(), films: z.number().int() }),
  },
  'library.setWatching': {
    about: 'Chooses how a folder is kept up to date; false when the library has no such folder.',
    input: z.object({ path, watching: folder.shape.watching }),
    output: z.object({ watching: folder.shape.watching }),
  },
  'library.rescan': {
    about: 'Looks through one folder of the library, or all, and indexes what is new to the end.',
    input: z.object({ path: path.optional() }),
    output: indexSummary,
  },
  'library.patterns': {
    about: 'Which files of the folders are wanted: globs over paths relative to the folder.',
    input: none,
    output: patterns,
  },
  'library.setPatterns': {
    about: 'Changes the lists that are given; with none, what holds from the beginning holds again.',
    input: z.object({ include: patternList.optional(), exclude: patternList.optional() }),
    output: patterns,
  },
};
