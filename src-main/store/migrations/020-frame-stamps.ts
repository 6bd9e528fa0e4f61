/**
 * What tells who keeps frames in memory which films' frames have changed, without a look at the frames: of each model the
 * number of a film's frames, and a running number that a change of them moves on.
 */
export const frameStamps = `
CREATE TABLE frame_stamps (
  video_id INTEGER NOT NULL REFERENCES videos ON DELETE CASCADE,
  model TEXT NOT NULL,
  -- 0 where the model's frames have gone: the row stays, so that its number never comes again.
  count INTEGER NOT NULL,
  change INTEGER NOT NULL,
  PRIMARY KEY (video_id, model)
) STRICT, WITHOUT ROWID;

INSERT INTO frame_stamps (video_id, model, count, change)
  SELECT video_id, model, count(*), max(id) FROM frames GROUP BY video_id, model;
`;
