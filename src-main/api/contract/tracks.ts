import { z } from 'zod';
import { id, interval, name, pixelBox, seconds } from './parts.ts';
import { shot } from './videos.ts';

const trackBox = pixelBox.extend({
  time: seconds,
  confidence: z.number().min(0).max(1),
  /** False where the thing is hidden or was not recognised, and its place is guessed. */
  seen: z.boolean(),
});

/** A stretch of a film that shows a tracked thing again; `likelihood` is null for faces. */
const seenAgain = interval.extend({
  videoId: id,
  title: z.string(),
  by: z.enum(['face', 'look']),
  likelihood: z.number().min(0).max(1).nullable(),
});

/** A track that the user made by a box drawn in the player. */
const drawnTrack = z.object({ id, start: seconds, end: seconds, boxes: z.array(trackBox) });
export type DrawnTrack = z.output<typeof drawnTrack>;

export const tracksMethods = {
  'shots.list': {
    about: 'The shots of a film, in time order.',
    input: z.object({ path: z.string().max(4096) }),
    output: z.object({ shots: z.array(shot) }),
  },
  'appearances.list': {
    about: 'When each known person or concept is on screen in a film.',
    input: z.object({ name, path: z.string().max(4096).optional() }),
    output: z.object({
      intervals: z.array(interval.extend({ path: z.string(), confidence: z.number() })),
    }),
  },
  'tracks.follow': {
    about:
      'Follows what a box holds at a time forwards and backwards through its shot; where the ' +
      'library does not hold the film, until it is lost. Boxes are in pixels of the displayed ' +
      'picture. With `output`, they are written there as well, in the format of MOTChallenge. With ' +
      '`alsoSeen`, the thing is looked for in the whole library, which has to hold the film.',
    input: z
      .object({
        path: z.string().min(1).max(4096).optional(),
        videoId: id.optional(),
        at: seconds,
        box: pixelBox,
        output: z.string().max(4096).optional(),
        alsoSeen: z.boolean().default(false),
      })
      .refine(
        ({ path, videoId }) => (path === undefined) !== (videoId === undefined),
        'A film is named either by its path or by its number.',
      ),
    output: z.object({
      /** One for each frame in which the thing's place is known. */
      boxes: z.array(trackBox),
      start: seconds,
      end: seconds,
      /** Mean frames a second of the film, by which frames are numbered in files. */
      frameRate: z.number().positive(),
      /** The file that was written; null without `output`. */
      path: z.string().nullable(),
      /** Null unless it was asked for. */
      alsoSeen: z.array(seenAgain).nullable(),
    }),
  },
  'tracks.keep': {
    about: 'Follows what a box holds in a film of the library, and keeps the track.',
    input: z.object({ videoId: id, at: seconds, box: pixelBox }),
    output: drawnTrack,
  },
  'tracks.list': {
    about: 'The tracks of a film that the user made, in order of time.',
    input: z.object({ videoId: id }),
    output: z.object({ tracks: z.array(drawnTrack) }),
  },
  'tracks.remove': {
    about: 'Forgets a track that the user made; `tracks.restore` brings it back.',
    input: z.object({ id }),
    output: z.object({ removed: z.boolean() }),
  },
  'tracks.restore': {
    about: 'Brings back the track that was removed last.',
    input: z.object({ id }),
    output: z.object({ restored: z.boolean() }),
  },
  'tracks.alsoSeen': {
    about:
      'Where else the library shows what a track shows: a face by film and time, anything else the ' +
      'likeliest first.',
    input: z.object({ id }),
    output: z.object({ sights: z.array(seenAgain) }),
  },
  'tracks.export': {
    about:
      'Writes a track in the format of MOTChallenge; without `output`, into the library’s `exports` ' +
      'folder.',
    input: z.object({ id, output: z.string().max(4096).optional() }),
    output: z.object({ path: z.string() }),
  },
  'appearances.likelihood': {
    about:
      'How likely it is that each known person is on screen in a film, as steps by person and time; ' +
      'nothing is said between them.',
    input: z.object({ path: z.string().max(4096) }),
    output: z.object({
      steps: z.array(
        interval.extend({
          person: z.string(),
          probability: z.number(),
          /** A face is seen, only the body, or neither for a while within a shot. */
          seen: z.enum(['face', 'body', 'hidden']),
        }),
      ),
    }),
  },
};
