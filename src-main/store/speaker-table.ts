import type { Database } from 'better-sqlite3';
import type { Interval } from '../domain/interval.ts';

/** What tells who speaks: the user, a mouth that moves with the sound, or the voice. */
export type SpeakerEvidence = 'user' | 'mouth' | 'voice';

export interface NewSpeaker {
  /** A person, or else a voice that nobody has named. */
  readonly personId: number | null;
  readonly voiceId: number | null;
  /** 0..1 */
  readonly confidence: number;
  readonly evidence: SpeakerEvidence;
}

export interface NewUtterance extends Interval {
  /** The cue whose words it has. */
  readonly cueId: number | null;
  /** Nobody where it is not known; two where both are heard. */
  readonly speakers: readonly NewSpeaker[];
}

export interface SpeakerRow extends NewSpeaker {
  /** The person's name; null for a voice without one. */
  readonly name: string | null;
  /** Of "Speaker 3"; null for a person. */
  readonly number: number | null;
}

export interface UtteranceRow extends Interval {
  readonly id: number;
  readonly cueId: number | null;
  readonly text: string | null;
  readonly speakers: readonly SpeakerRow[];
}

/** Of whom how much is heard. */
export interface HeardRow {
  readonly personId: number | null;
  readonly voiceId: number | null;
  readonly films: number;
  readonly lines: number;
  readonly seconds: number;
}

export interface VoiceRow {
  readonly id: number;
  /** Of "Speaker 3". */
  readonly number: number;
  readonly personId: number | null;
  /** Whether the user said whose it is. */
  readonly told: boolean;
}

/** What a voice sounds like in a film, as bytes of the model that described it. */
export interface VoiceSample {
  readonly voiceId: number;
  readonly videoId: number;
  readonly sums: Buffer;
  /** What a speaker embedder makes of it, and which; null where none has described it. */
  readonly learned: Buffer | null;
  readonly learnedModel: string | null;
}

