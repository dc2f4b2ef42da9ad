import type { Correction } from '../domain/correction.ts';
import type { ItemSummary, Store } from '../store/contract.ts';
import { textHashIn } from './bundle.ts';

/** What the base holds of one source when a run begins, kept up to date while it goes on. */
export interface Base {
  byId: Map<string, ItemSummary>;
  /** Documents by the place where they were first seen. */
  byKey: Map<string, ItemSummary>;
  /** Documents by another place of the same text. */
  byAlias: Map<string, ItemSummary>;
  /** Documents by the hash of their words. */
  byText: Map<string, { id: string; key: string; title: string }>;
  /** What staff set right, by item. */
  corrections: Map<string, Correction[]>;
}

export async function readBase(store: Store, sourceId: string): Promise<Base> {
  const items = await store.content.allItems({ sourceId });
  const documents = items.filter((item) => item.kind === 'document');
  return {
    byId: new Map(items.map((item) => [item.id, item])),
    byKey: new Map(documents.map((item) => [item.canonicalKey, item])),
    byAlias: new Map(documents.flatMap((item) => item.aliases.map((alias) => [alias, item] as const))),
    byText: new Map(
      documents.map((item) => [textHashIn(item.fingerprint), { id: item.id, key: item.canonicalKey, title: item.title }]),
    ),
    corrections: await store.corrections.all(),
  };
}
