import type { Database } from 'better-sqlite3';
import type { Interval } from '../domain/interval.ts';
import { wordsOf } from '../domain/words.ts';

export interface CueRow extends Interval {
  readonly id: number;
  readonly videoId: number;
  /** File name of the sidecar, or `stream <n>` for an embedded track. */
  readonly source: string;
  readonly text: string;
}

export type NewCue = Omit<CueRow, 'id' | 'videoId'>;

/** A file or track that lines of dialogue come from. */
export interface CueSource {
  /** As in {@link CueRow}. */
  readonly source: string;
  /** BCP 47, for example `pt-BR`; null when it is not said. */
  readonly language: string | null;
  /** Only what is not in the film's own language. */
  readonly forced: boolean;
  /** For the deaf and hard of hearing: sounds are described. */
  readonly sdh: boolean;
}

const columns = 'id, video_id AS videoId, source, start, "end", text';

/** Lines of dialogue and their full-text index. */
export class CueTable {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  replace(videoId: number, cues: readonly NewCue[]): void {
    this.#db.prepare('DELETE FROM cues WHERE video_id = ?').run(videoId);
    const insert = this.#db.prepare(
      'INSERT INTO cues (video_id, source, start, "end", text) VALUES (?, ?, ?, ?, ?)',
    );
    const insertWords = this.#db.prepare('INSERT INTO cue_words (rowid, words) VALUES (?, ?)');
    for (const cue of cues) {
      const { lastInsertRowid } = insert.run(videoId, cue.source, cue.start, cue.end, cue.text);
      insertWords.run(lastInsertRowid, wordsOf(cue.text).join(' '));
    }
  }

  /** Writes the full-text index anew from the lines. */
  rewriteWords(): void {
    this.#db.exec(`INSERT INTO cue_words (cue_words) VALUES ('delete-all')`);
    const insertWords = this.#db.prepare('INSERT INTO cue_words (rowid, words) VALUES (?, ?)');
    const lines = this.#db.prepare('SELECT id, text FROM cues').all() as { id: number; text: string }[];
    for (const { id, text } of lines) insertWords.run(id, wordsOf(text).join(' '));
  }

  replaceSources(videoId: number, sources: readonly CueSource[]): void {
    this.#db.prepare('DELETE FROM cue_sources WHERE video_id = ?').run(videoId);
    const insert = this.#db.prepare(
      'INSERT INTO cue_sources (video_id, source, language, forced, sdh) VALUES (?, ?, ?, ?, ?)',
    );
    for (const { source, language, forced, sdh } of sources) {
      insert.run(videoId, source, language, forced ? 1 : 0, sdh ? 1 : 0);
    }
  }

  sources(videoId: number): CueSource[] {
    const rows = this.#db
      .prepare('SELECT source, language, forced, sdh FROM cue_sources WHERE video_id = ? ORDER BY source')
      .all(videoId) as { source: string; language: string | null; forced: number; sdh: number }[];
    return rows.map((row) => ({ ...row, forced: row.forced === 1, sdh: row.sdh === 1 }));
  }

  byVideo(videoId: number): CueRow[] {
    return this.#db
      .prepare(`SELECT ${columns} FROM cues WHERE video_id = ? ORDER BY start, id`)
      .all(videoId) as CueRow[];
  }

  /** Where the lines of each video come from. */
  sourcesByVideo(): Map<number, string[]> {
    const rows = this.#db.prepare('SELECT DISTINCT video_id AS videoId, source FROM cues').all() as {
      videoId: number;
      source: string;
    }[];
    return new Map(
      [...Map.groupBy(rows, ({ videoId }) => videoId)].map(([videoId, own]) => [
        videoId,
        own.map(({ source }) => source),
      ]),
    );
  }
}
