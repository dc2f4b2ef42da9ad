import { ModelError } from '../domain/errors.ts';
import type { VectorIndex } from './contract.ts';
import { type Scored, TopK } from './top-k.ts';

export interface PackedVectors {
  ids: string[];
  /** All vectors end to end, in the order of the ids; shared with workers without a copy. */
  data: Float32Array;
  dimensions: number;
}

/** Compares with every vector: exact, and quick up to some tens of thousands. */
export class ExactIndex implements VectorIndex {
  #vectors: PackedVectors = { ids: [], data: new Float32Array(0), dimensions: 0 };

  static of(vectors: PackedVectors): ExactIndex {
    const index = new ExactIndex();
    index.#vectors = vectors;
    return index;
  }

  get size(): number {
    return this.#vectors.ids.length;
  }

  async build(entries: { id: string; vector: Float32Array }[]): Promise<void> {
    this.#vectors = pack(entries);
  }

  async search(query: Float32Array, k: number, allowed?: (id: string) => boolean): Promise<Scored[]> {
    return this.score(query, this.#vectors.ids.keys(), k, allowed);
  }

  /** Throws ModelError when the question was embedded by another model than the texts. */
  checkQuery(query: Float32Array): void {
    requireLength(query, this.#vectors.dimensions);
  }

  /** The k best among these rows (positions in the order of building). */
  score(query: Float32Array, rows: Iterable<number>, k: number, allowed?: (id: string) => boolean): Scored[] {
    if (this.size === 0 || k <= 0) return [];
    this.checkQuery(query);
    const { ids, data, dimensions } = this.#vectors;
    const best = new TopK(k);
    for (const row of rows) {
      const id = ids[row] as string;
      if (allowed && !allowed(id)) continue;
      best.offer(id, dotAt(data, row * dimensions, query));
    }
    return best.sorted();
  }
}

/** Throws ModelError when lengths differ or an id comes twice. */
export function pack(entries: { id: string; vector: Float32Array }[]): PackedVectors {
  const dimensions = entries[0]?.vector.length ?? 0;
  const data = new Float32Array(new SharedArrayBuffer(entries.length * dimensions * Float32Array.BYTES_PER_ELEMENT));
  const seen = new Set<string>();
  entries.forEach(({ id, vector }, row) => {
    requireLength(vector, dimensions);
    if (seen.has(id)) throw new ModelError('向量索引中有重复的编号', `id ${id} comes twice`);
    seen.add(id);
    data.set(vector, row * dimensions);
  });
  return { ids: [...seen], data, dimensions };
}

function requireLength(vector: Float32Array, dimensions: number): void {
  if (vector.length === dimensions && dimensions > 0) return;
  throw new ModelError('向量维数不一致，请用当前模型重新入库', `length ${vector.length}, expected ${dimensions}`);
}

/** Four sums at a time let the processor overlap the additions. */
function dotAt(data: Float32Array, offset: number, query: Float32Array): number {
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
