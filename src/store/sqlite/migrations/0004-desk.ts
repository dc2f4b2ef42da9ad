/** Accounts, drafts beside what is published, what was approved, reports from desks, settings, and a chain over the audit. */
export const desk = `
CREATE TABLE units (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL UNIQUE,
  parent_id TEXT REFERENCES units (id),
  contact TEXT,
  retired_at TEXT,
  revision INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX units_by_name ON units (name);

CREATE TABLE accounts (
  id TEXT PRIMARY KEY,
  login TEXT NOT NULL,
  -- Without regard to case and width.
  login_key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  unit_id TEXT REFERENCES units (id),
  roles TEXT NOT NULL,
  desks TEXT NOT NULL,
  must_change_password INTEGER NOT NULL,
  disabled_at TEXT,
  created_at TEXT NOT NULL,
  last_login_at TEXT,
  revision INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE credentials (
  account_id TEXT PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
  password_hash TEXT,
  password_at TEXT,
  totp_secret TEXT,
  totp_pending TEXT,
  totp_last_step INTEGER,
  recovery_hashes TEXT NOT NULL,
  oidc_subject TEXT UNIQUE,
  oidc_name TEXT UNIQUE
) WITHOUT ROWID;

CREATE TABLE sessions (
  token_hash TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  created_at TEXT NOT NULL,
  last_seen_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  opened_from TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX sessions_by_account ON sessions (account_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

ALTER TABLE api_keys ADD COLUMN last_used_at TEXT;

-- ---- work ---------------------------------------------------------------------------------------

-- Never searched. One draft an item at a time.
CREATE TABLE drafts (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('faq', 'document')),
  item_id TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  content TEXT NOT NULL,
  base_version INTEGER NOT NULL,
  base_fingerprint TEXT,
  state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'returned')),
  unit_id TEXT,
  created_by TEXT NOT NULL,
  editors TEXT NOT NULL,
  note TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  revision INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX drafts_by_state ON drafts (state, kind, updated_at);

-- Bytes that came with a draft: the file of a document, before it is published.
CREATE TABLE draft_files (
  draft_id TEXT PRIMARY KEY REFERENCES drafts (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  bytes BLOB NOT NULL
);

-- What was parsed and read of that file, so that a correction takes effect without reading the pages again.
CREATE TABLE draft_readings (
  draft_id TEXT PRIMARY KEY REFERENCES drafts (id) ON DELETE CASCADE,
  reading TEXT NOT NULL
);

-- What was approved at the desk, whole. An item that stands here is the staff's: reading its file again does not change it.
CREATE TABLE item_revisions (
  item_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  content TEXT NOT NULL,
  written_by TEXT NOT NULL,
  approved_by TEXT NOT NULL,
  approved_at TEXT NOT NULL,
  note TEXT,
  PRIMARY KEY (item_id, number)
) WITHOUT ROWID;
CREATE INDEX item_revisions_by_time ON item_revisions (approved_at);

-- Why a document was corrected; and what the manifest said about its file, so that it can be read again at the desk.
ALTER TABLE corrections ADD COLUMN reason TEXT NOT NULL DEFAULT '';
ALTER TABLE documents ADD COLUMN entry TEXT;

ALTER TABLE faq_entries ADD COLUMN conditions TEXT;
ALTER TABLE faq_entries ADD COLUMN materials TEXT;
ALTER TABLE faq_entries ADD COLUMN steps TEXT;
ALTER TABLE faq_entries ADD COLUMN contact TEXT;
ALTER TABLE faq_entries ADD COLUMN topic TEXT;
ALTER TABLE faq_entries ADD COLUMN unit_id TEXT;
-- Everything in small letters, where staff look for words.
ALTER TABLE faq_entries ADD COLUMN look_text TEXT NOT NULL DEFAULT '';
UPDATE faq_entries SET look_text = lower(question || char(10) || answer || char(10) || coalesce(script, '') || char(10) || tags ||
  char(10) || legal_basis || char(10) ||
  coalesce((SELECT group_concat(s.question, char(10)) FROM faq_similar_questions s WHERE s.item_key = faq_entries.item_key), ''));

-- Clauses on which an entry rests, with the hash of their text when it was written.
CREATE TABLE faq_basis (
  item_key INTEGER NOT NULL REFERENCES faq_entries (item_key) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  document_id TEXT NOT NULL,
  clause_id TEXT,
  label TEXT NOT NULL,
  text_hash TEXT NOT NULL,
  PRIMARY KEY (item_key, ordinal)
) WITHOUT ROWID;
CREATE INDEX faq_basis_by_document ON faq_basis (document_id);

-- The state it was withdrawn from: desks are told of what they could read, and of nothing else.
ALTER TABLE items ADD COLUMN withdrawn_from TEXT;
-- For what changed since an instant.
CREATE INDEX items_by_review ON items (reviewed_at);
CREATE INDEX items_by_withdrawal ON items (withdrawn_at) WHERE withdrawn_at IS NOT NULL;
CREATE INDEX items_by_first_day ON items (visible_from) WHERE visible_from IS NOT NULL;
CREATE INDEX items_by_last_day ON items (visible_until) WHERE visible_until IS NOT NULL;
CREATE INDEX versions_by_time ON versions (created_at);

-- ---- what desks report, what citizens were told ----------------------------------------------------

ALTER TABLE gaps ADD COLUMN kind TEXT NOT NULL DEFAULT 'gap';
ALTER TABLE gaps ADD COLUMN state TEXT NOT NULL DEFAULT 'open';
-- The question without what does not matter; equal open ones are one gap. Empty for those from before: they stay apart.
ALTER TABLE gaps ADD COLUMN question_key TEXT NOT NULL DEFAULT '';
-- What is said to be wrong.
ALTER TABLE gaps ADD COLUMN item_id TEXT;
ALTER TABLE gaps ADD COLUMN clause_id TEXT;
ALTER TABLE gaps ADD COLUMN unit_id TEXT;
-- The item whose next publication answers it.
ALTER TABLE gaps ADD COLUMN result_item_id TEXT;
ALTER TABLE gaps ADD COLUMN last_at TEXT NOT NULL DEFAULT '';
ALTER TABLE gaps ADD COLUMN handled_by TEXT;
ALTER TABLE gaps ADD COLUMN handled_name TEXT;
ALTER TABLE gaps ADD COLUMN handled_at TEXT;
ALTER TABLE gaps ADD COLUMN note TEXT;
ALTER TABLE gaps ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
CREATE INDEX gaps_by_state ON gaps (state, last_at);
CREATE INDEX gaps_by_question ON gaps (question_key, kind);
CREATE INDEX gaps_by_result ON gaps (result_item_id) WHERE result_item_id IS NOT NULL;
UPDATE gaps SET last_at = at;

-- Each time a gap came up: by itself when an answer was declined (no reporter), or by an agent.
CREATE TABLE gap_reports (
  id TEXT PRIMARY KEY,
  gap_id TEXT NOT NULL REFERENCES gaps (id) ON DELETE CASCADE,
  at TEXT NOT NULL,
  reporter_id TEXT,
  reporter_name TEXT,
  channel TEXT NOT NULL,
  question TEXT NOT NULL,
  words TEXT,
  answer_id TEXT
) WITHOUT ROWID;
CREATE INDEX gap_reports_by_gap ON gap_reports (gap_id, at);
CREATE INDEX gap_reports_by_reporter ON gap_reports (reporter_id, at) WHERE reporter_id IS NOT NULL;
INSERT INTO gap_reports SELECT 'r' || id, id, at, NULL, NULL, channel, question, NULL, nullif(answer_id, '') FROM gaps;

ALTER TABLE feedback ADD COLUMN handled_by TEXT;
ALTER TABLE feedback ADD COLUMN handled_name TEXT;
ALTER TABLE feedback ADD COLUMN handled_at TEXT;
ALTER TABLE feedback ADD COLUMN note TEXT;

-- Which answers rest on which clause of which version: the list of those to correct when it changes. No clause is ''.
CREATE TABLE answer_items (
  answer_id TEXT NOT NULL REFERENCES answers (id) ON DELETE CASCADE,
  item_id TEXT NOT NULL,
  clause_id TEXT NOT NULL,
  version_id TEXT NOT NULL,
  handled_by TEXT,
  handled_at TEXT,
  note TEXT,
  PRIMARY KEY (answer_id, item_id, clause_id)
) WITHOUT ROWID;
CREATE INDEX answer_items_by_item ON answer_items (item_id, clause_id);

-- What citizens left where nothing answered; found again only with the receipt code, of which the hash is kept.
CREATE TABLE messages (
  id TEXT PRIMARY KEY,
  code_hash TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('open', 'submitted', 'answered')),
  text TEXT NOT NULL,
  answer_id TEXT,
  channel TEXT NOT NULL,
  unit_id TEXT,
  at TEXT NOT NULL,
  due_on TEXT NOT NULL,
  reply TEXT,
  replied_by TEXT,
  replied_name TEXT,
  replied_at TEXT,
  approved_by TEXT,
  approved_name TEXT,
  approved_at TEXT,
  note TEXT,
  revision INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX messages_by_state ON messages (state, due_on);

-- ---- settings, and what hangs over all channels ---------------------------------------------------

CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL
) WITHOUT ROWID;

-- ---- the audit becomes a chain --------------------------------------------------------------------

-- hash = SHA-256 over the record and the hash of the one before; see audit-chain.ts. Records from before the chain have none.
ALTER TABLE audit ADD COLUMN actor_id TEXT;
ALTER TABLE audit ADD COLUMN origin TEXT;
ALTER TABLE audit ADD COLUMN before TEXT;
ALTER TABLE audit ADD COLUMN after TEXT;
ALTER TABLE audit ADD COLUMN hash TEXT;
CREATE INDEX audit_by_subject ON audit (subject, key);
CREATE INDEX audit_by_time ON audit (at, key);
-- Number and hash of the last record, written with it: a tail that was cut off is noticed.
CREATE TABLE audit_head (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  number INTEGER NOT NULL,
  hash TEXT NOT NULL
);

-- ---- caches in memory ---------------------------------------------------------------------------

-- Which items each revision changed; see content-changes.ts.
CREATE TABLE content_changes (
  revision INTEGER NOT NULL,
  item_id TEXT NOT NULL,
  PRIMARY KEY (revision, item_id)
) WITHOUT ROWID;
`;
