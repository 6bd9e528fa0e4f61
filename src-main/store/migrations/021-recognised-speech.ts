/** What speech models have heard, piece by piece, so that no piece is heard twice. */
export const recognisedSpeech = `
CREATE TABLE recognised_pieces (
  video_id INTEGER NOT NULL REFERENCES videos ON DELETE CASCADE,
  -- The stretches of the film that were heard as one: JSON, [[start, end], ...] in seconds.
  parts TEXT NOT NULL,
  -- The film's bytes and the model that heard them.
  fingerprint TEXT NOT NULL,
  model TEXT NOT NULL,
  language TEXT NOT NULL,
  -- JSON, [[word, start, end], ...] in seconds of the film; none where the model was not to be trusted.
  words TEXT NOT NULL,
  mistrust TEXT CHECK (mistrust IN ('silence', 'repetition', 'unsure')),
  PRIMARY KEY (video_id, parts)
) STRICT, WITHOUT ROWID;
`;
