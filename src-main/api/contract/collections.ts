import { z } from 'zod';
import { collectionActions } from '../../domain/collection.ts';
import { sequenceFormats } from '../../exports/sequence/sequence-formats.ts';
import { id, name, none, path, seconds } from './parts.ts';

/** A moment of a collection. */
export const collectedMoment = z.object({
  id,
  /** Null while no film of the library has its bytes. */
  videoId: id.nullable(),
  path: z.string().nullable(),
  title: z.string(),
  start: seconds,
  end: seconds,
  note: z.string(),
  /** Whether its film is not there now. */
  missing: z.boolean(),
  /** Of the film; 0 while no film of the library has its bytes. */
  videoDuration: seconds,
});
export type CollectedMomentView = z.output<typeof collectedMoment>;

export const collectionOverview = z.object({
  id,
  name: z.string(),
  moments: z.number().int(),
  /** How many of them cannot be shown now, since their films are not there. */
  missing: z.number().int(),
  /** All moments together. */
  seconds,
  /** The first moment that can be shown. */
  cover: z.object({ videoId: id, time: seconds }).nullable(),
});
export type CollectionOverview = z.output<typeof collectionOverview>;

/** What could not be exported, and why. */
export const leftOutMoment = z.object({ title: z.string(), start: seconds, reason: z.string() });
export type LeftOutMoment = z.output<typeof leftOutMoment>;

const collection = z.object({ id });
const moment = z.object({ id, momentId: id });
const changed = z.object({ collection: collectionOverview });
const exported = z.object({ path: z.string(), moments: z.number().int(), leftOut: z.array(leftOutMoment) });

export const collectionsMethods = {
  'collections.list': {
    about: 'The collections of moments, the one used last first.',
    input: none,
    output: z.object({ collections: z.array(collectionOverview) }),
  },
  'collections.show': {
    about: 'What a collection holds, in its order.',
    input: collection,
    output: changed.extend({ moments: z.array(collectedMoment) }),
  },
  'collections.add': {
    about: 'Puts moments at the end of the collection of that name; makes it where there is none.',
    input: z.object({
      name,
      momentIds: z.array(z.string().max(100)).min(1).max(1000),
      note: z.string().max(2000).default(''),
    }),
    output: changed,
  },
  'collections.remove': {
    about: 'Takes moments out of a collection.',
    input: collection.extend({ momentIds: z.array(id).min(1).max(5000) }),
    output: changed,
  },
  'collections.move': {
    about: 'Puts a moment at another place of its collection, counted from 0.',
    input: moment.extend({ place: z.number().int().nonnegative().max(10_000) }),
    output: changed,
  },
  'collections.trim': {
    about: 'Changes where a moment of a collection begins and ends; it stays inside its film.',
    input: moment.extend({ start: seconds.max(10_000_000), end: seconds.max(10_000_000) }),
    output: changed,
  },
  'collections.note': {
    about: 'Writes a note about a moment of a collection; an empty one takes it away.',
    input: moment.extend({
      note: z.string().trim().max(2000, 'A note can be 2000 characters long at most.'),
    }),
    output: changed,
  },
  'collections.rename': {
    about: 'Gives a collection another name.',
    input: collection.extend({ name }),
    output: changed,
  },
  'collections.delete': {
    about: 'Forgets a collection; films stay as they are.',
    input: collection,
    output: z.object({ deleted: z.literal(true) }),
  },
  'collections.undo': {
    about: 'Takes back the latest change of a collection; null when there is none.',
    input: none,
    output: z.object({ undone: z.enum(collectionActions).nullable() }),
  },
  'collections.export': {
    about:
      'Writes a collection for another program: an EDL (CMX3600), FCPXML, OpenTimelineIO, a table, or chapters. Without ' +
      '`output`, into the library’s `exports` folder.',
    input: collection.extend({ format: z.enum(sequenceFormats), output: path.optional() }),
    output: exported,
  },
  'collections.clips': {
    about: 'Writes each moment of a collection as a clip, into a folder of its own.',
    input: collection.extend({
      mode: z.enum(['exact', 'lossless']).default('exact'),
      /** A folder in the library's folder of exports when left out. */
      output: path.optional(),
    }),
    output: exported.extend({ files: z.array(z.string()) }),
  },
  'collections.montage': {
    about:
      'Writes a collection as one film: one size and frame rate, with bars where a picture has another shape, and a chapter ' +
      'for each moment.',
    input: collection.extend({ output: path.optional() }),
    output: exported.extend({ seconds }),
  },
};

/** How far an export of a collection is. */
export const collectionProgress = z.object({ collectionId: id, fraction: z.number().min(0).max(1) });
