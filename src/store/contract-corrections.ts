import type { Correction } from '../domain/correction.ts';

/** All corrections of an item at once: what is not named is no longer corrected. */
export type CorrectionChange = { type: 'put_corrections'; itemId: string; corrections: Correction[] };

/** What staff set right by hand and another person approved. It stays when the item is read again, also after it was deleted. */
export interface CorrectionReader {
  /** In order of fields. */
  ofItem(itemId: string): Promise<Correction[]>;
  /** Of all items, by item. */
  all(): Promise<Map<string, Correction[]>>;
}
