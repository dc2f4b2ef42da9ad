import { z } from 'zod';
import type { Audience, ReviewState } from './access.ts';
import type { Day } from './time.ts';

export const documentKinds = [
  'policy', // 政策文件
  'interpretation', // 解读
  'guide', // 办事指南
  'faq_list', // 问答页或问答表
  'notice', // 公告、通告
  'news', // 新闻
  'consultation_draft', // 征求意见稿: never in force
] as const;
export const documentKindSchema = z.enum(documentKinds);
export type DocumentKind = z.infer<typeof documentKindSchema>;

/** How a field was learned. Explicit beats derived; a derived date is shown with 推定. */
export const fieldBases = [
  'manifest',
  'page_notice',
  'page_table',
  'meta_tag',
  'text',
  'relation',
  'derived',
  'correction',
] as const;
export type FieldBasis = (typeof fieldBases)[number];

/** One thing read about a document, with where it was read. Contradicting facts are all kept. */
export interface FieldFact {
  field: string;
  value: string;
  basis: FieldBasis;
  /** The words it was read from, or the selector or cell. */
  evidence: string;
  /** 0..1 */
  confidence: number;
}

/** A status that the publisher itself states on the page, e.g. "失效" in a validity box. */
export type StatedStatus = 'in_force' | 'expired' | 'repealed' | 'amended' | 'not_yet';

export interface ValidityFacts {
  kind: DocumentKind;
  /** First day in force. */
  effectiveOn: Day | null;
  /** Last day in force, as printed (失效日期, 有效期至) or derived from 有效期N年. */
  expiresOn: Day | null;
  /** First day on which it no longer holds because another document or a notice ended it. */
  repealedOn: Day | null;
  statedStatus: StatedStatus | null;
  /** True when expiresOn was computed and not printed: shown as 推定. */
  expiryDerived: boolean;
  /** What other documents say about it; only records that were read from a base have them. */
  effects?: Effect[];
}

export const authorityLevels = ['law', 'regulation', 'rule', 'normative', 'general'] as const;
export type AuthorityLevel = (typeof authorityLevels)[number];

export interface Jurisdiction {
  level: 'country' | 'province' | 'city' | 'district' | null;
  /** From large to small, e.g. ["示例省", "示例市", "高新区"]. Empty when unknown. */
  path: string[];
}

/** 办: the page where the matter is handled. */
export interface ServiceLink {
  label: string;
  url: string;
}

export interface DocumentRecord extends ValidityFacts {
  id: string;
  sourceId: string;
  /** Relative path or address first seen; other places of the same text are aliases. */
  canonicalKey: string;
  aliases: string[];
  title: string;
  /** The second title where a 印发 notice wraps a measure. */
  wrappedTitle: string | null;
  documentNumber: string | null;
  issuer: string | null;
  /** 来源 as printed on the page. */
  sourceLabel: string | null;
  publishedOn: Day | null;
  /** 成文日期 */
  issuedOn: Day | null;
  jurisdiction: Jurisdiction;
  appliesTo: string[];
  theme: string | null;
  tags: string[];
  authority: AuthorityLevel;
  serviceLinks: ServiceLink[];
  attachments: { name: string; url: string }[];
  url: string | null;
  mediaType: string;
  facts: FieldFact[];
  warnings: Warning[];
  /** How well it was read; null where nobody measured it. */
  quality: ReadingQuality | null;
}

/** How one page was read. */
export interface PageReading {
  /** From 1. */
  page: number;
  /** Characters without white space. */
  characters: number;
  /** Share 0..1 of common hanzi in the text layer, see soundShare. */
  soundShare: number;
  readBy: 'text' | 'ocr' | 'both' | 'nothing';
  /** 0..1; null where nothing was read from a picture. */
  ocrConfidence: number | null;
}

/** What the machine can say about its own reading of a document, for the person who checks it. */
export interface ReadingQuality {
  /** Characters of the reading text without white space. */
  characters: number;
  /** Share 0..1 of them that no official text holds: private use, replacement and control characters. */
  garbledShare: number;
  /** Share 0..1 of the text that was read from pictures, and the lowest confidence (0..1) of a page so read. */
  ocrShare: number;
  ocrConfidence: number | null;
  pageCount: number | null;
  /** The pages that a person should compare with the original, worst first; at most 50. */
  doubtfulPages: PageReading[];
  clauses: number;
  tables: number;
  /** Chinese: the table and why. */
  doubtfulTables: string[];
  /** Names of the fields that documents of its kind have and this one has not. */
  missingFields: string[];
}

export interface Warning {
  code: string;
  message: string;
}

export const relationKinds = [
  'supersedes',
  'amends',
  'repeals',
  'implements',
  'interprets',
  'transmits',
  'attachment',
  'same_text',
  'prolongs', // 延长有效期, 宣布继续有效
] as const;
export type RelationKind = (typeof relationKinds)[number];

