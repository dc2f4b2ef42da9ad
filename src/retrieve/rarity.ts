import type { Store } from '../store/contract.ts';

/** Terms that the base knows, each with its rarity: the logarithm of chunks over those that hold it. Terms that no chunk holds say nothing and are left out. */
export async function rarityOf(store: Store, terms: Iterable<string>): Promise<Map<string, number>> {
  const wanted = [...new Set(terms)].filter(Boolean);
  const { chunks, frequency } = await store.search.termStatistics(wanted);
  return new Map(
    wanted.flatMap((term) => {
      const held = frequency.get(term) ?? 0;
      return held > 0 ? [[term, Math.log((chunks + 1) / (held + 0.5))] as const] : [];
    }),
  );
}
