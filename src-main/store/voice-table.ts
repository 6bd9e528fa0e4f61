import type { Database } from 'better-sqlite3';
import type { Interval } from '../domain/interval.ts';
import {
  decodeMouths,
  decodeSpeakingFaces,
  encodeMouths,
  encodeSpeakingFaces,
  type MouthSample,
  type SpeakingFace,
} from './mouth-code.ts';
import { decodeVoiceFrames, encodeVoiceFrames, type KeptFrame } from './voice-frame-code.ts';
import { decodeVoiceWindows, encodeVoiceWindows, type VoiceWindow } from './voice-window-code.ts';

/** A line whose speaker the user has told. */
export interface ToldLine extends Interval {
  readonly personId: number;
  /** ISO 8601. */
  readonly madeAt: string;
}

/** The windows of a film's speech, as one speaker embedder describes them. */
export interface DescribedVoices {
  readonly model: string;
  /** Cosine from which the model's vectors are of one voice. */
  readonly threshold: number;
  /** In time order; neighbours overlap. */
  readonly windows: readonly VoiceWindow[];
}

/** Which faces of a film a model of active speakers sees speaking. */
export interface SeenSpeaking {
  readonly model: string;
  /** In time order: every face that was looked at, at the times of its track. */
  readonly faces: readonly SpeakingFace[];
}

/** Whom a face track shows, as far as that is known. */
export interface TrackOwner {
  readonly trackId: number;
  readonly personId: number | null;
  /** The group of faces that it belongs to. */
  readonly groupId: number | null;
  /** That it is the person, 0..1; 0 without one. */
  readonly confidence: number;
}

/** What is heard of voices in a film, and seen of mouths and of those whom they belong to. */
export class VoiceTable {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  replaceFrames(videoId: number, model: string, frames: readonly KeptFrame[], dimension: number): void {
    this.#db
      .prepare('INSERT OR REPLACE INTO voice_frames (video_id, model, frames) VALUES (?, ?, ?)')
      .run(videoId, model, encodeVoiceFrames(frames, dimension));
  }

  /** A film's voiced frames in time order; none where another model described them. */
  frames(videoId: number, model: string, dimension: number): KeptFrame[] {
    const bytes = this.#db
      .prepare('SELECT frames FROM voice_frames WHERE video_id = ? AND model = ?')
      .pluck()
      .get(videoId, model) as Buffer | undefined;
    return bytes ? decodeVoiceFrames(bytes, dimension) : [];
  }

  /** @param described null where no speaker embedder is chosen */
  replaceWindows(videoId: number, described: DescribedVoices | null): void {
    this.#db.prepare('DELETE FROM voice_windows WHERE video_id = ?').run(videoId);
    if (!described) return;
    const { model, threshold, windows } = described;
    this.#db
      .prepare('INSERT INTO voice_windows (video_id, model, threshold, windows) VALUES (?, ?, ?, ?)')
      .run(videoId, model, threshold, encodeVoiceWindows(windows));
  }

  /** What a speaker embedder made of a film's speech; null where none was chosen when it was heard. */
  windows(videoId: number): DescribedVoices | null {
    const row = this.#db
      .prepare('SELECT model, threshold, windows FROM voice_windows WHERE video_id = ?')
      .get(videoId) as { model: string; threshold: number; windows: Buffer } | undefined;
    return row ? { ...row, windows: decodeVoiceWindows(row.windows) } : null;
  }

  replaceMouths(videoId: number, samples: readonly MouthSample[]): void {
    this.#db
      .prepare('INSERT OR REPLACE INTO mouths (video_id, samples) VALUES (?, ?)')
      .run(videoId, encodeMouths(samples));
  }

  /** A film's mouths in time order. */
  mouths(videoId: number): MouthSample[] {
    const bytes = this.#db.prepare('SELECT samples FROM mouths WHERE video_id = ?').pluck().get(videoId) as
      Buffer | undefined;
    return bytes ? decodeMouths(bytes) : [];
  }

  /** @param seen null where no model of active speakers is installed */
  replaceSpeakingFaces(videoId: number, seen: SeenSpeaking | null): void {
    this.#db.prepare('DELETE FROM speaking_faces WHERE video_id = ?').run(videoId);
    if (!seen) return;
    this.#db
      .prepare('INSERT INTO speaking_faces (video_id, model, samples) VALUES (?, ?, ?)')
      .run(videoId, seen.model, encodeSpeakingFaces(seen.faces));
  }

  /** What a model of active speakers saw of a film's faces; null where none was installed. */
  speakingFaces(videoId: number): SeenSpeaking | null {
    const row = this.#db
      .prepare('SELECT model, samples FROM speaking_faces WHERE video_id = ?')
      .get(videoId) as { model: string; samples: Buffer } | undefined;
    return row ? { model: row.model, faces: decodeSpeakingFaces(row.samples) } : null;
  }

  /** Lines of a film whose speakers the user has told, the latest first. */
  toldLines(videoId: number): ToldLine[] {
    return this.#db
      .prepare(
        `SELECT start, "end", person_id AS personId, made_at AS madeAt FROM corrected_lines
         WHERE fingerprint = (SELECT fingerprint FROM videos WHERE id = ?) ORDER BY id DESC`,
      )
      .all(videoId) as ToldLine[];
  }

  /** Whom a model's face tracks of a film show. */
  facesOf(videoId: number, model: string): TrackOwner[] {
    return this.#db
      .prepare(
        `SELECT t.id AS trackId, i.person_id AS personId, g.group_id AS groupId,
           coalesce(i.confidence, 0) AS confidence
         FROM face_tracks t LEFT JOIN identities i ON i.track_id = t.id
         LEFT JOIN group_tracks g ON g.track_id = t.id
         WHERE t.video_id = ? AND t.model = ? ORDER BY t.id`,
      )
      .all(videoId, model) as TrackOwner[];
  }
}
