import type { Audience, Channel, ReviewState, Viewer } from '../domain/access.ts';
import type { AskResponse } from '../domain/answer.ts';
import type {
  Clause,
  ClauseReference,
  Definition,
  DocumentBundle,
  DocumentKind,
  DocumentRecord,
  Governance,
  Relation,
  RelationKind,
} from '../domain/document.ts';
import type { FaqBundle, FaqEntry } from '../domain/faq.ts';
import type { Day } from '../domain/time.ts';
import type { AccountChange, AccountReader } from './contract-accounts.ts';
import type { AuditReader } from './contract-audit.ts';
import type { ChangeReader } from './contract-changes.ts';
import type { CorrectionChange, CorrectionReader } from './contract-corrections.ts';
import type { DocumentChange, DocumentReader } from './contract-documents.ts';
import type { DraftChange, DraftReader } from './contract-drafts.ts';
import type { EntryReader } from './contract-entries.ts';
import type { FlagChange, FlagReader } from './contract-flags.ts';
import type { MessageChange, MessageReader } from './contract-messages.ts';
import type { ReportChange, ReportReader } from './contract-reports.ts';
import type { SettingChange, SettingReader } from './contract-settings.ts';

/**
 * The one truth. Every method returns a promise and no callback runs inside a transaction: callers build a plain
 * ChangeSet and `apply` writes it atomically. Every reader that takes a Viewer sees only what is visible to those audiences
 * today (published, not withdrawn, audience, FAQ dates): one SQL definition, applied inside the query.
 * Readers without a Viewer are for staff and for ingestion and say so in their names.
 */
export interface Store {
  readonly search: SearchReader;
  readonly drafts: DraftReader;
  readonly entries: EntryReader;
  readonly content: ContentReader;
  readonly activity: ActivityReader;
  readonly access: AccessReader;
  readonly audit: AuditReader;
  readonly flags: FlagReader;
  readonly settings: SettingReader;
  readonly accounts: AccountReader;
  readonly corrections: CorrectionReader;
  readonly documents: DocumentReader;
  readonly reports: ReportReader;
  readonly messages: MessageReader;
  readonly changes: ChangeReader;
  /** Grows with every change of content; caches are keyed by it. */
  revision(): Promise<number>;
  /** Writes all or nothing; returns the revision after it. Throws ConflictError, StoreError. */
  apply(changes: ChangeSet): Promise<number>;
  /** A consistent copy while others read and write. */
  backup(targetPath: string): Promise<void>;
  /** Orphans and broken invariants; empty means sound. */
  check(): Promise<Problem[]>;
  counts(): Promise<Record<string, number>>;
  /** Tidies up after large changes: unused vectors go, indexes are merged. Never needed for correct results. */
  maintain(): Promise<void>;
  /** Something is left to tidy up, for instance by a run that was killed while it did. */
  needsMaintenance(): Promise<boolean>;
  close(): Promise<void>;
}

export interface Problem {
  code: string;
  message: string;
  count: number;
}

// ---- writing ------------------------------------------------------------------------------------

export type ChangeSet = Change[];

export type Change =
  | DraftChange
  | { type: 'put_source'; source: SourceRecord }
  | { type: 'put_document'; bundle: DocumentBundle }
  | { type: 'put_faq'; bundle: FaqBundle }
  | { type: 'delete_item'; itemId: string }
  | { type: 'add_alias'; documentId: string; key: string }
  | { type: 'put_vectors'; modelId: string; vectors: { textHash: string; vector: Float32Array }[] }
  /** With `fingerprint`: only if the item is still what was looked at. */
  | {
      type: 'set_review';
      itemId: string;
      from: ReviewState[];
      to: ReviewState;
      by: string;
      at: string;
      note: string | null;
      fingerprint?: string;
    }
  | { type: 'put_answer'; answer: AnswerRecord }
  | { type: 'put_turn'; turn: Turn }
  | ReportChange
  | MessageChange
  | { type: 'put_key'; key: ApiKey }
  | { type: 'revoke_key'; id: string; at: string }
  | { type: 'add_hit'; bucket: string; windowStart: number; expiresAt: number }
  | { type: 'forget_before'; at: string; kept?: Kept }
  | { type: 'audit'; record: AuditRecord }
  | AccountChange
  | SettingChange
  | FlagChange
  | CorrectionChange
  | DocumentChange;

