import { attributeFilm } from '../../../src-main/indexing/voices/attribute-film.ts';
import { closeWriter, openForWriting } from '../../../src-main/store/library-database.ts';
import { LibraryStore } from '../../../src-main/store/library-store.ts';

// Tells who speaks in the one film of a library whose passes are done, and prints what that took. A process of its own,
// so that its memory can be read.

/** What telling the speakers of a film took. */
export interface TellingCost {
  readonly seconds: number;
  readonly utterances: number;
  readonly peakMegabytes: number;
}

const [libraryFolder] = process.argv.slice(2);
if (!libraryFolder) throw new Error('usage: tell-speakers <library folder>');
const db = openForWriting(libraryFolder);
const store = new LibraryStore(db);
const { id } = store.videos.all()[0]!;
const model = store.faces.tracks(id)[0]?.model ?? '';
const began = performance.now();
const { attributions } = store.transaction(() => attributeFilm(store, id, model));
const cost: TellingCost = {
  seconds: (performance.now() - began) / 1000,
  utterances: attributions.length,
  peakMegabytes: process.resourceUsage().maxRSS / 1024,
};
console.log(JSON.stringify(cost));
closeWriter(db);
