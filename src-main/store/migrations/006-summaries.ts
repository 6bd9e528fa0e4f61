/** Where a film plays, see summary-table.ts. Who is in it is read from the identities, which change with people. */
export const summaries = `
CREATE TABLE film_places (
  video_id INTEGER NOT NULL REFERENCES videos ON DELETE CASCADE,
  concept TEXT NOT NULL,
  share REAL NOT NULL,
  PRIMARY KEY (video_id, concept)
) STRICT, WITHOUT ROWID;
`;
