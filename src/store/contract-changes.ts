import type { Viewer } from '../domain/access.ts';

/** `ended`: out of its dates, or out of force; `begun`: in its dates, or in force, since a day that has come. */
export type ContentChangeKind = 'new' | 'changed' | 'begun' | 'ended' | 'withdrawn';

/** Something that a desk has to know before it answers as it did yesterday. Of what can no longer be read no word is told, only whose it was. */
export interface ContentChange {
  kind: ContentChangeKind;
  itemId: string;
  itemKind: 'document' | 'faq';
  /** Null for what can no longer be read. */
  title: string | null;
  documentNumber: string | null;
  /** Name of the responsible unit, or of who issued it. */
  unit: string | null;
  /** Instant (ISO, UTC); for what the clock did, the beginning of that day in Shanghai. */
  at: string;
}

export interface ChangeReader {
  /**
   * What became different for this viewer since an instant (ISO, UTC), newest first, each item once. What was withdrawn or has ended is
   * told to those for whom it was meant, and only if it had been published.
   */
  since(at: string, viewer: Viewer, limit: number): Promise<ContentChange[]>;
  /** Number of the last revision approved at the desk, by item; items without one are left out. */
  lastRevisions(itemIds: string[]): Promise<Map<string, number>>;
}
