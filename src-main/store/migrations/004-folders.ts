/**
 * Folders that are watched, films that are away for a while, and what the files beside a film say of it.
 * A single film that was indexed by its own path is no folder: it loses its row among the roots.
 */
export const folders = `
CREATE TABLE settings (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

DELETE FROM roots WHERE path IN (SELECT path FROM videos);
ALTER TABLE roots ADD COLUMN watching TEXT NOT NULL DEFAULT 'auto' CHECK (watching IN ('auto', 'events', 'polling'));
ALTER TABLE roots ADD COLUMN scanned_at TEXT;

-- Films that the user took out of the library while their files stay in a watched folder.
CREATE TABLE left_out (
  path TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- Why the file cannot be reached: it alone is gone, or the folder or drive that it lies in. NULL while it is there.
ALTER TABLE videos ADD COLUMN absence TEXT CHECK (absence IN ('file', 'folder'));
-- Names, sizes and dates of the files beside the film as the last scan saw them.
ALTER TABLE videos ADD COLUMN sidecars TEXT NOT NULL DEFAULT '';

-- What the files beside a film say of it.
CREATE TABLE film_facts (
  video_id INTEGER PRIMARY KEY REFERENCES videos ON DELETE CASCADE,
  title TEXT,
  original_title TEXT,
  year INTEGER,
  plot TEXT,
  unique_ids TEXT NOT NULL,
  has_cover INTEGER NOT NULL
) STRICT;
CREATE TABLE cast_members (
  video_id INTEGER NOT NULL REFERENCES videos ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  role TEXT,
  picture_path TEXT,
  PRIMARY KEY (video_id, position)
) STRICT, WITHOUT ROWID;

-- Where a film's cues come from; source as in cues.
CREATE TABLE cue_sources (
  video_id INTEGER NOT NULL REFERENCES videos ON DELETE CASCADE,
  source TEXT NOT NULL,
  language TEXT,
  forced INTEGER NOT NULL,
  sdh INTEGER NOT NULL,
  PRIMARY KEY (video_id, source)
) STRICT, WITHOUT ROWID;
`;
