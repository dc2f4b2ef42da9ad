/** Machine reading, references between clauses, definitions, relations with a place and a confidence. */
export const structure = `
ALTER TABLE documents ADD COLUMN quality TEXT;
ALTER TABLE clauses ADD COLUMN ocr_confidence REAL;
ALTER TABLE clauses ADD COLUMN page_starts TEXT;
ALTER TABLE relations ADD COLUMN target_key TEXT;
ALTER TABLE relations ADD COLUMN confidence REAL NOT NULL DEFAULT 0.9;
CREATE INDEX relations_by_key ON relations (target_key) WHERE target_key IS NOT NULL;

CREATE TABLE clause_references (
  version_key INTEGER NOT NULL REFERENCES versions (key) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  clause_path TEXT NOT NULL,
  start_offset INTEGER NOT NULL,
  end_offset INTEGER NOT NULL,
  target_path TEXT,
  target_title TEXT,
  target_number TEXT,
  PRIMARY KEY (version_key, ordinal)
) WITHOUT ROWID;

CREATE TABLE definitions (
  version_key INTEGER NOT NULL REFERENCES versions (key) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  term TEXT NOT NULL,
  clause_path TEXT NOT NULL,
  start_offset INTEGER NOT NULL,
  end_offset INTEGER NOT NULL,
  PRIMARY KEY (version_key, ordinal)
) WITHOUT ROWID;
`;
