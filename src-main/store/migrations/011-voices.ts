/**
 * Who says what. What is heard of voices and seen of mouths is kept, so that speakers are told anew without decoding.
 * Utterances are derived; corrected lines name film and time, so that they outlive every re-indexing.
 */
export const voices = `
-- The voiced frames of a film's speech, see store/voice-frame-code.ts.
CREATE TABLE voice_frames (
  video_id INTEGER PRIMARY KEY REFERENCES videos ON DELETE CASCADE,
  model TEXT NOT NULL,
  frames BLOB NOT NULL
) STRICT;

-- How far mouths are open, see store/mouth-code.ts.
CREATE TABLE mouths (
  video_id INTEGER PRIMARY KEY REFERENCES videos ON DELETE CASCADE,
  samples BLOB NOT NULL
) STRICT;

-- A voice that is somebody's, or "Speaker <number>" until somebody says whose.
CREATE TABLE voices (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number INTEGER NOT NULL UNIQUE,
  person_id INTEGER REFERENCES people ON DELETE CASCADE,
  -- Whether the user said whose it is; otherwise faces did.
  told INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX voices_by_person ON voices (person_id);

-- What a voice sounds like in a film: sums over its frames.
CREATE TABLE voice_samples (
  voice_id INTEGER NOT NULL REFERENCES voices ON DELETE CASCADE,
  video_id INTEGER NOT NULL REFERENCES videos ON DELETE CASCADE,
  model TEXT NOT NULL,
  sums BLOB NOT NULL,
  PRIMARY KEY (voice_id, video_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX voice_samples_by_video ON voice_samples (video_id);

-- A stretch of speech; the words are a cue's where subtitles were given.
CREATE TABLE utterances (
  id INTEGER PRIMARY KEY,
  video_id INTEGER NOT NULL REFERENCES videos ON DELETE CASCADE,
  start REAL NOT NULL,
  "end" REAL NOT NULL,
  cue_id INTEGER REFERENCES cues ON DELETE SET NULL
) STRICT;
CREATE INDEX utterances_by_video ON utterances (video_id, start);
CREATE INDEX utterances_by_cue ON utterances (cue_id);

-- One speaker of an utterance: a person, or a voice that nobody has named.
CREATE TABLE utterance_speakers (
  utterance_id INTEGER NOT NULL REFERENCES utterances ON DELETE CASCADE,
  person_id INTEGER REFERENCES people ON DELETE CASCADE,
  voice_id INTEGER REFERENCES voices ON DELETE CASCADE,
  confidence REAL NOT NULL,
  -- What tells it: the user, a mouth that moves with the sound, or the voice.
  evidence TEXT NOT NULL CHECK (evidence IN ('user', 'mouth', 'voice')),
  CHECK ((person_id IS NULL) <> (voice_id IS NULL))
) STRICT;
CREATE INDEX utterance_speakers_by_utterance ON utterance_speakers (utterance_id);
CREATE INDEX utterance_speakers_by_person ON utterance_speakers (person_id);
CREATE INDEX utterance_speakers_by_voice ON utterance_speakers (voice_id);

-- What the speakers of a film were told from; they are told anew when it is something else.
CREATE TABLE speaker_grounds (
  video_id INTEGER PRIMARY KEY REFERENCES videos ON DELETE CASCADE,
  ground TEXT NOT NULL
) STRICT;

-- Lines whose speaker the user has told. Re-indexing never touches this table.
CREATE TABLE corrected_lines (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  -- The film's bytes, not its row.
  fingerprint TEXT NOT NULL,
  start REAL NOT NULL,
  "end" REAL NOT NULL,
  person_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
  made_at TEXT NOT NULL
) STRICT;
CREATE INDEX corrected_lines_by_film ON corrected_lines (fingerprint, start);
CREATE INDEX corrected_lines_by_person ON corrected_lines (person_id);
`;
