import { z } from 'zod';
import { audienceSchema, channelSchema } from './access.ts';
import { type Day, isDay } from './time.ts';
import { webAddressSchema } from './web-address.ts';

/** Limits of one entry, in characters and counts. Title and keyword limits: practice of hotline bases (docs/decisions/staff-desk.md). */
export const entryLimits = {
  question: 128,
  similarQuestions: 60,
  answer: 8_000,
  text: 4_000,
  keyword: 20,
  keywords: 20,
  basis: 20,
} as const;

const day = z.string().refine(isDay, '日期要写成 YYYY-MM-DD');
const text = (most: number) => z.string().trim().min(1).max(most);
const optionalText = z.string().trim().max(entryLimits.text).nullable();

/** A clause of the base on which an entry rests, as it stood when the entry was written. */
export const basisSchema = z
  .object({
    documentId: z.string().min(1).max(80),
    /** Null: the whole document. */
    clauseId: z.string().min(1).max(80).nullable(),
    /** As shown: 《title》（number）第十二条. */
    label: text(300),
    /** SHA-256 of the clause's reading text (of all clauses, for a whole document) when it was chosen; another one flags the entry. */
    textHash: z.string().max(64),
  })
  .strict();
export type Basis = z.infer<typeof basisSchema>;

/** Everything that staff write in one entry. Plain text: a list is lines that begin with "1." or "- ", a link is its address. */
export const entryContentSchema = z
  .object({
    question: text(entryLimits.question),
    similarQuestions: z.array(text(300)).max(entryLimits.similarQuestions),
    answer: text(entryLimits.answer),
    /** 口径 to read aloud; desks only. */
    script: optionalText,
    /** Desks only. */
    internalNote: optionalText,
    conditions: optionalText,
    materials: optionalText,
    steps: optionalText,
    contact: optionalText,
    /** Clauses of the base. */
    basis: z.array(basisSchema).max(entryLimits.basis),
    /** Legal basis in words, where the base does not hold the text. */
    legalBasis: z.array(text(300)).max(entryLimits.basis),
    /** Why it rests on nothing, where it does. Staff only; kept in revisions. */
    noBasisReason: optionalText,
    serviceLink: z
      .object({ label: text(60), url: webAddressSchema })
      .strict()
      .nullable(),
    /** The responsible unit of the accounts' table; its name is shown as 承办单位. */
    unitId: z.string().nullable(),
    region: z.string().trim().max(60).nullable(),
    tags: z.array(text(entryLimits.keyword)).max(entryLimits.keywords),
    /** Leaf class of the city's directory of matters. */
    topic: z.string().trim().max(60).nullable(),
    audiences: z.array(audienceSchema).min(1),
    channels: z.array(channelSchema).min(1),
    visibleFrom: day.nullable(),
    visibleUntil: day.nullable(),
  })
  .strict();
export type EntryContent = z.infer<typeof entryContentSchema>;

/** 待生效, 生效中, 已失效: follows the clock, is never stored. */
export type EntryPhase = 'coming' | 'current' | 'ended';

/** Both days included. */
export function phaseOn(dates: { visibleFrom: Day | null; visibleUntil: Day | null }, today: Day): EntryPhase {
  if (dates.visibleUntil !== null && dates.visibleUntil < today) return 'ended';
  return dates.visibleFrom !== null && dates.visibleFrom > today ? 'coming' : 'current';
}

export const draftStates = ['draft', 'submitted', 'returned'] as const;
export type DraftState = (typeof draftStates)[number];

/**
 * A text under work, of an entry or a document. It lies beside the published item and is never searched: nothing of it stands in the
 * items' tables until another person approves exactly this revision.
 */
export interface Draft<Content = unknown> {
  id: string;
  kind: 'faq' | 'document';
  /** The item it becomes or changes; given when the draft is made. */
  itemId: string;
  title: string;
  content: Content;
  /** Revision number of the item it was made from; 0 for a new one, and for one that only ingestion has written. */
  baseVersion: number;
  /** Fingerprint of the item it was made from; null for a new one. Another one at approval: somebody wrote the item meanwhile. */
  baseFingerprint: string | null;
  state: DraftState;
  /** Whose rights reach it; null: the whole city. */
  unitId: string | null;
  createdBy: string;
  /** Account ids of all who wrote in it; none of them may approve it. */
  editors: string[];
  /** Reason of the last return, or the submitter's words to the reviewer. */
  note: string | null;
  createdAt: string;
  updatedAt: string;
  updatedBy: string;
  /** Grows with every save; a save names the one it was made from. */
  revision: number;
}

/** What was approved, whole, for histories and differences. */
export interface ItemRevision<Content = unknown> {
  itemId: string;
  /** From 1; 0 is what ingestion had written before staff took it over. */
  number: number;
  content: Content;
  writtenBy: string[];
  approvedBy: string;
  approvedAt: string;
  note: string | null;
}
