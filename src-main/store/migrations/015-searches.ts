/** Searches that are kept and those that were made lately, see search-table.ts. */
export const searches = `
CREATE TABLE saved_searches (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  query TEXT NOT NULL UNIQUE,
  saved_at TEXT NOT NULL
) STRICT;

CREATE TABLE recent_searches (
  query TEXT PRIMARY KEY,
  asked_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;
