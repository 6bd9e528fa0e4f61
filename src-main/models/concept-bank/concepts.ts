import { z } from 'zod';
import conceptsJson from './concepts.json' with { type: 'json' };

const conceptSchema = z.object({
  id: z.string().min(1),
  kind: z.enum(['object', 'people', 'shot', 'face', 'pose', 'colour', 'light', 'place']),
  /** The WordNet synsets that mean the concept: part of speech, lemma, number of the sense. */
  synsets: z.array(z.string().regex(/^[nva]\.[a-z_'-]+\.\d+$/)),
  /** English words and phrases besides the id that mean the concept and that WordNet lacks or knows otherwise. */
  words: z.array(z.string()).default([]),
  /** Synsets that come along with the concept: tennis with its racket, a birthday with its cake. */
  related: z.array(z.string().regex(/^[nva]\.[a-z_'-]+\.\d+$/)).default([]),
  /** Chinese names, the usual one first. */
  zh: z.array(z.string()).min(1),
});

export type Concept = z.output<typeof conceptSchema>;
export type ConceptKind = Concept['kind'];

/** Everything that the bank can recognise in a picture; the first 80 are the object detector's classes in its order. */
export const concepts: readonly Concept[] = z.array(conceptSchema).parse(conceptsJson);

/** The concepts of one kind, in the bank's order. */
export function conceptsOf(kind: ConceptKind): readonly Concept[] {
  return concepts.filter((concept) => concept.kind === kind);
}
