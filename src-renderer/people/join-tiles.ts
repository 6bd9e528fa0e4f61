import type { PeopleState } from '../state/people.svelte.ts';
import type { UnnamedState } from '../state/unnamed.svelte.ts';
import type { Tile } from './tile-drop.ts';

/** One tile was dropped on another: they are one person, and a name holds for both. The name dropped on is kept. */
export function joinTiles(dropped: Tile, on: Tile, people: PeopleState, unnamed: UnnamedState): void {
  const personOf = ({ kind, id }: Tile) =>
    kind === 'person' ? (people.list.find((person) => person.id === id) ?? null) : null;
  const [from, into] = [personOf(dropped), personOf(on)];
  if (from && into) void people.merge(into, from);
  else if (into) void unnamed.name(dropped.id, into.name);
  else if (from) void unnamed.name(on.id, from.name);
  else if (dropped.kind === 'group' && on.kind === 'group') void unnamed.merge([on.id, dropped.id]);
}
