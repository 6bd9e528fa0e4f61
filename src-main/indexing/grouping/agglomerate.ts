import { joined, linkage, mayJoin, type FaceNode } from './face-node.ts';

export interface LinkRules {
  /** Average linkage below which two nodes are never one person's. */
  readonly threshold: number;
  /** Whether two nodes of this average linkage, which is not below the threshold, are one person's. */
  readonly areOne: (a: FaceNode, b: FaceNode, linkage: number) => boolean;
  /** Whether a node is sure enough to be compared with others that are not. */
  readonly isSure: (index: number) => boolean;
  /** Nodes before this one are not compared with each other: an earlier run has. */
  readonly looseFrom: number;
}

/** Of the nodes that look like one node, so many likest are remembered. */
const mostNeighbours = 64;
/** Nodes whose sums are compared block by block, so that a block stays in the processor's cache. */
const block = 48;

/** Some of the nodes as one. */
export interface Cluster {
  /** Which nodes, sorted. */
  readonly indices: readonly number[];
  readonly node: FaceNode;
}

/**
 * Average-linkage clustering: joins what is alike until nothing is that may be joined. Gives the clusters by their first
 * node.
 *
 * Note: why nearest-neighbour chains
 * A cluster that is as like to a third as its likest part cannot become liker to it by growing, and neither can one that
 * must not be joined with it. So clusters that are each other's nearest may be joined at any time and the result is the
 * same as if the likest pair of all were always joined first (Murtagh 1983), without a queue over all pairs.
 */
export function agglomerate(nodes: readonly FaceNode[], rules: LinkRules): Cluster[] {
  const clusters: (FaceNode | null)[] = [...nodes];
  const members = nodes.map((_, index) => [index]);
  const neighbours = likePairs(nodes, rules);
  const chain: number[] = [];
  for (let next = 0; next < nodes.length;) {
    if (chain.length === 0) {
      if (clusters[next] === null) {
        next++;
        continue;
      }
      chain.push(next);
    }
    const end = chain.at(-1)!;
    const nearest = nearestOf(neighbours[end]!, chain.at(-2));
    if (nearest === null) {
      chain.pop();
      // Nothing is left that it could be joined with.
      if (chain.length === 0) next++;
    } else if (nearest !== chain.at(-2)) chain.push(nearest);
    else {
      chain.length -= 2;
      const kept = Math.min(end, nearest);
      const gone = Math.max(end, nearest);
      members[kept]!.push(...members[gone]!);
      members[gone] = [];
      clusters[kept] = joined(clusters[kept]!, clusters[gone]!);
      clusters[gone] = null;
      relink(kept, gone, clusters, neighbours, rules);
      next = Math.min(next, kept);
    }
  }
  return clusters.flatMap((node, index) =>
    node === null ? [] : [{ indices: members[index]!.toSorted((a, b) => a - b), node }],
  );
}

/** The likest neighbour; among equals the one that the chain comes from, then the first. */
function nearestOf(neighbours: ReadonlyMap<number, number>, before: number | undefined): number | null {
  let nearest: number | null = null;
  let likeness = -Infinity;
  for (const [index, own] of neighbours) {
    const isBetter =
      own > likeness || (own === likeness && (index === before || (nearest !== before && index < nearest!)));
    if (isBetter) [nearest, likeness] = [index, own];
  }
  return nearest;
}

/** Gives the cluster that two became the neighbours of both that are still like it and may be joined with it. */
function relink(
  kept: number,
  gone: number,
  clusters: readonly (FaceNode | null)[],
  neighbours: readonly Map<number, number>[],
  { threshold, areOne }: LinkRules,
): void {
  const around = new Set([...neighbours[kept]!.keys(), ...neighbours[gone]!.keys()]);
  around.delete(kept);
  around.delete(gone);
  neighbours[kept]!.clear();
  neighbours[gone]!.clear();
  for (const index of around) {
    neighbours[index]!.delete(gone);
    neighbours[index]!.delete(kept);
    const [one, other] = [clusters[kept]!, clusters[index]!];
    const likeness = linkage(one, other);
    if (likeness < threshold || !areOne(one, other, likeness) || !mayJoin(one, other)) continue;
    neighbours[kept]!.set(index, likeness);
    neighbours[index]!.set(kept, likeness);
  }
}

/** For each node the others that are like it and may be joined with it. */
function likePairs(nodes: readonly FaceNode[], rules: LinkRules): Map<number, number>[] {
  const { threshold, areOne, isSure, looseFrom } = rules;
  const found = nodes.map(() => new Map<number, number>());
  for (let rows = looseFrom; rows < nodes.length; rows += block) {
    const rowsEnd = Math.min(nodes.length, rows + block);
    for (let columns = 0; columns < rowsEnd; columns += block) {
      for (let a = rows; a < rowsEnd; a++) {
        const columnsEnd = Math.min(a, columns + block);
        for (let b = columns; b < columnsEnd; b++) {
          if (!isSure(a) && !isSure(b)) continue;
          const [one, other] = [nodes[a]!, nodes[b]!];
          const likeness = linkage(one, other);
          if (likeness < threshold || !areOne(one, other, likeness) || !mayJoin(one, other)) continue;
          found[a]!.set(b, likeness);
          found[b]!.set(a, likeness);
        }
      }
    }
    found.forEach((own, index) => {
      if (own.size > 4 * mostNeighbours) forgetFarthest(index, found);
    });
  }
  return found;
}

/** Forgets all neighbours of a node but the likest, on both sides. */
function forgetFarthest(index: number, found: readonly Map<number, number>[]): void {
  const own = found[index]!;
  const far = [...own].toSorted((a, b) => b[1] - a[1]).slice(mostNeighbours);
  for (const [other] of far) {
    own.delete(other);
    found[other]!.delete(index);
  }
}
