import { audiencesThrough } from '../domain/access.ts';
import type { Governance } from '../domain/document.ts';
import type { FaqBundle, FaqEntry } from '../domain/faq.ts';
import { faqIdOf } from '../domain/ids.ts';
import type { ParsedSource } from './blocks.ts';
import { entryBundle } from './faq/bundle.ts';
import { columnNames, findColumns } from './faq/columns.ts';
import { type FaqRow, type RowError, readRows } from './faq/rows.ts';

export interface FaqListInput {
  sourceId: string;
  /** Relative path of the list. */
  key: string;
  parsed: ParsedSource;
  /** For rows that say nothing about audience and dates. */
  governance: Governance;
  region: string | null;
}

export interface FaqList {
  bundles: FaqBundle[];
  errors: RowError[];
  /** Header or number of each column that was understood, with its meaning: shown in the report. */
  columns: Record<string, string>;
  /** True where a header names questions and answers; else they were known by their question marks. */
  hasHeader: boolean;
}

/**
 * Reads a table of questions and answers; null when the file holds none, so that it is a document like any other. A table whose header
 * names questions and answers is a list even when no row of it can be taken.
 */
export function readFaqList(input: FaqListInput): FaqList | null {
  const bundles: FaqBundle[] = [];
  const ids = new Set<string>();
  const errors: RowError[] = [];
  const columns: Record<string, string> = {};
  let tables = 0;
  let hasHeader = false;
  for (const block of input.parsed.blocks) {
    // What a publisher hides - a draft, a log of changes - is for nobody to ask.
    if (block.type !== 'table' || block.table.hidden) continue;
    const map = findColumns(block.table.rows);
    if (!map) continue;
    tables++;
    hasHeader ||= !map.guessed;
    const header = map.headerRow < 0 ? [] : (block.table.rows[map.headerRow] ?? []);
    for (const [column, index] of map.columns)
      columns[header[index] || `第${index + 1}列`] = columnNames[column] + (map.guessed ? '（猜测）' : '');
    const read = readRows(block.table.rows, map, block.table.rowNumbers);
    for (const error of read.errors) errors.push(error);
    for (const { row, value } of read.rows) {
      const bundle = faqBundle(input, value);
      if (bundle.governance.audiences.length === 0)
        errors.push({ row, column: columnNames.channels, message: '渠道和可见范围对不上，这样谁也看不到' });
      else if (ids.has(bundle.entry.id)) errors.push({ row, column: columnNames.question, message: '问题与另一张表重复' });
      else bundles.push(bundle);
      ids.add(bundle.entry.id);
    }
  }
  return tables === 0 ? null : { bundles, errors, columns, hasHeader };
}

function faqBundle({ sourceId, key, governance, region }: FaqListInput, row: FaqRow): FaqBundle {
  const id = faqIdOf(sourceId, row.question);
  const { audiences, visibleFrom, visibleUntil, channels, ...words } = row;
  const entry: FaqEntry = {
    ...words,
    unitId: null,
    basis: [],
    id,
    sourceId,
    canonicalKey: `${key}#${id}`,
    region: row.region ?? region,
    channels: channels ?? ['web', 'hotline', 'window'],
  };
  const governed: Governance = {
    ...governance,
    audiences: audiencesThrough(audiences ?? governance.audiences, entry.channels),
    visibleFrom,
    visibleUntil,
  };
  return entryBundle(entry, governed);
}
