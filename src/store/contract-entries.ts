import type { Audience, ReviewState } from '../domain/access.ts';
import type { Governance } from '../domain/document.ts';
import type { DraftState, EntryPhase } from '../domain/entry.ts';
import type { FaqEntry } from '../domain/faq.ts';
import type { Day } from '../domain/time.ts';

/** A published, waiting or withdrawn FAQ entry as staff read it: whatever its state, dates and audience. */
export interface StaffEntry {
  entry: FaqEntry;
  governance: Governance;
  versionId: string;
  fingerprint: string;
  createdAt: string;
  withdrawnAt: string | null;
  /** Reason of the last return or withdrawal. */
  reviewNote: string | null;
  /** Number of its last revision at the desk; null: only ingestion has written it. */
  revision: number | null;
}

/**
 * `draft`, `submitted`, `returned`: what waits, a draft beside a published entry too; `published`: what is published, `changed` those of
 * them that have a draft beside them; `withdrawn`.
 */
export const entryStates = ['draft', 'submitted', 'returned', 'published', 'changed', 'withdrawn'] as const;
export type EntryState = (typeof entryStates)[number];

export const entrySorts = ['updated', 'question', 'ends'] as const;
export type EntrySort = (typeof entrySorts)[number];

export interface EntryFilter {
  /** Each must stand somewhere in the published entry or in its draft; without regard to case. */
  words?: string[];
  state?: EntryState;
  /** Of published entries. */
  phase?: EntryPhase;
  /** Units whose entries are wanted; left out: all. */
  unitIds?: string[];
  topic?: string;
  tag?: string;
  audience?: Audience;
  /** Account that wrote in the draft or in an approved revision. */
  writtenBy?: string;
  sourceId?: string;
  /** Today, for phases. */
  today: Day;
  /** Last changed first (the default), by question, or the nearest end first. */
  sort?: EntrySort;
  limit: number;
  offset?: number;
}

/** One line of the list: what is published, with its draft beside it, or a draft alone. Fields are those of the draft where nothing is published. */
export interface EntryRow {
  id: string;
  question: string;
  /** Null: there is only a draft. */
  state: ReviewState | null;
  draft: { id: string; state: DraftState; title: string; updatedAt: string; updatedBy: string; revision: number } | null;
  unitId: string | null;
  /** Name of the unit as it stands in the entry; a draft alone has none. */
  unit: string | null;
  topic: string | null;
  tags: string[];
  audiences: Audience[];
  visibleFrom: Day | null;
  visibleUntil: Day | null;
  createdBy: string;
  updatedAt: string;
  /** Number of its last revision at the desk; null: none yet. */
  revision: number | null;
}

/** What waits for a reviewer: a submitted draft, or an item that came in by ingestion and has no draft beside it. */
export interface WaitingRow {
  subject: 'draft' | 'item';
  /** Of the draft; null where the item itself waits. */
  draftId: string | null;
  itemId: string;
  kind: 'document' | 'faq';
  title: string;
  unitId: string | null;
  /** Who submitted it: an account id, or the name that ingestion was given. */
  by: string;
  /** Account ids of all who wrote in the draft. */
  editors: string[];
  since: string;
  /** Something is published under its id: this is a change. */
  changes: boolean;
  /** Of the draft. */
  revision: number | null;
  /** Of the item. */
  fingerprint: string | null;
}

export interface WaitingFilter {
  kinds: ('document' | 'faq')[];
  /** Left out: all. */
  unitIds?: string[];
  limit: number;
  offset?: number;
}

/** For staff only: nothing here goes through visibility. */
export interface EntryReader {
  entry(id: string): Promise<StaffEntry | null>;
  entries(filter: EntryFilter): Promise<{ total: number; entries: EntryRow[] }>;
  /** Longest waiting first. */
  waiting(filter: WaitingFilter): Promise<{ total: number; rows: WaitingRow[] }>;
  /** Classes and tags in use, most used first; for choosing from. */
  entryWords(): Promise<{ topics: string[]; tags: string[] }>;
}
