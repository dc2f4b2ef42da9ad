import type { AuditRecord } from './contract.ts';

/** A record as it stands in the chain. */
export interface AuditEntry extends Required<AuditRecord> {
  /** From 1, without gaps. */
  number: number;
  /** SHA-256 over the record and the hash of the one before; null in records from before the chain. */
  hash: string | null;
}

export interface AuditFilter {
  /** Part of the actor's name, or the whole actor id. */
  who?: string;
  /** An action or the beginning of one: "review" finds "review.approve"; "document" and "entry" find the reviews of such items too. */
  action?: string;
  /** Each must stand somewhere in the subject, the detail or the states; without regard to case. */
  words?: string[];
  subject?: string;
  /** Instants (ISO, UTC): from <= at < before. */
  from?: string;
  before?: string;
  /** Number of the newest record that is wanted. */
  upTo?: number;
  limit?: number;
  offset?: number;
}

/** What a walk along the chain found. */
export interface AuditCheck {
  /** Records that were read. */
  records: number;
  /** Hash of the last record, to be noted elsewhere; null where there is no chain yet. */
  headHash: string | null;
  /** The first place where the chain breaks. */
  broken: { number: number; reason: AuditFault; at: string | null; action: string | null } | null;
  /** Record that bears the noted hash; null when none does or none was given. */
  noted: number | null;
}

/** changed: its hash does not fit it; missing: a number is left out; tail: fewer or other records than the head says; head: the head itself is gone. */
export type AuditFault = 'changed' | 'missing' | 'tail' | 'head';

export interface AuditReader {
  /** Newest first. */
  list(filter: AuditFilter): Promise<{ total: number; entries: AuditEntry[] }>;
  /** Walks the whole chain; lets others work meanwhile. With `notedHash` also looks for the record that bears it. */
  verify(notedHash?: string): Promise<AuditCheck>;
}
