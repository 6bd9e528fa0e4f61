import type { Database } from 'better-sqlite3';
import type { Box } from '../domain/box.ts';
import type { FaceSample } from '../domain/face.ts';
import type { SeenTrack } from '../domain/face-anchor.ts';
import type { Interval } from '../domain/interval.ts';
import { makeVectorTable, vectorTableOf } from './face-vectors.ts';

/** One face through the consecutive frames of one shot. */
export interface NewFaceTrack extends Interval {
  /** How far the embedding can be trusted, 0..1. */
  readonly quality: number;
  readonly model: string;
  /** As many numbers as the model gives, length 1. */
  readonly embedding: Float32Array;
  readonly samples: readonly FaceSample[];
}

export interface FaceTrackRow extends Interval {
  readonly id: number;
  readonly videoId: number;
  readonly quality: number;
  readonly model: string;
}

export interface TrackEmbedding extends Interval {
  readonly trackId: number;
  readonly videoId: number;
  readonly embedding: Float32Array;
}

export interface Identity {
  readonly trackId: number;
  readonly personId: number;
  readonly similarity: number;
  readonly confidence: number;
}

interface StoredSample extends Box {
  readonly trackId: number;
  readonly time: number;
  readonly confidence: number;
}

function sampleOf({ time, x, y, width, height, confidence }: StoredSample): FaceSample {
  return { time, box: { x, y, width, height }, confidence };
}

export function vectorBytes(vector: Float32Array): Buffer {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
}

export function vectorOf(bytes: Buffer): Float32Array {
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}

/** Face tracks, where they were seen, their vectors, and whom they show. */
export class FaceTable {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  replaceTracks(videoId: number, tracks: readonly NewFaceTrack[]): void {
    this.#db.prepare('DELETE FROM face_tracks WHERE video_id = ?').run(videoId);
    const insertTrack = this.#db.prepare(
      'INSERT INTO face_tracks (video_id, start, "end", quality, model) VALUES (?, ?, ?, ?, ?)',
    );
    const insertFace = this.#db.prepare(
      'INSERT INTO faces (track_id, time, x, y, width, height, confidence) VALUES (?, ?, ?, ?, ?, ?, ?)',
    );
    for (const track of tracks) {
      const { lastInsertRowid } = insertTrack.run(
        videoId,
        track.start,
        track.end,
        track.quality,
        track.model,
      );
      for (const { time, box, confidence } of track.samples) {
        insertFace.run(lastInsertRowid, time, box.x, box.y, box.width, box.height, confidence);
      }
      const table = makeVectorTable(this.#db, track.model, track.embedding.length);
      this.#db
        .prepare(`INSERT INTO ${table} (track_id, embedding) VALUES (?, ?)`)
        .run(BigInt(lastInsertRowid), vectorBytes(track.embedding));
    }
  }

  tracks(videoId: number): FaceTrackRow[] {
    return this.#db
      .prepare(
        `SELECT id, video_id AS videoId, start, "end", quality, model
         FROM face_tracks WHERE video_id = ? ORDER BY start, id`,
      )
      .all(videoId) as FaceTrackRow[];
  }

  /** The tracks of a video with samples in a stretch of it, with these samples. */
  seenBetween(videoId: number, start: number, end: number): SeenTrack[] {
    const rows = this.#db
      .prepare(
        `SELECT f.track_id AS trackId, f.time, f.x, f.y, f.width, f.height, f.confidence
         FROM face_tracks t JOIN faces f ON f.track_id = t.id
         WHERE t.video_id = ? AND t.start <= ? AND t."end" >= ? AND f.time BETWEEN ? AND ?
         ORDER BY f.track_id, f.time`,
      )
      .all(videoId, end, start, start, end) as StoredSample[];
    return [...Map.groupBy(rows, ({ trackId }) => trackId)].map(([trackId, own]) => ({
      trackId,
      samples: own.map(sampleOf),
    }));
  }

  /** Every sample of a track, in time order. */
  samples(trackId: number): FaceSample[] {
    const rows = this.#db
      .prepare(
        `SELECT track_id AS trackId, time, x, y, width, height, confidence
         FROM faces WHERE track_id = ? ORDER BY time`,
      )
      .all(trackId) as StoredSample[];
    return rows.map(sampleOf);
  }

  track(trackId: number): FaceTrackRow | null {
    const row = this.#db
      .prepare('SELECT id, video_id AS videoId, start, "end", quality, model FROM face_tracks WHERE id = ?')
      .get(trackId);
    return (row as FaceTrackRow | undefined) ?? null;
  }

  /** What a model made of a track; null when it did not. */
  embedding(trackId: number, model: string): Float32Array | null {
    const table = vectorTableOf(this.#db, model);
    const bytes = table
      ? this.#db.prepare(`SELECT embedding FROM ${table.name} WHERE track_id = ?`).pluck().get(trackId)
      : undefined;
    return bytes === undefined ? null : vectorOf(bytes as Buffer);
  }

  /** A model's vectors of one video's tracks, or of all when `videoId` is null, video by video. */
  *embeddings(videoId: number | null, model: string): Generator<TrackEmbedding> {
    const table = vectorTableOf(this.#db, model);
    if (!table) return;
    const rows = this.#db
      .prepare(
        `SELECT face_tracks.id AS trackId, video_id AS videoId, start, "end", vectors.embedding AS bytes
         FROM face_tracks JOIN ${table.name} AS vectors ON vectors.track_id = face_tracks.id
         WHERE model = ? AND (? IS NULL OR video_id = ?) ORDER BY video_id, face_tracks.id`,
      )
      .iterate(model, videoId, videoId) as IterableIterator<
      Omit<TrackEmbedding, 'embedding'> & { bytes: Buffer }
    >;
    for (const { bytes, ...track } of rows) yield { ...track, embedding: vectorOf(bytes) };
  }

  /**
   * Replaces the identities of a model's tracks of one video, or of all its tracks when `videoId` is null. Tracks that
   * another model described keep theirs. Rows that stay as they are are not written, so that nothing follows from them.
   */
  replaceIdentities(videoId: number | null, model: string, identities: readonly Identity[]): void {
    const before = new Map(this.#identities(videoId, model).map((identity) => [identity.trackId, identity]));
    const put = this.#db.prepare(
      `INSERT INTO identities (track_id, person_id, similarity, confidence) VALUES (?, ?, ?, ?)
       ON CONFLICT (track_id) DO UPDATE SET person_id = excluded.person_id, similarity = excluded.similarity,
         confidence = excluded.confidence`,
    );
    for (const { trackId, personId, similarity, confidence } of identities) {
      const known = before.get(trackId);
      before.delete(trackId);
      const isSame =
        known?.personId === personId && known.similarity === similarity && known.confidence === confidence;
      if (!isSame) put.run(trackId, personId, similarity, confidence);
    }
    const remove = this.#db.prepare('DELETE FROM identities WHERE track_id = ?');
    for (const trackId of before.keys()) remove.run(trackId);
  }

  /** Whom the tracks of a film show, by track. */
  identitiesIn(videoId: number, model: string): Identity[] {
    return this.#identities(videoId, model);
  }

  #identities(videoId: number | null, model: string): Identity[] {
    return this.#db
      .prepare(
        `SELECT i.track_id AS trackId, i.person_id AS personId, i.similarity, i.confidence
         FROM identities i JOIN face_tracks t ON t.id = i.track_id
         WHERE t.model = ? AND (? IS NULL OR t.video_id = ?) ORDER BY i.track_id`,
      )
      .all(model, videoId, videoId) as Identity[];
  }
}
