import { confidenceOf } from '../models/face-calibration.ts';
import type { FaceEmbedder } from '../models/model-interfaces.ts';
import type { LibraryStore } from '../store/library-store.ts';
import { nameGroups } from './group-names.ts';
import { marksOf } from './grouping/face-marks.ts';
import { knownGroups, regroup } from './grouping/regroup.ts';
import { tellLikelihoods } from './figures/tell-likelihoods.ts';
import { identify } from './identify.ts';
import { personThresholds } from './person-thresholds.ts';

/**
 * Groups the tracks that are in no group, and says anew whom every track shows, and who is on screen when. To be run after films were indexed, people
 * enrolled or decisions made, inside a transaction.
 *
 * @param changed tracks whose decisions have changed
 */
export function nameLibrary(
  store: LibraryStore,
  embedder: Pick<FaceEmbedder, 'modelId' | 'threshold'>,
  changed: readonly number[] = [],
): void {
  const { modelId, threshold } = embedder;
  regroup(store, embedder, changed);
  const { marks } = marksOf(store.decisions.tracks());
  const templates = store.people.templates(modelId);
  const isAnybodyKnown = templates.length > 0 || [...marks.values()].some(({ person }) => person !== null);
  const thresholds = personThresholds(
    templates,
    marks,
    (trackId) => store.faces.embedding(trackId, modelId),
    threshold,
  );
  const rules = { threshold, thresholds, confidenceOf: confidenceOf(embedder) };
  const identities = isAnybodyKnown
    ? nameGroups(
        identify(store.faces.embeddings(null, modelId), templates, rules),
        knownGroups(store, modelId, marks).map(({ node }) => node),
        marks,
        templates,
        rules,
      )
    : [];
  store.faces.replaceIdentities(null, modelId, identities);
  store.likelihoods.forgetFilmsOf(changed);
  tellLikelihoods(store, modelId, templates, marks, rules);
}

/** Whether there are tracks of a model that no group was sought for, groups that lost some, or films with news of who is on screen. */
export function hasToName(store: LibraryStore, modelId: string): boolean {
  return (
    store.groups.filmsToGroup(modelId).length > 0 ||
    store.groups.stale(modelId).length > 0 ||
    store.likelihoods.behind().length > 0
  );
}