/** Points to another document by number or title, so that it holds even when the other comes later. */
export interface Relation {
  kind: RelationKind;
  targetNumber: string | null;
  targetTitle: string | null;
  /** Place of the other, relative path or address, where it is named by its place alone (an attachment). */
  targetKey: string | null;
  evidence: string;
  /** 0..1 */
  confidence: number;
  /** First day of its effect where the words name one (自2024年1月1日起废止); else that of the document that says it. */
  effectiveOn?: Day | null;
  /** Of `prolongs`: the last day in force that the other gets. Without `until` and `months` no end is named. */
  until?: Day | null;
  /** Of `prolongs`: months added to the end that it had (有效期延长2年). */
  months?: number | null;
}

/** Relations that change whether another document holds. */
export const effectKinds = ['repeals', 'supersedes', 'amends', 'prolongs'] as const satisfies readonly RelationKind[];
export type EffectKind = (typeof effectKinds)[number];

/** What a published document says about the validity of another one; found by its relation when the other is read. */
export interface Effect extends Pick<Relation, 'effectiveOn' | 'until' | 'months' | 'evidence' | 'confidence'> {
  kind: EffectKind;
  /** The document that says so. */
  by: Pick<ValidityFacts, 'kind' | 'effectiveOn' | 'repealedOn' | 'statedStatus'> & {
    documentId: string;
    title: string;
    documentNumber: string | null;
    issuedOn: Day | null;
    publishedOn: Day | null;
  };
}

/** Words of a clause that point to a clause of this or another document: 依照本办法第十二条, 前款规定. */
export interface ClauseReference {
  clausePath: string;
  /** UTF-16 offsets of the words in the clause's reading text. */
  start: number;
  end: number;
  /** Path of the clause meant, in this document or, with a title or number, in the other; null for a whole document. */
  targetPath: string | null;
  /** Another document; both null for this one. */
  targetTitle: string | null;
  targetNumber: string | null;
}

/** 本办法所称…，是指…: what a term means in this document. */
export interface Definition {
  term: string;
  clausePath: string;
  /** UTF-16 offsets of the defining sentence in the clause's reading text. */
  start: number;
  end: number;
}

/** The first character of another page in a text: UTF-16 offset, and the page from 1. */
export interface PageStart {
  at: number;
  page: number;
}

/** The page on which a place of a clause stands; null where the format has no pages. */
export function pageAt({ page, pageStarts }: Pick<Clause, 'page' | 'pageStarts'>, offset: number): number | null {
  return pageStarts?.findLast(({ at }) => at <= offset)?.page ?? page;
}

/** A unit of the reading text that can be cited: an article, a paragraph, a table row, the answer of a FAQ entry. */
export interface Clause {
  id: string;
  /** Unique in the version, e.g. "第二章/第十二条/（一）", "附件1/表1/行3", "answer". Stable across edits elsewhere. */
  path: string;
  /** Path of the enclosing clause, null at the top. */
  parentPath: string | null;
  ordinal: number;
  kind: 'article' | 'paragraph' | 'table_row' | 'list_item' | 'question_answer' | 'heading' | 'answer';
  /** Headings from the document title down to this clause, for display. */
  headings: string[];
  /** Reading text: de-wrapped and quotable. Spans are UTF-16 offsets into it. */
  text: string;
  /** From 1; null where the format has no pages. */
  page: number | null;
  /** Where the text goes on over other pages; left out where it stands on one. */
  pageStarts?: PageStart[];
  /** 0..1, lowest confidence of what was read from a picture; null where the text was not read by machine. */
  ocrConfidence: number | null;
  table: TableRowFacts | null;
}

export interface TableRowFacts {
  caption: string | null;
  /** Unit of the figures as printed over the table, e.g. "万元"; null where none is. */
  unit: string | null;
  /** One [column, value] pair per cell, merged cells repeated. */
  cells: [string, string][];
}

/** A child of a clause made for search. `start`/`end` are offsets in the clause's reading text. */
export interface Chunk {
  id: string;
  clauseId: string | null;
  kind: 'clause' | 'table_row' | 'question' | 'document';
  start: number;
  end: number;
  /** Space-separated terms for the two lexical columns: what it says, and under which titles it stands. */
  bodyTerms: string;
  headingTerms: string;
  /** The text that is embedded; its hash is the key of the vector cache. */
  embedText: string;
  textHash: string;
}

export interface ItemVersion {
  id: string;
  contentHash: string;
  clauses: Clause[];
  chunks: Chunk[];
  references: ClauseReference[];
  definitions: Definition[];
}

/** What governs visibility, the same for documents and FAQ entries. */
export interface Governance {
  reviewState: ReviewState;
  createdBy: string;
  reviewedBy: string | null;
  reviewedAt: string | null;
  audiences: Audience[];
  /** Days between which a FAQ entry may be shown; documents leave both null and stay findable. */
  visibleFrom: Day | null;
  visibleUntil: Day | null;
}

export interface DocumentBundle {
  document: DocumentRecord;
  governance: Governance;
  version: ItemVersion;
  relations: Relation[];
  /** The bytes as they came, for "show the original". */
  original: { mediaType: string; bytes: Uint8Array } | null;
  /** Hash of the original and of everything that shaped the record; equal means nothing to do. */
  fingerprint: string;
  /** What the manifest of its source said about the file (a ManifestEntry), kept so that it can be read again at the desk. */
  entry?: unknown;
}
