import { namingConfidence } from '../models/face-calibration.ts';
import type { FaceEmbedder } from '../models/model-interfaces.ts';
import type { Identity } from '../store/face-table.ts';
import type { LibraryStore } from '../store/library-store.ts';
import type { PersonTemplate } from '../store/people-table.ts';
import { billingOf } from './billing.ts';
import { nameGroups } from './group-names.ts';
import { marksOf } from './grouping/face-marks.ts';
import type { FaceMarks } from './grouping/face-node.ts';
import { knownGroups, regroup } from './grouping/regroup.ts';
import { tellLikelihoods } from './figures/tell-likelihoods.ts';
import { identify, type IdentityRules } from './identify.ts';
import { personThresholds } from './person-thresholds.ts';

/**
 * Groups the tracks that are in no group, and says anew whom every track shows, and who is on screen when. To be run after
 * films were indexed, people enrolled or decisions made, inside a transaction.
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
  const templates = store.people.templates(modelId);
  const rules = rulesFor(store, embedder, marks, templates);
  const identities = whoIsWho(store, modelId, marks, templates, rules);
  store.faces.replaceIdentities(null, modelId, identities);
  store.likelihoods.forgetFilmsOf(changed);
  tellLikelihoods(store, modelId, templates, marks, rules);
}

/** The thresholds by which tracks are named, everybody's own where answers and pictures tell more than the model's. */
export function rulesFor(
  store: LibraryStore,
  embedder: Pick<FaceEmbedder, 'modelId' | 'threshold'>,
  marks: ReadonlyMap<number, FaceMarks>,
  templates: readonly PersonTemplate[],
): IdentityRules {
  const { modelId, threshold } = embedder;
  const embeddingOf = (trackId: number) => store.faces.embedding(trackId, modelId);
  const thresholds = personThresholds(templates, marks, embeddingOf, threshold);
  const isUnbilled = billingOf(store.facts.cast(), store.people.all());
  return { threshold, thresholds, isUnbilled, confidenceOf: namingConfidence(embedder) };
}

/** Whom every track shows, were these the decisions and the enrolled pictures; writes nothing. */
export function whoIsWho(
  store: LibraryStore,
  modelId: string,
  marks: ReadonlyMap<number, FaceMarks>,
  templates: readonly PersonTemplate[],
  rules: IdentityRules,
): Identity[] {
  const isAnybodyKnown = templates.length > 0 || [...marks.values()].some(({ person }) => person !== null);
  if (!isAnybodyKnown) return [];
  return nameGroups(
    identify(store.faces.embeddings(null, modelId), templates, rules),
    knownGroups(store, modelId, marks).map(({ node }) => node),
    marks,
    templates,
    rules,
  );
}

/** Whether there are tracks of a model that no group was sought for, groups that lost some, or films with news of who is on screen. */
export function hasToName(store: LibraryStore, modelId: string): boolean {
  return (
    store.groups.filmsToGroup(modelId).length > 0 ||
    store.groups.stale(modelId).length > 0 ||
    store.likelihoods.behind().length > 0
  );
}
