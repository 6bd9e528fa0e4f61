import type { Database, Statement } from 'better-sqlite3';
import type { Interval } from '../domain/interval.ts';
import { recognisedSource, writtenSource } from '../domain/line-source.ts';
import type { LineKind, LineSpeaker, SubtitleLine } from '../domain/subtitle-line.ts';
import { wordsOf } from '../domain/words.ts';

export interface CueRow extends Interval {
  readonly id: number;
  readonly videoId: number;
  /** File name of the sidecar, `stream <n>` for an embedded track, or what `domain/line-source.ts` names. */
  readonly source: string;
  readonly text: string;
}

export interface NewCue extends Omit<CueRow, 'id' | 'videoId'> {
  /** `speech` when left out. */
  readonly kind?: LineKind;
  readonly speakers?: readonly LineSpeaker[];
}

/** A cue with all that is known of it. */
export interface LineRow extends CueRow, SubtitleLine {}

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
  /** For what is done with every line of a film. */
  #statements: Record<'cue' | 'words' | 'speaker', Statement> | null = null;

  constructor(db: Database) {
    this.#db = db;
  }

  /** @param left the source whose lines stay as they are; null for none */
  replace(videoId: number, cues: readonly NewCue[], left: string | null = null): void {
    this.#db.prepare('DELETE FROM cues WHERE video_id = ? AND source IS NOT ?').run(videoId, left);
    for (const cue of cues) this.#insert(videoId, cue, null);
  }

  /** Puts lines in the place of others of the same source; as far as it goes they keep the numbers of those. */
  replaceLines(
    videoId: number,
    source: string,
    ids: readonly number[],
    lines: readonly SubtitleLine[],
  ): void {
    const remove = this.#db.prepare('DELETE FROM cues WHERE id = ? AND video_id = ?');
    for (const id of ids) remove.run(id, videoId);
    lines.forEach((line, i) => this.#insert(videoId, { ...line, source }, ids[i] ?? null));
  }

  /** The lines of one source in time order. */
  lines(videoId: number, source: string): LineRow[] {
    return this.byVideo(videoId).filter((line) => line.source === source);
  }

  /**
   * The source whose lines a film's are, when nobody chooses: the first file or track that was read; without one what was
   * recognised or written here, whichever has more lines; at last lines in foreign languages alone. Null without any line.
   */
  firstSource(videoId: number): string | null {
    const found = this.#db.prepare(
      `SELECT cues.source, cues.source IN (:recognisedSource, :writtenSource) AS ours, coalesce(forced, 0) AS forced
       FROM cues LEFT JOIN cue_sources own ON own.video_id = cues.video_id AND own.source = cues.source
       WHERE cues.video_id = :videoId GROUP BY cues.source
       ORDER BY forced, ours, CASE WHEN ours THEN -count(*) ELSE min(cues.id) END LIMIT 1`,
    );
    return (found.pluck().get({ videoId, recognisedSource, writtenSource }) as string | undefined) ?? null;
  }

  /** Lets everything that one name says be said by another. */
  renameSpeaker(from: string, to: string): void {
    this.#db.prepare('UPDATE cue_speakers SET name = ? WHERE name = ?').run(to, from);
  }

  /** Leaves the lines that somebody says without them. */
  forgetSpeaker(name: string): void {
    this.#db.prepare('DELETE FROM cue_speakers WHERE name = ?').run(name);
  }

  #insert(videoId: number, cue: NewCue, id: number | null): void {
    this.#statements ??= {
      cue: this.#db.prepare(
        'INSERT INTO cues (id, video_id, source, start, "end", text, kind) VALUES (?, ?, ?, ?, ?, ?, ?)',
      ),
      words: this.#db.prepare('INSERT INTO cue_words (rowid, words) VALUES (?, ?)'),
      speaker: this.#db.prepare(
        'INSERT INTO cue_speakers (cue_id, position, name, confidence) VALUES (?, ?, ?, ?)',
      ),
    };
    const { cue: insertCue, words, speaker } = this.#statements;
    const { source, start, end, text, kind = 'speech' } = cue;
    const { lastInsertRowid } = insertCue.run(id, videoId, source, start, end, text, kind);
    words.run(lastInsertRowid, wordsOf(text).join(' '));
    (cue.speakers ?? []).forEach(({ name, confidence }, position) =>
      speaker.run(lastInsertRowid, position, name, confidence),
    );
  }

  /** Writes the full-text index anew from the lines. */
  rewriteWords(): void {
    this.#db.exec(`INSERT INTO cue_words (cue_words) VALUES ('delete-all')`);
    const insertWords = this.#db.prepare('INSERT INTO cue_words (rowid, words) VALUES (?, ?)');
    const lines = this.#db.prepare('SELECT id, text FROM cues').all() as { id: number; text: string }[];
    for (const { id, text } of lines) insertWords.run(id, wordsOf(text).join(' '));
  }

  /** Puts all lines of a source in the place of those that it had; as far as it goes they keep the numbers of those. */
  replaceSource(videoId: number, source: CueSource, lines: readonly SubtitleLine[]): void {
    const ids = this.lines(videoId, source.source).map(({ id }) => id);
    this.replaceLines(videoId, source.source, ids, lines);
    this.#db.prepare('DELETE FROM cue_sources WHERE video_id = ? AND source = ?').run(videoId, source.source);
    this.#addSources(videoId, [source]);
  }

  /** Takes a source and its lines out of a film. */
  removeSource(videoId: number, source: string): void {
    this.#db.prepare('DELETE FROM cues WHERE video_id = ? AND source = ?').run(videoId, source);
    this.#db.prepare('DELETE FROM cue_sources WHERE video_id = ? AND source = ?').run(videoId, source);
  }

  /** @param left the source that stays as it is; null for none */
  replaceSources(videoId: number, sources: readonly CueSource[], left: string | null = null): void {
    this.#db.prepare('DELETE FROM cue_sources WHERE video_id = ? AND source IS NOT ?').run(videoId, left);
    this.#addSources(videoId, sources);
  }

  #addSources(videoId: number, sources: readonly CueSource[]): void {
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

  /** The lines of all sources in time order. */
  byVideo(videoId: number): LineRow[] {
    const rows = this.#db
      .prepare(`SELECT ${columns}, kind FROM cues WHERE video_id = ? ORDER BY start, id`)
      .all(videoId) as Omit<LineRow, 'speakers'>[];
    const said = this.#db
      .prepare(
        `SELECT cue_id AS id, name, confidence FROM cue_speakers JOIN cues ON cues.id = cue_id
         WHERE video_id = ? ORDER BY cue_id, position`,
      )
      .all(videoId) as (LineSpeaker & { id: number })[];
    const speakers = Map.groupBy(said, ({ id }) => id);
    return rows.map((row) => ({
      ...row,
      speakers: (speakers.get(row.id) ?? []).map(({ name, confidence }) => ({ name, confidence })),
    }));
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
