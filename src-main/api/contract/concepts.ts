import { z } from 'zod';
import { conceptKinds } from '../../domain/concept.ts';
import { id, name, none, pictureInput, problem, seconds, thingBox } from './parts.ts';

/** A named pet, object or place. */
export const concept = z.object({
  id,
  name: z.string(),
  kind: z.enum(conceptKinds),
  pictures: z.number().int(),
  videos: z.number().int(),
  /** Seconds on screen over the whole library. */
  onScreen: seconds,
  /** A picture of it, as a `data:` address. */
  cover: z.string(),
});
export type Concept = z.output<typeof concept>;

/** What became of a picture for a concept: where it shows the thing, in fractions, or why it was refused. */
export const conceptPictureOutcome = z.object({
  picture: z.string(),
  box: thingBox.nullable(),
  problem: problem.nullable(),
});

/** A frame of a film that may show a concept. */
export const conceptSight = z.object({
  videoId: id,
  path: z.string(),
  title: z.string(),
  time: seconds,
  likelihood: z.number(),
  box: thingBox,
});
export type ConceptSight = z.output<typeof conceptSight>;

/** Pictures for a concept, each with where it shows the thing, in fractions, where that is known; or frames of films. */
const conceptPictures = z
  .array(
    z.object({
      picture: z.union([pictureInput, z.object({ videoId: id, time: seconds })]),
      box: thingBox.optional(),
    }),
  )
  .min(1)
  .max(30);

export const conceptsMethods = {
  'concepts.list': {
    about: 'The pets, objects and places that are enrolled.',
    input: none,
    output: z.object({ concepts: z.array(concept) }),
  },
  'concepts.add': {
    about: 'Enrols a concept from pictures, or adds them to the concept that has the name.',
    input: z.object({ name, kind: z.enum(conceptKinds).default('object'), pictures: conceptPictures }),
    output: z.object({ concept: concept.nullable(), pictures: z.array(conceptPictureOutcome) }),
  },
  'concepts.preview': {
    about: 'What `concepts.add` would find; nothing is stored.',
    input: z.object({ kind: z.enum(conceptKinds).default('object'), pictures: conceptPictures }),
    output: z.object({
      pictures: z.array(conceptPictureOutcome),
      /** The likeliest first. */
      found: z.array(conceptSight),
      /** What it is nearly taken for. */
      confused: z.array(conceptSight),
      /** Other concepts whose pictures it would be taken for. */
      rivals: z.array(z.object({ name: z.string(), likelihood: z.number() })),
    }),
  },
  'concepts.rename': {
    about: 'Gives a concept another name.',
    input: z.object({ name, to: name }),
    output: z.object({ concept }),
  },
  'concepts.remove': {
    about: 'Removes a concept and what was found of it.',
    input: z.object({ name }),
    output: z.object({ removed: z.boolean() }),
  },
};
