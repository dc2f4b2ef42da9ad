import { join } from 'node:path';
import { projectRoot } from '../src/config.ts';
import { sha256 } from '../src/domain/ids.ts';
import type { Embedder } from '../src/models/contract.ts';
import { rememberingEmbedder, VectorFile } from './vector-file.ts';

/** What evaluations keep between runs; may be deleted at any time. */
export const cacheFolder = join(projectRoot, '.cache', 'eval');

/** The embedder with all vectors it ever made for an evaluation. */
export function modelCache(embedder: Embedder, folder = cacheFolder): Embedder {
  const name = `vectors-${sha256(embedder.id).slice(0, 12)}.bin`;
  return rememberingEmbedder(embedder, new VectorFile(join(folder, name), embedder.dimensions));
}
