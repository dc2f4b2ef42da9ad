import type { VectorIndex } from './contract.ts';
import { ExactIndex } from './exact.ts';
import { HnswIndex, type HnswOptions } from './hnsw.ts';

/**
 * Up to here every vector is compared: some 10 ms for 50,000 of 512 dimensions on one core, with the same result every time and
 * nothing to build again after a change. Above, a graph.
 */
export const exactLimit = 100_000;

/** The index for this many vectors, still empty. */
export function createIndex(count: number, options: HnswOptions = {}): VectorIndex {
  return count <= exactLimit ? new ExactIndex() : new HnswIndex(options);
}
