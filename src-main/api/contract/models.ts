import { z } from 'zod';
import { indexSummary } from './activity.ts';
import { none, path, pictureInput, problem } from './parts.ts';

export const modelOverview = z.object({
  id: z.string(),
  title: z.string(),
  family: z.string(),
  task: z.string(),
  pack: z.string(),
  /** How the weights are kept; empty where the catalogue does not say. */
  precision: z.string(),
  licence: z.string(),
  /** What the licence means for the person, in plain words. */
  licenceInWords: z.string(),
  nonCommercial: z.boolean(),
  /** False where the makers of the weights say nothing about their use. */
  licenceStated: z.boolean(),
  source: z.string(),
  /** Bytes of its files, as far as they are known beforehand. */
  bytes: z.number().int(),
  bytesComplete: z.boolean(),
  /** Bytes on this machine: of an installed model, or of what has arrived of one. */
  installedBytes: z.number().int(),
  /** Whether address, size and hash of every file are confirmed. */
  verified: z.boolean(),
  /** Hashes that nobody had published, as they were seen at installation. */
  seenHashes: z.array(z.object({ file: z.string(), sha256: z.string() })),
  notes: z.array(z.string()),
  state: z.enum(['available', 'installing', 'ready', 'broken', 'not-made']),
  inUse: z.boolean(),
  /** Whether this version does anything with models of the family. */
  served: z.boolean(),
  /** What runs the model; empty when nothing does. */
  provider: z.string(),
  /** Why a provider that should have come first does not run it, in the provider's own words. */
  providerProblem: z.string().optional(),
});
export type ModelOverview = z.output<typeof modelOverview>;

/** How far the installation of one model is. */
export const modelProgress = z.object({
  id: z.string(),
  state: z.enum(['waiting', 'fetching', 'done', 'failed', 'cancelled']),
  arrivedBytes: z.number().int(),
  /** Null when the size is not known beforehand. */
  totalBytes: z.number().int().nullable(),
  problem: problem.nullable(),
});
export type ModelProgress = z.output<typeof modelProgress>;

const modelName = z.string().min(1).max(100);

export const modelsMethods = {
  'models.list': {
    about: 'Every model of the catalogue: what it is for, whether it is here, and under which licence.',
    input: none,
    output: z.object({ models: z.array(modelOverview) }),
  },
  'models.install': {
    about:
      'Installs a model, or every model of a pack, to the end; goes on where an earlier ' +
      'installation stopped. Progress comes as events; `models.cancel` ends it early.',
    input: z.object({ name: modelName }),
    output: z.object({
      installed: z.array(z.string()),
      failed: z.array(z.object({ id: z.string(), problem })),
    }),
  },
  'models.import': {
    about: 'Installs every model of the catalogue that lies in a folder or .zip on this machine.',
    input: z.object({ path }),
    output: z.object({
      imported: z.array(z.string()),
      /** Models of which files are missing; the rest of them is kept. */
      incomplete: z.array(z.object({ id: z.string(), missing: z.array(z.string()) })),
      problems: z.array(problem),
    }),
  },
  'models.verify': {
    about: 'Reads every byte of one model, of a pack, or of all that are installed.',
    input: z.object({ name: modelName.optional() }),
    output: z.object({ whole: z.array(z.string()), broken: z.array(z.string()) }),
  },
  'models.remove': {
    about: 'Deletes the files of an installed model.',
    input: z.object({ id: modelName }),
    output: z.object({ removed: z.boolean() }),
  },
  'models.use': {
    about:
      'Lets a model do the work of its family, and looks anew at the films that another one ' +
      'described. Until a film’s turn is over, searches are answered from what the other one saw. ' +
      '`library.cancel` puts the rest off until they are indexed again.',
    input: z.object({ id: modelName }),
    output: z.object({ family: z.string(), id: z.string(), renewed: indexSummary }),
  },
  'models.try': {
    about: 'What the picture model sees in a picture, and how it understands words about it.',
    input: z.object({ picture: pictureInput, text: z.string().max(1000).default('') }),
    output: z.object({
      concepts: z.array(z.object({ concept: z.string(), certainty: z.number() })),
      /** Probability that the picture shows what the words say; null without words. */
      likeness: z.number().nullable(),
      matched: z.array(z.object({ word: z.string(), concepts: z.array(z.string()) })),
      unmatched: z.array(z.string()),
    }),
  },
  'models.cancel': {
    about: 'Ends the installation of one model, or of all; what has arrived is kept.',
    input: z.object({ id: modelName.optional() }),
    output: z.object({ cancelled: z.boolean() }),
  },
};
