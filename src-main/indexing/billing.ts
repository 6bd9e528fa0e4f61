import { foldName } from '../domain/person-name.ts';
import type { CastRow } from '../store/film-facts-table.ts';
import type { PersonRow } from '../store/people-table.ts';

/** A shorter list names the leading parts alone and says nothing of others. */
const leastCast = 4;

/** Whether a film's cast speaks against a person: see {@link billingOf}. */
export type IsUnbilled = (personId: number, videoId: number) => boolean;

/**
 * What the casts beside films say of who is in them.
 *
 * Note: when a list says that somebody is not there
 * A cast names actors and parts, and people name whom they enrol as they like: “Grandma” is in no list. But who is billed
 * in one film of the library by this very name, as an actor or as a part, would be billed in another. So a list speaks
 * against those alone whom some list names. It never speaks for anybody: who is billed has yet to be seen.
 */
export function billingOf(cast: readonly CastRow[], people: readonly PersonRow[]): IsUnbilled {
  const filmsOf = new Map<string, Set<number>>();
  const sizes = new Map<number, number>();
  for (const { videoId, name, role } of cast) {
    for (const own of [name, role]) {
      if (own !== null) filmsOf.set(foldName(own), (filmsOf.get(foldName(own)) ?? new Set()).add(videoId));
    }
    sizes.set(videoId, (sizes.get(videoId) ?? 0) + 1);
  }
  const billed = new Map(people.map(({ id, name }) => [id, filmsOf.get(foldName(name))]));
  return (personId, videoId) =>
    (sizes.get(videoId) ?? 0) >= leastCast && billed.get(personId)?.has(videoId) === false;
}
