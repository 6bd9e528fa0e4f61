import { normalised } from '../../domain/vector.ts';
import type { LibraryStore } from '../../store/library-store.ts';
import type { PersonTemplate } from '../../store/people-table.ts';
import type { FaceMarks } from '../grouping/face-node.ts';
import { noMarks } from '../grouping/face-node.ts';
import type { IdentityRules } from '../identify.ts';
import { figuresOf, type FigureFace } from './figure.ts';
import { likelihoodSteps } from './likelihood-steps.ts';
import { nameFigures } from './name-figures.ts';

/** Quality from which an unnamed face that was grouped is surely a stranger's. */
const wellKnown = 0.5;
const strangerConfidence = 0.9;

/**
 * Tells anew how likely it is at every time of a film that somebody is on screen, for every film in which faces, bodies or
 * identities have changed. Runs inside the caller's transaction.
 *
 * @param marks what the user decided about face tracks
 */
export function tellLikelihoods(
  store: LibraryStore,
  model: string,
  templates: readonly PersonTemplate[],
  marks: ReadonlyMap<number, FaceMarks>,
  rules: IdentityRules,
): void {
  const gallery = templates.map((template) => ({ ...template, embedding: normalised(template.embedding) }));
  for (const videoId of store.likelihoods.behind()) {
    const faces = facesOf(store, videoId, model, marks);
    const isAnybodyKnown = faces.some(({ identity }) => identity !== null && identity.personId > 0);
    const figures = isAnybodyKnown
      ? figuresOf(store.bodies.tracks(videoId), faces, store.videos.shots(videoId))
      : [];
    const isUnbilled = (personId: number) => rules.isUnbilled?.(personId, videoId) ?? false;
    const named = nameFigures(figures, gallery, rules, isUnbilled).filter(({ personId }) => personId > 0);
    store.likelihoods.replace(videoId, likelihoodSteps(named));
  }
}

function facesOf(
  store: LibraryStore,
  videoId: number,
  model: string,
  marks: ReadonlyMap<number, FaceMarks>,
): FigureFace[] {
  const identities = new Map(
    store.faces.identitiesIn(videoId, model).map((identity) => [identity.trackId, identity]),
  );
  if (identities.size === 0) return [];
  for (const { trackId, groupId, quality } of store.groups.strangersIn(videoId, model)) {
    if (quality < wellKnown) continue;
    identities.set(trackId, { trackId, personId: -groupId, similarity: 1, confidence: strangerConfidence });
  }
  const samples = new Map(
    store.faces.seenBetween(videoId, 0, Number.MAX_VALUE).map((track) => [track.trackId, track.samples]),
  );
  const qualities = new Map(store.faces.tracks(videoId).map(({ id, quality }) => [id, quality]));
  return [...store.faces.embeddings(videoId, model)]
    .map(({ trackId, start, end, embedding }) => {
      const { not, ignored } = marks.get(trackId) ?? noMarks;
      return {
        trackId,
        start,
        end,
        samples: samples.get(trackId) ?? [],
        embedding,
        quality: qualities.get(trackId) ?? 0,
        identity: identities.get(trackId) ?? null,
        refused: not,
        ignored,
      };
    })
    .filter((face) => face.samples.length > 0)
    .toSorted((a, b) => a.start - b.start);
}
