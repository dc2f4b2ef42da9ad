import type { Problem } from '../contract.ts';
import { type Connection, translated } from './connection.ts';

/** Each query counts rows that must not exist. */
const invariants: { code: string; message: string; sql: string }[] = [
  {
    code: 'chunk_not_indexed',
    message: '片段不在全文索引中',
    sql: 'SELECT count(*) AS count FROM chunks WHERE key NOT IN (SELECT id FROM chunk_fts_docsize)',
  },
  {
    code: 'index_row_orphan',
    message: '全文索引中有不存在的片段',
    sql: 'SELECT count(*) AS count FROM chunk_fts_docsize WHERE id NOT IN (SELECT key FROM chunks)',
  },
  {
    code: 'chunk_orphan',
    message: '片段不属于内容的当前版本',
    sql: `SELECT count(*) AS count FROM chunks c LEFT JOIN items i ON i.key = c.item_key
      WHERE i.key IS NULL OR i.current_version_key IS NOT c.version_key`,
  },
  {
    code: 'chunk_clause_mismatch',
    message: '片段与条款不属于同一版本',
    sql: `SELECT count(*) AS count FROM chunks c LEFT JOIN clauses l ON l.key = c.clause_key
      WHERE c.clause_key IS NOT NULL AND l.version_key IS NOT c.version_key`,
  },
  {
    code: 'clause_orphan',
    message: '条款没有版本',
    sql: 'SELECT count(*) AS count FROM clauses WHERE version_key NOT IN (SELECT key FROM versions)',
  },
  {
    code: 'clause_reference_orphan',
    message: '条款之间的引用没有所在的条款',
    sql: `SELECT count(*) AS count FROM clause_references r
      WHERE NOT EXISTS (SELECT 1 FROM clauses l WHERE l.version_key = r.version_key AND l.path = r.clause_path)`,
  },
  {
    code: 'definition_orphan',
    message: '术语定义没有所在的条款',
    sql: `SELECT count(*) AS count FROM definitions f
      WHERE NOT EXISTS (SELECT 1 FROM clauses l WHERE l.version_key = f.version_key AND l.path = f.clause_path)`,
  },
  {
    code: 'relation_to_itself',
    message: '文件与自己有关系',
    sql: `SELECT count(*) AS count FROM relations r JOIN documents d ON d.item_key = r.item_key
      WHERE r.kind <> 'transmits' AND (r.target_number_key = d.number_key
        OR (r.target_number_key IS NULL AND r.target_title_key IN (d.title_key, d.wrapped_title_key) AND r.kind <> 'attachment'))`,
  },
  {
    code: 'short_name_orphan',
    message: '文件简称没有所属的文件',
    sql: 'SELECT count(*) AS count FROM document_short_names WHERE item_key NOT IN (SELECT item_key FROM documents)',
  },
  {
    code: 'item_without_version',
    message: '内容没有当前版本',
    sql: `SELECT count(*) AS count FROM items i
      WHERE NOT EXISTS (SELECT 1 FROM versions v WHERE v.key = i.current_version_key AND v.item_key = i.key)`,
  },
  {
    code: 'item_without_record',
    message: '内容缺少文件记录或问答记录',
    sql: `SELECT count(*) AS count FROM items i WHERE NOT EXISTS (
      SELECT 1 FROM documents d WHERE i.kind = 'document' AND d.item_key = i.key
      UNION ALL SELECT 1 FROM faq_entries q WHERE i.kind = 'faq' AND q.item_key = i.key)`,
  },
  {
    // A base that was filled without a model has none at all.
    code: 'chunk_without_vector',
    message: '片段没有向量，按意思查不到；请重新导入',
    sql: `SELECT count(*) AS count FROM chunks
      WHERE EXISTS (SELECT 1 FROM vectors) AND text_hash NOT IN (SELECT text_hash FROM vectors)`,
  },
  {
    code: 'vector_damaged',
    message: '向量长度与同一模型的其他向量不一致',
    sql: `SELECT count(*) AS count FROM vectors x
      WHERE length(x.vector) = 0 OR length(x.vector) % 4 <> 0
        OR length(x.vector) <> (SELECT length(y.vector) FROM vectors y WHERE y.model_key = x.model_key LIMIT 1)`,
  },
];

/** Empty means sound. Reads the whole base. */
export function checkBase(connection: Connection): Problem[] {
  return translated(() => {
    const problems = invariants.map(({ code, message, sql }) => ({
      code,
      message,
      count: connection.get<{ count: number }>(sql)?.count ?? 0,
    }));
    // Also checks the full-text index against itself.
    const damage = (connection.database.pragma('integrity_check') as { integrity_check: string }[])
      .map((row) => row.integrity_check)
      .filter((line) => line !== 'ok');
    const dangling = connection.database.pragma('foreign_key_check') as unknown[];
    return [
      ...problems,
      { code: 'file_damaged', message: `知识库文件损坏：${damage.slice(0, 3).join('; ')}`, count: damage.length },
      { code: 'reference_broken', message: '记录引用了不存在的内容', count: dangling.length },
    ].filter((problem) => problem.count > 0);
  });
}

const counted: Record<string, string> = {
  sources: 'SELECT count(*) AS count FROM sources',
  documents: `SELECT count(*) AS count FROM items WHERE kind = 'document'`,
  faqs: `SELECT count(*) AS count FROM items WHERE kind = 'faq'`,
  published: `SELECT count(*) AS count FROM items WHERE review_state = 'published'`,
  versions: 'SELECT count(*) AS count FROM versions',
  clauses: 'SELECT count(*) AS count FROM clauses',
  chunks: 'SELECT count(*) AS count FROM chunks',
  vectors: 'SELECT count(*) AS count FROM vectors',
  answers: 'SELECT count(*) AS count FROM answers',
  gaps: 'SELECT count(*) AS count FROM gaps',
  feedback: 'SELECT count(*) AS count FROM feedback',
  keys: 'SELECT count(*) AS count FROM api_keys WHERE revoked_at IS NULL',
};

export function countRows(connection: Connection): Record<string, number> {
  return translated(() =>
    Object.fromEntries(Object.entries(counted).map(([name, sql]) => [name, connection.get<{ count: number }>(sql)?.count ?? 0])),
  );
}

export function hasUnusedVectors(connection: Connection): boolean {
  const sql = 'SELECT EXISTS (SELECT 1 FROM vectors WHERE text_hash NOT IN (SELECT text_hash FROM chunks)) AS found';
  return translated(() => connection.get<{ found: number }>(sql)?.found === 1);
}

/** Drops vectors of texts that no chunk has any more, merges the full-text index and shortens the log. */
export function tidy(connection: Connection): void {
  translated(() => {
    connection.run('DELETE FROM vectors WHERE text_hash NOT IN (SELECT text_hash FROM chunks)');
    connection.run(`INSERT INTO chunk_fts (chunk_fts) VALUES ('optimize')`);
    connection.database.pragma('optimize');
    connection.database.pragma('wal_checkpoint(TRUNCATE)');
  });
}
