import type { Database, Statement } from 'better-sqlite3';
import type { Interval } from '../domain/interval.ts';
import type { CueRow } from './cue-table.ts';

/** A line that the full-text index found. */
export interface FoundCue extends CueRow {
  /** Okapi BM25, higher is better. */
  readonly relevance: number;
}

// Note: words that very many lines hold
// To rank a line, SQLite looks up how long it is, which takes twenty times as long as finding it: for a word that stands in
// fifty thousand lines a tenth of a second. Most of these are equally good, so that of so many only some are ranked: the
// best of them are as short and hold the word as often as the best of all, and come from all films. Whoever wants a certain
// line among so many must say more of it.

/** About so many lines are ranked at most where any of them will do. */
export const mostRanked = 2500;
/** How many lines match is told from those in so many stretches of the library, which are this share of it. */
const stretches = 2;
const stretchesShare = 1 / 16;
/** Lines that are ranked follow no pattern that lines may have: Knuth's multiplier puts each at one of so many places. */
const places = 65_536;
const placeOfLine = `(cue_words.rowid * 2654435761 >> 16 & ${places - 1})`;

const columns = 'c.id, c.video_id AS videoId, c.source, c.start, c."end", c.text';

/** What is said when. */
export class DialogueQueries {
  readonly #db: Database;
  /** Searches ask these several times each. */
  readonly #statements = new Map<string, Statement>();

  constructor(db: Database) {
    this.#db = db;
  }

  /**
   * Lines that match an FTS5 expression, most relevant first, at most `limit`; only in these videos unless null.
   * The expression must be well-formed: see {@link quotedForSearch}.
   */
  matching(expression: string, videoIds: readonly number[] | null, limit: number): FoundCue[] {
    if (videoIds !== null) {
      return this.#prepared(
        `SELECT ${columns}, -bm25(cue_words) AS relevance
         FROM cue_words JOIN cues c ON c.id = cue_words.rowid
         WHERE cue_words MATCH ? AND c.video_id IN (SELECT value FROM json_each(?))
         ORDER BY bm25(cue_words), c.id LIMIT ?`,
      ).all(expression, JSON.stringify(videoIds), limit) as FoundCue[];
    }
    return this.#ranked(expression, places, limit);
  }

  /**
   * The same in all videos; where more than about {@link mostRanked} lines match, the best of an even share of them. For
   * expressions whose matches are much alike: a word, words that must all be there.
   */
  bestMatching(expression: string, limit: number): FoundCue[] {
    return this.#ranked(expression, this.#placesToRank(expression), limit);
  }

  /**
   * Lines that hold words side by side, in all videos, at most `limit`: the shortest first, of which the words make up most.
   * Where more than about {@link mostRanked} lines hold them, the best of an even share of these.
   */
  holdingPhrase(words: readonly string[], limit: number): CueRow[] {
    const expression = quotedForSearch(words);
    // Not by bm25, which counts all lines that hold the phrase once more: of frequent words that takes longer than all else.
    return this.#prepared(
      `SELECT ${columns} FROM cue_words JOIN cues c ON c.id = cue_words.rowid
       WHERE cue_words MATCH ? AND ${placeOfLine} < ? ORDER BY length(c.text), c.id LIMIT ?`,
    ).all(expression, this.#placesToRank(expression), limit) as CueRow[];
  }

  /** @param until lines at places before it are ranked */
  #ranked(expression: string, until: number, limit: number): FoundCue[] {
    // The lines themselves are read only of the best: a common word stands in very many.
    return this.#prepared(
      `WITH best AS (
         SELECT rowid AS id, bm25(cue_words) AS cost FROM cue_words
         WHERE cue_words MATCH ? AND ${placeOfLine} < ? ORDER BY bm25(cue_words), rowid LIMIT ?
       )
       SELECT ${columns}, -best.cost AS relevance FROM best JOIN cues c ON c.id = best.id
       ORDER BY best.cost, c.id`,
    ).all(expression, until, limit) as FoundCue[];
  }

  /** The places before which about as many of the matching lines lie as are ranked at most. */
  #placesToRank(expression: string): number {
    const about = this.#about(expression);
    return about > mostRanked ? Math.ceil((places * mostRanked) / about) : places;
  }

  /** About how many lines match. */
  #about(expression: string): number {
    const last = this.#prepared('SELECT max(id) FROM cues').pluck().get() as number | null;
    if (last === null || last <= mostRanked) return 0;
    const count = this.#prepared(
      'SELECT count(*) FROM cue_words WHERE cue_words MATCH ? AND rowid BETWEEN ? AND ?',
    ).pluck();
    let found = 0;
    for (let stretch = 0; stretch < stretches; stretch++) {
      const from = Math.floor((last * (stretch + 0.5)) / stretches);
      const length = Math.floor((last * stretchesShare) / stretches);
      // FTS5 leaves the other lines out only for whole numbers, as which the driver gives bigints alone.
      found += count.get(expression, BigInt(from), BigInt(from + length)) as number;
    }
    return found / stretchesShare;
  }

  /** Which of some lines match an FTS5 expression. */
  matchingAmong(expression: string, cueIds: readonly number[]): Set<number> {
    // The plus keeps SQLite from looking up one line after the other, which takes a hundred times as long.
    const ids = this.#prepared(
      `SELECT rowid FROM cue_words WHERE cue_words MATCH ? AND +rowid IN (SELECT value FROM json_each(?))`,
    )
      .pluck()
      .all(expression, JSON.stringify(cueIds)) as number[];
    return new Set(ids);
  }

  /** How many lines match an FTS5 expression; counted no further than `most`. */
  count(expression: string, most: number): number {
    return this.#prepared('SELECT count(*) FROM (SELECT 1 FROM cue_words WHERE cue_words MATCH ? LIMIT ?)')
      .pluck()
      .get(expression, most) as number;
  }

  /** Lines that a person says more likely than not, by video and time; only in these videos unless null. */
  saidBy(personId: number, videoIds: readonly number[] | null): CueRow[] {
    const inVideos = videoIds === null ? '' : 'AND c.video_id IN (SELECT value FROM json_each(?))';
    const parameters = videoIds === null ? [] : [JSON.stringify(videoIds)];
    return this.#db
      .prepare(
        `SELECT DISTINCT ${columns} FROM utterance_speakers s JOIN utterances u ON u.id = s.utterance_id
         JOIN cues c ON c.id = u.cue_id WHERE s.person_id = ? AND s.confidence >= 0.5 ${inVideos}
         ORDER BY c.video_id, c.start, c.id`,
      )
      .all(personId, ...parameters) as CueRow[];
  }

  /** Lines of one video that touch the interval, in time order. */
  within(videoId: number, interval: Interval): CueRow[] {
    return this.#db
      .prepare(
        `SELECT ${columns} FROM cues c WHERE c.video_id = ? AND c.start < ? AND c."end" > ?
         ORDER BY c.start, c.id`,
      )
      .all(videoId, interval.end, interval.start) as CueRow[];
  }

  #prepared(sql: string): Statement {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

/** Words as one FTS5 string: they are found side by side and nothing in them is taken for syntax. */
export function quotedForSearch(words: readonly string[]): string {
  return `"${words.join(' ').replaceAll('\0', ' ').replaceAll('"', '""')}"`;
}