/** Who says what, and whose the voices are. */
export class SpeakerTable {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  replaceUtterances(videoId: number, utterances: readonly NewUtterance[]): void {
    this.#db.prepare('DELETE FROM utterances WHERE video_id = ?').run(videoId);
    const insert = this.#db.prepare(
      'INSERT INTO utterances (video_id, start, "end", cue_id) VALUES (?, ?, ?, ?)',
    );
    const insertSpeaker = this.#db.prepare(
      `INSERT INTO utterance_speakers (utterance_id, person_id, voice_id, confidence, evidence)
       VALUES (?, ?, ?, ?, ?)`,
    );
    for (const { start, end, cueId, speakers } of utterances) {
      const { lastInsertRowid } = insert.run(videoId, start, end, cueId);
      for (const { personId, voiceId, confidence, evidence } of speakers) {
        insertSpeaker.run(lastInsertRowid, personId, voiceId, confidence, evidence);
      }
    }
  }

  /** The utterances of a film in time order. */
  utterances(videoId: number): UtteranceRow[] {
    const rows = this.#db
      .prepare(
        `SELECT u.id, u.start, u."end", u.cue_id AS cueId, c.text FROM utterances u
         LEFT JOIN cues c ON c.id = u.cue_id WHERE u.video_id = ? ORDER BY u.start, u.id`,
      )
      .all(videoId) as Omit<UtteranceRow, 'speakers'>[];
    const speakers = this.#db
      .prepare(
        `SELECT s.utterance_id AS utteranceId, s.person_id AS personId, s.voice_id AS voiceId, s.confidence,
           s.evidence, p.name, v.number
         FROM utterances u JOIN utterance_speakers s ON s.utterance_id = u.id
         LEFT JOIN people p ON p.id = s.person_id LEFT JOIN voices v ON v.id = s.voice_id
         WHERE u.video_id = ? ORDER BY s.rowid`,
      )
      .all(videoId) as (SpeakerRow & { utteranceId: number })[];
    const own = Map.groupBy(speakers, ({ utteranceId }) => utteranceId);
    return rows.map((row) => ({
      ...row,
      speakers: own.get(row.id) ?? [],
    }));
  }

  /** How much of everybody is heard in the library: of persons, and of voices that nobody has named. */
  heard(): HeardRow[] {
    return this.#db
      .prepare(
        `SELECT s.person_id AS personId, s.voice_id AS voiceId, count(DISTINCT u.video_id) AS films,
           count(*) AS lines, sum(u."end" - u.start) AS seconds
         FROM utterance_speakers s JOIN utterances u ON u.id = s.utterance_id
         GROUP BY s.person_id, s.voice_id`,
      )
      .all() as HeardRow[];
  }

  voices(): VoiceRow[] {
    const rows = this.#db
      .prepare('SELECT id, number, person_id AS personId, told FROM voices ORDER BY number')
      .all() as (Omit<VoiceRow, 'told'> & { told: number })[];
    return rows.map((row) => ({ ...row, told: row.told === 1 }));
  }

  /** A new voice under the least number that is free. */
  addVoice(personId: number | null): number {
    const { lastInsertRowid } = this.#db
      .prepare(
        `INSERT INTO voices (person_id, number) VALUES (?, (
           SELECT min(n) FROM (SELECT 1 AS n UNION SELECT number + 1 FROM voices)
           WHERE n NOT IN (SELECT number FROM voices)))`,
      )
      .run(personId);
    return Number(lastInsertRowid);
  }

  /** Says whose a voice is: all its lines are that person's. */
  nameVoice(voiceId: number, personId: number): void {
    this.#db.prepare('UPDATE voices SET person_id = ? WHERE id = ?').run(personId, voiceId);
    this.#db.prepare('UPDATE voices SET told = 1 WHERE person_id = ?').run(personId);
    this.#db
      .prepare('UPDATE utterance_speakers SET person_id = ?, voice_id = NULL WHERE voice_id = ?')
      .run(personId, voiceId);
  }

  /** Forgets what some voices sound like, and their lines' speakers. */
  removeVoices(ids: readonly number[]): void {
    this.#db
      .prepare('DELETE FROM voices WHERE id IN (SELECT value FROM json_each(?))')
      .run(JSON.stringify(ids));
  }

  /** Forgets voices that are heard in no film any more. */
  removeUnheard(): void {
    this.#db
      .prepare(
        'DELETE FROM voices WHERE NOT EXISTS (SELECT 1 FROM voice_samples s WHERE s.voice_id = voices.id)',
      )
      .run();
  }

  /** What voices sound like, as one model describes it. */
  samples(model: string): VoiceSample[] {
    return this.#db
      .prepare(
        `SELECT voice_id AS voiceId, video_id AS videoId, sums, learned, learned_model AS learnedModel
         FROM voice_samples WHERE model = ? ORDER BY voice_id, video_id`,
      )
      .all(model) as VoiceSample[];
  }

  replaceSamples(videoId: number, model: string, samples: readonly Omit<VoiceSample, 'videoId'>[]): void {
    this.#db.prepare('DELETE FROM voice_samples WHERE video_id = ?').run(videoId);
    const insert = this.#db.prepare(
      `INSERT OR REPLACE INTO voice_samples (voice_id, video_id, model, sums, learned, learned_model)
       VALUES (?, ?, ?, ?, ?, ?)`,
    );
    for (const { voiceId, sums, learned, learnedModel } of samples) {
      insert.run(voiceId, videoId, model, sums, learned, learnedModel);
    }
  }

  /** Notes whom the user hears in a line. */
  tellLine(fingerprint: string, { start, end }: Interval, personId: number, madeAt: Date): void {
    this.untellLine(fingerprint, { start, end });
    this.#db
      .prepare(
        'INSERT INTO corrected_lines (fingerprint, start, "end", person_id, made_at) VALUES (?, ?, ?, ?, ?)',
      )
      .run(fingerprint, start, end, personId, madeAt.toISOString());
  }

  /** What the user has told of the speakers of a line, or of lines that overlap with it. */
  toldOf(fingerprint: string, { start, end }: Interval): (Interval & { readonly personId: number })[] {
    return this.#db
      .prepare(
        `SELECT start, "end", person_id AS personId FROM corrected_lines
         WHERE fingerprint = ? AND start < ? AND "end" > ? ORDER BY id`,
      )
      .all(fingerprint, end - 0.01, start + 0.01) as (Interval & { personId: number })[];
  }

  /** Forgets whom the user hears in a line. */
  untellLine(fingerprint: string, { start, end }: Interval): void {
    this.#db
      .prepare('DELETE FROM corrected_lines WHERE fingerprint = ? AND start < ? AND "end" > ?')
      .run(fingerprint, end - 0.01, start + 0.01);
  }

  /** Whether the user has told that a person speaks some line. */
  isTold(personId: number): boolean {
    return this.#db.prepare('SELECT 1 FROM corrected_lines WHERE person_id = ?').get(personId) !== undefined;
  }

  /** Says for each of these voices whether the user said whose it is. */
  setTold(ids: readonly number[], isTold: boolean): void {
    this.#db
      .prepare('UPDATE voices SET told = ? WHERE id IN (SELECT value FROM json_each(?))')
      .run(Number(isTold), JSON.stringify(ids));
  }

  /** Gives everything of one person's voice to another. */
  movePerson(from: number, to: number): void {
    for (const table of ['voices', 'corrected_lines', 'utterance_speakers']) {
      this.#db.prepare(`UPDATE ${table} SET person_id = ? WHERE person_id = ?`).run(to, from);
    }
  }

  /** The films whose speakers can be told: everything is known that they are told from. */
  ready(): number[] {
    return this.#db
      .prepare(
        `SELECT video_id FROM passes WHERE pass IN ('subtitles', 'faces', 'mouths', 'audio')
         GROUP BY video_id HAVING count(*) = 4 ORDER BY video_id`,
      )
      .pluck()
      .all() as number[];
  }

  groundOf(videoId: number): string | null {
    const ground = this.#db
      .prepare('SELECT ground FROM speaker_grounds WHERE video_id = ?')
      .pluck()
      .get(videoId) as string | undefined;
    return ground ?? null;
  }

  setGround(videoId: number, ground: string): void {
    this.#db
      .prepare('INSERT OR REPLACE INTO speaker_grounds (video_id, ground) VALUES (?, ?)')
      .run(videoId, ground);
  }
}
