import { seededRandom } from '../../../src-main/domain/random.ts';
import type { LibraryStore } from '../../../src-main/store/library-store.ts';
import { madeUpLine } from './made-up-lines.ts';
import { framesPerFilm, type MadeUpVectors } from './made-up-vectors.ts';
import { model } from './searched-library.ts';

const linesPerFilm = 1000;

/** Writes a made-up film with its vectors and what is said in it, in one transaction. */
export function writeMadeUpFilm(store: LibraryStore, made: MadeUpVectors, film: number): void {
  const random = seededRandom(film);
  const frames = made.film(film).map((vector, time) => ({ time, vector }));
  const cues = Array.from({ length: linesPerFilm }, (_, line) => ({
    start: line,
    end: line + 1,
    text: madeUpLine(random).join(' '),
    source: 'film.srt',
  }));
  store.transaction(() => {
    const path = `/films/${film}.mp4`;
    const id = store.videos.add(
      { path, size: 1, modifiedMs: 1, fingerprint: path },
      'A film',
      new Date('2026-01-02T03:04:05Z'),
    );
    store.videos.setProbe(id, JSON.stringify({ container: 'mov,mp4', video: null, audio: [] }), {
      duration: framesPerFilm,
      width: 640,
      height: 360,
    });
    store.videos.setState(id, 'ready');
    store.cues.replace(id, cues);
    store.frames.replace(id, 'dense', model, frames);
  });
}
