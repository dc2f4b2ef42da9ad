import type { Connection } from './connection.ts';

/** An FTS5 phrase: whatever stands in it, it is text and no query syntax. */
export const quotedTerm = (term: string) => `"${term.replaceAll('\0', '').replaceAll('"', '""')}"`;

const maximumRemembered = 50_000;

/** How common terms are, over everything indexed; remembered until the content changes. */
export function termStatistics(connection: Connection) {
  let revision = -1;
  let chunks = 0;
  const remembered = new Map<string, number>();

  const refresh = () => {
    const now = connection.get<{ value: number }>(`SELECT value FROM meta WHERE name = 'revision'`)?.value ?? 0;
    if (now === revision && remembered.size < maximumRemembered) return;
    remembered.clear();
    chunks = connection.get<{ count: number }>('SELECT count(*) AS count FROM chunks')?.count ?? 0;
    revision = now;
  };
  const count = (term: string) => {
    const sql = 'SELECT count(*) AS count FROM chunk_fts WHERE chunk_fts MATCH @match';
    return connection.get<{ count: number }>(sql, { match: `body_terms : ${quotedTerm(term)}` })?.count ?? 0;
  };
  return {
    of(terms: string[]): { chunks: number; frequency: Map<string, number> } {
      refresh();
      for (const term of terms) if (!remembered.has(term)) remembered.set(term, count(term));
      return { chunks, frequency: new Map(terms.map((term) => [term, remembered.get(term) ?? 0])) };
    },
  };
}
