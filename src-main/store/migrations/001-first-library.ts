/** The first layout: files, what was seen and heard in them, and the people the user named. */
export const firstLibrary = `
CREATE TABLE facts (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE roots (
  path TEXT PRIMARY KEY,
  added_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE videos (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  path TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  size INTEGER NOT NULL,
  modified_ms INTEGER NOT NULL,
  fingerprint TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'indexing', 'ready', 'failed', 'offline')),
  problem_code TEXT,
  problem_sentence TEXT,
  problem_remedy TEXT,
  duration REAL NOT NULL DEFAULT 0,
  width INTEGER NOT NULL DEFAULT 0,
  height INTEGER NOT NULL DEFAULT 0,
  probe TEXT,
  poster_time REAL,
  sprite TEXT,
  added_at TEXT NOT NULL
) STRICT;
CREATE INDEX videos_by_fingerprint ON videos (fingerprint);

-- A finished step of work on one video. A pass whose version is older than the program's runs again.
CREATE TABLE passes (
  video_id INTEGER NOT NULL REFERENCES videos ON DELETE CASCADE,
  pass TEXT NOT NULL,
  version INTEGER NOT NULL,
  input TEXT NOT NULL,
  PRIMARY KEY (video_id, pass)
) STRICT, WITHOUT ROWID;

CREATE TABLE shots (
  video_id INTEGER NOT NULL REFERENCES videos ON DELETE CASCADE,
  start REAL NOT NULL,
  "end" REAL NOT NULL,
  transition TEXT NOT NULL,
  PRIMARY KEY (video_id, start)
) STRICT, WITHOUT ROWID;

CREATE TABLE speech (
  video_id INTEGER NOT NULL REFERENCES videos ON DELETE CASCADE,
  start REAL NOT NULL,
  "end" REAL NOT NULL,
  PRIMARY KEY (video_id, start)
) STRICT, WITHOUT ROWID;

CREATE TABLE cues (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  video_id INTEGER NOT NULL REFERENCES videos ON DELETE CASCADE,
  source TEXT NOT NULL,
  start REAL NOT NULL,
  "end" REAL NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE INDEX cues_by_video ON cues (video_id, start);

-- The rows' words as domain/words.ts divides them; rowid = cues.id.
CREATE VIRTUAL TABLE cue_words USING fts5 (
  words, content = '', contentless_delete = 1, tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER cue_words_follow_deletes AFTER DELETE ON cues BEGIN
  DELETE FROM cue_words WHERE rowid = old.id;
END;

CREATE TABLE face_tracks (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  video_id INTEGER NOT NULL REFERENCES videos ON DELETE CASCADE,
  start REAL NOT NULL,
  "end" REAL NOT NULL,
  quality REAL NOT NULL,
  model TEXT NOT NULL
) STRICT;
CREATE INDEX face_tracks_by_video ON face_tracks (video_id, start);

-- Where a track's face was seen: fractions of the displayed picture.
CREATE TABLE faces (
  track_id INTEGER NOT NULL REFERENCES face_tracks ON DELETE CASCADE,
  time REAL NOT NULL,
  x REAL NOT NULL,
  y REAL NOT NULL,
  width REAL NOT NULL,
  height REAL NOT NULL,
  confidence REAL NOT NULL,
  PRIMARY KEY (track_id, time)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE face_vectors USING vec0 (
  track_id INTEGER PRIMARY KEY,
  embedding FLOAT[1024] distance_metric=cosine
);
CREATE TRIGGER face_vectors_follow_deletes AFTER DELETE ON face_tracks BEGIN
  DELETE FROM face_vectors WHERE track_id = old.id;
END;

-- What the user decided. Re-indexing never touches these two tables.
CREATE TABLE people (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE,
  colour INTEGER NOT NULL,
  added_at TEXT NOT NULL
) STRICT;
CREATE TABLE person_pictures (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
  source TEXT NOT NULL,
  portrait BLOB NOT NULL,
  model TEXT NOT NULL,
  embedding BLOB NOT NULL
) STRICT;

-- Which person a track shows; derived from the two above, made anew whenever either side changes.
CREATE TABLE identities (
  track_id INTEGER PRIMARY KEY REFERENCES face_tracks ON DELETE CASCADE,
  person_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
  similarity REAL NOT NULL,
  confidence REAL NOT NULL
) STRICT;
CREATE INDEX identities_by_person ON identities (person_id);
`;
