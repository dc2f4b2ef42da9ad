/**
 * The first schema. Integer `key` columns join tables; text `id` columns are what the outside knows.
 * Lists that are never searched by element are JSON text. Columns ending in `_key` with text hold normalised look-up forms
 * (see lookup-keys.ts). Times are ISO strings in UTC, days YYYY-MM-DD in Asia/Shanghai.
 */
export const first = `
CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO meta VALUES ('revision', 0);

CREATE TABLE sources (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  location TEXT NOT NULL
) WITHOUT ROWID;

-- ---- what is governed ---------------------------------------------------------------------------

CREATE TABLE items (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('document', 'faq')),
  source_id TEXT NOT NULL REFERENCES sources (id),
  canonical_key TEXT NOT NULL,
  review_state TEXT NOT NULL CHECK (review_state IN ('draft', 'submitted', 'returned', 'published', 'withdrawn')),
  -- Set when staff withdraw it: a later ingest of the same text does not bring it back.
  withdrawn_at TEXT,
  visible_from TEXT,
  visible_until TEXT,
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  reviewed_by TEXT,
  reviewed_at TEXT,
  review_note TEXT,
  fingerprint TEXT NOT NULL,
  current_version_key INTEGER REFERENCES versions (key) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX items_by_place ON items (source_id, canonical_key);
CREATE INDEX items_by_canonical_key ON items (canonical_key);
CREATE INDEX items_by_state ON items (review_state, kind);
CREATE INDEX items_by_version ON items (current_version_key);

CREATE TABLE item_audiences (
  item_key INTEGER NOT NULL REFERENCES items (key) ON DELETE CASCADE,
  audience TEXT NOT NULL CHECK (audience IN ('public', 'hotline', 'window')),
  PRIMARY KEY (item_key, audience)
) WITHOUT ROWID;

CREATE TABLE item_aliases (
  item_key INTEGER NOT NULL REFERENCES items (key) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  alias TEXT NOT NULL,
  PRIMARY KEY (item_key, alias)
) WITHOUT ROWID;
CREATE INDEX item_aliases_by_alias ON item_aliases (alias);

CREATE TABLE documents (
  item_key INTEGER PRIMARY KEY REFERENCES items (key) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  title_key TEXT NOT NULL,
  wrapped_title TEXT,
  wrapped_title_key TEXT,
  document_number TEXT,
  number_key TEXT,
  issuer TEXT,
  source_label TEXT,
  published_on TEXT,
  issued_on TEXT,
  effective_on TEXT,
  expires_on TEXT,
  repealed_on TEXT,
  stated_status TEXT,
  expiry_derived INTEGER NOT NULL,
  jurisdiction_level TEXT,
  jurisdiction_path TEXT NOT NULL,
  applies_to TEXT NOT NULL,
  theme TEXT,
  tags TEXT NOT NULL,
  authority TEXT NOT NULL,
  service_links TEXT NOT NULL,
  attachments TEXT NOT NULL,
  url TEXT,
  url_key TEXT,
  media_type TEXT NOT NULL,
  warnings TEXT NOT NULL
);
CREATE INDEX documents_by_title ON documents (title_key);
CREATE INDEX documents_by_wrapped_title ON documents (wrapped_title_key) WHERE wrapped_title_key IS NOT NULL;
CREATE INDEX documents_by_number ON documents (number_key) WHERE number_key IS NOT NULL;
CREATE INDEX documents_by_url ON documents (url_key) WHERE url_key IS NOT NULL;

CREATE TABLE document_facts (
  item_key INTEGER NOT NULL REFERENCES documents (item_key) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  basis TEXT NOT NULL,
  evidence TEXT NOT NULL,
  confidence REAL NOT NULL,
  PRIMARY KEY (item_key, ordinal)
) WITHOUT ROWID;

CREATE TABLE faq_entries (
  item_key INTEGER PRIMARY KEY REFERENCES items (key) ON DELETE CASCADE,
  question TEXT NOT NULL,
  answer TEXT NOT NULL,
  script TEXT,
  internal_note TEXT,
  service_link TEXT,
  unit TEXT,
  region TEXT,
  tags TEXT NOT NULL,
  channels TEXT NOT NULL,
  legal_basis TEXT NOT NULL
);

CREATE TABLE faq_similar_questions (
  item_key INTEGER NOT NULL REFERENCES faq_entries (item_key) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  question TEXT NOT NULL,
  PRIMARY KEY (item_key, ordinal)
) WITHOUT ROWID;

-- Titles and numbers named in the legal basis, in look-up form: "the entries of this document".
CREATE TABLE faq_basis_keys (
  item_key INTEGER NOT NULL REFERENCES faq_entries (item_key) ON DELETE CASCADE,
  basis_key TEXT NOT NULL,
  PRIMARY KEY (item_key, basis_key)
) WITHOUT ROWID;
CREATE INDEX faq_basis_keys_by_key ON faq_basis_keys (basis_key);

-- What staff corrected by hand; an overlay that wins over re-ingestion.
CREATE TABLE corrections (
  item_id TEXT NOT NULL,
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  corrected_by TEXT NOT NULL,
  corrected_at TEXT NOT NULL,
  PRIMARY KEY (item_id, field)
) WITHOUT ROWID;

CREATE TABLE relations (
  item_key INTEGER NOT NULL REFERENCES items (key) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  kind TEXT NOT NULL,
  target_number TEXT,
  target_number_key TEXT,
  target_title TEXT,
  target_title_key TEXT,
  evidence TEXT NOT NULL,
  PRIMARY KEY (item_key, ordinal)
) WITHOUT ROWID;
CREATE INDEX relations_by_number ON relations (target_number_key) WHERE target_number_key IS NOT NULL;
CREATE INDEX relations_by_title ON relations (target_title_key) WHERE target_title_key IS NOT NULL;

CREATE TABLE originals (
  item_key INTEGER PRIMARY KEY REFERENCES items (key) ON DELETE CASCADE,
  media_type TEXT NOT NULL,
  bytes BLOB NOT NULL
);

-- ---- what is cited and searched -----------------------------------------------------------------

CREATE TABLE versions (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  item_key INTEGER NOT NULL REFERENCES items (key) ON DELETE CASCADE,
  content_hash TEXT NOT NULL,
  created_at TEXT NOT NULL
);
CREATE INDEX versions_by_item ON versions (item_key);

-- Clauses of every version stay, so that old citations can be opened; only the current version has chunks.
CREATE TABLE clauses (
  key INTEGER PRIMARY KEY,
  version_key INTEGER NOT NULL REFERENCES versions (key) ON DELETE CASCADE,
  id TEXT NOT NULL,
  path TEXT NOT NULL,
  parent_path TEXT,
  ordinal INTEGER NOT NULL,
  kind TEXT NOT NULL,
  headings TEXT NOT NULL,
  text TEXT NOT NULL,
  page INTEGER,
  table_facts TEXT,
  UNIQUE (version_key, id)
);

CREATE TABLE chunks (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  item_key INTEGER NOT NULL REFERENCES items (key) ON DELETE CASCADE,
  version_key INTEGER NOT NULL REFERENCES versions (key) ON DELETE CASCADE,
  clause_key INTEGER REFERENCES clauses (key) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  start_offset INTEGER NOT NULL,
  end_offset INTEGER NOT NULL,
  text_hash TEXT NOT NULL
);
CREATE INDEX chunks_by_item ON chunks (item_key);
CREATE INDEX chunks_by_version ON chunks (version_key);
CREATE INDEX chunks_by_clause ON chunks (clause_key) WHERE clause_key IS NOT NULL;
CREATE INDEX chunks_by_text ON chunks (text_hash);

-- Terms come segmented; the tokenizer only splits at white space and folds case.
CREATE VIRTUAL TABLE chunk_fts USING fts5 (
  heading_terms, body_terms,
  content = '', contentless_delete = 1,
  tokenize = 'unicode61 remove_diacritics 0'
);
-- Merge early: a question opens every term once per segment.
INSERT INTO chunk_fts (chunk_fts, rank) VALUES ('automerge', 2);
CREATE TRIGGER chunks_leave_the_index AFTER DELETE ON chunks BEGIN
  DELETE FROM chunk_fts WHERE rowid = old.key;
END;

CREATE TABLE vector_models (key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
-- float32, little-endian. A cache by text: it outlives the chunk that asked for it until maintenance.
CREATE TABLE vectors (
  model_key INTEGER NOT NULL REFERENCES vector_models (key),
  text_hash TEXT NOT NULL,
  vector BLOB NOT NULL,
  UNIQUE (model_key, text_hash)
);

-- ---- what happens -------------------------------------------------------------------------------

CREATE TABLE answers (
  id TEXT PRIMARY KEY,
  status TEXT NOT NULL,
  response TEXT NOT NULL,
  question TEXT NOT NULL,
  understood TEXT NOT NULL,
  channel TEXT NOT NULL,
  principal TEXT NOT NULL,
  asked_at TEXT NOT NULL,
  timings TEXT NOT NULL
);
CREATE INDEX answers_by_time ON answers (asked_at);

CREATE TABLE turns (
  key INTEGER PRIMARY KEY,
  conversation_id TEXT NOT NULL,
  principal TEXT NOT NULL,
  question TEXT NOT NULL,
  understood TEXT NOT NULL,
  answer TEXT NOT NULL,
  item_ids TEXT NOT NULL,
  at TEXT NOT NULL,
  expires_at TEXT NOT NULL
);
CREATE INDEX turns_by_conversation ON turns (conversation_id, key);
CREATE INDEX turns_by_expiry ON turns (expires_at);

CREATE TABLE gaps (
  id TEXT PRIMARY KEY,
  answer_id TEXT NOT NULL,
  question TEXT NOT NULL,
  channel TEXT NOT NULL,
  reason TEXT NOT NULL,
  at TEXT NOT NULL
);
CREATE INDEX gaps_by_time ON gaps (at);

CREATE TABLE feedback (
  id TEXT PRIMARY KEY,
  answer_id TEXT NOT NULL,
  helpful INTEGER,
  reason TEXT,
  comment TEXT,
  at TEXT NOT NULL
);
CREATE INDEX feedback_by_time ON feedback (at);

CREATE TABLE api_keys (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE,
  audiences TEXT NOT NULL,
  scopes TEXT NOT NULL,
  created_at TEXT NOT NULL,
  revoked_at TEXT
);

CREATE TABLE rate_hits (
  bucket TEXT NOT NULL,
  window_start INTEGER NOT NULL,
  count INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (bucket, window_start)
) WITHOUT ROWID;
CREATE INDEX rate_hits_by_expiry ON rate_hits (expires_at);

-- Jobs that one instance at a time may run.
CREATE TABLE leases (
  name TEXT PRIMARY KEY,
  holder TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE audit (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL
);
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
`;
