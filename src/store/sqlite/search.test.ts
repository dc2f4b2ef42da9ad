import { describe, expect, it } from 'vitest';
import { connect } from './connection.ts';
import { lexicalSql } from './search.ts';

describe('plan of the lexical search', () => {
  it('reads the index in the order of rank and joins only what it reads', () => {
    const { database } = connect(':memory:', false);
    const steps = (
      database.prepare(`EXPLAIN QUERY PLAN ${lexicalSql}`).all({
        match: '"a"',
        weights: 'bm25(1, 1)',
        first: 0,
        last: 9,
        audiences: '[]',
        today: '2025-03-01',
        itemIds: null,
        kinds: null,
      }) as { detail: string }[]
    ).map((step) => step.detail);
    // 32: delivered in order; M2: matched; < and >: within the range of rows.
    expect(steps[0]).toMatch(/^SCAN chunk_fts VIRTUAL TABLE INDEX 32:rM2><$/);
    expect(steps[1]).toMatch(/^SEARCH c USING INTEGER PRIMARY KEY/);
    expect(steps[2]).toMatch(/^SEARCH i USING INTEGER PRIMARY KEY/);
    expect(steps.join()).not.toContain('TEMP B-TREE FOR ORDER BY');
    database.close();
  });
});
