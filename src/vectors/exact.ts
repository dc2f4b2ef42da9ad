import { ModelError } from '../domain/errors.ts';
import type { VectorIndex } from './contract.ts';
import { TopK } from './top-k.ts';

/** Compares with every vector: exact, and quick up to some tens of thousands. */
export class ExactIndex implements VectorIndex {
  #ids: string[] = [];
  #dimensions = 0;
  /** All vectors end to end. */
  #data: Float32Array = new Float32Array(0);

  get size(): number {
    return this.#ids.length;
  }

  async build(entries: { id: string; vector: Float32Array }[]): Promise<void> {
    const { ids, data, dimensions } = pack(entries);
    this.#ids = ids;
    this.#data = data;
    this.#dimensions = dimensions;
  }

  async search(query: Float32Array, k: number, allowed?: (id: string) => boolean): Promise<{ id: string; score: number }[]> {
    if (this.size === 0 || k <= 0) return [];
    requireLength(query, this.#dimensions);
    const best = new TopK(k);
    for (let row = 0; row < this.#ids.length; row++) {
      const id = this.#ids[row] as string;
      if (allowed && !allowed(id)) continue;
      best.offer(id, dotAt(this.#data, row * this.#dimensions, query));
    }
    return best.sorted();
  }
}

/** One array of all vectors, in the order of the ids. Throws ModelError when lengths differ or an id comes twice. */
export function pack(entries: { id: string; vector: Float32Array }[]): { ids: string[]; data: Float32Array; dimensions: number } {
  const dimensions = entries[0]?.vector.length ?? 0;
  const data = new Float32Array(entries.length * dimensions);
  const seen = new Set<string>();
  entries.forEach(({ id, vector }, row) => {
    requireLength(vector, dimensions);
    if (seen.has(id)) throw new ModelError('向量索引中有重复的编号', `id ${id} comes twice`);
    seen.add(id);
    data.set(vector, row * dimensions);
  });
  return { ids: [...seen], data, dimensions };
}

export function requireLength(vector: Float32Array, dimensions: number): void {
  if (vector.length === dimensions && dimensions > 0) return;
  throw new ModelError('向量维数不一致，请用当前模型重新入库', `length ${vector.length}, expected ${dimensions}`);
}

/** Four sums at a time let the processor overlap the additions. */
export function dotAt(data: Float32Array, offset: number, query: Float32Array): number {
  const length = query.length;
  const unrolled = length - (length % 4);
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let i = 0; i < unrolled; i += 4) {
    a += (data[offset + i] as number) * (query[i] as number);
    b += (data[offset + i + 1] as number) * (query[i + 1] as number);
    c += (data[offset + i + 2] as number) * (query[i + 2] as number);
    d += (data[offset + i + 3] as number) * (query[i + 3] as number);
  }
  for (let i = unrolled; i < length; i++) a += (data[offset + i] as number) * (query[i] as number);
  return a + b + c + d;
}
