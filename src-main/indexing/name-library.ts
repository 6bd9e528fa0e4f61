import { confidenceOf } from '../models/face-calibration.ts';
import type { FaceEmbedder } from '../models/model-interfaces.ts';
import type { Identity } from '../store/face-table.ts';
import type { LibraryStore } from '../store/library-store.ts';
import type { PersonTemplate } from '../store/people-table.ts';
import { nameGroups } from './group-names.ts';
import { marksOf } from './grouping/face-marks.ts';
import type { FaceMarks } from './grouping/face-node.ts';
import { knownGroups, regroup } from './grouping/regroup.ts';
import { identify } from './identify.ts';

/**
 * Groups the tracks that are in no group, and says anew whom every track shows. To be run after films were indexed, people
 * enrolled or decisions made, inside a transaction.
 *
 * @param changed tracks whose decisions have changed
 */
export function nameLibrary(
  store: LibraryStore,
  embedder: Pick<FaceEmbedder, 'modelId' | 'threshold'>,
  changed: readonly number[] = [],
): void {
  const { modelId } = embedder;
  regroup(store, embedder, changed);
  const { marks } = marksOf(store.decisions.tracks());
  const identities = whoIsWho(store, embedder, marks, store.people.templates(modelId));
  store.faces.replaceIdentities(null, modelId, identities);
}

/** Whom every track shows, were these the decisions and the enrolled pictures; writes nothing. */
export function whoIsWho(
  store: LibraryStore,
  embedder: Pick<FaceEmbedder, 'modelId' | 'threshold'>,
  marks: ReadonlyMap<number, FaceMarks>,
  templates: readonly PersonTemplate[],
): Identity[] {
  const { modelId, threshold } = embedder;
  const isAnybodyKnown = templates.length > 0 || [...marks.values()].some(({ person }) => person !== null);
  if (!isAnybodyKnown) return [];
  const rules = { threshold, confidenceOf: confidenceOf(embedder) };
  return nameGroups(
    identify(store.faces.embeddings(null, modelId), templates, rules),
    knownGroups(store, modelId, marks).map(({ node }) => node),
    marks,
    templates,
    rules,
  );
}

/** Whether there are tracks of a model that no group was sought for, or groups that lost some. */
export function hasToName(store: LibraryStore, modelId: string): boolean {
  return store.groups.filmsToGroup(modelId).length > 0 || store.groups.stale(modelId).length > 0;
}
