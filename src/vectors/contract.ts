/** Nearest neighbours by cosine over unit vectors. A cache: it can be dropped and built again from the Store at any time. */
export interface VectorIndex {
  readonly size: number;
  /** Replaces everything. Vectors have equal length and unit norm; ids are unique. */
  build(entries: VectorEntry[]): Promise<void>;
  /** Takes these ids out, then puts these in, a known one in its old place. The next search sees it. Not asynchronous, so that nothing comes between. */
  update(removed: Iterable<string>, added: VectorEntry[]): void;
  /** The vector of an id, as it was given; it holds until the next change. */
  vectorOf(id: string): Float32Array | undefined;
  /** Best first, score = cosine. With `allowed`, only ids for which it is true; fewer than k when fewer exist. */
  search(query: Float32Array, k: number, allowed?: (id: string) => boolean): Promise<{ id: string; score: number }[]>;
}

export interface VectorEntry {
  id: string;
  vector: Float32Array;
}
