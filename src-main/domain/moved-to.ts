/** A list with the first item of which `isMoved` is true at another place, counted from 0 without it. */
export function movedTo<T>(list: readonly T[], isMoved: (item: T) => boolean, place: number): T[] {
  const from = list.findIndex(isMoved);
  const moved = list[from];
  if (moved === undefined) return [...list];
  return list.toSpliced(from, 1).toSpliced(place, 0, moved);
}
