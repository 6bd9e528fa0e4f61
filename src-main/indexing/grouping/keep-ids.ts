/**
 * Which group each cluster is: the one that most of its tracks were in, each group once, those with most tracks in
 * common first. Null for clusters that are new.
 *
 * @param before the group of each track until now
 */
export function keepIds(
  clusters: readonly (readonly number[])[],
  before: ReadonlyMap<number, number>,
): (number | null)[] {
  const claims = clusters.flatMap((trackIds, cluster) => {
    const counts = new Map<number, number>();
    for (const trackId of trackIds) {
      const group = before.get(trackId);
      if (group !== undefined) counts.set(group, (counts.get(group) ?? 0) + 1);
    }
    return [...counts].map(([group, common]) => ({ cluster, group, common }));
  });
  claims.sort((a, b) => b.common - a.common || a.group - b.group || a.cluster - b.cluster);
  const ids: (number | null)[] = clusters.map(() => null);
  const taken = new Set<number>();
  for (const { cluster, group } of claims) {
    if (ids[cluster] !== null || taken.has(group)) continue;
    ids[cluster] = group;
    taken.add(group);
  }
  return ids;
}
