/**
 * More that the user decides about people: which face shows them and which does not, which picture stands for them, and
 * that two who look alike are two. A table's check cannot be changed, so decisions and their faces are written anew.
 */
export const peopleDecisions = `
CREATE TABLE decisions_anew (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  action TEXT NOT NULL CHECK (action IN (
    'name', 'merge', 'split', 'not-this', 'ignore', 'unignore', 'confirm', 'refuse', 'cover', 'unite', 'apart'
  )),
  -- Whom the faces show (name, confirm), or do not show (not-this, refuse), whom a picture stands for (cover), or whom
  -- another person was united with (unite).
  person_id INTEGER REFERENCES people ON DELETE CASCADE,
  -- Who is another than the first (apart).
  other_id INTEGER REFERENCES people ON DELETE CASCADE,
  -- What undoing does besides taking the row away, as JSON.
  inverse TEXT NOT NULL,
  made_at TEXT NOT NULL
) STRICT;
INSERT INTO decisions_anew (id, action, person_id, inverse, made_at)
  SELECT id, action, person_id, inverse, made_at FROM decisions;

CREATE TABLE decided_faces_anew (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  decision_id INTEGER NOT NULL REFERENCES decisions_anew ON DELETE CASCADE,
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
INSERT INTO decided_faces_anew SELECT id, decision_id, fingerprint, time, x, y, width, height, side, track_id FROM decided_faces;

-- The faces go first: deleting a decision would take them with it.
DROP TABLE decided_faces;
DROP TABLE decisions;
ALTER TABLE decisions_anew RENAME TO decisions;
ALTER TABLE decided_faces_anew RENAME TO decided_faces;
CREATE INDEX decisions_by_person ON decisions (person_id);
CREATE INDEX decisions_by_other ON decisions (other_id);
CREATE INDEX decided_faces_by_decision ON decided_faces (decision_id);
CREATE INDEX decided_faces_by_track ON decided_faces (track_id);
CREATE INDEX decided_faces_unfound ON decided_faces (fingerprint) WHERE track_id IS NULL;

-- The picture that a decision lets stand for a person; the latest holds.
CREATE TABLE covers (
  decision_id INTEGER PRIMARY KEY REFERENCES decisions ON DELETE CASCADE,
  portrait BLOB NOT NULL
) STRICT;
`;
