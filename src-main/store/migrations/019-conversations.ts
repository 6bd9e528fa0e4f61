/** Conversations about the library, turn by turn. */
export const conversations = `
CREATE TABLE conversations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  begun_at TEXT NOT NULL
) STRICT;

CREATE TABLE conversation_turns (
  conversation_id INTEGER NOT NULL REFERENCES conversations ON DELETE CASCADE,
  -- 0, 1, ... in the order in which they were said.
  place INTEGER NOT NULL,
  -- JSON: what was said, how it was understood, what it found and what was answered.
  turn TEXT NOT NULL,
  PRIMARY KEY (conversation_id, place)
) STRICT, WITHOUT ROWID;
`;
