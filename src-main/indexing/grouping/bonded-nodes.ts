import { joined, marksAgree, type FaceNode } from './face-node.ts';

/**
 * Joins the nodes that hold tracks of one bond, unless their marks contradict each other. The order of the nodes is kept.
 * @param bonds the later decision first, which holds against earlier ones
 */
export function joinBonded(nodes: readonly FaceNode[], bonds: readonly (readonly number[])[]): FaceNode[] {
  if (bonds.length === 0) return [...nodes];
  const byTrack = new Map(nodes.flatMap((node, index) => node.trackIds.map((trackId) => [trackId, index])));
  const clusters: (FaceNode | null)[] = [...nodes];
  const placeOf = nodes.map((_, index) => index);
  for (const bond of bonds) {
    const places = new Set(
      bond.flatMap((trackId) => byTrack.get(trackId) ?? []).map((index) => placeOf[index]!),
    );
    const [first, ...others] = [...places].toSorted((a, b) => a - b);
    for (const other of others) {
      const [kept, gone] = [clusters[first!]!, clusters[other]!];
      if (!marksAgree(kept.marks, gone.marks)) continue;
      clusters[first!] = joined(kept, gone);
      clusters[other] = null;
      placeOf.forEach((place, index) => {
        if (place === other) placeOf[index] = first!;
      });
    }
  }
  return clusters.filter((node) => node !== null);
}
