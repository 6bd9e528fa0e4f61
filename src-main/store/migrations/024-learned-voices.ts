/** What a speaker embedder that was chosen makes of voices, beside the frames that are kept of every voice. */
export const learnedVoices = `
-- Short windows of a film's speech, see store/voice-window-code.ts.
CREATE TABLE voice_windows (
  video_id INTEGER PRIMARY KEY REFERENCES videos ON DELETE CASCADE,
  model TEXT NOT NULL,
  -- Cosine from which the model's vectors are of one voice.
  threshold REAL NOT NULL,
  windows BLOB NOT NULL
) STRICT;

-- The windows of a voice in a film: threshold, seconds and the sum of their vectors as 64-bit floats; null where none were
-- described.
ALTER TABLE voice_samples ADD COLUMN learned_model TEXT;
ALTER TABLE voice_samples ADD COLUMN learned BLOB;
`;
