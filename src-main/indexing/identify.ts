import { overlapOf } from '../domain/interval.ts';
import { dot, normalised } from '../domain/vector.ts';
import type { Identity, TrackEmbedding } from '../store/face-table.ts';
import type { PersonTemplate } from '../store/people-table.ts';

export interface IdentityRules {
  /** Cosine from which a track shows the person. */
  readonly threshold: number;
  /** Calibrated probability that two faces of this cosine are one person. */
  readonly confidenceOf: (cosine: number) => number;
}

/** Nobody is in two places: tracks that share more time than this cannot show the same person. */
const maxSharedSeconds = 0.3;

/**
 * Tells which person each track shows: the one whose nearest enrolled picture is nearest, if it is near enough and no
 * better track shows that person at the same time. `tracks` come video by video.
 */
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
  let candidates: Candidate[] = [];
  for (const track of tracks) {
    if (candidates[0] && candidates[0].track.videoId !== track.videoId) {
      identities.push(...withoutDoubles(candidates, rules));
      candidates = [];
    }
    const best = nearest(track.embedding, gallery);
    if (best && best.similarity >= rules.threshold) candidates.push({ track, ...best });
  }
  identities.push(...withoutDoubles(candidates, rules));
  return identities.toSorted((a, b) => a.trackId - b.trackId);
}

interface Candidate {
  readonly track: TrackEmbedding;
  readonly personId: number;
  readonly similarity: number;
}

function nearest(embedding: Float32Array, gallery: readonly PersonTemplate[]) {
  let best: { personId: number; similarity: number } | null = null;
  for (const template of gallery) {
    const similarity = dot(embedding, template.embedding);
    if (!best || similarity > best.similarity) best = { personId: template.personId, similarity };
  }
  return best;
}

/** Of tracks that claim one person at one time only the likest keeps the name. */
function withoutDoubles(candidates: readonly Candidate[], rules: IdentityRules): Identity[] {
  const kept: Candidate[] = [];
  for (const candidate of candidates.toSorted((a, b) => b.similarity - a.similarity)) {
    const isDouble = kept.some(
      ({ personId, track }) =>
        personId === candidate.personId && overlapOf(track, candidate.track) > maxSharedSeconds,
    );
    if (!isDouble) kept.push(candidate);
  }
  return kept.map(({ track, personId, similarity }) => ({
    trackId: track.trackId,
    personId,
    similarity,
    confidence: rules.confidenceOf(similarity),
  }));
}
