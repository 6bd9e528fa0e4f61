/**
 * Who says a line and what sounds are described; and what the user corrected. Corrections name their lines by film, time
 * and words, so that they outlive every re-indexing and are applied again after it.
 */
export const lines = `
ALTER TABLE cues ADD COLUMN kind TEXT NOT NULL DEFAULT 'speech' CHECK (kind IN ('speech', 'sound'));

CREATE TABLE cue_speakers (
  cue_id INTEGER NOT NULL REFERENCES cues ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  -- 1 where a subtitle file names the speaker or the user has said so.
  confidence REAL NOT NULL,
  PRIMARY KEY (cue_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX cue_speakers_by_name ON cue_speakers (name);

-- What the user corrected in one source of a film's lines, the latest last. Re-indexing never touches these tables.
CREATE TABLE line_edits (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  -- The film's bytes, not its row: a film that was taken out and comes back finds its corrections again.
  fingerprint TEXT NOT NULL,
  source TEXT NOT NULL,
  made_at TEXT NOT NULL,
  -- Taken back, and to be had again until something else is corrected.
  undone INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX line_edits_by_film ON line_edits (fingerprint);

CREATE TABLE edited_lines (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  edit_id INTEGER NOT NULL REFERENCES line_edits ON DELETE CASCADE,
  side TEXT NOT NULL CHECK (side IN ('before', 'after')),
  start REAL NOT NULL,
  "end" REAL NOT NULL,
  text TEXT NOT NULL,
  kind TEXT NOT NULL,
  -- JSON: names with their confidence.
  speakers TEXT NOT NULL
) STRICT;
CREATE INDEX edited_lines_by_edit ON edited_lines (edit_id);

-- How the times of a subtitle file become the film's: time * scale + shift.
CREATE TABLE source_alignments (
  fingerprint TEXT NOT NULL,
  source TEXT NOT NULL,
  shift REAL NOT NULL,
  scale REAL NOT NULL,
  PRIMARY KEY (fingerprint, source)
) STRICT, WITHOUT ROWID;
`;
