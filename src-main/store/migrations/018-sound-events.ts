/** What is heard besides speech. */
export const soundEvents = `
CREATE TABLE sound_events (
  id INTEGER PRIMARY KEY,
  video_id INTEGER NOT NULL REFERENCES videos ON DELETE CASCADE,
  start REAL NOT NULL,
  "end" REAL NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('laughter', 'music', 'applause'))
) STRICT;
CREATE INDEX sound_events_by_video ON sound_events (video_id, start);
`;
