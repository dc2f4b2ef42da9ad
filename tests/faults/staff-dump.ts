import Database from 'better-sqlite3';

/** Every table in which staff write; sessions are left out, because reading touches them too. */
const tables = [
  'items',
  'item_audiences',
  'faq_entries',
  'faq_similar_questions',
  'documents',
  'document_facts',
  'originals',
  'clauses',
  'chunks',
  'drafts',
  'draft_files',
  'item_revisions',
  'corrections',
  'accounts',
  'units',
  'api_keys',
  'settings',
  'gaps',
  'gap_reports',
  'audit',
];

/** Times, hashes and keys differ from run to run. */
const unstable = /(_at|^at|^hash|_key|^key|secret|fingerprint|_hash|^bytes|^created_by)$/;
/** Made at random, or of what was. */
const madeId = /\b[a-z]{0,3}_?[0-9a-f]{16,64}\b|\d{4}-\d\d-\d\dT[\d:.]+Z/g;

/** What staff have written, in the words of the tables; made ids are numbered in the order in which they come. */
export function staffDump(path: string): string {
  const database = new Database(path, { readonly: true });
  const held = new Set(
    (database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all() as { name: string }[]).map(({ name }) => name),
  );
  const vectors = database
    .prepare(
      'SELECT count(*) AS missing FROM chunks c WHERE NOT EXISTS (SELECT 1 FROM vectors x WHERE x.text_hash = c.text_hash)',
    )
    .get();
  const rows = tables
    .filter((table) => held.has(table))
    .flatMap((table) =>
      (database.prepare(`SELECT * FROM ${table}`).all() as Record<string, unknown>[]).map((row) => `${table} ${words(row)}`),
    );
  database.close();
  const numbers = new Map<string, string>();
  const numbered = rows.map((row) =>
    row.replace(madeId, (id) => {
      if (!numbers.has(id)) numbers.set(id, `#${numbers.size}`);
      return numbers.get(id)!;
    }),
  );
  return [...numbered.map((row) => row.replace(/#\d+/g, '#')).sort(), JSON.stringify(vectors)].join('\n');
}

const words = (row: Record<string, unknown>) =>
  JSON.stringify(Object.entries(row).filter(([column]) => !unstable.test(column) && column !== 'id'));
