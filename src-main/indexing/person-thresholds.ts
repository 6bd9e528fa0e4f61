import { dot, normalised } from '../domain/vector.ts';
import type { PersonTemplate } from '../store/people-table.ts';
import type { FaceMarks } from './grouping/face-node.ts';

/** How far above a refused face a person's threshold is put, as a share of what lies above the model's. */
const margin = 0.05;

/**
 * The cosine from which a face is taken for a person, where it differs from the model's own threshold: whoever was refused
 * as this person shows how alike another face can be. It lies above the likest refused face, but never so high that a
 * face the user confirmed would miss it.
 *
 * @param templates embeddings of enrolled pictures
 * @param marks what the user decided about face tracks
 * @param embeddingOf of a track; null where the model did not describe it
 */
export function personThresholds(
  templates: readonly PersonTemplate[],
  marks: ReadonlyMap<number, FaceMarks>,
  embeddingOf: (trackId: number) => Float32Array | null,
  threshold: number,
): Map<number, number> {
  const gallery = Map.groupBy(templates, ({ personId }) => personId);
  const likenessOf = (personId: number, trackId: number): number | null => {
    const embedding = embeddingOf(trackId);
    const own = gallery.get(personId);
    if (!embedding || !own) return null;
    return Math.max(...own.map((template) => dot(embedding, normalised(template.embedding))));
  };
  const refused = new Map<number, number>();
  const confirmed = new Map<number, number>();
  for (const [trackId, { person, not }] of marks) {
    for (const personId of not) {
      const likeness = likenessOf(personId, trackId);
      if (likeness !== null) refused.set(personId, Math.max(refused.get(personId) ?? -1, likeness));
    }
    const likeness = person === null ? null : likenessOf(person, trackId);
    if (likeness !== null) confirmed.set(person!, Math.min(confirmed.get(person!) ?? 1, likeness));
  }
  const thresholds = new Map<number, number>();
  for (const [personId, likest] of refused) {
    const wanted = Math.min(likest + margin * (1 - threshold), confirmed.get(personId) ?? 1);
    if (wanted > threshold) thresholds.set(personId, wanted);
  }
  return thresholds;
}
