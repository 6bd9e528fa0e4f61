import { dot, weightedMean } from '../../domain/vector.ts';
import type { LibraryStore } from '../../store/library-store.ts';
import { trainHead, type ConceptHead } from './head.ts';
import type { Template } from './concept-pictures.ts';

/** Regions of the library that a head is trained against. */
const mostBackground = 500;

/**
 * Trains the head of a concept against what else its pictures show, the library's films and the other concepts.
 * @param conceptId left out of its own rivals; null for one that is not stored
 */
export function trainAgainstLibrary(
  store: LibraryStore,
  model: string,
  templates: readonly Template[],
  conceptId: number | null,
): ConceptHead {
  const looks = templates.map((template) => template.looks);
  const rivals = store.concepts
    .all()
    .filter(({ id }) => id !== conceptId)
    .flatMap(({ id }) => store.concepts.templates(id))
    .filter((template) => template.model === model)
    .map(({ vector }) => vector);
  const elsewhere = templates.flatMap(({ background, scene }) => [scene, ...background]);
  const films = withoutTheThing(store.regions.sample(model, mostBackground), looks);
  return trainHead({ templates: looks, background: [...elsewhere, ...films], rivals });
}

/**
 * The library shows the thing too: what is as like the templates as they are like each other, or as half of their
 * variations are, is not held against it.
 */
function withoutTheThing(
  regions: readonly Float32Array[],
  templates: readonly (readonly Float32Array[])[],
): Float32Array[] {
  const own = templates.map(([look]) => look!);
  const thing = weightedMean(
    own,
    own.map(() => 1),
  );
  const varied = templates.flat().map((look) => dot(look, thing));
  const usual = varied.toSorted((a, b) => a - b)[Math.floor(varied.length / 2)]!;
  const least = Math.min(usual, ...own.map((look) => dot(look, thing)));
  return regions.filter((region) => dot(region, thing) < least);
}
