import type { Chunk } from '../domain/document.ts';
import type { Embedder } from '../models/contract.ts';
import type { Store } from '../store/contract.ts';

export type Vectors = Map<string, Float32Array>;

/** Vectors of those chunk texts that the base has none of for this model, by text hash. Equal texts are embedded once. */
export async function embedMissing(
  store: Store,
  embedder: Embedder,
  chunks: Chunk[],
  onProgress?: (done: number, total: number) => void,
): Promise<Vectors> {
  const texts = new Map(chunks.map((chunk) => [chunk.textHash, chunk.embedText]));
  const missing = await store.content.missingVectors(embedder.id, [...texts.keys()]);
  const vectors = await embedder.embedPassages(
    missing.map((hash) => texts.get(hash)!),
    onProgress && ((done) => onProgress(done, missing.length)),
  );
  return new Map(missing.map((hash, index) => [hash, vectors[index]!]));
}
