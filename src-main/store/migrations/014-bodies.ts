/**
 * People are more than faces: where bodies were seen, and how likely it is at every time of a film that a person is on
 * screen. Likelihoods are derived from face tracks, bodies and identities, and made anew when one of them changes.
 */
export const bodies = `
-- One body through a shot.
CREATE TABLE body_tracks (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  video_id INTEGER NOT NULL REFERENCES videos ON DELETE CASCADE,
  start REAL NOT NULL,
  "end" REAL NOT NULL,
  model TEXT NOT NULL,
  -- What the model made of clothes and figure, length 1.
  look BLOB NOT NULL,
  -- What the whole picture showed when the body was seen first and last, see indexing/bodies/surroundings.ts.
  first_view BLOB NOT NULL,
  last_view BLOB NOT NULL
) STRICT;
CREATE INDEX body_tracks_by_video ON body_tracks (video_id, start);

-- Where a body was seen: fractions of the displayed picture.
CREATE TABLE bodies (
  track_id INTEGER NOT NULL REFERENCES body_tracks ON DELETE CASCADE,
  time REAL NOT NULL,
  x REAL NOT NULL,
  y REAL NOT NULL,
  width REAL NOT NULL,
  height REAL NOT NULL,
  confidence REAL NOT NULL,
  PRIMARY KEY (track_id, time)
) STRICT, WITHOUT ROWID;

-- The likelihood that somebody is on screen, as steps in time order that do not overlap; nothing is known between them.
CREATE TABLE likelihoods (
  video_id INTEGER NOT NULL REFERENCES videos ON DELETE CASCADE,
  person_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
  start REAL NOT NULL,
  "end" REAL NOT NULL,
  probability REAL NOT NULL,
  -- Whether a face is seen, or somebody is known by clothes or place, or is hidden for a while.
  seen TEXT NOT NULL CHECK (seen IN ('face', 'body', 'hidden')),
  -- The face by which the person is known.
  track_id INTEGER NOT NULL REFERENCES face_tracks ON DELETE CASCADE,
  PRIMARY KEY (video_id, person_id, start)
) STRICT, WITHOUT ROWID;
CREATE INDEX likelihoods_by_person ON likelihoods (person_id, video_id);
CREATE INDEX likelihoods_by_track ON likelihoods (track_id);

-- Films whose likelihoods agree with their tracks and identities.
CREATE TABLE likely_films (
  video_id INTEGER PRIMARY KEY REFERENCES videos ON DELETE CASCADE
) STRICT;
CREATE TRIGGER likelihoods_follow_new_faces AFTER INSERT ON face_tracks BEGIN
  DELETE FROM likely_films WHERE video_id = new.video_id;
END;
CREATE TRIGGER likelihoods_follow_lost_faces AFTER DELETE ON face_tracks BEGIN
  DELETE FROM likely_films WHERE video_id = old.video_id;
END;
CREATE TRIGGER likelihoods_follow_new_bodies AFTER INSERT ON body_tracks BEGIN
  DELETE FROM likely_films WHERE video_id = new.video_id;
END;
CREATE TRIGGER likelihoods_follow_lost_bodies AFTER DELETE ON body_tracks BEGIN
  DELETE FROM likely_films WHERE video_id = old.video_id;
END;
CREATE TRIGGER likelihoods_follow_identities AFTER INSERT ON identities BEGIN
  DELETE FROM likely_films WHERE video_id = (SELECT video_id FROM face_tracks WHERE id = new.track_id);
END;
CREATE TRIGGER likelihoods_follow_other_identities AFTER UPDATE ON identities BEGIN
  DELETE FROM likely_films WHERE video_id = (SELECT video_id FROM face_tracks WHERE id = new.track_id);
END;
CREATE TRIGGER likelihoods_follow_lost_identities AFTER DELETE ON identities BEGIN
  DELETE FROM likely_films WHERE video_id = (SELECT video_id FROM face_tracks WHERE id = old.track_id);
END;

-- Who is on screen when, more likely than not. Until a film's likelihoods are there, its face tracks alone tell.
CREATE VIEW on_screen AS
  SELECT video_id, person_id, start, "end", probability AS confidence, track_id, seen
  FROM likelihoods WHERE probability >= 0.5
  UNION ALL
  SELECT t.video_id, i.person_id, t.start, t."end", i.confidence, t.id, 'face'
  FROM identities i JOIN face_tracks t ON t.id = i.track_id
  WHERE t.video_id NOT IN (SELECT video_id FROM likely_films);
`;