/** Instants before which records of answering go; without them only what has a lifetime of its own does. */
export interface Kept {
  answersBefore: string;
  /** Answers that stay all the same: they wait to be corrected. */
  answerIds: string[];
  /** Of those that are handled; what waits stays. */
  gapsBefore: string;
  /** Of those whose reply was approved before; the others stay. */
  messagesBefore: string;
  feedbackBefore: string;
}

/** A named origin of items; `--prune` works within one. */
export interface SourceRecord {
  id: string;
  name: string;
  location: string;
}

export interface AnswerRecord {
  response: AskResponse;
  /** Redacted. */
  question: string;
  understood: string;
  channel: Channel;
  /** Who asked: site origin or key id; never a person. */
  principal: string;
  askedAt: string;
  timings: Record<string, number>;
}

/** One exchange of a conversation, redacted, with a lifetime, bound to the principal that began it. */
export interface Turn {
  conversationId: string;
  principal: string;
  question: string;
  understood: string;
  answer: string;
  /** Items cited, so that a withdrawn text leaves conversations too. */
  itemIds: string[];
  at: string;
  expiresAt: string;
}

/** `hash` is SHA-256 of the secret; the secret itself is shown once and never stored. */
export interface ApiKey {
  id: string;
  name: string;
  hash: string;
  audiences: Audience[];
  scopes: string[];
  createdAt: string;
  revokedAt: string | null;
  /** To the minute; null: never. */
  lastUsedAt: string | null;
}

/** What somebody did. Make it with `auditOf` of src/desk/audit.ts, which leaves out personal data. */
export interface AuditRecord {
  at: string;
  /** Name of the person or key. */
  actor: string;
  action: string;
  /** Id of what it was done to. */
  subject: string;
  detail: string;
  /** Account id, key id, or `cli:<system user>`. */
  actorId?: string | null;
  /** Network address, or `cli`. */
  origin?: string | null;
  /** As JSON, before and after; values under names of secrets are left out by the store. */
  before?: unknown;
  after?: unknown;
}

// ---- reading ------------------------------------------------------------------------------------

export interface ChunkFilter {
  itemIds?: string[];
  kinds?: ('document' | 'faq')[];
}

export interface LexicalQuery {
  /** Terms as the text module makes them; OR-ed. An empty list finds nothing. */
  bodyTerms: string[];
  headingTerms: string[];
  limit: number;
  filter?: ChunkFilter;
}

export interface ScoredChunk {
  chunkId: string;
  score: number;
}

/** A chunk read back through visibility, with all that ranking and answering need. */
export interface ChunkView {
  chunkId: string;
  itemId: string;
  itemKind: 'document' | 'faq';
  versionId: string;
  chunkKind: 'clause' | 'table_row' | 'question' | 'document';
  start: number;
  end: number;
  clause: Clause | null;
}

export interface SearchReader {
  /** Higher is better (negated FTS5 bm25). */
  lexical(query: LexicalQuery, viewer: Viewer): Promise<ScoredChunk[]>;
  /** Ids with their vectors' keys, all that the viewer may see; the input of a vector search. */
  visibleChunks(viewer: Viewer, filter?: ChunkFilter): Promise<{ chunkId: string; itemId: string; textHash: string }[]>;
  /** Ids of the items whose chunks, vectors or visibility changed after this revision; null when it is too long ago to tell. */
  changedSince(revision: number): Promise<string[] | null>;
  /** How many chunks hold each term in their body, for idf weights; terms that no chunk holds are 0. Never shown to anybody. */
  termStatistics(terms: string[]): Promise<{ chunks: number; frequency: Map<string, number> }>;
  /** Fails closed: an id that is not visible is left out. Order of the input is kept. */
  readChunks(chunkIds: string[], viewer: Viewer): Promise<ChunkView[]>;
}

