import type { Database } from 'better-sqlite3';
import type { Interval } from '../domain/interval.ts';

/**
 * `name`: a voice is somebody's; `merge`: two voices are one; `tell`: somebody speaks a line; `refuse`: a line is not
 * somebody's.
 */
export type VoiceAction = 'name' | 'merge' | 'tell' | 'refuse';

export interface NewVoiceDecision {
  readonly action: VoiceAction;
  readonly personId: number | null;
  /** What undoing does besides taking the decision away; JSON. */
  readonly inverse: string;
}

export interface VoiceDecisionRow extends NewVoiceDecision {
  readonly id: number;
}

/** Two lines of a film that one voice speaks. */
export type JoinedLines = readonly [Interval, Interval];

/** A line, and a person whose voice it is, or who does not speak it. */
export interface PersonLine extends Interval {
  readonly personId: number;
}

type PersonLineTable = 'named_lines' | 'refused_lines';

/** What the user decided about voices, as a log that can be undone from its end. */
export class VoiceDecisionTable {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  add({ action, personId, inverse }: NewVoiceDecision, madeAt: Date): number {
    const { lastInsertRowid } = this.#db
      .prepare('INSERT INTO voice_decisions (action, person_id, inverse, made_at) VALUES (?, ?, ?, ?)')
      .run(action, personId, inverse, madeAt.toISOString());
    return Number(lastInsertRowid);
  }

  /** The latest decision; null when nothing was decided or all is undone. */
  last(): VoiceDecisionRow | null {
    const row = this.#db
      .prepare(
        'SELECT id, action, person_id AS personId, inverse FROM voice_decisions ORDER BY id DESC LIMIT 1',
      )
      .get();
    return (row as VoiceDecisionRow | undefined) ?? null;
  }

  remove(id: number): void {
    this.#db.prepare('DELETE FROM voice_decisions WHERE id = ?').run(id);
  }

  /** Whether anything was decided about a person's voice. */
  concern(personId: number): boolean {
    return this.#db.prepare('SELECT 1 FROM voice_decisions WHERE person_id = ?').get(personId) !== undefined;
  }

  joinLines(decisionId: number, fingerprint: string, [one, other]: JoinedLines): void {
    this.#db
      .prepare(
        `INSERT INTO joined_lines (decision_id, fingerprint, start, "end", other_start, other_end)
         VALUES (?, ?, ?, ?, ?, ?)`,
      )
      .run(decisionId, fingerprint, one.start, one.end, other.start, other.end);
  }

  /** The lines of a film that go together, in the order in which that was decided. */
  joined(videoId: number): JoinedLines[] {
    const rows = this.#db
      .prepare(
        `SELECT start, "end", other_start AS otherStart, other_end AS otherEnd FROM joined_lines
         WHERE fingerprint = (SELECT fingerprint FROM videos WHERE id = ?) ORDER BY rowid`,
      )
      .all(videoId) as (Interval & { otherStart: number; otherEnd: number })[];
    return rows.map(({ start, end, otherStart, otherEnd }) => [
      { start, end },
      { start: otherStart, end: otherEnd },
    ]);
  }

  /** A person's voice speaks a line, and with it all that the voice speaks. */
  nameLine(decisionId: number, fingerprint: string, line: PersonLine): void {
    this.#addLine('named_lines', decisionId, fingerprint, line);
  }

  /** The lines of a film by which voices were named, in the order in which they were. */
  named(videoId: number): PersonLine[] {
    return this.#lines('named_lines', videoId);
  }

  refuseLine(decisionId: number, fingerprint: string, line: PersonLine): void {
    this.#addLine('refused_lines', decisionId, fingerprint, line);
  }

  /** The lines of a film of which the user said who does not speak them. */
  refused(videoId: number): PersonLine[] {
    return this.#lines('refused_lines', videoId);
  }

  /** Forgets that voices were named after these people; what was said of single lines stays. */
  forget(personIds: readonly number[]): void {
    this.#db
      .prepare(
        `DELETE FROM voice_decisions WHERE action = 'name' AND person_id IN (SELECT value FROM json_each(?))`,
      )
      .run(JSON.stringify(personIds));
  }

  /** Lets the decisions about one person's voice be about another's. */
  movePerson(from: number, to: number): void {
    for (const table of ['voice_decisions', 'named_lines', 'refused_lines']) {
      this.#db.prepare(`UPDATE ${table} SET person_id = ? WHERE person_id = ?`).run(to, from);
    }
  }

  #addLine(
    table: PersonLineTable,
    decisionId: number,
    fingerprint: string,
    { start, end, personId }: PersonLine,
  ): void {
    this.#db
      .prepare(
        `INSERT INTO ${table} (decision_id, fingerprint, start, "end", person_id) VALUES (?, ?, ?, ?, ?)`,
      )
      .run(decisionId, fingerprint, start, end, personId);
  }

  #lines(table: PersonLineTable, videoId: number): PersonLine[] {
    return this.#db
      .prepare(
        `SELECT start, "end", person_id AS personId FROM ${table}
         WHERE fingerprint = (SELECT fingerprint FROM videos WHERE id = ?) ORDER BY rowid`,
      )
      .all(videoId) as PersonLine[];
  }
}
