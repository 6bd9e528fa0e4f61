import { dot, normalised } from '../domain/vector.ts';
import type { Identity, TrackEmbedding } from '../store/face-table.ts';
import type { PersonTemplate } from '../store/people-table.ts';

export interface IdentityRules {
  /** Cosine from which a track shows the person. */
  readonly threshold: number;
  /** Calibrated probability that two faces of this cosine are one person. */
  readonly confidenceOf: (cosine: number) => number;
}

/** Tells which person each track shows: the one whose best picture is nearest, if it is near enough. */
export function identify(
  tracks: Iterable<TrackEmbedding>,
  templates: readonly PersonTemplate[],
  rules: IdentityRules,
): Identity[] {
  const gallery = templates.map(({ personId, embedding }) => ({
    personId,
    embedding: normalised(embedding),
  }));
  const identities: Identity[] = [];
  if (gallery.length === 0) return identities;
  for (const { trackId, embedding } of tracks) {
    let best = { personId: 0, similarity: -1 };
    for (const template of gallery) {
      const similarity = dot(embedding, template.embedding);
      if (similarity > best.similarity) best = { personId: template.personId, similarity };
    }
    if (best.similarity >= rules.threshold) {
      identities.push({ trackId, ...best, confidence: rules.confidenceOf(best.similarity) });
    }
  }
  return identities;
}
