import type { Viewer } from '../domain/access.ts';
import type { Embedder } from '../models/contract.ts';
import type { ChunkFilter, ScoredChunk, Store } from '../store/contract.ts';
import type { VectorIndex } from '../vectors/contract.ts';
import { dot } from '../vectors/dot.ts';

interface Loaded {
  key: string;
  index: VectorIndex;
  /** Of the chunks that have a vector of this model. */
  textHashes: Map<string, string>;
}

/**
 * Cosine search over the chunks a viewer may see. The index is a cache of the Store, keyed by its revision and the day;
 * what the viewer may see is asked of the Store each time the revision, the day or the audiences change.
 */
export class VectorSearch {
  readonly #store: Store;
  readonly #embedder: Embedder;
  readonly #createIndex: (count: number) => VectorIndex;
  #loaded: Promise<Loaded> | null = null;
  #loadedKey = '';
  readonly #visible = new Map<string, Promise<Set<string>>>();

  constructor(store: Store, embedder: Embedder, createIndex: (count: number) => VectorIndex) {
    this.#store = store;
    this.#embedder = embedder;
    this.#createIndex = createIndex;
  }

  async search(query: Float32Array, limit: number, viewer: Viewer, filter?: ChunkFilter): Promise<ScoredChunk[]> {
    const revision = await this.#store.revision();
    const loaded = await this.#load(revision, viewer.today);
    const allowed = await this.#allowed(revision, viewer, filter);
    if (allowed.size === 0) return [];
    // Asking of every vector whether it is allowed costs as much as comparing it; not asked where all are.
    const everything = allowed.size === loaded.textHashes.size;
    const hits = await loaded.index.search(query, limit, everything ? undefined : (id) => allowed.has(id));
    return hits.map(({ id, score }) => ({ chunkId: id, score }));
  }

  /** Cosine of the question with each of these chunks; chunks without a vector are left out. */
  async cosines(query: Float32Array, chunkIds: string[], today: string): Promise<Map<string, number>> {
    const { textHashes } = await this.#load(await this.#store.revision(), today);
    const wanted = chunkIds.flatMap((id) => textHashes.get(id) ?? []);
    const vectors = await this.#store.content.vectors(this.#embedder.id, [...new Set(wanted)]);
    const cosines = new Map<string, number>();
    for (const id of chunkIds) {
      const vector = vectors.get(textHashes.get(id) ?? '');
      if (vector) cosines.set(id, dot(query, vector));
    }
    return cosines;
  }

  #load(revision: number, today: string): Promise<Loaded> {
    const key = `${revision}/${today}`;
    if (!this.#loaded || this.#loadedKey !== key) {
      this.#loadedKey = key;
      this.#visible.clear();
      this.#loaded = this.#build(key, today);
      this.#loaded.catch(() => {
        this.#loaded = null;
      });
    }
    return this.#loaded;
  }

  async #build(key: string, today: string): Promise<Loaded> {
    const everybody: Viewer = { audiences: ['public', 'hotline', 'window'], today };
    const chunks = await this.#store.search.visibleChunks(everybody);
    const hashes = [...new Set(chunks.map((chunk) => chunk.textHash))];
    const vectors = await this.#store.content.vectors(this.#embedder.id, hashes);
    const entries = chunks.flatMap((chunk) => {
      const vector = vectors.get(chunk.textHash);
      return vector ? [{ id: chunk.chunkId, vector }] : [];
    });
    const index = this.#createIndex(entries.length);
    await index.build(entries);
    return { key, index, textHashes: new Map(chunks.map((chunk) => [chunk.chunkId, chunk.textHash])) };
  }

  #allowed(revision: number, viewer: Viewer, filter?: ChunkFilter): Promise<Set<string>> {
    const read = async () => new Set((await this.#store.search.visibleChunks(viewer, filter)).map((chunk) => chunk.chunkId));
    if (filter) return read();
    const key = `${revision}/${viewer.today}/${[...viewer.audiences].sort().join(',')}`;
    let allowed = this.#visible.get(key);
    if (!allowed) {
      allowed = read();
      this.#visible.set(key, allowed);
      allowed.catch(() => this.#visible.delete(key));
    }
    return allowed;
  }
}
