import {
  changedCollection,
  noSuchCollection,
  type CollectionAction,
  type CollectionChange,
} from '../domain/collection.ts';
import type { CollectionRow, StoredCollection } from '../store/collection-table.ts';
import type { LibraryStore } from '../store/library-store.ts';

/** Changes the user's collections, each change in one transaction that can be taken back. */
export class CollectionWriter {
  readonly #store: LibraryStore;
  readonly #changed: () => void;

  /** @param changed told after every change */
  constructor(store: LibraryStore, changed: () => void) {
    this.#store = store;
    this.#changed = changed;
  }

  /** Gives the collection's number. Throws a UserFacingError when it, or the moment that is meant, is gone. */
  change(change: CollectionChange): number {
    const id = this.#store.transaction(() => this.#change(change, new Date()));
    this.#changed();
    return id;
  }

  /** Takes back the latest change; null when there is none. */
  undo(): CollectionAction | null {
    const { collections } = this.#store;
    const action = this.#store.transaction(() => {
      const last = collections.lastChange();
      if (!last) return null;
      if (last.before === null) collections.remove(last.collectionId);
      else collections.keep(last.before);
      collections.forgetChange(last.id);
      return last.action;
    });
    if (action !== null) this.#changed();
    return action;
  }

  #change(change: CollectionChange, now: Date): number {
    const { collections } = this.#store;
    const found =
      change.action === 'add' ? collections.byName(change.name) : collections.byId(change.collectionId);
    const before = found && this.#whole(found);
    const start = before ?? this.#begun(change, now);
    const after = changedCollection(start, change);
    if (after === null) collections.remove(start.id);
    else collections.keep(change.action === 'add' ? { ...after, usedAt: now.toISOString() } : after);
    collections.log({ action: change.action, collectionId: start.id, before }, now);
    return start.id;
  }

  #begun(change: CollectionChange, now: Date): StoredCollection {
    const { collections } = this.#store;
    if (change.action === 'add') return this.#whole(collections.byId(collections.make(change.name, now))!);
    throw noSuchCollection();
  }

  #whole(row: CollectionRow): StoredCollection {
    return { ...row, moments: this.#store.collections.moments(row.id) };
  }
}
