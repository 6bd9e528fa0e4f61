import { anchorSeconds, trackShowing } from '../../domain/face-anchor.ts';
import type { GroupedTrack } from '../../store/group-table.ts';
import type { LibraryStore } from '../../store/library-store.ts';
import { joinBonded } from './bonded-nodes.ts';
import { marksOf, type Decided } from './face-marks.ts';
import { cohesionOf, joinedMarks, nodeOf, noMarks, type FaceMarks, type FaceNode } from './face-node.ts';
import { groupAcross, groupFilm, groupRules, type GroupRules } from './group-rules.ts';
import { keepIds } from './keep-ids.ts';

/** A face model and the cosine from which it takes two faces for one person's. */
export interface FaceModel {
  readonly modelId: string;
  readonly threshold: number;
}

/**
 * Brings the groups of a model's face tracks in step with the tracks and the user's decisions: first the tracks of each
 * film that are in no group, then what they gave against the groups of the library. Groups that nothing new joins are
 * not looked at, and a group keeps its id. Runs inside the caller's transaction and does not await.
 *
 * @param changed tracks whose decisions have changed: their groups are made anew
 * @returns whether anything is different now
 */
export function regroup(store: LibraryStore, model: FaceModel, changed: readonly number[] = []): boolean {
  const { modelId } = model;
  const rules = groupRules(model.threshold);
  findDecidedTracks(store);
  const decided = marksOf(store.decisions.tracks());
  const before = new Map(store.groups.tracks(modelId).map((track) => [track.trackId, track.groupId]));
  dissolve(store, modelId, changed);
  const parts: FaceNode[] = [];
  const leftOut: number[] = [];
  for (const videoId of store.groups.filmsToGroup(modelId)) {
    const { found, left } = groupLoose(store, model, videoId, decided, rules);
    parts.push(...found);
    leftOut.push(...left);
  }
  if (parts.length + leftOut.length === 0) {
    store.groups.removeEmpty();
    return false;
  }
  const known = knownGroups(store, modelId, decided.marks);
  const nodes = joinBonded([...known.map(({ node }) => node), ...parts], decided.bonds);
  // Bonds join into the first of their nodes, so that the groups that were known still come first.
  const inGroups = new Set(known.map(({ node }) => node.trackIds[0]!));
  const looseFrom = nodes.filter(({ trackIds }) => inGroups.has(trackIds[0]!)).length;
  const clusters = groupAcross(nodes, looseFrom, rules).map(({ node }) => node);
  const untouched = new Set(known.map(({ node }) => node));
  const touched = clusters.filter((cluster) => !untouched.has(cluster));
  const ids = keepIds(
    touched.map(({ trackIds }) => trackIds),
    before,
  );
  touched.forEach((cluster, index) =>
    store.groups.put({ ...cluster, id: ids[index]!, ignored: cluster.marks.ignored }, modelId),
  );
  store.groups.leaveOut(leftOut);
  store.groups.removeEmpty();
  return true;
}

/** Finds the tracks that show decided faces now, after their films were indexed again. */
function findDecidedTracks(store: LibraryStore): void {
  for (const face of store.decisions.unfound()) {
    const { time } = face;
    const near = store.faces.seenBetween(face.videoId, time - anchorSeconds, time + anchorSeconds);
    const trackId = trackShowing(face, near);
    if (trackId === null) continue;
    store.decisions.setTrack(face.id, trackId);
    // It may have been grouped before anything was known of it.
    store.groups.release([trackId]);
  }
}

/** Takes apart the groups of some tracks, and those that lost tracks to re-indexing, whose sums no longer hold. */
function dissolve(store: LibraryStore, modelId: string, changed: readonly number[]): void {
  const affected = new Set([...store.groups.groupsOf(changed), ...store.groups.stale(modelId)]);
  for (const id of affected) store.groups.release(store.groups.trackIds(id));
  store.groups.release(changed);
}

/** Groups the tracks of one film that are in no group; those that show too little are left. */
function groupLoose(
  store: LibraryStore,
  { modelId }: FaceModel,
  videoId: number,
  { marks, bonds }: Decided,
  rules: GroupRules,
) {
  const tracks = store.groups
    .ungrouped(videoId, modelId)
    .map((track) => nodeOf(track, marks.get(track.trackId) ?? noMarks));
  const found = groupFilm(joinBonded(tracks, bonds), rules);
  const grouped = new Set(found.flatMap(({ trackIds }) => trackIds));
  return { found, left: tracks.flatMap(({ trackIds }) => trackIds.filter((id) => !grouped.has(id))) };
}

/** The groups there are, as nodes. */
export function knownGroups(store: LibraryStore, modelId: string, marks: ReadonlyMap<number, FaceMarks>) {
  const tracks = Map.groupBy(store.groups.tracks(modelId), ({ groupId }) => groupId);
  return store.groups
    .all(modelId)
    .filter(({ id }) => tracks.has(id))
    .map(({ id, sum, weight, squares }) => {
      const own = tracks.get(id)!;
      const node: FaceNode = {
        trackIds: own.map(({ trackId }) => trackId),
        sum,
        weight,
        squares,
        cohesion: own.length > 1 ? cohesionOf(sum, weight, squares) : null,
        seen: seenOf(own),
        marks: own.map(({ trackId }) => marks.get(trackId) ?? noMarks).reduce(joinedMarks),
      };
      return { id, node };
    });
}

function seenOf(tracks: readonly GroupedTrack[]): FaceNode['seen'] {
  return Map.groupBy(tracks, ({ videoId }) => videoId);
}
