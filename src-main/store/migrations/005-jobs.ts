/**
 * The queue of work on films, and how long each pass takes. A finished pass learns when it ran beside
 * the film's other passes, and what of the film it could not read.
 */
export const jobs = `
-- Passes that have to run. A finished one loses its row here and has one in passes.
CREATE TABLE jobs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  video_id INTEGER NOT NULL REFERENCES videos ON DELETE CASCADE,
  pass TEXT NOT NULL,
  -- 1: the user looks at the film; 2: a new film; 3: work that can wait.
  priority INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'failed', 'set-aside')),
  -- Runs that ended in an error.
  attempts INTEGER NOT NULL DEFAULT 0,
  -- Runs that ended the worker or its process.
  crashes INTEGER NOT NULL DEFAULT 0,
  -- Milliseconds since 1970, as lease_until; it does not run before.
  not_before INTEGER,
  lease_owner TEXT,
  lease_until INTEGER,
  problem_code TEXT,
  problem_sentence TEXT,
  problem_remedy TEXT,
  -- What was last heard before each crash.
  log TEXT,
  payload TEXT NOT NULL,
  enqueued_at TEXT NOT NULL,
  UNIQUE (video_id, pass)
) STRICT;
CREATE INDEX jobs_in_order ON jobs (state, priority, video_id, pass);

-- Counts up with each pass that finishes for a film: a pass is older than another when its number is smaller.
ALTER TABLE passes ADD COLUMN run INTEGER NOT NULL DEFAULT 0;
-- Says which part of the film could not be read; NULL when all of it was.
ALTER TABLE passes ADD COLUMN damage TEXT;

-- How long each pass has taken on this machine, pauses left out.
CREATE TABLE pass_timings (
  pass TEXT PRIMARY KEY,
  runs INTEGER NOT NULL,
  media_seconds REAL NOT NULL,
  wall_seconds REAL NOT NULL,
  latest_media_seconds REAL NOT NULL,
  latest_wall_seconds REAL NOT NULL
) STRICT, WITHOUT ROWID;
`;
