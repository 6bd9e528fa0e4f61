import { readdir, stat } from 'node:fs/promises';

/** The names in one folder, in an order in which those that begin alike lie side by side. */
export class FolderListing {
  readonly names: readonly string[];
  /** The names as they are compared; sorted, like `names`. */
  readonly #folded: readonly string[];

  constructor(names: readonly string[]) {
    const sorted = names
      .map((name) => ({ folded: foldedName(name), name }))
      .sort((a, b) => (a.folded < b.folded ? -1 : a.folded > b.folded ? 1 : 0));
    this.names = sorted.map(({ name }) => name);
    this.#folded = sorted.map(({ folded }) => folded);
  }

  /** Names that begin with a text, whatever the letter case. */
  startingWith(text: string): string[] {
    const wanted = foldedName(text);
    const found: string[] = [];
    for (let i = this.#firstFrom(wanted); this.#folded[i]?.startsWith(wanted); i++)
      found.push(this.names[i]!);
    return found;
  }

  /** The entry of a name, whatever its letter case; null when there is none. */
  named(text: string): string | null {
    const wanted = foldedName(text);
    const place = this.#firstFrom(wanted);
    return this.#folded[place] === wanted ? this.names[place]! : null;
  }

  /** The first place whose name is not before `wanted`. */
  #firstFrom(wanted: string): number {
    let low = 0;
    let high = this.#folded.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#folded[middle]! < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Two spellings of one accented name are one name. */
export function foldedName(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/** Lists a folder; one that cannot be read is empty. */
export type ListFolder = (folder: string) => Promise<FolderListing>;

/** Lists each folder once: for the length of one scan. */
export function listOnce(): ListFolder {
  const known = new Map<string, Promise<FolderListing>>();
  return (folder) => {
    const listing = known.get(folder) ?? read(folder);
    known.set(folder, listing);
    return listing;
  };
}

const kept = 16;
/** A folder that changed so recently may change again without its date telling. */
const settledMs = 2000;

/**
 * Lists folders, and lists one again only when it has changed: asking after the files beside each of 10,000 films in
 * one folder would read it 10,000 times otherwise.
 */
export function listWhenChanged(): ListFolder {
  const known = new Map<string, { readonly changedMs: number; readonly listing: FolderListing }>();
  return async (folder) => {
    const changedMs = await stat(folder).then(
      ({ mtimeMs }) => mtimeMs,
      () => null,
    );
    if (changedMs === null) return new FolderListing([]);
    const before = known.get(folder);
    known.delete(folder);
    const listing = before?.changedMs === changedMs ? before.listing : await read(folder);
    if (Date.now() - changedMs > settledMs) known.set(folder, { changedMs, listing });
    for (const oldest of known.keys()) {
      if (known.size <= kept) break;
      known.delete(oldest);
    }
    return listing;
  };
}

async function read(folder: string): Promise<FolderListing> {
  return new FolderListing(await readdir(folder).catch(() => []));
}
