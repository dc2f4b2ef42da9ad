import type { Channel } from '../domain/access.ts';

/** `gap`: nothing answers the question. `error`: what answers it is wrong. */
export const gapKinds = ['gap', 'error'] as const;
export type GapKind = (typeof gapKinds)[number];

/** open -> taken (somebody works on it) -> answered | dismissed; a reopened one is open again. */
export const gapStates = ['open', 'taken', 'answered', 'dismissed'] as const;
export type GapState = (typeof gapStates)[number];

/** A question Wence could not answer, or a text that is said to be wrong, waiting for staff. Words are redacted. */
export interface Gap {
  id: string;
  kind: GapKind;
  state: GapState;
  /** As it was first asked. */
  question: string;
  questionKey: string;
  /** Why: an answer status, or the agent's words. */
  reason: string;
  /** Where it first came up. */
  channel: Channel;
  answerId: string | null;
  /** What is said to be wrong. */
  itemId: string | null;
  clauseId: string | null;
  /** Who should see to it; null: nobody in particular. */
  unitId: string | null;
  /** The item made or changed because of it: its next publication answers the gap. */
  resultItemId: string | null;
  /** First and last time it came up. */
  at: string;
  lastAt: string;
  /** How often it came up; an answer that was declined and then reported is one time. */
  reports: number;
  handledBy: string | null;
  handledName: string | null;
  handledAt: string | null;
  /** Reason of a dismissal, or words to those who reported it. */
  note: string | null;
  revision: number;
}

/** One time a gap came up. Without reporter: by itself, when an answer was declined. */
export interface GapReport {
  id: string;
  gapId: string;
  at: string;
  reporterId: string | null;
  reporterName: string | null;
  channel: Channel;
  question: string;
  words: string | null;
  answerId: string | null;
}

export interface Feedback {
  id: string;
  answerId: string;
  helpful: boolean | null;
  reason: string | null;
  comment: string | null;
  at: string;
}

/** Feedback with the answer it is about and what staff made of it. */
export interface FeedbackView extends Feedback {
  question: string;
  answer: string;
  status: string;
  channel: Channel;
  itemIds: string[];
  handledBy: string | null;
  handledName: string | null;
  handledAt: string | null;
  note: string | null;
}

/** What a report says; the store joins it to an equal one that waits, or makes a gap of it. */
export type NewGap = Pick<Gap, 'kind' | 'question' | 'questionKey' | 'reason' | 'itemId' | 'clauseId' | 'unitId'>;

export type ReportChange =
  /** Joined to the open or taken gap of the same kind, question and item; else a new gap with the report's gapId. */
  | { type: 'report_gap'; gap: NewGap; report: GapReport }
  /** `expected` is the revision the change was made from; another one in the base is a ConflictError. */
  | { type: 'put_gap'; gap: Gap; expected: number }
  /** Undo of a report: a gap that nobody touched and nobody else reported goes with it. NotFoundError when it is not there. */
  | { type: 'take_back_report'; id: string }
  /** All that wait for this item to be published. */
  | { type: 'answer_gaps'; itemId: string; by: string; name: string; at: string }
  /** The same id again replaces it: a reader may add a comment to a click. */
  | { type: 'put_feedback'; feedback: Feedback }
  /** Null: to be handled again. NotFoundError when it is not there. */
  | { type: 'handle_feedback'; id: string; by: string | null; name: string | null; at: string | null; note: string | null };

export interface GapFilter {
  kind?: GapKind;
  states?: GapState[];
  /** These units and those that belong to nobody; left out: all. */
  unitIds?: string[];
  /** Only those of nobody (null) or of this unit. */
  unitId?: string | null;
  itemId?: string;
  resultItemId?: string;
  reporterId?: string;
  channel?: Channel;
  /** Substring of the question. */
  query?: string;
  /** Handled, answered or dismissed at or after. */
  handledSince?: string;
  /** Most often reported first instead of newest first. */
  byReports?: boolean;
  limit?: number;
  offset?: number;
}

export interface FeedbackFilter {
  helpful?: boolean;
  reason?: string;
  handled?: boolean;
  /** With words of the reader. */
  commented?: boolean;
  itemId?: string;
  /** At or after, before. */
  from?: string;
  to?: string;
  limit?: number;
  offset?: number;
}

export interface ReportReader {
  /** Last reported first. */
  gaps(filter: GapFilter): Promise<{ total: number; gaps: Gap[] }>;
  gap(id: string): Promise<Gap | null>;
  /** Newest first. */
  gapReports(gapId: string): Promise<GapReport[]>;
  gapReport(id: string): Promise<GapReport | null>;
  /** Those that wait (open, taken), by unit and kind. */
  waitingGaps(): Promise<{ unitId: string | null; kind: GapKind; count: number }[]>;
  /** Newest first. */
  feedback(filter: FeedbackFilter): Promise<{ total: number; feedback: FeedbackView[] }>;
}
