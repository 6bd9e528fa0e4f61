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
/** How much liker than two people of the same film a track must be to the person. */
const marginOverStrangers = 0.22;

/**
 * Tells which person each track shows: the one whose nearest enrolled picture is nearest, if it is near enough for this
 * film and no better track shows that person at the same time. `tracks` come video by video.
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
  for (const filmTracks of byVideo(tracks)) identities.push(...identifyInFilm(filmTracks, gallery, rules));
  return identities;
}

function* byVideo(tracks: Iterable<TrackEmbedding>): Generator<TrackEmbedding[]> {
  let group: TrackEmbedding[] = [];
  for (const track of tracks) {
    if (group[0] && group[0].videoId !== track.videoId) {
      yield group;
      group = [];
    }
    group.push(track);
  }
  if (group.length > 0) yield group;
}

interface Candidate {
  readonly track: TrackEmbedding;
  readonly personId: number;
  readonly similarity: number;
}

function identifyInFilm(
  tracks: readonly TrackEmbedding[],
  gallery: readonly PersonTemplate[],
  rules: IdentityRules,
): Identity[] {
  const threshold = filmThreshold(tracks, rules.threshold);
  const candidates: Candidate[] = [];
  for (const track of tracks) {
    const best = nearest(track.embedding, gallery);
    if (best && best.similarity >= threshold) candidates.push({ track, ...best });
  }
  return withoutDoubles(candidates)
    .map(({ track, personId, similarity }) => ({
      trackId: track.trackId,
      personId,
      similarity,
      confidence: rules.confidenceOf(similarity),
    }))
    .toSorted((a, b) => a.trackId - b.trackId);
}

// Note: people seen together teach what different looks like
// A model that was trained on photographs finds the faces of one cartoon, one filter or one bad tape all rather alike,
// and its threshold would name strangers. Two faces on screen at the same time are surely two people, so a film's own
// pairs tell how alike strangers look in it; a name has to be clearly likelier than that.
function filmThreshold(tracks: readonly TrackEmbedding[], modelThreshold: number): number {
  const strangers: number[] = [];
  const byStart = tracks.toSorted((a, b) => a.start - b.start);
  byStart.forEach((track, index) => {
    for (let next = index + 1; next < byStart.length && byStart[next]!.start < track.end; next++) {
      const other = byStart[next]!;
      if (overlapOf(track, other) > maxSharedSeconds) strangers.push(dot(track.embedding, other.embedding));
    }
  });
  if (strangers.length === 0) return modelThreshold;
  const median = strangers.toSorted((a, b) => a - b)[strangers.length >> 1]!;
  return Math.max(modelThreshold, median + marginOverStrangers);
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
function withoutDoubles(candidates: readonly Candidate[]): Candidate[] {
  const kept: Candidate[] = [];
  for (const candidate of candidates.toSorted((a, b) => b.similarity - a.similarity)) {
    const isDouble = kept.some(
      ({ personId, track }) =>
        personId === candidate.personId && overlapOf(track, candidate.track) > maxSharedSeconds,
    );
    if (!isDouble) kept.push(candidate);
  }
  return kept;
}
