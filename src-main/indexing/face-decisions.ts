import { z } from 'zod';
import { UserFacingError } from '../domain/errors.ts';
import { anchorSample } from '../domain/face-anchor.ts';
import type { DecisionAction, NewDecidedFace } from '../store/decision-table.ts';
import type { LibraryStore } from '../store/library-store.ts';
import type { NewPersonPicture, PersonRow } from '../store/people-table.ts';

/** What was decided, and the tracks that it changes something for. */
export interface Change {
  readonly changed: readonly number[];
}

const ids = z.array(z.number().int());
const nameInverse = z.object({ pictures: ids, founded: z.boolean() });
const uniteInverse = z.object({
  person: z.object({ id: z.number().int(), name: z.string(), colour: z.number().int() }),
  pictures: ids,
  decisions: ids,
});

/**
 * Writes what the user decides about faces, and takes it back. Each method is one decision and runs inside the caller's
 * transaction; it throws a {@link UserFacingError} when what it is about is gone.
 */
export class FaceDecisions {
  readonly #store: LibraryStore;

  constructor(store: LibraryStore) {
    this.#store = store;
  }

  /**
   * A group's faces show a person, who is founded on them when nobody has the name.
   * @param pictures of the group, which stand for the person from now on
   */
  name(groupId: number, name: string, pictures: readonly NewPersonPicture[]): Change & { person: PersonRow } {
    const { people, decisions } = this.#store;
    const trackIds = this.#tracksOf(groupId);
    const known = people.byName(name);
    const person = known ?? people.add(name, new Date());
    const added = pictures.map((picture) => people.addPicture(person.id, picture, 'group'));
    const inverse = JSON.stringify({ pictures: added, founded: known === null });
    decisions.add({ action: 'name', personId: person.id, inverse, faces: this.#faces(trackIds) }, new Date());
    return { changed: trackIds, person };
  }

  /** Several groups are one person. */
  merge(groupIds: readonly number[]): Change {
    return this.#decide('merge', this.#faces(groupIds.flatMap((groupId) => this.#tracksOf(groupId))));
  }

  /** Some tracks of a group are not the person of the rest. */
  split(groupId: number, trackIds: readonly number[]): Change {
    const own = this.#tracksOf(groupId);
    const apart = new Set(trackIds);
    const stays = own.filter((trackId) => !apart.has(trackId));
    if (stays.length + apart.size !== own.length) throw changedMeanwhile();
    if (stays.length === 0) {
      throw new UserFacingError(
        'bad-input',
        'Nothing would be left of the group.',
        'Choose only the faces that are not this person.',
      );
    }
    return this.#decide('split', [...this.#faces(stays), ...this.#faces(trackIds, 1)]);
  }

  /** A track does not show a person; the rest of its group may. */
  notThis(personId: number, trackId: number): Change {
    if (!this.#store.people.byId(personId) || !this.#store.faces.track(trackId)) throw changedMeanwhile();
    const group = this.#store.groups.groupsOf([trackId])[0];
    const rest = group === undefined ? [] : this.#tracksOf(group).filter((other) => other !== trackId);
    return this.#decide('not-this', [...this.#faces(rest), ...this.#faces([trackId], 1)], personId);
  }

  /** A group is nobody to be named. */
  ignore(groupId: number): Change {
    return this.#decide('ignore', this.#faces(this.#tracksOf(groupId)));
  }

  /** Two people are one: `from` becomes `into` and is gone. */
  unite(into: number, from: number): Change {
    const { people, decisions } = this.#store;
    const person = people.byId(from);
    if (!person || !people.byId(into) || into === from) throw changedMeanwhile();
    const changed = decisions.tracksOfPerson(from);
    const inverse = JSON.stringify({
      person,
      pictures: people.movePictures(from, into),
      decisions: decisions.movePerson(from, into),
    });
    people.remove(from);
    decisions.add({ action: 'unite', personId: into, inverse, faces: [] }, new Date());
    return { changed };
  }

  /** Takes back the latest decision; null when there is none. */
  undo(): (Change & { action: DecisionAction }) | null {
    const { people, decisions } = this.#store;
    const last = decisions.last();
    if (!last) return null;
    const { id, action, personId } = last;
    const changed = decisions.tracksOf(id);
    if (action === 'unite') changed.push(...this.#divide(uniteInverse.parse(JSON.parse(last.inverse))));
    decisions.remove(id);
    if (action === 'name' && personId !== null) {
      const { pictures, founded } = nameInverse.parse(JSON.parse(last.inverse));
      people.removePictures(pictures);
      // A person who got pictures or faces since stays.
      const isBare = people.pictureCount(personId) === 0 && !decisions.concern(personId);
      if (founded && isBare) people.remove(personId);
    }
    return { changed, action };
  }

  /** Makes one person two again; gives the tracks decided about the one who comes back. */
  #divide({ person, pictures, decisions }: z.output<typeof uniteInverse>): number[] {
    const { people } = this.#store;
    if (people.byName(person.name)) {
      throw new UserFacingError(
        'bad-input',
        `Somebody else is called “${person.name}” by now.`,
        'Rename that person first, then undo again.',
      );
    }
    people.restore(person, new Date());
    people.givePictures(pictures, person.id);
    this.#store.decisions.setPerson(decisions, person.id);
    return this.#store.decisions.tracksOfPerson(person.id);
  }

  #decide(action: DecisionAction, faces: readonly NewDecidedFace[], personId: number | null = null): Change {
    this.#store.decisions.add({ action, personId, inverse: '{}', faces }, new Date());
    return { changed: faces.map(({ trackId }) => trackId) };
  }

  #tracksOf(groupId: number): number[] {
    const trackIds = this.#store.groups.trackIds(groupId);
    if (trackIds.length === 0) throw changedMeanwhile();
    return trackIds;
  }

  #faces(trackIds: readonly number[], side = 0): NewDecidedFace[] {
    return trackIds.map((trackId) => {
      const track = this.#store.faces.track(trackId)!;
      const { fingerprint } = this.#store.videos.byId(track.videoId)!;
      const { time, box } = anchorSample(this.#store.faces.samples(trackId));
      return { fingerprint, time, box, trackId, side };
    });
  }
}

function changedMeanwhile(): UserFacingError {
  return new UserFacingError(
    'not-found',
    'These faces have been grouped anew meanwhile.',
    'Look at the unnamed people again.',
  );
}
