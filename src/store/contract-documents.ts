import type { ReviewState } from '../domain/access.ts';
import type { Clause, DocumentKind, DocumentRecord, Effect, Relation } from '../domain/document.ts';
import type { DraftState } from '../domain/entry.ts';
import type { DocumentView } from './contract.ts';

/** What was parsed and read of a draft's file, whole; it goes with its draft. */
export type DocumentChange = { type: 'put_draft_reading'; draftId: string; reading: unknown };

/** A document as staff see it, whatever its state and audience. `effects` of others are in its record. */
export interface StaffDocument extends DocumentView {
  fingerprint: string;
  createdAt: string;
  withdrawnAt: string | null;
  /** Reason of the last return or withdrawal. */
  reviewNote: string | null;
  /** What the manifest of its source said about it; null in bases from before it was kept. */
  entry: unknown;
  /** Number of its last revision at the desk; null where ingestion alone has written it. */
  revision: number | null;
}

/** `changed`: published, with a draft beside it. */
export const documentStates = ['draft', 'submitted', 'returned', 'published', 'changed', 'withdrawn'] as const;
export type DocumentState = (typeof documentStates)[number];

export interface StaffDocumentFilter {
  /** Words of title or number; each must stand there. */
  words?: string[];
  state?: DocumentState;
  kind?: DocumentKind;
  sourceId?: string;
  /** Only what the reading has doubts about. */
  doubtful?: boolean;
  /** Units whose documents are wanted; left out: all. */
  unitIds?: string[];
  limit: number;
  offset?: number;
}

/** One line of the list: a document of the base with its draft beside it, or a draft alone. */
export interface StaffDocumentRow {
  id: string;
  title: string;
  /** Null: there is only a draft. */
  state: ReviewState | null;
  draft: { id: string; state: DraftState; title: string; updatedAt: string; updatedBy: string; revision: number } | null;
  kind: DocumentKind | null;
  documentNumber: string | null;
  issuer: string | null;
  sourceId: string;
  warnings: number;
  /** The file of its draft could not be read. */
  unread: boolean;
  unitId: string | null;
  updatedAt: string;
}

/** A document that a relation may mean. */
export interface NamedDocument {
  id: string;
  title: string;
  documentNumber: string | null;
  state: ReviewState;
}

/** An entry whose text rests on a document: by its clauses, or by naming it. */
export interface RestingEntry {
  id: string;
  question: string;
  state: ReviewState;
  /** Labels of the clauses; empty where it names the document in words alone. */
  clauses: string[];
}

/** For staff only: nothing here goes through visibility. */
export interface DocumentReader {
  document(id: string): Promise<StaffDocument | null>;
  /** Keyed by id; unknown ones are left out. */
  byIds(ids: string[]): Promise<Map<string, StaffDocument>>;
  /** Last changed first. */
  documents(filter: StaffDocumentFilter): Promise<{ total: number; documents: StaffDocumentRow[] }>;
  /** Of the current version, or of the one named. */
  clauses(id: string, versionId?: string): Promise<Clause[]>;
  versions(id: string): Promise<{ id: string; createdAt: string; current: boolean }[]>;
  original(id: string): Promise<{ mediaType: string; bytes: Uint8Array } | null>;
  /** Its media type alone, without the bytes; null where none is kept. */
  originalType(id: string): Promise<string | null>;
  draftReading(draftId: string): Promise<unknown>;
  /** What its file turned out to be; null until it is read. */
  draftMediaType(draftId: string): Promise<string | null>;
  /** Documents whose words are the same, whatever their source. */
  withText(textHash: string): Promise<NamedDocument[]>;
  /** The documents that these relations mean, by number, else by title; in the order of the relations. */
  named(relations: Pick<Relation, 'targetNumber' | 'targetTitle'>[]): Promise<(NamedDocument | null)[]>;
  /** What published documents say about the validity of one with these names; for one that is not published itself. */
  effectsOn(
    document: Pick<DocumentRecord, 'id' | 'title' | 'wrappedTitle' | 'documentNumber' | 'issuedOn' | 'effectiveOn'>,
  ): Promise<Effect[]>;
  entriesOn(id: string): Promise<RestingEntry[]>;
}
