/** Pictures and clips that searches compare with, see example-table.ts. */
export const examples = `
CREATE TABLE examples (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  duration REAL NOT NULL,
  preview BLOB NOT NULL,
  added_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE example_frames (
  example_id TEXT NOT NULL REFERENCES examples ON DELETE CASCADE,
  position INTEGER NOT NULL,
  time REAL NOT NULL,
  model TEXT NOT NULL,
  vector BLOB NOT NULL,
  PRIMARY KEY (example_id, position)
) STRICT, WITHOUT ROWID;
`;
