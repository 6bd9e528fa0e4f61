/**
 * Vectors of several face models side by side. Models differ in how many numbers they give, so that each has a table of
 * its own; that of the first model keeps its place.
 */
export const vectorsByModel = `
CREATE TABLE vector_tables (
  model TEXT PRIMARY KEY,
  dimension INTEGER NOT NULL,
  name TEXT NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;
INSERT INTO vector_tables (model, dimension, name) VALUES ('faceres', 1024, 'face_vectors');

-- What models other than the one at enrolment make of a picture.
CREATE TABLE person_vectors (
  picture_id INTEGER NOT NULL REFERENCES person_pictures ON DELETE CASCADE,
  model TEXT NOT NULL,
  embedding BLOB NOT NULL,
  PRIMARY KEY (picture_id, model)
) STRICT, WITHOUT ROWID;
`;
