/**
 * One pass over pictures becomes several, each with a version of its own, and pictures are described as a whole. What
 * the old passes found stays: of them, only the overview of a film is made anew.
 */
export const passesAndFrames = `
UPDATE passes SET pass = 'subtitles' WHERE pass = 'dialogue';
INSERT INTO passes (video_id, pass, version, input)
  SELECT video_id, 'shots', version, substr(input, 1, instr(input || '|', '|') - 1) FROM passes WHERE pass = 'frames';
UPDATE passes SET pass = 'faces' WHERE pass = 'frames';
DELETE FROM passes WHERE pass = 'pictures';

-- A picture that a picture model described as a whole, see store/vector-code.ts for the vector's form.
CREATE TABLE frames (
  id INTEGER PRIMARY KEY,
  video_id INTEGER NOT NULL REFERENCES videos ON DELETE CASCADE,
  pass TEXT NOT NULL CHECK (pass IN ('sketch', 'dense')),
  model TEXT NOT NULL,
  time REAL NOT NULL,
  vector BLOB NOT NULL
) STRICT;
CREATE INDEX frames_by_video ON frames (video_id, model, time);
`;
