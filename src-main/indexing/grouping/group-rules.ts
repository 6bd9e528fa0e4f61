import { agglomerate, type Cluster, type LinkRules } from './agglomerate.ts';
import { isMarked, type FaceNode } from './face-node.ts';

/** How alike faces must be to be one person's, from a face model's own threshold. */
export interface GroupRules {
  /** Average linkage below which nothing is joined. */
  readonly least: number;
  /** Average linkage from which two single tracks of a film are joined before anything else is known of its faces. */
  readonly sure: number;
  /** How far below its own cohesion the linkage with another part of one person may lie, inside a film and across films. */
  readonly slackInFilm: number;
  readonly slackAcross: number;
  /** Quality below which a track founds no group: background, far away, or turned aside. */
  readonly leastQuality: number;
}

/**
 * Note: what the group's own tracks say
 * A model's threshold is one number for all films, but how alike it finds one person's faces differs from film to film:
 * on drawn faces 0.93 on average where it finds 0.75 on a real family's, and two drawn strangers as alike as 0.84. So a
 * part is joined with another only when the two are about as alike as the tracks of either are among themselves. The
 * shares below were chosen on the sample film and drawn films with seeds 1 to 5: the linkage of two halves of one person
 * lay at most 0.03 below their cohesion, that of strangers at least 0.087.
 */
export function groupRules(threshold: number): GroupRules {
  const above = 1 - threshold;
  return {
    least: threshold + above * 0.125,
    sure: threshold + above * 0.375,
    slackInFilm: above * 0.35,
    slackAcross: above * 0.16,
    leastQuality: 0.15,
  };
}

/** Groups the tracks of one film. What was not sure enough for a group is left out. */
export function groupFilm(tracks: readonly FaceNode[], rules: GroupRules): FaceNode[] {
  const isSure = (node: FaceNode) => isMarked(node) || node.weight >= rules.leastQuality;
  const first = join(tracks, {
    threshold: rules.sure,
    areOne: () => true,
    isSure: (index) => isSure(tracks[index]!),
    looseFrom: 0,
  });
  const usual = usualCohesion(first) ?? rules.sure + rules.slackInFilm;
  const second = join(first, {
    threshold: rules.least,
    areOne: (a, b, linkage) => linkage >= ownCohesion(a, b, usual) - rules.slackInFilm,
    isSure: (index) => isSure(first[index]!),
    looseFrom: 0,
  });
  return second.filter(isSure);
}

/**
 * Joins groups of several films. Nodes from `loose` on are new; those before are groups already, which are joined with
 * each other only where something new leads from one to the other.
 */
export function groupAcross(nodes: readonly FaceNode[], loose: number, rules: GroupRules): Cluster[] {
  const usual = usualCohesion(nodes) ?? rules.sure + rules.slackAcross;
  return agglomerate(nodes, {
    threshold: rules.least,
    areOne: (a, b, linkage) => linkage >= ownCohesion(a, b, usual) - rules.slackAcross,
    isSure: () => true,
    looseFrom: loose,
  });
}

function join(nodes: readonly FaceNode[], rules: LinkRules): FaceNode[] {
  return agglomerate(nodes, rules).map(({ node }) => node);
}

/** How alike the tracks of either are among themselves, on average of the two. */
function ownCohesion(a: FaceNode, b: FaceNode, usual: number): number {
  return ((a.cohesion ?? usual) + (b.cohesion ?? usual)) / 2;
}

/** The median cohesion of the nodes that have one. */
function usualCohesion(nodes: readonly FaceNode[]): number | null {
  const known = nodes.map(({ cohesion }) => cohesion).filter((one) => one !== null);
  return known.toSorted((a, b) => a - b)[Math.floor(known.length / 2)] ?? null;
}
