import { identityRulesOf } from '../models/face-calibration.ts';
import type { LibraryStore } from '../store/library-store.ts';
import { identify } from './identify.ts';

/**
 * Names anew the tracks that a model described, in one video or in all when `videoId` is null; runs inside the
 * caller's transaction. What was described by a model that the catalogue no longer has keeps its names.
 */
export function identifyTracks(store: LibraryStore, model: string, videoId: number | null): void {
  const rules = identityRulesOf(model);
  if (!rules) return;
  const tracks = store.faces.embeddings(model, videoId);
  store.faces.replaceIdentities(model, videoId, identify(tracks, store.people.templates(model), rules));
}
