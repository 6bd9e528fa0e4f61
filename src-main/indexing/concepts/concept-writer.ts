import type { ConceptKind } from '../../domain/concept.ts';
import type { LibraryStore } from '../../store/library-store.ts';
import type { ConceptKeeper, ConceptOutcome, ConceptPreview } from './concept-keeper.ts';
import type { ConceptPicture } from './concept-pictures.ts';

/** Carries out what the user decides about concepts. */
export class ConceptWriter {
  readonly #store: LibraryStore;
  readonly #keeper: ConceptKeeper;
  readonly #changed: () => void;

  /** @param changed told when there are other concepts, or they are called otherwise */
  constructor(store: LibraryStore, keeper: ConceptKeeper, changed: () => void) {
    this.#store = store;
    this.#keeper = keeper;
    this.#changed = changed;
  }

  async add(name: string, kind: ConceptKind, pictures: readonly ConceptPicture[]): Promise<ConceptOutcome> {
    const outcome = await this.#keeper.add(name, kind, pictures);
    if (outcome.pictures.some(({ problem }) => problem === null)) this.#changed();
    return outcome;
  }

  /** Says what would be found from pictures; stores nothing. */
  preview(kind: ConceptKind, pictures: readonly ConceptPicture[]): Promise<ConceptPreview> {
    return this.#keeper.preview(kind, pictures);
  }

  rename(conceptId: number, name: string): null {
    this.#store.transaction(() => this.#store.concepts.rename(conceptId, name));
    this.#changed();
    return null;
  }

  async remove(conceptId: number): Promise<boolean> {
    const removed = await this.#keeper.remove(conceptId);
    if (removed) this.#changed();
    return removed;
  }
}
