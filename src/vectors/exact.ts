import type { VectorIndex } from './contract.ts';
import { PackedVectors } from './packed.ts';
import { type Scored, TopK } from './top-k.ts';

/** Compares with every vector: exact, and quick up to some tens of thousands. */
export class ExactIndex implements VectorIndex {
  #vectors = new PackedVectors([]);

  static of(vectors: PackedVectors): ExactIndex {
    const index = new ExactIndex();
    index.#vectors = vectors;
    return index;
  }

  get size(): number {
    return this.#vectors.ids.length;
  }

  async build(entries: { id: string; vector: Float32Array }[]): Promise<void> {
    this.#vectors = new PackedVectors(entries);
  }

  async search(query: Float32Array, k: number, allowed?: (id: string) => boolean): Promise<Scored[]> {
    return this.best(query, this.#vectors.ids.keys(), k, allowed);
  }

  /** The k best among these rows (positions in the order of building). */
  best(query: Float32Array, rows: Iterable<number>, k: number, allowed?: (id: string) => boolean): Scored[] {
    if (this.size === 0 || k <= 0) return [];
    const vectors = this.#vectors;
    vectors.setQuery(query);
    const best = new TopK(k);
    for (const row of rows) {
      const id = vectors.ids[row] as string;
      if (!allowed || allowed(id)) best.offer(id, vectors.score(row));
    }
    return best.sorted();
  }
}
