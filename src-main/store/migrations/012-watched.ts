/** Films that the person has seen, see watched-table.ts. */
export const watched = `
CREATE TABLE watched (
  video_id INTEGER PRIMARY KEY REFERENCES videos ON DELETE CASCADE,
  seen_at TEXT NOT NULL
) STRICT;
`;
