/** Things that the user had followed from a box drawn in the player. Re-indexing never touches them. */
export const drawnTracks = `
CREATE TABLE drawn_tracks (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  -- The film's bytes, not its row: a film that was taken out and comes back finds its tracks again.
  fingerprint TEXT NOT NULL,
  start REAL NOT NULL,
  "end" REAL NOT NULL,
  -- Frames a second of the film, by which frames are numbered in files.
  frame_rate REAL NOT NULL,
  -- As JSON, in pixels of the displayed picture.
  boxes TEXT NOT NULL,
  made_at TEXT NOT NULL,
  -- Whether the user took it away; the one taken away last can be brought back.
  removed INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX drawn_tracks_by_film ON drawn_tracks (fingerprint);
`;
