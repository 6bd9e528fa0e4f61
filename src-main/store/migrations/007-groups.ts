/**
 * Who the unnamed faces are, and what the user decided about faces. Groups are derived and made anew; decisions name
 * their faces by film, time and place, so that they outlive every re-indexing.
 */
export const groups = `
-- Face tracks of one model that show one person, as far as looks tell. Somebody who is named has groups too.
CREATE TABLE face_groups (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  model TEXT NOT NULL,
  -- Of its tracks: the sum of the embeddings weighted by quality, the sums of the weights and of their squares, the count.
  vector_sum BLOB NOT NULL,
  weight REAL NOT NULL,
  squares REAL NOT NULL,
  tracks INTEGER NOT NULL,
  -- Whether the user does not want to be asked who it is.
  ignored INTEGER NOT NULL
) STRICT;
CREATE INDEX face_groups_by_model ON face_groups (model);

-- A track without a row was not looked at yet; one without a group shows too little to say whom.
CREATE TABLE group_tracks (
  track_id INTEGER PRIMARY KEY REFERENCES face_tracks ON DELETE CASCADE,
  group_id INTEGER REFERENCES face_groups ON DELETE CASCADE
) STRICT;
CREATE INDEX group_tracks_by_group ON group_tracks (group_id);

-- What the user decided about faces, the latest last. Re-indexing never touches these two tables.
CREATE TABLE decisions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  action TEXT NOT NULL CHECK (action IN ('name', 'merge', 'split', 'not-this', 'ignore', 'unite')),
  -- Whom the faces show (name), or do not show (not-this), or whom another person was united with (unite).
  person_id INTEGER REFERENCES people ON DELETE CASCADE,
  -- What undoing does besides taking the row away, as JSON.
  inverse TEXT NOT NULL,
  made_at TEXT NOT NULL
) STRICT;
CREATE INDEX decisions_by_person ON decisions (person_id);

CREATE TABLE decided_faces (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  decision_id INTEGER NOT NULL REFERENCES decisions ON DELETE CASCADE,
  -- The film's bytes, not its row: a film that was taken out and comes back finds its decisions again.
  fingerprint TEXT NOT NULL,
  time REAL NOT NULL,
  x REAL NOT NULL,
  y REAL NOT NULL,
  width REAL NOT NULL,
  height REAL NOT NULL,
  -- Of a split, and of what is not this person: faces on side 1 belong apart from those on side 0. 0 for the others.
  side INTEGER NOT NULL DEFAULT 0,
  -- The track that shows the face now; found anew by time and place after re-indexing.
  track_id INTEGER REFERENCES face_tracks ON DELETE SET NULL
) STRICT;
CREATE INDEX decided_faces_by_decision ON decided_faces (decision_id);
CREATE INDEX decided_faces_by_track ON decided_faces (track_id);
CREATE INDEX decided_faces_unfound ON decided_faces (fingerprint) WHERE track_id IS NULL;

-- Where an enrolled picture comes from: pictures that the user gave, or faces of a group that was named.
ALTER TABLE person_pictures ADD COLUMN origin TEXT NOT NULL DEFAULT 'picture' CHECK (origin IN ('picture', 'group'));
`;
