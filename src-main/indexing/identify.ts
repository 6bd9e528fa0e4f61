import { overlapOf } from '../domain/interval.ts';
import { dot, normalised } from '../domain/vector.ts';
import type { Identity, TrackEmbedding } from '../store/face-table.ts';
import type { IsUnbilled } from './billing.ts';
import type { PersonTemplate } from '../store/people-table.ts';

export interface IdentityRules {
  /** Cosine from which a track shows the person. */
  readonly threshold: number;
  /** Higher ones of single people, see person-thresholds.ts. */
  readonly thresholds?: ReadonlyMap<number, number>;
  /** Whom the casts beside films speak against; nobody when left out. */
  readonly isUnbilled?: IsUnbilled;
  /** Calibrated probability that two faces of this cosine are one person. */
  readonly confidenceOf: (cosine: number) => number;
}

/**
 * How much liker somebody must be to be seen in a film whose cast does not name them, as a share of what lies above the
 * threshold: about two nats where the curve of the starter pack's faces is steepest.
 */
const unbilledMargin = 0.125;

/** Cosine from which faces seen in these films show this person. */
export function thresholdFor(
  personId: number,
  videoIds: readonly number[],
  { threshold, thresholds, isUnbilled }: IdentityRules,
): number {
  const own = thresholds?.get(personId) ?? threshold;
  const isStrange = isUnbilled !== undefined && videoIds.every((videoId) => isUnbilled(personId, videoId));
  return isStrange ? own + unbilledMargin * (1 - threshold) : own;
}

/** Nobody is in two places: tracks that share more time than this cannot show the same person. */
const maxSharedSeconds = 0.3;
/** How much liker a rival must be than the person before a name is refused. */
const rivalMargin = 0.03;

/**
 * Tells which person each track shows: the one whose nearest enrolled picture is nearest, if it is near enough, no
 * better track shows that person at the same time, and it is no rival of theirs. `tracks` come video by video.
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
  const candidates: Candidate[] = [];
  for (const track of tracks) {
    const best = nearest(track.embedding, gallery);
    if (best && best.similarity >= thresholdFor(best.personId, [track.videoId], rules))
      candidates.push({ track, ...best });
  }
  return [...Map.groupBy(candidates, ({ personId }) => personId).values()]
    .flatMap((claims) => withoutRivals(claims, tracks))
    .map(({ track, personId, similarity }) => ({
      trackId: track.trackId,
      personId,
      similarity,
      confidence: rules.confidenceOf(similarity),
    }))
    .toSorted((a, b) => a.trackId - b.trackId);
}

function nearest(embedding: Float32Array, gallery: readonly PersonTemplate[]) {
  let best: { personId: number; similarity: number } | null = null;
  for (const template of gallery) {
    const similarity = dot(embedding, template.embedding);
    if (!best || similarity > best.similarity) best = { personId: template.personId, similarity };
  }
  return best;
}

// Note: a rival seen beside the person
// A model trained on photographs finds the faces of one cartoon, or of one family, rather alike, and with only one of
// them enrolled the others may pass for her. But whoever is on screen beside a likelier face is surely somebody else,
// and so it becomes known what that somebody looks like in this film: a track that looks more like such a rival than
// like the enrolled pictures and the surest track of the person is not the person either.
function withoutRivals(claims: readonly Candidate[], tracks: readonly TrackEmbedding[]): Candidate[] {
  const bySimilarity = claims.toSorted((a, b) => b.similarity - a.similarity);
  const surest = bySimilarity[0];
  if (!surest) return [];
  const kept: Candidate[] = [];
  for (const claim of bySimilarity) {
    if (!kept.some(({ track }) => areTogether(track, claim.track))) kept.push(claim);
  }
  const keptTracks = new Set(kept.map(({ track }) => track));
  const rivals = tracks.filter(
    (track) => !keptTracks.has(track) && kept.some((claim) => areTogether(claim.track, track)),
  );
  return kept.filter(({ track, similarity }) => {
    const likeness = Math.max(similarity, dot(track.embedding, surest.track.embedding));
    return rivals.every(
      (rival) => areTogether(rival, track) || dot(rival.embedding, track.embedding) <= likeness + rivalMargin,
    );
  });
}

function areTogether(a: TrackEmbedding, b: TrackEmbedding): boolean {
  return overlapOf(a, b) > maxSharedSeconds;
}
