// Documents as the staff's routes give them; kept by hand like the rest of the API's JSON (src/api/routes/staff/document-schemas.ts).
import type { Validity } from '../../shared/types.ts';

export type ReviewState = 'draft' | 'submitted' | 'returned' | 'published' | 'withdrawn';
export type DraftState = 'draft' | 'submitted' | 'returned';

export type DocumentKind = 'policy' | 'interpretation' | 'guide' | 'faq_list' | 'notice' | 'news' | 'consultation_draft';

export type RelationKind =
  | 'supersedes'
  | 'amends'
  | 'repeals'
  | 'implements'
  | 'interprets'
  | 'transmits'
  | 'attachment'
  | 'same_text'
  | 'prolongs';

export interface DocumentRow {
  id: string;
  title: string;
  state: ReviewState | null;
  draft: { id: string; state: DraftState; title: string; updatedAt: string; updatedBy: string; revision: number } | null;
  kind: DocumentKind | null;
  documentNumber: string | null;
  issuer: string | null;
  sourceId: string;
  warnings: number;
  unread: boolean;
  unitId: string | null;
  updatedAt: string;
  validity: Validity | null;
  validityNote: string;
}

export interface FieldFact {
  field: string;
  value: string;
  basis: 'manifest' | 'page_notice' | 'page_table' | 'meta_tag' | 'text' | 'relation' | 'derived' | 'correction';
  evidence: string;
  confidence: number;
}

export interface ReadingQuality {
  characters: number;
  garbledShare: number;
  ocrShare: number;
  ocrConfidence: number | null;
  pageCount: number | null;
  doubtfulPages: { page: number; readBy: string; ocrConfidence: number | null; soundShare: number }[];
  clauses: number;
  tables: number;
  doubtfulTables: string[];
  missingFields: string[];
}

/** The fields that people compare and correct. */
export interface DocumentFields {
  title: string;
  wrappedTitle: string | null;
  documentNumber: string | null;
  issuer: string | null;
  kind: DocumentKind;
  publishedOn: string | null;
  issuedOn: string | null;
  effectiveOn: string | null;
  expiresOn: string | null;
  expiryDerived: boolean;
  repealedOn: string | null;
  statedStatus: string | null;
  theme: string | null;
  tags: string[];
  appliesTo: string[];
  jurisdiction: { level: 'country' | 'province' | 'city' | 'district' | null; path: string[] };
  serviceLinks: { label: string; url: string }[];
  url: string | null;
}

export interface DocumentRecord extends DocumentFields {
  sourceLabel: string | null;
  mediaType: string;
  facts: FieldFact[];
  warnings: { code: string; message: string }[];
  quality: ReadingQuality | null;
}

export interface ReadClause {
  id: string;
  path: string;
  parentPath: string | null;
  kind: string;
  headings: string[];
  text: string;
  page: number | null;
  ocrConfidence: number | null;
  table: { caption: string | null; unit: string | null; cells: [string, string][] } | null;
}

export interface ShownRelation {
  kind: RelationKind;
  targetNumber: string | null;
  targetTitle: string | null;
  targetKey: string | null;
  evidence: string;
  confidence: number;
  effectiveOn?: string | null;
  until?: string | null;
  other: { id: string; title: string; documentNumber: string | null; state: ReviewState } | null;
  added: boolean;
}

export type CorrectedField = Exclude<keyof DocumentFields, 'expiryDerived'> | 'audiences' | 'unitId' | 'relations';

export interface Correction {
  field: CorrectedField;
  value: unknown;
  reason: string;
  by: string;
  at: string;
}

export interface RelationCorrection {
  added: {
    kind: RelationKind;
    targetNumber: string | null;
    targetTitle: string | null;
    effectiveOn: string | null;
    until: string | null;
  }[];
  removed: { kind: RelationKind; targetNumber: string | null; targetTitle: string | null }[];
}

export interface ValidityLine {
  status: Validity;
  note: string;
  contradictions: string[];
}

export type Step =
  | 'correct'
  | 'exchange'
  | 'submit'
  | 'recall'
  | 'approve'
  | 'return'
  | 'discard'
  | 'edit'
  | 'replace'
  | 'withdraw';

export interface DraftSummary {
  id: string;
  title: string;
  state: DraftState;
  revision: number;
  note: string | null;
  createdAt: string;
  updatedAt: string;
  createdBy: string;
  updatedBy: string;
  editors: string[];
  mine: boolean;
  change: 'new' | 'correct' | 'replace' | 'update';
  file: { name: string; size: number; sha256: string };
  summary: { warnings: number } | null;
  failure: { code: string; reason: string } | null;
  sameAs: { id: string; title: string } | null;
}

export interface ItemSummary {
  title: string;
  state: ReviewState;
  createdBy: string;
  reviewedBy: string | null;
  reviewedAt: string | null;
  audiences: string[];
  createdAt: string;
  withdrawnAt: string | null;
  reviewNote: string | null;
  revision: number | null;
  versionId: string;
  fingerprint: string;
  sourceId: string;
  canonicalKey: string;
}

export interface StaffDocument {
  id: string;
  item: ItemSummary | null;
  draft: DraftSummary | null;
  progress: { page: number; pages: number } | null;
  document: DocumentRecord | null;
  corrections: Correction[];
  clauses: ReadClause[];
  relations: ShownRelation[];
  validity: ValidityLine | null;
  publishedValidity: ValidityLine | null;
  entries: { id: string; question: string; state: ReviewState; clauses: string[] }[];
  hasOriginal: boolean;
  unitId: string | null;
  steps: Step[];
}

export interface DocumentRevision {
  number: number;
  versionId: string;
  change: 'new' | 'correct' | 'replace' | 'update';
  file: { name: string; size: number };
  corrections: Correction[];
  fields: DocumentFields;
  writtenBy: string[];
  approvedBy: string;
  approvedAt: string;
  note: string | null;
}

export interface ClauseDiff {
  added: number;
  removed: number;
  changed: number;
  clauses: {
    kind: 'added' | 'removed' | 'changed';
    path: string;
    pieces: { kind: 'same' | 'added' | 'removed'; text: string }[];
  }[];
}
