import { ModelError } from '../domain/errors.ts';
import { type DotProduct, floatsPerStep, vectorMemory } from './simd.ts';

const bytesPerFloat = Float32Array.BYTES_PER_ELEMENT;
/** Room for rows to come, so that one more rarely means copying all. It takes no memory until it is written. */
const spareRows = 256;
const growth = 1.25;

/** All vectors end to end in one memory that workers can share, and behind them a place for the question. */
export class PackedVectors {
  readonly #ids: (string | null)[] = [];
  readonly #rows = new Map<string, number>();
  readonly #free: number[] = [];
  #dimensions = 0;
  #stride = 0;
  #capacity = 0;
  #data: Float32Array = new Float32Array(0);
  #dot: DotProduct = () => 0;

  /** Throws ModelError when lengths differ or an id comes twice. */
  constructor(entries: { id: string; vector: Float32Array }[]) {
    this.#reserve(entries.length, entries[0]?.vector.length ?? 0);
    for (const { id, vector } of entries) {
      if (this.#rows.has(id)) throw new ModelError('向量索引中有重复的编号', `id ${id} comes twice`);
      this.put(id, vector);
    }
  }

  get size(): number {
    return this.#rows.size;
  }

  /** By row; null where a row is free. */
  get ids(): readonly (string | null)[] {
    return this.#ids;
  }

  get dimensions(): number {
    return this.#dimensions;
  }

  /** What a graph is made of: the rows in use without gaps, end to end. */
  compact(): { ids: string[]; data: Float32Array; dimensions: number; stride: number } {
    const rows = [...this.#rows.values()].sort((a, b) => a - b);
    const data = new Float32Array(new SharedArrayBuffer(rows.length * this.#stride * bytesPerFloat));
    rows.forEach((row, index) => {
      data.set(this.#data.subarray(row * this.#stride, (row + 1) * this.#stride), index * this.#stride);
    });
    return { ids: rows.map((row) => this.#ids[row]!), data, dimensions: this.#dimensions, stride: this.#stride };
  }

  rowOf(id: string): number | undefined {
    return this.#rows.get(id);
  }

  /** A view of the vector; it holds until the next `put` or `delete`. */
  vectorOf(id: string): Float32Array | undefined {
    const row = this.#rows.get(id);
    return row === undefined ? undefined : this.#data.subarray(row * this.#stride, row * this.#stride + this.#dimensions);
  }

  /** Adds a vector or puts it in the place of another one of this id. Throws ModelError when its length is another one. */
  put(id: string, vector: Float32Array): void {
    if (this.size === 0 && vector.length !== this.#dimensions) this.#begin(vector.length);
    this.#check(vector);
    const row = this.#rows.get(id) ?? this.#free.pop() ?? this.#ids.length;
    if (row >= this.#capacity) this.#reserve(Math.ceil(this.#capacity * growth), this.#dimensions);
    this.#data.set(vector, row * this.#stride);
    this.#ids[row] = id;
    this.#rows.set(id, row);
  }

  delete(id: string): void {
    const row = this.#rows.get(id);
    if (row === undefined) return;
    this.#rows.delete(id);
    this.#ids[row] = null;
    this.#free.push(row);
  }

  /** The question that `score` compares with. Throws ModelError when it was embedded by another model than the texts. */
  setQuery(query: Float32Array): void {
    this.#check(query);
    this.#data.set(query, this.#capacity * this.#stride);
  }

  /** Scalar product of the vector in this row with the question. */
  score(row: number): number {
    const bytesPerRow = this.#stride * bytesPerFloat;
    return this.#dot(row * bytesPerRow, this.#capacity * bytesPerRow, (row + 1) * bytesPerRow);
  }

  /** Vectors of another length may come once nothing is left. */
  #begin(dimensions: number): void {
    this.#ids.length = 0;
    this.#free.length = 0;
    this.#reserve(0, dimensions);
  }

  #check(vector: Float32Array): void {
    if (vector.length === this.#dimensions && vector.length > 0) return;
    const detail = `length ${vector.length}, expected ${this.#dimensions}`;
    throw new ModelError('向量维数不一致，请用当前模型重新入库', detail);
  }

  /** Memory for so many rows and some more; what is in use is copied. */
  #reserve(rows: number, dimensions: number): void {
    const old = this.#data.subarray(0, this.#ids.length * this.#stride);
    this.#dimensions = dimensions;
    this.#stride = Math.ceil(dimensions / floatsPerStep) * floatsPerStep;
    this.#capacity = rows + spareRows;
    const { buffer, dot } = vectorMemory((this.#capacity + 1) * this.#stride * bytesPerFloat);
    this.#data = new Float32Array(buffer);
    this.#data.set(old.subarray(0, Math.min(old.length, this.#data.length)));
    this.#dot = dot;
  }
}
