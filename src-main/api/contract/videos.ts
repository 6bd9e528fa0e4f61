import { z } from 'zod';
import { cue, cueSource, utterance } from './lines.ts';
import { id, interval, problem, seconds } from './parts.ts';

export const videoState = z.enum(['waiting', 'indexing', 'ready', 'failed', 'offline']);

export const videoSummary = z.object({
  id,
  path: z.string(),
  title: z.string(),
  duration: seconds,
  width: z.number().int(),
  height: z.number().int(),
  state: videoState,
  problem: problem.nullable(),
  addedAt: z.iso.datetime(),
  hasPoster: z.boolean(),
  hasAudio: z.boolean(),
  people: z.array(z.string()),
  /** Whether the person has seen it: played to near its end, or said so. */
  seen: z.boolean(),
});
export type VideoSummary = z.output<typeof videoSummary>;

export const shot = z.object({
  start: seconds,
  end: seconds,
  transition: z.enum(['start', 'cut', 'dissolve', 'fade']),
});

/** Somebody who plays in a film, as the files beside it say. */
export const castMember = z.object({
  name: z.string(),
  role: z.string().nullable(),
  /** Whether a picture beside the film shows them. */
  hasPicture: z.boolean(),
  enrolled: z.boolean(),
});
export type CastMember = z.output<typeof castMember>;

export const personAppearances = z.object({
  personId: id,
  name: z.string(),
  colour: z.number().int().min(0).max(11),
  intervals: z.array(interval.extend({ confidence: z.number() })),
});

/** When a concept is seen. */
export const conceptAppearances = z.object({
  conceptId: id,
  name: z.string(),
  intervals: z.array(interval.extend({ confidence: z.number() })),
});

export const spriteSheet = z.object({
  /** Seconds between two tiles. */
  interval: z.number().positive(),
  columns: z.number().int().positive(),
  rows: z.number().int().positive(),
  count: z.number().int().nonnegative(),
  tileWidth: z.number().int().positive(),
  tileHeight: z.number().int().positive(),
});
export type SpriteSheet = z.output<typeof spriteSheet>;

export const filmSummary = z.object({
  people: z.array(z.object({ name: z.string(), seconds })),
  /** Places by their concept's name, with the share of the film that shows them. */
  places: z.array(z.object({ concept: z.string(), share: z.number().min(0).max(1) })),
});

export const videoDetail = videoSummary.extend({
  shots: z.array(shot),
  cues: z.array(cue),
  cueSources: z.array(cueSource),
  speech: z.array(interval),
  /** Who says what. */
  utterances: z.array(utterance),
  appearances: z.array(personAppearances),
  things: z.array(conceptAppearances),
  sprite: spriteSheet.nullable(),
  /** Who is on screen for how long, and where the film plays; null until it has been looked at to the end. */
  summary: filmSummary.nullable(),
  /** `direct`: Chromium plays the file itself; `transcoded`: the stream route converts it on the fly. */
  playback: z.enum(['direct', 'transcoded']),
  /** What the files beside the film say of it; null when they say nothing. */
  facts: z
    .object({
      originalTitle: z.string().nullable(),
      year: z.number().int().nullable(),
      plot: z.string().nullable(),
    })
    .nullable(),
  cast: z.array(castMember),
});
export type VideoDetail = z.output<typeof videoDetail>;
