import type { Channel } from '../domain/access.ts';
import type { Day } from '../domain/time.ts';

/** open: nobody has replied; submitted: a reply waits for another person; answered: it can be read with the receipt code. */
export const messageStates = ['open', 'submitted', 'answered'] as const;
export type MessageState = (typeof messageStates)[number];

/** What a citizen left where nothing answered. Words are redacted; who wrote it is not known. */
export interface Message {
  id: string;
  /** SHA-256 of the receipt code, which only the citizen has. */
  codeHash: string;
  state: MessageState;
  text: string;
  /** The answer that declined, where there was one. */
  answerId: string | null;
  channel: Channel;
  unitId: string | null;
  at: string;
  dueOn: Day;
  reply: string | null;
  repliedBy: string | null;
  repliedName: string | null;
  repliedAt: string | null;
  approvedBy: string | null;
  approvedName: string | null;
  approvedAt: string | null;
  /** Why the last reply was returned. */
  note: string | null;
  revision: number;
}

/** `expected` is the revision the change was made from, 0 for a new one; another one in the base is a ConflictError. */
export type MessageChange = { type: 'put_message'; message: Message; expected: number };

export interface MessageFilter {
  state?: MessageState;
  /** These units and those that belong to nobody; left out: all. */
  unitIds?: string[];
  limit?: number;
  offset?: number;
}

export interface MessageReader {
  /** What waits longest first; answered ones newest first. */
  list(filter: MessageFilter): Promise<{ total: number; messages: Message[] }>;
  message(id: string): Promise<Message | null>;
  byCode(codeHash: string): Promise<Message | null>;
}
