import type { Chunk, Clause, Governance, ItemVersion } from '../domain/document.ts';
import type { FaqBundle, FaqEntry } from '../domain/faq.ts';
import { chunkIdOf, clauseIdOf, faqIdOf, sha256, versionIdOf } from '../domain/ids.ts';
import { documentTerms } from '../text/terms.ts';
import type { ParsedSource } from './blocks.ts';
import { columnNames, findColumns } from './faq/columns.ts';
import { type FaqRow, type RowError, readRows } from './faq/rows.ts';

/** Grows when entries are built differently, so that they are written anew. */
const faqVersion = 1;

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
      if (ids.has(bundle.entry.id)) errors.push({ row, column: columnNames.question, message: '问题与另一张表重复' });
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
    id,
    sourceId,
    canonicalKey: `${key}#${id}`,
    region: row.region ?? region,
    channels: channels ?? ['web', 'hotline', 'window'],
  };
  const governed: Governance = { ...governance, audiences: audiences ?? governance.audiences, visibleFrom, visibleUntil };
  const { reviewedAt: _, ...stable } = governed;
  return {
    entry,
    governance: governed,
    version: versionOf(entry),
    fingerprint: sha256(JSON.stringify([faqVersion, entry, stable.audiences, visibleFrom, visibleUntil])).slice(0, 32),
  };
}

/** The clauses "question" and "answer"; one chunk for the question and for each similar one, so that any wording finds the entry. */
function versionOf(entry: FaqEntry): ItemVersion {
  const contentHash = sha256(JSON.stringify([entry.question, entry.answer]));
  const clause = (path: string, ordinal: number, kind: Clause['kind'], text: string): Clause => ({
    id: clauseIdOf(entry.id, path),
    path,
    parentPath: null,
    ordinal,
    kind,
    headings: [entry.question],
    text,
    page: null,
    ocrConfidence: null,
    table: null,
  });
  const question = clause('question', 0, 'question_answer', entry.question);
  const answer = clause('answer', 1, 'answer', entry.answer);
  const wordings = [...new Set([entry.question, ...entry.similarQuestions])];
  return {
    id: versionIdOf(entry.id, contentHash),
    contentHash,
    clauses: [question, answer],
    chunks: wordings.map((wording) => questionChunk(question, wording, entry)),
    references: [],
    definitions: [],
  };
}

function questionChunk(clause: Clause, wording: string, entry: FaqEntry): Chunk {
  const textHash = sha256(wording);
  return {
    id: chunkIdOf(clause.id, textHash, 0),
    clauseId: clause.id,
    kind: 'question',
    start: 0,
    end: clause.text.length,
    bodyTerms: documentTerms(wording),
    headingTerms: documentTerms([...entry.tags, entry.unit ?? ''].join('\n')),
    embedText: wording,
    textHash,
  };
}
