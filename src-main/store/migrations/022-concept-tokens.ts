/** The words that were learned for concepts, each for one model that brings pictures and texts into one space. */
export const conceptTokens = `
CREATE TABLE concept_tokens (
  concept_id INTEGER NOT NULL REFERENCES concepts ON DELETE CASCADE,
  model TEXT NOT NULL,
  -- What stands in a sentence in the place of the concept's name.
  token BLOB NOT NULL,
  -- What the concept's pictures were said to show.
  caption TEXT NOT NULL,
  PRIMARY KEY (concept_id, model)
) STRICT, WITHOUT ROWID;
`;
