import { openForReading } from '../../../src-main/store/library-database.ts';

// A library's rows without what may differ between two honest runs: the numbers of rows and the dates of adding.
// Rows name each other by what they mean instead: a film by its path, a track by its film, start and first box.

const videoOf = `(SELECT path FROM videos WHERE videos.id = video_id)`;
const trackName = `(
  SELECT v.path || ' ' || t.start || ' ' || t."end" || ' ' || coalesce((
    SELECT f.x || ',' || f.y FROM faces f WHERE f.track_id = t.id ORDER BY f.time LIMIT 1), '')
  FROM face_tracks t JOIN videos v ON v.id = t.video_id WHERE t.id = track_id)`;
const conceptName = `(SELECT name FROM concepts WHERE concepts.id = concept_id)`;
const personName = `(SELECT name FROM people WHERE people.id = person_id)`;

/** A group has no name but its members': the first of them stands for it. */
const groupName = `(SELECT min(${trackName}) FROM group_tracks WHERE group_tracks.group_id = face_groups.id)`;

/** Nor has a voice: the first line that it says stands for it. */
const voiceName = `(
  SELECT min(v.path || ' ' || u.start) FROM utterance_speakers s JOIN utterances u ON u.id = s.utterance_id
  JOIN videos v ON v.id = u.video_id WHERE s.voice_id = voices.id)`;

