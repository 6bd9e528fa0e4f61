/** Named pets, objects and places: what they were enrolled from, how they are told, and where films show them. */
export const concepts = `
-- Parts of pictures that films are looked at for, see region-table.ts.
CREATE TABLE regions (
  id INTEGER PRIMARY KEY,
  video_id INTEGER NOT NULL REFERENCES videos ON DELETE CASCADE,
  model TEXT NOT NULL,
  time REAL NOT NULL,
  -- What the detector takes it for; empty where it claims nothing.
  label TEXT NOT NULL,
  -- Fractions of the picture.
  x REAL NOT NULL,
  y REAL NOT NULL,
  width REAL NOT NULL,
  height REAL NOT NULL,
  vector BLOB NOT NULL
) STRICT;
CREATE INDEX regions_by_video ON regions (video_id, model, time);

CREATE TABLE concepts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE,
  kind TEXT NOT NULL CHECK (kind IN ('pet', 'object', 'place')),
  added_at TEXT NOT NULL
) STRICT;

-- The pictures of a concept, from which everything else of it is made anew for another model.
CREATE TABLE concept_templates (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  concept_id INTEGER NOT NULL REFERENCES concepts ON DELETE CASCADE,
  source TEXT NOT NULL,
  -- JPEG.
  picture BLOB NOT NULL,
  -- Where it shows the thing, in fractions of the picture.
  x REAL NOT NULL,
  y REAL NOT NULL,
  width REAL NOT NULL,
  height REAL NOT NULL,
  -- What a region encoder makes of the thing.
  model TEXT NOT NULL,
  vector BLOB NOT NULL
) STRICT;
CREATE INDEX concept_templates_by_concept ON concept_templates (concept_id);

-- How regions of one model are told to show the concept.
CREATE TABLE concept_heads (
  concept_id INTEGER PRIMARY KEY REFERENCES concepts ON DELETE CASCADE,
  model TEXT NOT NULL,
  weights BLOB NOT NULL,
  bias REAL NOT NULL,
  -- Films whose regions it was trained against.
  films INTEGER NOT NULL
) STRICT;

-- How likely a film shows a concept, by the frames that were looked at; unlikely frames have no row.
CREATE TABLE concept_frames (
  concept_id INTEGER NOT NULL REFERENCES concepts ON DELETE CASCADE,
  video_id INTEGER NOT NULL REFERENCES videos ON DELETE CASCADE,
  time REAL NOT NULL,
  -- The stretch that the frame stands for.
  start REAL NOT NULL,
  "end" REAL NOT NULL,
  likelihood REAL NOT NULL,
  x REAL NOT NULL,
  y REAL NOT NULL,
  width REAL NOT NULL,
  height REAL NOT NULL,
  PRIMARY KEY (concept_id, video_id, time)
) STRICT, WITHOUT ROWID;
CREATE INDEX concept_frames_by_video ON concept_frames (video_id);
`;
