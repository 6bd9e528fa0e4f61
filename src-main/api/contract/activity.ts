import { z } from 'zod';
import { checkNames } from '../../diagnosis/check.ts';
import { passNames } from '../../domain/pass-name.ts';
import { id, problem } from './parts.ts';

export const indexProgress = z.object({
  state: z.enum(['idle', 'running', 'paused', 'on-battery', 'cancelling']),
  step: z.enum(['scanning', 'models', ...passNames, 'people', 'done']),
  video: z.object({ path: z.string(), title: z.string() }).nullable(),
  videosDone: z.number().int(),
  videosFailed: z.number().int(),
  videosTotal: z.number().int(),
  fraction: z.number().min(0).max(1),
  speed: z.number().nullable(),
  remainingSeconds: z.number().nullable(),
});

/** How work goes on, kept in the library. */
export const indexingSettings = z.object({
  paused: z.boolean(),
  /** `quiet` leaves most of the processor to others. */
  pace: z.enum(['full', 'quiet']),
  onlyPluggedIn: z.boolean(),
});
export type IndexingSettings = z.output<typeof indexingSettings>;

/** How long a pass takes on this machine; pauses are left out. */
export const passTiming = z.object({
  pass: z.enum(passNames),
  films: z.number().int(),
  mediaSeconds: z.number(),
  wallSeconds: z.number(),
  /** The last film's. */
  latest: z.object({ mediaSeconds: z.number(), wallSeconds: z.number() }),
});
export type PassTimingView = z.output<typeof passTiming>;

const film = z.object({ videoId: id, title: z.string(), path: z.string() });

/** What has to be done, what waits for the user, and how fast the passes are. */
export const activity = z.object({
  /** The first 200, in the order of work; what runs comes first. */
  jobs: z.array(
    film.extend({
      pass: z.enum(passNames),
      state: z.enum(['running', 'queued', 'waiting-retry', 'set-aside']),
      /** Runs that ended in an error, or with the worker. */
      attempts: z.number().int(),
      notBefore: z.iso.datetime().nullable(),
    }),
  ),
  totals: z.array(
    z.object({
      pass: z.enum(passNames),
      running: z.number().int(),
      queued: z.number().int(),
      setAside: z.number().int(),
    }),
  ),
  /** Films that do not go on by themselves; `library.retry` begins them again. */
  problems: z.array(film.extend({ problem, setAside: z.boolean(), log: z.string().nullable() })),
  timings: z.array(passTiming),
});
export type Activity = z.output<typeof activity>;

/** One thing that was looked at. The remedy is empty when it is ok. */
export const check = z.object({
  name: z.enum(checkNames),
  state: z.enum(['ok', 'warning', 'failed']),
  sentence: z.string(),
  remedy: z.string(),
});

export const indexSummary = z.object({
  videos: z.number().int(),
  failed: z.array(z.object({ path: z.string(), reason: z.string() })),
  /** Films that are indexed as far as they could be read. */
  warnings: z.array(z.object({ path: z.string(), reason: z.string() })),
  seconds: z.number(),
});
export type IndexSummary = z.output<typeof indexSummary>;
