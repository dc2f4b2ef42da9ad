import type { Warning } from '../domain/document.ts';
import type { Day } from '../domain/time.ts';
import { type ValidityStatus, validityOn } from '../domain/validity.ts';
import type { ParsedSource, Table } from './blocks.ts';
import type { StructuredDocument } from './structure/types.ts';

/** What was read from one file, in the form that evaluation programs take: one line of records.jsonl. */
export interface IngestRecord {
  file: string;
  title: string | null;
  pubdate: Day | null;
  source: string | null;
  issuer: string | null;
  docNumber: string | null;
  effective: Day | null;
  expires: Day | null;
  validity: ValidityStatus;
  /** The reading text in order. */
  body: string;
  attachments: string[];
  tables: Table[];
  clauses: { path: string; heading: string; text: string; page: number | null }[];
  warnings: Warning[];
}

/** The record of a file; `asOf` decides the validity. */
export function toIngestRecord(file: string, parsed: ParsedSource, structured: StructuredDocument, asOf: Day): IngestRecord {
  return {
    file,
    title: structured.title,
    pubdate: structured.publishedOn,
    source: structured.sourceLabel,
    issuer: structured.issuer,
    docNumber: structured.documentNumber,
    effective: structured.effectiveOn,
    expires: structured.expiresOn,
    validity: validityOn(structured, asOf),
    body: structured.body,
    attachments: structured.attachments.map((attachment) => attachment.url || attachment.name),
    tables: parsed.blocks.flatMap((block) => (block.type === 'table' ? [block.table] : [])),
    clauses: structured.clauses.map(({ path, headings, text, page }) => ({ path, heading: headings.join(' > '), text, page })),
    warnings: structured.warnings,
  };
}

/** A file that could not be read still has its line; the reason stands in the warnings. */
export function failedRecord(file: string, warning: Warning): IngestRecord {
  const empty = { title: null, pubdate: null, source: null, issuer: null, docNumber: null, effective: null, expires: null };
  return { file, ...empty, validity: 'unknown', body: '', attachments: [], tables: [], clauses: [], warnings: [warning] };
}
