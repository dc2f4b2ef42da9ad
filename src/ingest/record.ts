import type { DocumentKind, PageStart, Relation, Warning } from '../domain/document.ts';
import type { FaqEntry } from '../domain/faq.ts';
import type { Day } from '../domain/time.ts';
import { type ValidityStatus, validityOn } from '../domain/validity.ts';
import type { ParsedSource, Table } from './blocks.ts';
import { questionAnswerPairs } from './structure/tree/question-answers.ts';
import type { ClauseDraft, StructuredDocument } from './structure/types.ts';

/** What was read from one file, in the form that evaluation programs take: one line of records.jsonl. */
export interface IngestRecord {
  file: string;
  title: string | null;
  wrappedTitle: string | null;
  pubdate: Day | null;
  source: string | null;
  issuer: string | null;
  docNumber: string | null;
  issued: Day | null;
  effective: Day | null;
  expires: Day | null;
  /** True when `expires` was computed and not printed. */
  expiryDerived: boolean;
  repealed: Day | null;
  /** By the document's own words; what other documents say counts only in the base. */
  validity: ValidityStatus;
  kind: DocumentKind | null;
  /** The reading text in order. */
  body: string;
  attachments: string[];
  tables: Table[];
  /** `pageStarts`: where the text goes on over other pages. */
  clauses: { path: string; heading: string; text: string; page: number | null; pageStarts?: PageStart[] }[];
  relations: Pick<Relation, 'kind' | 'targetTitle' | 'targetNumber'>[];
  definitions: { term: string; text: string }[];
  /** `target` is the path of a clause, or the other document with it. */
  references: { text: string; target: string }[];
  /** Questions with their answers: rows of a list, or what the text itself asks and answers. */
  pairs: [question: string, answer: string][];
  ocrShare: number;
  warnings: Warning[];
  /** Code of the reason why it could not be read, null when it was. */
  error: string | null;
}

/** The record of a file; `asOf` decides the validity; `entries` are those of a question list. */
export function toIngestRecord(
  file: string,
  parsed: ParsedSource,
  structured: StructuredDocument,
  entries: FaqEntry[] | null,
  asOf: Day,
): IngestRecord {
  const { clauses } = structured;
  return {
    file,
    title: structured.title,
    wrappedTitle: structured.wrappedTitle,
    pubdate: structured.publishedOn,
    source: structured.sourceLabel,
    issuer: structured.issuer,
    docNumber: structured.documentNumber,
    issued: structured.issuedOn,
    effective: structured.effectiveOn,
    expires: structured.expiresOn,
    expiryDerived: structured.expiryDerived,
    repealed: structured.repealedOn,
    validity: validityOn(structured, asOf),
    kind: entries ? 'faq_list' : structured.kind,
    body: structured.body,
    attachments: structured.attachments.map((attachment) => attachment.url || attachment.name),
    tables: structured.tables,
    clauses: clauses.map((clause) => ({
      path: clause.path,
      heading: ownHeading(clause),
      text: clause.text,
      page: clause.page,
      ...(clause.pageStarts && { pageStarts: clause.pageStarts }),
    })),
    relations: structured.relations.map(({ kind, targetTitle, targetNumber }) => ({ kind, targetTitle, targetNumber })),
    definitions: structured.definitions.map(({ term, ...place }) => ({ term, text: wordsAt(clauses, place) })),
    references: structured.references.map(({ targetPath, targetTitle, targetNumber, ...place }) => ({
      text: wordsAt(clauses, place),
      target: [targetTitle ?? targetNumber, targetPath].filter(Boolean).join(' '),
    })),
    pairs: entries ? entries.map(({ question, answer }) => [question, answer]) : questionAnswerPairs(clauses),
    ocrShare: parsed.ocrShare,
    warnings: structured.warnings,
    error: null,
  };
}

function wordsAt(clauses: ClauseDraft[], place: { clausePath: string; start: number; end: number }): string {
  const clause = clauses.find(({ path }) => path === place.clausePath);
  return clause?.text.slice(place.start, place.end) ?? '';
}

/** A file that could not be read still has its line; the reason stands in the warnings. */
export function failedRecord(file: string, warning: Warning): IngestRecord {
  return {
    file,
    title: null,
    wrappedTitle: null,
    pubdate: null,
    source: null,
    issuer: null,
    docNumber: null,
    issued: null,
    effective: null,
    expires: null,
    expiryDerived: false,
    repealed: null,
    validity: 'unknown',
    kind: null,
    body: '',
    attachments: [],
    tables: [],
    clauses: [],
    relations: [],
    definitions: [],
    references: [],
    pairs: [],
    ocrShare: 0,
    warnings: [warning],
    error: warning.code,
  };
}

/** The heading that a clause bears itself; those above it are in its path and in the clauses there. */
function ownHeading({ kind, headings, text }: ClauseDraft): string {
  const last = headings.at(-1) ?? '';
  return kind === 'question_answer' || text.startsWith(last) ? last : '';
}
