/** Moments that the user gathers. Re-indexing never touches them. */
export const collections = `
CREATE TABLE collections (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE,
  made_at TEXT NOT NULL,
  -- When something was put into it last.
  used_at TEXT NOT NULL
) STRICT;

CREATE TABLE collected_moments (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  collection_id INTEGER NOT NULL REFERENCES collections ON DELETE CASCADE,
  -- 0, 1, ... in the user's order.
  place INTEGER NOT NULL,
  -- The film's bytes, not its row: a film that was taken out and comes back has its moments again.
  fingerprint TEXT NOT NULL,
  -- What the film was called when the moment was gathered, for as long as the film is away.
  title TEXT NOT NULL,
  start REAL NOT NULL,
  "end" REAL NOT NULL,
  note TEXT NOT NULL
) STRICT;
CREATE INDEX collected_moments_by_collection ON collected_moments (collection_id, place);

-- The changes of collections as a log that is undone from its end.
CREATE TABLE collection_changes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  action TEXT NOT NULL CHECK (action IN ('add', 'remove', 'move', 'trim', 'note', 'rename', 'delete')),
  collection_id INTEGER NOT NULL,
  -- The collection before the change, as JSON; null where there was none.
  before TEXT,
  made_at TEXT NOT NULL
) STRICT;
`;
