import { writeSync } from 'node:fs';
import { openForWriting } from '../../../src-main/store/library-database.ts';
import { LibraryStore } from '../../../src-main/store/library-store.ts';
import { MadeUpVectors } from './made-up-vectors.ts';
import { writeMadeUpFilm } from './write-film.ts';

// Writes film after film into a library, as fast as it can, until it is killed; says so once the first is there.

const [folder, seed, first] = process.argv.slice(2);
if (!folder || !seed || !first) throw new Error('usage: write-process <library folder> <seed> <first film>');
const store = new LibraryStore(openForWriting(folder));
const made = new MadeUpVectors(Number(seed));
for (let film = Number(first); ; film++) {
  writeMadeUpFilm(store, made, film);
  if (film === Number(first)) writeSync(1, 'writing\n');
}
