import { ModelError } from '../domain/errors.ts';
import { type DotProduct, floatsPerStep, vectorMemory } from './simd.ts';

const bytesPerFloat = Float32Array.BYTES_PER_ELEMENT;

/** All vectors end to end in one memory that workers can share, and behind them a place for the question. */
export class PackedVectors {
  readonly ids: string[];
  readonly dimensions: number;
  /** Floats from one vector to the next. */
  readonly stride: number;
  readonly data: Float32Array;
  readonly #dot: DotProduct;

  /** Throws ModelError when lengths differ or an id comes twice. */
  constructor(entries: { id: string; vector: Float32Array }[]) {
    this.dimensions = entries[0]?.vector.length ?? 0;
    this.stride = Math.ceil(this.dimensions / floatsPerStep) * floatsPerStep;
    const { buffer, dot } = vectorMemory((entries.length + 1) * this.stride * bytesPerFloat);
    this.data = new Float32Array(buffer);
    this.#dot = dot;
    const seen = new Set<string>();
    entries.forEach(({ id, vector }, row) => {
      this.#put(vector, row);
      if (seen.has(id)) throw new ModelError('向量索引中有重复的编号', `id ${id} comes twice`);
      seen.add(id);
    });
    this.ids = [...seen];
  }

  /** The question that `score` compares with. Throws ModelError when it was embedded by another model than the texts. */
  setQuery(query: Float32Array): void {
    this.#put(query, this.ids.length);
  }

  /** Scalar product of the vector in this row with the question. */
  score(row: number): number {
    const bytesPerRow = this.stride * bytesPerFloat;
    return this.#dot(row * bytesPerRow, this.ids.length * bytesPerRow, (row + 1) * bytesPerRow);
  }

  #put(vector: Float32Array, row: number): void {
    if (vector.length !== this.dimensions || vector.length === 0) {
      const detail = `length ${vector.length}, expected ${this.dimensions}`;
      throw new ModelError('向量维数不一致，请用当前模型重新入库', detail);
    }
    this.data.set(vector, row * this.stride);
  }
}