/** A document as readers see it. */
export interface DocumentView {
  document: DocumentRecord;
  governance: Governance;
  versionId: string;
  relations: Relation[];
}

/** The other document of a relation, found by number or title, both ways. */
export interface ResolvedRelation {
  kind: RelationKind;
  direction: 'to' | 'from';
  documentId: string;
  evidence: string;
  confidence: number;
  /** First day of its effect and the end it gives, where the words name them. */
  effectiveOn: Day | null;
  until: Day | null;
}

export interface FaqView {
  entry: FaqEntry;
  governance: Governance;
  versionId: string;
}

export interface DocumentFilter {
  query?: string; // substring of title or number
  kind?: DocumentKind;
  issuer?: string;
  region?: string;
  tag?: string;
  documentNumber?: string; // normalised form
  title?: string; // exact, normalised
  key?: string; // canonical key, alias or url
  publishedFrom?: Day;
  publishedTo?: Day;
  limit?: number;
  offset?: number;
}

export interface ContentReader {
  documents(filter: DocumentFilter, viewer: Viewer): Promise<{ total: number; documents: DocumentView[] }>;
  document(id: string, viewer: Viewer): Promise<DocumentView | null>;
  /** Keyed by id; invisible ones are left out. */
  documentsByIds(ids: string[], viewer: Viewer): Promise<Map<string, DocumentView>>;
  /** Without `script` and `internalNote` for a viewer whose only audience is the public. */
  faqsByIds(ids: string[], viewer: Viewer): Promise<Map<string, FaqView>>;
  /** FAQ entries whose legal basis or source names the document, or that came from it. */
  faqOfDocument(documentId: string, viewer: Viewer): Promise<FaqView[]>;
  clauses(itemId: string, viewer: Viewer, versionId?: string): Promise<Clause[]>;
  /** Of the current version, in reading order. */
  references(itemId: string, viewer: Viewer): Promise<ClauseReference[]>;
  definitions(itemId: string, viewer: Viewer): Promise<Definition[]>;
  versions(itemId: string, viewer: Viewer): Promise<{ id: string; createdAt: string; current: boolean }[]>;
  original(documentId: string, viewer: Viewer): Promise<{ mediaType: string; bytes: Uint8Array } | null>;
  relations(documentId: string, viewer: Viewer): Promise<ResolvedRelation[]>;

  /** For ingestion and staff: everything, whatever its state. */
  allItems(filter: { id?: string; sourceId?: string; reviewState?: ReviewState }): Promise<ItemSummary[]>;
  sources(): Promise<SourceRecord[]>;
  /** Which of these texts have no vector of this model yet. */
  missingVectors(modelId: string, textHashes: string[]): Promise<string[]>;
  /** Vectors by text hash; unknown hashes are left out. */
  vectors(modelId: string, textHashes: string[]): Promise<Map<string, Float32Array>>;
}

export interface ItemSummary {
  id: string;
  kind: 'document' | 'faq';
  sourceId: string;
  canonicalKey: string;
  /** Other places of the same text; always empty for FAQ entries. */
  aliases: string[];
  title: string;
  reviewState: ReviewState;
  createdBy: string;
  reviewedBy: string | null;
  audiences: Audience[];
  fingerprint: string;
  /** Approved at the desk: reading its file again does not change or delete it. */
  staffOwned: boolean;
}

export interface ActivityReader {
  /**
   * The last turns, oldest first; none when expired or when the principal is another. A turn that cites an item which is no
   * longer visible is left out; without `viewer` the audience is not looked at.
   */
  turns(conversationId: string, principal: string, now: string, limit: number, viewer?: Viewer): Promise<Turn[]>;
  answer(id: string): Promise<AnswerRecord | null>;
  audit(limit: number): Promise<AuditRecord[]>;
  /** Hits in the current window of a rate-limit bucket. */
  hits(bucket: string, windowStart: number): Promise<number>;
}

export interface AccessReader {
  keyByHash(hash: string): Promise<ApiKey | null>;
  keys(): Promise<ApiKey[]>;
}
