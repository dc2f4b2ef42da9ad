/** When relations take effect, and the further ways in which they find the other document: a shortened title, an address. */
export const relations = `
ALTER TABLE relations ADD COLUMN effective_on TEXT;
ALTER TABLE relations ADD COLUMN until_day TEXT;
ALTER TABLE relations ADD COLUMN months INTEGER;
ALTER TABLE relations ADD COLUMN target_short_key TEXT;
ALTER TABLE relations ADD COLUMN target_url_key TEXT;
CREATE INDEX relations_by_short_title ON relations (target_short_key) WHERE target_short_key IS NOT NULL;
CREATE INDEX relations_by_url ON relations (target_url_key) WHERE target_url_key IS NOT NULL;

-- The shortened forms under which a title is cited (see shortTitleNames); filled when a document is written.
CREATE TABLE document_short_names (
  item_key INTEGER NOT NULL REFERENCES items (key) ON DELETE CASCADE,
  name TEXT NOT NULL,
  PRIMARY KEY (item_key, name)
) WITHOUT ROWID;
CREATE INDEX document_short_names_by_name ON document_short_names (name);

-- The same text in another source is found by the hash of its content.
CREATE INDEX versions_by_content ON versions (content_hash);
`;
