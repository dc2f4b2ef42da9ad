import type { Store } from '../store/contract.ts';

/** A term with its rarity: the logarithm of chunks over those that hold it. One that no chunk holds is as rare as can be. */
export interface RareTerm {
  term: string;
  rarity: number;
  /** Whether any chunk of the base holds it. */
  known: boolean;
}

/** Each term once, in the order given. */
export async function raritiesOf(store: Store, terms: Iterable<string>): Promise<RareTerm[]> {
  const wanted = [...new Set(terms)].filter(Boolean);
  const { chunks, frequency } = await store.search.termStatistics(wanted);
  return wanted.map((term) => {
    const held = frequency.get(term) ?? 0;
    return { term, rarity: Math.log((chunks + 1) / (held + 0.5)), known: held > 0 };
  });
}

/** Rarity of the terms that the base knows; one that no chunk holds says nothing about which chunk is meant. */
export async function rarityOf(store: Store, terms: Iterable<string>): Promise<Map<string, number>> {
  const known = (await raritiesOf(store, terms)).filter((term) => term.known);
  return new Map(known.map(({ term, rarity }) => [term, rarity]));
}
