import { pairConfidence } from '../models/face-calibration.ts';
import type { FaceEmbedder } from '../models/model-interfaces.ts';
import type { LibraryStore } from '../store/library-store.ts';
import type { PersonTemplate } from '../store/people-table.ts';
import { leastAlike, likenessOf } from './alike-people.ts';
import { doubtfulGroups, type DoubtfulGroup, type ShownPerson } from './doubtful-groups.ts';
import { marksOf } from './grouping/face-marks.ts';
import { noMarks, type FaceMarks } from './grouping/face-node.ts';
import { knownGroups } from './grouping/regroup.ts';
import { rulesFor, whoIsWho } from './name-library.ts';

/** What is given for somebody to be enrolled. */
export interface PersonEvidence {
  readonly embeddings: readonly Float32Array[];
  /** Tracks of which the user says that they show the person. */
  readonly trackIds: readonly number[];
}

/** Where somebody would be found. */
export interface PersonPreview {
  /** Tracks that would show the person. */
  readonly found: readonly number[];
  readonly doubtful: readonly DoubtfulGroup[];
  /** Somebody else who looks like the person. */
  readonly alike: { readonly personId: number; readonly confidence: number } | null;
  /** Certainty that the pictures show the person whom they are to be added to; null for a new person. */
  readonly sameAsKnown: number | null;
}

type Model = Pick<FaceEmbedder, 'modelId' | 'threshold'>;

/** Nobody has this id: it stands for a person who is not enrolled yet. */
const newcomer = -1;
const mostDoubtful = 12;

/**
 * Says where a person would be found, were they enrolled from this; writes nothing.
 * @param knownId the person to whom it would be added; null for a new one
 */
export function previewPerson(
  store: LibraryStore,
  model: Model,
  knownId: number | null,
  { embeddings, trackIds }: PersonEvidence,
): PersonPreview {
  const personId = knownId ?? newcomer;
  const before = store.people.templates(model.modelId);
  const given = embeddings.map((embedding) => ({ personId, embedding }));
  const { marks } = marksOf(store.decisions.tracks());
  const decided = new Map<number, FaceMarks>(marks);
  for (const trackId of trackIds) {
    decided.set(trackId, { ...(marks.get(trackId) ?? noMarks), person: personId, ignored: false });
  }
  const own = before.filter((template) => template.personId === personId);
  const templates = [...before, ...given];
  const rules = rulesFor(store, model, decided, templates);
  const identities = whoIsWho(store, model.modelId, decided, templates, rules);
  const shown = new Map(identities.map((identity) => [identity.trackId, identity]));
  return {
    found: identities.filter((one) => one.personId === personId).map(({ trackId }) => trackId),
    doubtful: doubtfulOf(store, model, personId, decided, templates, shown).slice(0, mostDoubtful),
    alike: alikeOf(
      model,
      given,
      before.filter((template) => template.personId !== personId),
    ),
    sameAsKnown: own.length > 0 && given.length > 0 ? likenessOf(given, own, pairConfidence(model)) : null,
  };
}

/** The groups of which it is worth asking whether they are a person, those whose answer changes most first. */
export function doubtfulFor(store: LibraryStore, model: Model, personId: number): DoubtfulGroup[] {
  const { marks } = marksOf(store.decisions.tracks());
  const templates = store.people.templates(model.modelId);
  return doubtfulOf(store, model, personId, marks, templates, store.persons.shown());
}

function doubtfulOf(
  store: LibraryStore,
  model: Model,
  personId: number,
  marks: ReadonlyMap<number, FaceMarks>,
  templates: readonly PersonTemplate[],
  shown: ReadonlyMap<number, ShownPerson>,
): DoubtfulGroup[] {
  const own = templates.filter((template) => template.personId === personId);
  const groups = knownGroups(store, model.modelId, marks);
  return doubtfulGroups(personId, groups, own, shown, pairConfidence(model));
}

/** Of all others, the one whom the given pictures look like most, when that is enough to ask whether it is that one. */
function alikeOf(
  model: Model,
  given: readonly PersonTemplate[],
  others: readonly PersonTemplate[],
): PersonPreview['alike'] {
  if (given.length === 0) return null;
  const [likest] = [...Map.groupBy(others, (template) => template.personId)]
    .map(([personId, own]) => ({ personId, confidence: likenessOf(given, own, pairConfidence(model)) }))
    .toSorted((a, b) => b.confidence - a.confidence);
  return likest && likest.confidence >= leastAlike ? likest : null;
}
