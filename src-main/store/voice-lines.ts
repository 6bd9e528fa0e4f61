import type { Database } from 'better-sqlite3';
import type { Interval } from '../domain/interval.ts';

/** A line of a film that a voice speaks. */
export interface VoiceLine extends Interval {
  readonly videoId: number;
}

/** A film in which a voice is heard, with the line that lets it be heard best. */
export interface HeardFilm {
  readonly videoId: number;
  readonly title: string;
  readonly lines: number;
  readonly seconds: number;
  readonly sample: Interval & { readonly text: string | null };
}

/** Whose lines are: a person's, or those of a voice that nobody has named. */
export interface LineOwner {
  readonly personId: number | null;
  readonly voiceId: number | null;
}

/** A voice as it was before it was named or joined with another. */
export interface VoiceBefore {
  readonly id: number;
  readonly number: number;
  readonly personId: number | null;
  readonly told: boolean;
}

/** A sample longer than this, in seconds, is no better than one that is as long. */
const longEnough = 6;
/** A line as likely as this is surely the speaker's. */
const sure = 0.8;

/** Which lines voices speak, and how these go from one voice to another. */
export class VoiceLines {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** The lines of a voice that nobody has named, by film and time. */
  ofVoice(voiceId: number): VoiceLine[] {
    return this.#db
      .prepare(
        `SELECT u.video_id AS videoId, u.start, u."end" FROM utterance_speakers s
         JOIN utterances u ON u.id = s.utterance_id WHERE s.voice_id = ? ORDER BY u.video_id, u.start`,
      )
      .all(voiceId) as VoiceLine[];
  }

  /** The films in which a person or an unnamed voice is heard, those in which most first. */
  films(owner: LineOwner, limit: number): HeardFilm[] {
    const rows = this.#db
      .prepare(
        `SELECT videoId, title, lines, seconds, start, "end", text FROM (
           SELECT u.video_id AS videoId, v.title, u.start, u."end", c.text,
             count(*) OVER film AS lines, sum(u."end" - u.start) OVER film AS seconds,
             row_number() OVER (PARTITION BY u.video_id
               ORDER BY s.confidence >= ${sure} DESC, min(u."end" - u.start, ${longEnough}) DESC, u.start) AS place
           FROM utterance_speakers s JOIN utterances u ON u.id = s.utterance_id JOIN videos v ON v.id = u.video_id
           LEFT JOIN cues c ON c.id = u.cue_id
           WHERE s.person_id = @personId OR s.voice_id = @voiceId WINDOW film AS (PARTITION BY u.video_id))
         WHERE place = 1 ORDER BY seconds DESC, videoId LIMIT @limit`,
      )
      .all({ ...owner, limit }) as (Omit<HeardFilm, 'sample'> & HeardFilm['sample'])[];
    return rows.map(({ start, end, text, ...film }) => ({ ...film, sample: { start, end, text } }));
  }

  /** Gives everything of a voice to another one; the first is gone. Both are nobody's. */
  join(from: number, into: number): void {
    this.#db.prepare('UPDATE utterance_speakers SET voice_id = ? WHERE voice_id = ?').run(into, from);
    this.#db.prepare('UPDATE OR IGNORE voice_samples SET voice_id = ? WHERE voice_id = ?').run(into, from);
    this.#db.prepare('DELETE FROM voices WHERE id = ?').run(from);
  }

  /**
   * Makes a voice again what it was, with its lines, which were given to somebody else meanwhile. Until its films are
   * told anew it is taken to sound like who had them.
   */
  divide(voice: VoiceBefore, lines: readonly VoiceLine[], meanwhile: LineOwner): void {
    const { id } = voice;
    const { personId, voiceId } = meanwhile;
    this.#db
      .prepare(
        `INSERT INTO voices (id, number, person_id, told) VALUES (@id, coalesce(
           (SELECT @number WHERE NOT EXISTS (SELECT 1 FROM voices WHERE number = @number AND id <> @id)),
           (SELECT max(number) + 1 FROM voices)), @personId, @told)
         ON CONFLICT (id) DO UPDATE SET person_id = excluded.person_id, told = excluded.told`,
      )
      .run({ ...voice, told: Number(voice.told) });
    const sound = this.#db.prepare(
      `INSERT OR IGNORE INTO voice_samples (voice_id, video_id, model, sums, learned, learned_model)
       SELECT @id, video_id, model, sums, learned, learned_model FROM voice_samples WHERE video_id = @videoId AND voice_id IN (
         SELECT id FROM voices WHERE (person_id = @personId OR id = @voiceId) AND id <> @id) LIMIT 1`,
    );
    for (const videoId of new Set(lines.map((line) => line.videoId))) {
      sound.run({ id, videoId, personId, voiceId });
    }
    if (voice.personId !== null) return;
    const give = this.#db.prepare(
      `UPDATE utterance_speakers SET person_id = NULL, voice_id = @id
       WHERE (person_id = @personId OR voice_id = @voiceId) AND evidence <> 'user' AND utterance_id IN (
         SELECT id FROM utterances WHERE video_id = @videoId AND start = @start AND "end" = @end)`,
    );
    for (const line of lines) give.run({ id, personId, voiceId, ...line });
  }
}
