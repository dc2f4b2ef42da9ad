import type { VectorIndex } from './contract.ts';
import { ExactIndex } from './exact.ts';
import { HnswIndex, type HnswOptions } from './hnsw.ts';

/** Up to here comparing with every vector takes a few milliseconds. */
export const exactLimit = 20_000;

/** The index for this many vectors, still empty. */
export function createIndex(count: number, options: HnswOptions = {}): VectorIndex {
  return count <= exactLimit ? new ExactIndex() : new HnswIndex(options);
}