const questions: Record<string, string> = {
  videos: `SELECT path, title, size, modified_ms, fingerprint, state, problem_code, problem_sentence, problem_remedy,
           duration, width, height, probe, poster_time, sprite, absence, sidecars FROM videos`,
  roots: 'SELECT path, watching FROM roots',
  left_out: 'SELECT path FROM left_out',
  settings: 'SELECT key, value FROM settings',
  film_facts: `SELECT ${videoOf} AS video, title, original_title, year, plot, unique_ids, has_cover FROM film_facts`,
  cast_members: `SELECT ${videoOf} AS video, position, name, role, picture_path FROM cast_members`,
  cue_sources: `SELECT ${videoOf} AS video, source, language, forced, sdh FROM cue_sources`,
  passes: `SELECT ${videoOf} AS video, pass, version, input, run, damage FROM passes`,
  jobs: `SELECT ${videoOf} AS video, pass, state FROM jobs`,
  shots: `SELECT ${videoOf} AS video, start, "end", transition FROM shots`,
  speech: `SELECT ${videoOf} AS video, start, "end" FROM speech`,
  recognised_pieces: `SELECT ${videoOf} AS video, parts, fingerprint, model, language, words, mistrust
                      FROM recognised_pieces`,
  sound_events: `SELECT ${videoOf} AS video, start, "end", kind FROM sound_events`,
  frames: `SELECT ${videoOf} AS video, pass, model, time, hex(vector) AS vector FROM frames`,
  examples: 'SELECT id, name, kind, duration, hex(preview) AS preview FROM examples',
  frame_codes: `SELECT ${videoOf} AS video, model, hex(codes) AS codes FROM frame_codes`,
  frame_stamps: `SELECT ${videoOf} AS video, model, count FROM frame_stamps WHERE count > 0`,
  example_frames: 'SELECT example_id, position, time, model, hex(vector) AS vector FROM example_frames',
  watched: `SELECT ${videoOf} AS video FROM watched`,
  saved_searches: 'SELECT name, query FROM saved_searches',
  recent_searches: 'SELECT query FROM recent_searches',
  conversations: 'SELECT name FROM conversations',
  conversation_turns: `SELECT (SELECT name FROM conversations WHERE id = conversation_id) AS name, place, turn
                       FROM conversation_turns`,
  collections: 'SELECT name FROM collections',
  collected_moments: `SELECT (SELECT name FROM collections WHERE id = collection_id) AS collection, place, fingerprint, title,
                      start, "end", note FROM collected_moments`,
  collection_changes: 'SELECT action, before FROM collection_changes',
  regions: `SELECT ${videoOf} AS video, model, time, label, x, y, width, height, hex(vector) AS vector FROM regions`,
  concepts: 'SELECT name, kind FROM concepts',
  concept_templates: `SELECT ${conceptName} AS concept, source, hex(picture) AS picture, x, y, width, height, model,
                      hex(vector) AS vector FROM concept_templates`,
  concept_heads: `SELECT ${conceptName} AS concept, model, hex(weights) AS weights, bias, films FROM concept_heads`,
  concept_tokens: `SELECT ${conceptName} AS concept, model, hex(token) AS token, caption FROM concept_tokens`,
  concept_frames: `SELECT ${conceptName} AS concept, ${videoOf} AS video, time, start, "end", likelihood, x, y, width,
                   height FROM concept_frames`,
  film_places: `SELECT ${videoOf} AS video, concept, share FROM film_places`,
  cues: `SELECT ${videoOf} AS video, source, start, "end", text, kind FROM cues`,
  cue_speakers: `SELECT (SELECT text FROM cues WHERE cues.id = cue_id) AS cue, position, name, confidence FROM cue_speakers`,
  line_edits: 'SELECT fingerprint, source, undone FROM line_edits',
  edited_lines: 'SELECT side, start, "end", text, kind, speakers FROM edited_lines',
  source_alignments: 'SELECT fingerprint, source, shift, scale FROM source_alignments',
  cue_words: `SELECT (SELECT text FROM cues WHERE cues.id = cue_words.rowid) AS cue FROM cue_words`,
  face_tracks: `SELECT ${videoOf} AS video, start, "end", quality, model FROM face_tracks`,
  faces: `SELECT ${trackName} AS track, time, x, y, width, height, confidence FROM faces`,
  face_vectors: `SELECT ${trackName} AS track, hex(embedding) AS embedding FROM face_vectors`,
  vector_tables: 'SELECT model, dimension, name FROM vector_tables',
  people: 'SELECT name, colour FROM people',
  person_pictures: `SELECT ${personName} AS person, source, hex(portrait) AS portrait, model, hex(embedding) AS embedding,
                    origin FROM person_pictures`,
  person_vectors: `SELECT (SELECT ${personName} FROM person_pictures WHERE id = picture_id) AS person, model,
                   hex(embedding) AS embedding FROM person_vectors`,
  face_groups: `SELECT ${groupName} AS first, model, tracks, ignored FROM face_groups`,
  group_tracks: `SELECT ${trackName} AS track,
                 (SELECT ${groupName} FROM face_groups WHERE face_groups.id = member.group_id) AS "group"
                 FROM group_tracks member`,
  decisions: `SELECT action, ${personName} AS person, (SELECT name FROM people WHERE people.id = other_id) AS other,
              inverse FROM decisions`,
  covers: `SELECT (SELECT ${personName} FROM decisions WHERE decisions.id = decision_id) AS person,
           hex(portrait) AS portrait FROM covers`,
  decided_faces: `SELECT (SELECT action FROM decisions WHERE decisions.id = decision_id) AS action, fingerprint, time,
                  x, y, width, height, side, ${trackName} AS track FROM decided_faces`,
  voice_frames: `SELECT ${videoOf} AS video, model, hex(frames) AS frames FROM voice_frames`,
  mouths: `SELECT ${videoOf} AS video, hex(samples) AS samples FROM mouths`,
  speaking_faces: `SELECT ${videoOf} AS video, model, hex(samples) AS samples FROM speaking_faces`,
  voices: `SELECT ${voiceName} AS first, ${personName} AS person, told FROM voices`,
  voice_samples: `SELECT (SELECT ${voiceName} FROM voices WHERE voices.id = voice_id) AS voice, ${videoOf} AS video, model,
                  hex(sums) AS sums, learned_model, hex(learned) AS learned FROM voice_samples`,
  voice_windows: `SELECT ${videoOf} AS video, model, threshold, hex(windows) AS windows FROM voice_windows`,
  utterances: `SELECT ${videoOf} AS video, start, "end", (SELECT text FROM cues WHERE cues.id = cue_id) AS cue
               FROM utterances`,
  utterance_speakers: `SELECT u.start, u."end", ${personName} AS person,
                       (SELECT ${voiceName} FROM voices WHERE voices.id = voice_id) AS voice, confidence, evidence
                       FROM utterance_speakers JOIN utterances u ON u.id = utterance_id`,
  corrected_lines: `SELECT fingerprint, start, "end", ${personName} AS person FROM corrected_lines`,
  voice_decisions: `SELECT action, ${personName} AS person FROM voice_decisions`,
  named_lines: `SELECT fingerprint, start, "end", ${personName} AS person FROM named_lines`,
  joined_lines: 'SELECT fingerprint, start, "end", other_start, other_end FROM joined_lines',
  refused_lines: `SELECT fingerprint, start, "end", ${personName} AS person FROM refused_lines`,
  drawn_tracks: 'SELECT fingerprint, start, "end", frame_rate, boxes, removed FROM drawn_tracks',
  body_tracks: `SELECT ${videoOf} AS video, start, "end", model, hex(look) AS look, hex(first_view) AS first_view,
                hex(last_view) AS last_view FROM body_tracks`,
  bodies: `SELECT (SELECT ${videoOf} || ' ' || start FROM body_tracks WHERE id = bodies.track_id) AS body, time, x, y, width,
           height, confidence FROM bodies`,
  likelihoods: `SELECT ${videoOf} AS video, ${personName} AS person, start, "end", probability, seen, ${trackName} AS track
                FROM likelihoods`,
  likely_films: `SELECT ${videoOf} AS video FROM likely_films`,
  identities: `SELECT ${trackName} AS track, ${personName} AS person, similarity, confidence FROM identities`,
};

/** sqlite-vec keeps a virtual table's parts in tables that SQLite does not know to be its shadows. */
const part = /^face_vectors_/;

/** Whether the library was closed in order, how long passes took, what speakers were told from by numbers of rows. */
const aside = new Set(['facts', 'pass_timings', 'speaker_grounds']);

/** Every row of a library by table, each as one line of JSON, sorted. */
export function dumpOf(library: string): Record<string, string[]> {
  const db = openForReading(library);
  try {
    const tables = db
      .prepare(
        `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual')
         AND name NOT LIKE 'sqlite_%'`,
      )
      .pluck()
      .all() as string[];
    const missing = tables.filter((table) => !(table in questions) && !aside.has(table) && !part.test(table));
    if (missing.length > 0) throw new Error(`The dump says nothing of: ${missing.join(', ')}`);
    return Object.fromEntries(
      Object.entries(questions).map(([table, sql]) => [
        table,
        (db.prepare(sql).all() as unknown[]).map((row) => JSON.stringify(row)).toSorted(),
      ]),
    );
  } finally {
    db.close();
  }
}
