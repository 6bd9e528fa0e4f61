/**
 * What the user decides about voices, as a log that is undone from its end. Lines are named by film and time, so that
 * they outlive every re-indexing.
 */
export const voiceDecisions = `
CREATE TABLE voice_decisions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  action TEXT NOT NULL CHECK (action IN ('name', 'merge', 'tell', 'refuse')),
  -- Whose the voice or the line is (name, tell), or is not (refuse).
  person_id INTEGER REFERENCES people ON DELETE CASCADE,
  -- What undoing does besides taking the row away, as JSON.
  inverse TEXT NOT NULL,
  made_at TEXT NOT NULL
) STRICT;
CREATE INDEX voice_decisions_by_person ON voice_decisions (person_id);

-- A line of a voice that was said to be a person's (name).
CREATE TABLE named_lines (
  decision_id INTEGER NOT NULL REFERENCES voice_decisions ON DELETE CASCADE,
  -- The film's bytes, not its row.
  fingerprint TEXT NOT NULL,
  start REAL NOT NULL,
  "end" REAL NOT NULL,
  person_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE
) STRICT;
CREATE INDEX named_lines_by_decision ON named_lines (decision_id);
CREATE INDEX named_lines_by_film ON named_lines (fingerprint);
CREATE INDEX named_lines_by_person ON named_lines (person_id);

-- Two lines of a film that one voice speaks (merge).
CREATE TABLE joined_lines (
  decision_id INTEGER NOT NULL REFERENCES voice_decisions ON DELETE CASCADE,
  fingerprint TEXT NOT NULL,
  start REAL NOT NULL,
  "end" REAL NOT NULL,
  other_start REAL NOT NULL,
  other_end REAL NOT NULL
) STRICT;
CREATE INDEX joined_lines_by_decision ON joined_lines (decision_id);
CREATE INDEX joined_lines_by_film ON joined_lines (fingerprint);

-- A line that a person does not speak (refuse).
CREATE TABLE refused_lines (
  decision_id INTEGER NOT NULL REFERENCES voice_decisions ON DELETE CASCADE,
  fingerprint TEXT NOT NULL,
  start REAL NOT NULL,
  "end" REAL NOT NULL,
  person_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE
) STRICT;
CREATE INDEX refused_lines_by_decision ON refused_lines (decision_id);
CREATE INDEX refused_lines_by_film ON refused_lines (fingerprint);
CREATE INDEX refused_lines_by_person ON refused_lines (person_id);
`;
