/** Which faces a model of active speakers sees speaking. */
export const speakingFaces = `
-- By face and picture, see store/mouth-code.ts; nothing of films for which no such model is installed.
CREATE TABLE speaking_faces (
  video_id INTEGER PRIMARY KEY REFERENCES videos ON DELETE CASCADE,
  model TEXT NOT NULL,
  samples BLOB NOT NULL
) STRICT;
`;
