import type { Draft, DraftState, ItemRevision } from '../domain/entry.ts';

/** `expected` is the revision the change was made from, 0 for a new draft; another one in the base is a ConflictError. */
export type DraftChange =
  | { type: 'put_draft'; draft: Draft; expected: number }
  | { type: 'put_draft_file'; draftId: string; name: string; mediaType: string; bytes: Uint8Array }
  | { type: 'delete_draft'; id: string; expected: number }
  | { type: 'put_item_revision'; revision: ItemRevision };

export interface DraftFilter {
  kind?: 'faq' | 'document';
  state?: DraftState;
  /** Units whose drafts are wanted; left out: all. */
  unitIds?: string[];
  createdBy?: string;
  limit?: number;
  offset?: number;
}

export interface DraftReader {
  draft(id: string): Promise<Draft | null>;
  draftOfItem(itemId: string): Promise<Draft | null>;
  /** Longest waiting first. Without `content` (null), which may be large. */
  drafts(filter: DraftFilter): Promise<{ total: number; drafts: Draft<null>[] }>;
  draftFile(draftId: string): Promise<{ name: string; mediaType: string; bytes: Uint8Array } | null>;
  /** Newest first. */
  itemRevisions(itemId: string): Promise<ItemRevision[]>;
  /** Newest first; for "what changed since my last shift". */
  itemRevisionsSince(at: string, limit: number): Promise<ItemRevision<null>[]>;
}
