import Database from 'better-sqlite3';

/** What a base says, without row numbers and times: two bases that dump alike answer alike. */
const queries: Record<string, string> = {
  items: `SELECT id, kind, source_id, canonical_key, review_state, created_by, reviewed_by, fingerprint,
    (SELECT id FROM versions WHERE key = current_version_key) AS version,
    (SELECT group_concat(audience ORDER BY audience) FROM item_audiences WHERE item_key = items.key) AS audiences
    FROM items ORDER BY id`,
  documents: `SELECT i.id, d.* FROM documents d JOIN items i ON i.key = d.item_key ORDER BY i.id`,
  facts: `SELECT i.id, f.* FROM document_facts f JOIN items i ON i.key = f.item_key ORDER BY i.id, f.ordinal`,
  faqs: `SELECT i.id, q.* FROM faq_entries q JOIN items i ON i.key = q.item_key ORDER BY i.id`,
  relations: `SELECT i.id, r.* FROM relations r JOIN items i ON i.key = r.item_key ORDER BY i.id, r.ordinal`,
  originals: `SELECT i.id, o.media_type, hex(o.bytes) AS bytes FROM originals o JOIN items i ON i.key = o.item_key ORDER BY i.id`,
  clauses: `SELECT v.id AS version, l.id, l.path, l.ordinal, l.text FROM clauses l JOIN versions v ON v.key = l.version_key
    ORDER BY v.id, l.id`,
  references: `SELECT v.id AS version, r.* FROM clause_references r JOIN versions v ON v.key = r.version_key ORDER BY v.id, r.ordinal`,
  definitions: `SELECT v.id AS version, f.* FROM definitions f JOIN versions v ON v.key = f.version_key ORDER BY v.id, f.ordinal`,
  chunks: `SELECT c.id, i.id AS item, l.id AS clause, c.start_offset, c.end_offset, c.text_hash FROM chunks c
    JOIN items i ON i.key = c.item_key LEFT JOIN clauses l ON l.key = c.clause_key ORDER BY c.id`,
  terms: `SELECT t.term, c.id, t.col, t.offset FROM temp.terms t JOIN chunks c ON c.key = t.doc ORDER BY 1, 2, 3, 4`,
  // Those that a text still has: the rest goes when a run tidies up, which a kill may prevent.
  vectors: `SELECT m.id, x.text_hash, hex(x.vector) AS vector FROM vectors x JOIN vector_models m ON m.key = x.model_key
    WHERE x.text_hash IN (SELECT text_hash FROM chunks) ORDER BY 1, 2`,
};

const withoutKeys = (row: Record<string, unknown>) =>
  JSON.stringify(Object.entries(row).filter(([name]) => name !== 'item_key' && name !== 'version_key'));

/** Vectors that no text has any more; a finished run leaves none. */
export function unusedVectors(path: string): number {
  const database = new Database(path, { readonly: true });
  const sql = 'SELECT count(*) AS count FROM vectors WHERE text_hash NOT IN (SELECT text_hash FROM chunks)';
  const { count } = database.prepare(sql).get() as { count: number };
  database.close();
  return count;
}

export function contentDump(path: string): Record<string, string[]> {
  const database = new Database(path);
  database.exec(`CREATE VIRTUAL TABLE temp.terms USING fts5vocab ('main', 'chunk_fts', 'instance')`);
  const dump = Object.entries(queries).map(([name, sql]) => [
    name,
    (database.prepare(sql).all() as Record<string, unknown>[]).map(withoutKeys),
  ]);
  database.close();
  return Object.fromEntries(dump);
}
