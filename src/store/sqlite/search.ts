import type { Viewer } from '../../domain/access.ts';
import type { ChunkFilter, LexicalQuery, ScoredChunk, SearchReader } from '../contract.ts';
import { type Connection, translated } from './connection.ts';
import { changedSince } from './content-changes.ts';
import { type ChunkRow, chunkViewOf, clauseColumns } from './rows.ts';
import { quotedTerm, termStatistics } from './term-statistics.ts';
import { viewerParameters, visible } from './visibility.ts';

/** What a hit counts in each lexical column. */
export interface LexicalWeights {
  heading: number;
  body: number;
}

export const defaultLexicalWeights: LexicalWeights = { heading: 0.6, body: 1.0 };

const filtered = `
  (@itemIds IS NULL OR i.id IN (SELECT value FROM json_each(@itemIds)))
  AND (@kinds IS NULL OR i.kind IN (SELECT value FROM json_each(@kinds)))`;

const filterParameters = (filter: ChunkFilter | undefined) => ({
  itemIds: filter?.itemIds ? JSON.stringify(filter.itemIds) : null,
  kinds: filter?.kinds ? JSON.stringify(filter.kinds) : null,
});

// FTS5 delivers in the order of rank, so the joins run only until enough visible chunks have been read. Numbers are bound as
// floats, which FTS5 would not take for a range of rowids.
export const lexicalSql = `
  SELECT c.id AS chunkId, -chunk_fts.rank AS score
  FROM chunk_fts CROSS JOIN chunks c ON c.key = chunk_fts.rowid CROSS JOIN items i ON i.key = c.item_key
  WHERE chunk_fts MATCH @match AND chunk_fts.rank MATCH @weights AND chunk_fts.rowid BETWEEN CAST(@first AS INTEGER) AND CAST(@last AS INTEGER) AND ${visible} AND ${filtered}
  ORDER BY chunk_fts.rank`;

// Chunks of one item lie side by side, so a search within a few items reads little of the index.
const rangeSql = `
  SELECT coalesce(min(c.key), 0) AS first, coalesce(max(c.key), -1) AS last
  FROM json_each(@itemIds) wanted CROSS JOIN items i ON i.id = wanted.value CROSS JOIN chunks c ON c.item_key = i.key`;
const wholeRange = { first: 0, last: Number.MAX_SAFE_INTEGER };

const visibleChunksFrom = (items: string) => `
  SELECT c.id AS chunkId, i.id AS itemId, c.text_hash AS textHash
  FROM ${items} CROSS JOIN chunks c ON c.item_key = i.key
  WHERE ${visible} AND ${filtered}`;
const visibleChunksSql = visibleChunksFrom('items i');
const visibleChunksOfItemsSql = visibleChunksFrom(
  '(SELECT DISTINCT value FROM json_each(@itemIds)) wanted CROSS JOIN items i ON i.id = wanted.value',
);

const readChunksSql = `
  SELECT c.id AS chunkId, i.id AS itemId, i.kind AS itemKind, v.id AS versionId, c.kind AS chunkKind,
    c.start_offset AS start, c.end_offset AS end, ${clauseColumns}
  FROM json_each(@ids) wanted CROSS JOIN chunks c ON c.id = wanted.value
    CROSS JOIN items i ON i.key = c.item_key AND i.current_version_key = c.version_key
    CROSS JOIN versions v ON v.key = c.version_key
    LEFT JOIN clauses l ON l.key = c.clause_key
  WHERE ${visible}
  ORDER BY wanted.key`;

export function searchReader(connection: Connection, weights: LexicalWeights): SearchReader {
  const bm25 = `bm25(${weights.heading}, ${weights.body})`;
  const statistics = termStatistics(connection);
  return {
    async lexical(query, viewer) {
      const match = matchExpression(query);
      if (match === '' || query.limit <= 0) return [];
      const filter = filterParameters(query.filter);
      const eyes = viewerParameters(viewer);
      return translated(() => {
        const range = filter.itemIds === null ? wholeRange : connection.get<typeof wholeRange>(rangeSql, filter);
        return best(
          connection.iterate<ScoredChunk>(lexicalSql, { match, weights: bm25, ...range, ...eyes, ...filter }),
          query.limit,
        );
      });
    },
    async visibleChunks(viewer: Viewer, filter?: ChunkFilter) {
      const sql = filter?.itemIds ? visibleChunksOfItemsSql : visibleChunksSql;
      return translated(() => connection.all(sql, { ...viewerParameters(viewer), ...filterParameters(filter) }));
    },
    async changedSince(revision) {
      return translated(() => changedSince(connection, revision));
    },
    async termStatistics(terms) {
      return translated(() => statistics.of(terms));
    },
    async readChunks(chunkIds, viewer) {
      const parameters = { ids: JSON.stringify(chunkIds), ...viewerParameters(viewer) };
      return translated(() => connection.all<ChunkRow>(readChunksSql, parameters).map(chunkViewOf));
    },
  };
}

/** Reads on through a tie at the end, so that equal scores are ordered by id whatever their order of arrival. */
function best(rows: IterableIterator<ScoredChunk>, limit: number): ScoredChunk[] {
  const found: ScoredChunk[] = [];
  for (const row of rows) {
    if (found.length >= limit && row.score < (found.at(-1)?.score ?? 0)) break;
    found.push(row);
  }
  found.sort((a, b) => b.score - a.score || (a.chunkId < b.chunkId ? -1 : 1));
  return found.slice(0, limit);
}

/** One phrase a term; a term wanted in both columns is one phrase over both, which costs half of two. */
function matchExpression(query: LexicalQuery): string {
  const body = new Set(query.bodyTerms);
  const heading = new Set(query.headingTerms);
  const both = [...body].filter((term) => heading.has(term));
  return [
    ...both.map(quotedTerm),
    ...[...body].filter((term) => !heading.has(term)).map((term) => `body_terms : ${quotedTerm(term)}`),
    ...[...heading].filter((term) => !body.has(term)).map((term) => `heading_terms : ${quotedTerm(term)}`),
  ].join(' OR ');
}
