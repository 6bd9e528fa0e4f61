import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { LineEdit } from '../domain/line-edit.ts';
import type { LineKind, SubtitleLine } from '../domain/subtitle-line.ts';

/** A correction as it is kept: of which film, by its bytes, and of which source. */
export interface LineEditRow extends LineEdit {
  readonly id: number;
  readonly source: string;
  /** ISO 8601. */
  readonly madeAt: string;
}

/** How the times of a source become the film's: `time * scale + shift`. */
export interface SourceAlignment {
  readonly source: string;
  /** Seconds. */
  readonly shift: number;
  readonly scale: number;
}

const speakersShape = z.array(z.object({ name: z.string(), confidence: z.number() }));

interface EditedRow {
  readonly id: number;
  readonly side: 'before' | 'after';
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly kind: LineKind;
  readonly speakers: string;
}

/** What the user corrected in lines, as a log that can be undone from its end and redone. */
export class LineEditTable {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Keeps a correction; what was undone in this film is gone for good. */
  add(fingerprint: string, source: string, { before, after }: LineEdit, madeAt: Date): void {
    this.#db.prepare('DELETE FROM line_edits WHERE fingerprint = ? AND undone = 1').run(fingerprint);
    const { lastInsertRowid } = this.#db
      .prepare('INSERT INTO line_edits (fingerprint, source, made_at) VALUES (?, ?, ?)')
      .run(fingerprint, source, madeAt.toISOString());
    const insert = this.#db.prepare(
      'INSERT INTO edited_lines (edit_id, side, start, "end", text, kind, speakers) VALUES (?, ?, ?, ?, ?, ?, ?)',
    );
    for (const [side, lines] of [['before', before], ['after', after]] as const) {
      for (const { start, end, text, kind, speakers } of lines) {
        insert.run(lastInsertRowid, side, start, end, text, kind, JSON.stringify(speakers));
      }
    } // prettier-ignore
  }

  /** The corrections of a film that hold, the latest last. */
  holding(fingerprint: string): LineEditRow[] {
    return this.#rows(fingerprint, 'undone = 0 ORDER BY id');
  }

  /** The correction that undoing takes back next; null when there is none. */
  lastHolding(fingerprint: string): LineEditRow | null {
    return this.#rows(fingerprint, 'undone = 0 ORDER BY id DESC LIMIT 1')[0] ?? null;
  }

  /** The correction that redoing makes again next; null when there is none. */
  firstUndone(fingerprint: string): LineEditRow | null {
    return this.#rows(fingerprint, 'undone = 1 ORDER BY id LIMIT 1')[0] ?? null;
  }

  setUndone(id: number, undone: boolean): void {
    this.#db.prepare('UPDATE line_edits SET undone = ? WHERE id = ?').run(undone ? 1 : 0, id);
  }

  alignments(fingerprint: string): SourceAlignment[] {
    return this.#db
      .prepare('SELECT source, shift, scale FROM source_alignments WHERE fingerprint = ? ORDER BY source')
      .all(fingerprint) as SourceAlignment[];
  }

  setAlignment(fingerprint: string, { source, shift, scale }: SourceAlignment): void {
    this.#db
      .prepare(
        'INSERT OR REPLACE INTO source_alignments (fingerprint, source, shift, scale) VALUES (?, ?, ?, ?)',
      )
      .run(fingerprint, source, shift, scale);
  }

  /** Moves the lines of every correction of a source to other times. */
  moveLines(fingerprint: string, { source, shift, scale }: SourceAlignment): void {
    this.#db
      .prepare(
        `UPDATE edited_lines SET start = start * :scale + :shift, "end" = "end" * :scale + :shift
         WHERE edit_id IN (SELECT id FROM line_edits WHERE fingerprint = :fingerprint AND source = :source)`,
      )
      .run({ fingerprint, source, shift, scale });
  }

  /** Gives a speaker another name in every correction; null takes the name away. */
  renameSpeaker(from: string, to: string | null): void {
    const rows = this.#db
      .prepare('SELECT id, speakers FROM edited_lines WHERE instr(speakers, ?) > 0')
      .all(JSON.stringify(from)) as { id: number; speakers: string }[];
    const update = this.#db.prepare('UPDATE edited_lines SET speakers = ? WHERE id = ?');
    for (const { id, speakers } of rows) {
      const renamed = speakersShape
        .parse(JSON.parse(speakers))
        .flatMap((speaker) =>
          speaker.name !== from ? [speaker] : to === null ? [] : [{ ...speaker, name: to }],
        );
      update.run(JSON.stringify(renamed), id);
    }
  }

  #rows(fingerprint: string, condition: string): LineEditRow[] {
    const edits = this.#db
      .prepare(`SELECT id, source, made_at AS madeAt FROM line_edits WHERE fingerprint = ? AND ${condition}`)
      .all(fingerprint) as Pick<LineEditRow, 'id' | 'source' | 'madeAt'>[];
    const select = this.#db.prepare(
      'SELECT id, side, start, "end", text, kind, speakers FROM edited_lines WHERE edit_id = ? ORDER BY id',
    );
    return edits.map((edit) => {
      const rows = select.all(edit.id) as EditedRow[];
      const side = (wanted: string): SubtitleLine[] => rows.filter(({ side }) => side === wanted).map(lineOf);
      return { ...edit, before: side('before'), after: side('after') };
    });
  }
}

function lineOf({ start, end, text, kind, speakers }: EditedRow): SubtitleLine {
  return { start, end, text, kind, speakers: speakersShape.parse(JSON.parse(speakers)) };
}
