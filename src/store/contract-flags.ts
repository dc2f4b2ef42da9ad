import type { ReviewState } from '../domain/access.ts';
import type { Day } from '../domain/time.ts';

/** What staff know of an answer that was given from words which no longer hold. */
export type FlagChange = {
  type: 'handle_answers';
  answerIds: string[];
  itemId: string;
  /** Null: whatever clauses of the item they were given from. */
  clauseId: string | null;
  /** Null takes the mark away again. */
  by: string | null;
  at: string;
  note: string | null;
};

/** One place on which a published entry rests. */
export interface BasisRow {
  itemId: string;
  question: string;
  unitId: string | null;
  /** When it was last approved. */
  reviewedAt: string | null;
  fingerprint: string;
  documentId: string;
  /** Null: the whole document. */
  clauseId: string | null;
  label: string;
  /** SHA-256 of the words on which it rests; '' where it only names the document. */
  textHash: string;
}

/** A clause as it stood in one version of its document. */
export interface ClauseText {
  versionId: string;
  createdAt: string;
  current: boolean;
  text: string;
}

/** An answer given from an entry or a clause. */
export interface GivenAnswer {
  answerId: string;
  itemId: string;
  clauseId: string;
  askedAt: string;
  /** Redacted. */
  question: string;
  answer: string;
  channel: string;
  handledBy: string | null;
  handledAt: string | null;
  note: string | null;
}

/** Words that answers were given from and that are others by now, or gone. */
export interface ChangedWords {
  itemId: string;
  kind: 'document' | 'faq';
  title: string;
  clauseId: string;
  path: string;
  unitId: string | null;
  reviewState: ReviewState;
  versionId: string;
  oldText: string;
  /** Null where the clause is no longer in the text. */
  newText: string | null;
  /** When the current version came to be. */
  changedAt: string;
  answers: number;
  open: number;
}

/** A published entry that wants looking at because of a day. */
export interface DatedEntry {
  itemId: string;
  question: string;
  unitId: string | null;
  unit: string | null;
  visibleUntil: Day | null;
  reviewedAt: string | null;
  /** Of the text that was looked at, for confirming it. */
  fingerprint: string;
}

/** A wording that an entry or a draft of a new one answers to. */
export interface KnownQuestion {
  itemId: string;
  /** The entry's own question. */
  question: string;
  text: string;
  /** One of its similar questions. */
  similar: boolean;
}

/** A question that readers asked, as it was answered the last time. Redacted. */
export interface AskedQuestion {
  question: string;
  times: number;
  lastAt: string;
  status: string;
  answer: string;
  /** The first item cited. */
  itemId: string | null;
  title: string | null;
}

export interface FlagReader {
  /** Of every entry, whatever its state, and of drafts of which nothing is published. */
  questions(): Promise<KnownQuestion[]>;
  /** Of drafts of which nothing is published, alone. */
  draftQuestions(): Promise<{ itemId: string; question: string }[]>;
  /** The last questions asked by the public, each once, the latest first. */
  askedQuestions(limit: number): Promise<AskedQuestion[]>;
  /** Of all published entries. */
  basis(): Promise<BasisRow[]>;
  /** Entries whose legal basis names a document of the base in words, without a clause: by number or title. */
  namedBasis(): Promise<BasisRow[]>;
  /** Of every version that holds it, oldest first. */
  clauseTexts(documentId: string, clauseId: string): Promise<ClauseText[]>;
  /** All clauses of every version joined with line breaks, oldest first. */
  documentTexts(documentId: string): Promise<ClauseText[]>;
  /** When items first came into the base, by id; unknown ones are left out. */
  firstSeen(itemIds: string[]): Promise<Map<string, string>>;
  /** Documents that answers were given from. */
  citedDocuments(): Promise<string[]>;
  /** When the item was withdrawn by staff; null when it was not, or is not there. */
  withdrawnAt(itemId: string): Promise<string | null>;
  /** Answers given from an item, of one clause or all, from `from` on and before `before` (instants); newest first. */
  answersFrom(filter: AnswerFilter): Promise<{ total: number; open: number; answers: GivenAnswer[] }>;
  /** Clauses whose words differ from those that answers were given from, and items withdrawn after answers were given. */
  changedWords(): Promise<ChangedWords[]>;
  /** Published entries that end by `until`, those that ended already too; the earliest first. */
  expiring(until: Day): Promise<DatedEntry[]>;
  /** Published entries last approved before the instant; the oldest first. */
  stale(before: string): Promise<DatedEntry[]>;
}

export interface AnswerFilter {
  itemId: string;
  clauseId?: string;
  /** Only answers that quoted this version. */
  versionId?: string;
  from?: string;
  before?: string;
  open?: boolean;
  limit?: number;
  offset?: number;
}
