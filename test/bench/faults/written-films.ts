import type { Database } from 'better-sqlite3';
import type { LibraryStore } from '../../../src-main/store/library-store.ts';

// Films whose rows tell their own number, so that whoever finds them knows whether anything of them is missing.

const linesPerFilm = 50;
const framesPerFilm = 20;
const dimension = 64;
const model = 'written';
/** So many are kept; writing another takes out the oldest. */
export const filmsKept = 40;

/** Writes film `number` with its lines and frames, and takes out what is too old, in one transaction. */
export function writeFilm(store: LibraryStore, number: number): void {
  store.transaction(() => {
    const path = pathOf(number);
    const id = store.videos.add({ path, size: 1, modifiedMs: 1, fingerprint: path }, path, new Date());
    store.cues.replace(
      id,
      Array.from({ length: linesPerFilm }, (_, line) => ({
        start: line,
        end: line + 1,
        text: `line ${line} of film ${number}`,
        source: 'a.srt',
      })),
    );
    store.frames.replace(
      id,
      'dense',
      model,
      Array.from({ length: framesPerFilm }, (_, time) => ({ time, vector: vectorOf(number, time) })),
    );
    store.videos.setState(id, 'ready');
    const old = store.videos.byPath(pathOf(number - filmsKept));
    if (old) store.videos.remove(old.id);
  });
}

function pathOf(film: number): string {
  return `/films/${film}.mp4`;
}

function vectorOf(film: number, time: number): Float32Array {
  return Float32Array.from({ length: dimension }, (_, i) => Math.sin(1 + i * (film + time)) / 8);
}

/**
 * What is wrong with a library that holds such films, of which `acknowledged` is the last that was told to be written:
 * nothing, unless a film that must be there is missing, or one lacks a row, or the file is not sound.
 */
export function problemsIn(db: Database, acknowledged: number): string[] {
  const problems: string[] = [];
  const verdict = db.pragma('integrity_check', { simple: true });
  if (verdict !== 'ok') problems.push(String(verdict));
  const films = db.prepare('SELECT id, path FROM videos ORDER BY id').all() as { id: number; path: string }[];
  const numbers = films.map(({ path }) => Number(/\d+/.exec(path)![0]));
  const last = numbers.at(-1) ?? 0;
  if (last < acknowledged) problems.push(`Film ${acknowledged} was written, ${last} is the last.`);
  const first = Math.max(1, last - filmsKept + 1);
  const expected = Array.from({ length: last === 0 ? 0 : last - first + 1 }, (_, i) => first + i);
  if (numbers.join() !== expected.join()) problems.push(`Films ${numbers.join()} are there.`);
  const rows = db.prepare(
    `SELECT (SELECT count(*) FROM cues WHERE video_id = :id) || ' ' ||
       (SELECT count(*) FROM frames WHERE video_id = :id) || ' ' ||
       (SELECT count(*) FROM frame_codes WHERE video_id = :id)`,
  );
  for (const { id, path } of films) {
    const found = rows.pluck().get({ id });
    if (found !== `${linesPerFilm} ${framesPerFilm} 1`) problems.push(`${path} has ${String(found)} rows.`);
  }
  const heard = db.prepare(`SELECT count(*) FROM cue_words WHERE cue_words MATCH '"line 49 of film"'`);
  if (heard.pluck().get() !== films.length) problems.push('The index of words is not that of the lines.');
  return problems;
}
