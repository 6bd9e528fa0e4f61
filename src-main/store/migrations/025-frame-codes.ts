/** Small codes of frames whose vectors fill every place, so that a search need not read all of a large library. */
export const frameCodes = `
-- A film's frames as one model describes them, see store/frame-code.ts. Vectors with few filled places have none.
CREATE TABLE frame_codes (
  video_id INTEGER NOT NULL REFERENCES videos ON DELETE CASCADE,
  model TEXT NOT NULL,
  codes BLOB NOT NULL,
  PRIMARY KEY (video_id, model)
) STRICT, WITHOUT ROWID;
`;
