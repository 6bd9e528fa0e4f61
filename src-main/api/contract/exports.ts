import { z } from 'zod';
import { subtitleFormats } from '../../subtitles/subtitle-formats.ts';
import { labelChoice } from './lines.ts';
import { interval, name, path, seconds } from './parts.ts';

/** How far a film with subtitles is written. */
export const exportProgress = z.object({
  /** The film that is copied, as it was named in the call. */
  path,
  way: z.enum(['burn', 'mux']),
  fraction: z.number().min(0).max(1),
});

export const exportsMethods = {
  'exports.clip': {
    about: 'Writes a moment as a clip; without `output`, into the library’s `exports` folder.',
    input: z.object({
      momentId: z.string().max(100),
      mode: z.enum(['exact', 'lossless']).default('exact'),
      output: z.string().max(4096).optional(),
    }),
    output: z.object({ path: z.string(), start: seconds, end: seconds }),
  },
  'exports.subtitles': {
    about: 'Writes a film’s dialogue; with an interval, only the lines inside it, from time 0.',
    input: z.object({
      path,
      /** A free name in the library's folder of exports when left out. */
      output: path.optional(),
      /** Told by the output's name when left out; SubRip without either. */
      format: z.enum(subtitleFormats).optional(),
      /** Where names stand in the text, see {@link labelChoice}. */
      labels: labelChoice.default('sdh'),
      /** One of the film's sources; the first when left out. */
      source: z.string().max(4096).optional(),
      interval: interval.optional(),
    }),
    /** `source` is the file or track whose lines they are, or “recognised”: a speech model heard them. */
    output: z.object({ path: z.string(), cues: z.number().int(), source: z.string() }),
  },
  'exports.subtitledFilm': {
    about:
      'Writes a copy of a film with its subtitles drawn into the picture, or as a track that can be ' +
      'switched off. How far it is comes as `exports.progress`.',
    input: z.object({
      path,
      /** A free name in the library's folder of exports when left out. */
      output: path.optional(),
      way: z.enum(['burn', 'mux']),
      labels: labelChoice.default('sdh'),
      source: z.string().max(4096).optional(),
    }),
    output: z.object({ path: z.string(), cues: z.number().int() }),
  },
  'exports.still': {
    about:
      'Writes what a film shows at a time as a JPEG in its own size, with the names and places of the faces that are ' +
      'known in it (XMP); without `output`, into the library’s `exports` folder.',
    input: z.object({ path, time: seconds, output: path.optional() }),
    /** `people` from left to right. */
    output: z.object({ path: z.string(), people: z.array(z.string()) }),
  },
  'exports.nfo': {
    about:
      'Writes what is known of a film as a `.nfo` file of Kodi and Jellyfin: title, year, plot, cast, and who is ' +
      'recognised. A file that is there is kept unless it may be replaced; without `output` it lies in the ' +
      'library’s `exports` folder.',
    input: z.object({ path, output: path.optional(), replace: z.boolean().default(false) }),
    output: z.object({ path: z.string(), people: z.number().int() }),
  },
  'exports.appearances': {
    about:
      'Writes who is on screen when: one person or everybody, in one film or in the library. The ' +
      'format is what the output’s name ends in; without `output` the file lies in the library’s ' +
      '`exports` folder and `format` says what it is.',
    input: z.object({
      name: name.optional(),
      path: z.string().max(4096).optional(),
      format: z.enum(['csv', 'json', 'srt']).optional(),
      output: z.string().max(4096).optional(),
    }),
    output: z.object({ path: z.string(), appearances: z.number().int() }),
  },
};
