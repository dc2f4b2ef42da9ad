import type { VectorEntry, VectorIndex } from './contract.ts';
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
    return this.#vectors.size;
  }

  async build(entries: VectorEntry[]): Promise<void> {
    this.#vectors = new PackedVectors(entries);
  }

  update(removed: Iterable<string>, added: VectorEntry[]): void {
    for (const id of removed) this.#vectors.delete(id);
    for (const { id, vector } of added) this.#vectors.put(id, vector);
  }

  vectorOf(id: string): Float32Array | undefined {
    return this.#vectors.vectorOf(id);
  }

  async search(query: Float32Array, k: number, allowed?: (id: string) => boolean): Promise<Scored[]> {
    return this.best(query, this.#vectors.ids.keys(), k, allowed);
  }

  /** The k best among these rows of the packed vectors. */
  best(query: Float32Array, rows: Iterable<number>, k: number, allowed?: (id: string) => boolean): Scored[] {
    if (this.size === 0 || k <= 0) return [];
    const vectors = this.#vectors;
    vectors.setQuery(query);
    const best = new TopK(k);
    for (const row of rows) {
      const id = vectors.ids[row] ?? null;
      if (id !== null && (!allowed || allowed(id))) best.offer(id, vectors.score(row));
    }
    return best.sorted();
  }
}
