/** Nearest neighbours by cosine over unit vectors. A cache: it can be dropped and built again from the Store at any time. */
export interface VectorIndex {
  readonly size: number;
  /** Replaces everything. Vectors have equal length and unit norm; ids are unique. */
  build(entries: { id: string; vector: Float32Array }[]): Promise<void>;
  /** Best first, score = cosine. With `allowed`, only ids for which it is true; fewer than k when fewer exist. */
  search(query: Float32Array, k: number, allowed?: (id: string) => boolean): Promise<{ id: string; score: number }[]>;
}
