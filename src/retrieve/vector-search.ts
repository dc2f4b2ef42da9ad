import type { Viewer } from '../domain/access.ts';
import type { Embedder } from '../models/contract.ts';
import type { ChunkFilter, ScoredChunk, Store } from '../store/contract.ts';
import type { VectorIndex } from '../vectors/contract.ts';
import { dot } from '../vectors/dot.ts';

interface Loaded {
  revision: number;
  today: string;
  index: VectorIndex;
  /** Of the chunks of an item that anybody may see today. */
  chunksOf: Map<string, string[]>;
  /** How many chunks that are, with a vector or without. */
  chunks: number;
  /** What each set of audiences that has asked may see. */
  visible: Map<string, Visible>;
}

interface Visible {
  viewer: Viewer;
  chunksOf: Map<string, string[]>;
  chunks: Set<string>;
}

type VisibleChunk = { chunkId: string; itemId: string; textHash: string };

const everybody = (today: string): Viewer => ({ audiences: ['public', 'hotline', 'window'], today });

const audiencesOf = (viewer: Viewer) => [...viewer.audiences].sort().join(',');

/** More items changed than this are not worth going through one by one: an ingest has been at work. */
const mostRenewed = 2_000;

/**
 * Cosine search over the chunks a viewer may see. The index is a cache of the Store for its revision and the day: after a write
 * only the changed items are read again, on another day everything.
 */
export class VectorSearch {
  readonly #store: Store;
  readonly #model: Pick<Embedder, 'id'>;
  readonly #createIndex: (count: number) => VectorIndex;
  #loaded: Promise<Loaded | null> = Promise.resolve(null);

  constructor(store: Store, model: Pick<Embedder, 'id'>, createIndex: (count: number) => VectorIndex) {
    this.#store = store;
    this.#model = model;
    this.#createIndex = createIndex;
  }

  async search(query: Float32Array, limit: number, viewer: Viewer, filter?: ChunkFilter): Promise<ScoredChunk[]> {
    const loaded = await this.#current(viewer.today, filter ? null : viewer);
    const allowed = filter ? await this.#allowedWithin(viewer, filter) : loaded.visible.get(audiencesOf(viewer))!.chunks;
    if (allowed.size === 0) return [];
    // Asking of every vector whether it is allowed costs as much as comparing it; not asked where all are.
    const everything = allowed.size === loaded.chunks;
    const hits = await loaded.index.search(query, limit, everything ? undefined : (id) => allowed.has(id));
    return hits.map(({ id, score }) => ({ chunkId: id, score }));
  }

  /** Cosine of the question with each of these chunks; chunks without a vector are left out. */
  async cosines(query: Float32Array, chunkIds: string[], today: string): Promise<Map<string, number>> {
    const { index } = await this.#current(today, null);
    const cosines = new Map<string, number>();
    for (const id of chunkIds) {
      const vector = index.vectorOf(id);
      if (vector) cosines.set(id, dot(query, vector));
    }
    return cosines;
  }

  /** As of now, with what the viewer may see. One at a time, so that nobody reads what another renews; after a failure everything is read anew. */
  async #current(today: string, viewer: Viewer | null): Promise<Loaded> {
    const revision = await this.#store.revision();
    const next = this.#loaded
      .catch(() => null)
      .then(async (known) => {
        const loaded = await this.#asOf(known, revision, today);
        if (viewer && !loaded.visible.has(audiencesOf(viewer))) loaded.visible.set(audiencesOf(viewer), await this.#see(viewer));
        return loaded;
      });
    this.#loaded = next;
    return next;
  }

  async #asOf(known: Loaded | null, revision: number, today: string): Promise<Loaded> {
    if (!known || known.today !== today) return this.#build(revision, today);
    return known.revision >= revision ? known : this.#renew(known, revision);
  }

  async #build(revision: number, today: string): Promise<Loaded> {
    const chunks = await this.#store.search.visibleChunks(everybody(today));
    const entries = await this.#entries(chunks);
    const index = this.#createIndex(entries.length);
    await index.build(entries);
    return { revision, today, index, chunksOf: byItem(chunks), chunks: chunks.length, visible: new Map() };
  }

  /** Everything is read first and exchanged at once, so that no search sees half of it. */
  async #renew(loaded: Loaded, revision: number): Promise<Loaded> {
    const { today, index, chunksOf } = loaded;
    const items = await this.#store.search.changedSince(loaded.revision);
    if (!items || items.length > mostRenewed) return this.#build(revision, today);
    const chunks = await this.#store.search.visibleChunks(everybody(today), { itemIds: items });
    const entries = await this.#entries(chunks);
    const seen = await Promise.all(
      [...loaded.visible.values()].map(async (visible) => ({
        visible,
        chunks: await this.#store.search.visibleChunks(visible.viewer, { itemIds: items }),
      })),
    );
    index.update(
      items.flatMap((item) => chunksOf.get(item) ?? []),
      entries,
    );
    exchange(chunksOf, items, chunks);
    for (const { visible, chunks: now } of seen) {
      for (const item of items) for (const id of visible.chunksOf.get(item) ?? []) visible.chunks.delete(id);
      for (const { chunkId } of now) visible.chunks.add(chunkId);
      exchange(visible.chunksOf, items, now);
    }
    let count = 0;
    for (const ids of chunksOf.values()) count += ids.length;
    return Object.assign(loaded, { revision, chunks: count });
  }

  async #entries(chunks: VisibleChunk[]): Promise<{ id: string; vector: Float32Array }[]> {
    const vectors = await this.#store.content.vectors(this.#model.id, [...new Set(chunks.map(({ textHash }) => textHash))]);
    return chunks.flatMap(({ chunkId, textHash }) => {
      const vector = vectors.get(textHash);
      return vector ? [{ id: chunkId, vector }] : [];
    });
  }

  async #see(viewer: Viewer): Promise<Visible> {
    const chunks = await this.#store.search.visibleChunks(viewer);
    return { viewer, chunksOf: byItem(chunks), chunks: new Set(chunks.map(({ chunkId }) => chunkId)) };
  }

  async #allowedWithin(viewer: Viewer, filter: ChunkFilter): Promise<Set<string>> {
    return new Set((await this.#store.search.visibleChunks(viewer, filter)).map(({ chunkId }) => chunkId));
  }
}

function byItem(chunks: VisibleChunk[]): Map<string, string[]> {
  const items = new Map<string, string[]>();
  for (const { itemId, chunkId } of chunks) {
    const known = items.get(itemId);
    if (known) known.push(chunkId);
    else items.set(itemId, [chunkId]);
  }
  return items;
}

/** What stood for these items goes; what they have now comes. */
function exchange(chunksOf: Map<string, string[]>, items: string[], chunks: VisibleChunk[]): void {
  for (const item of items) chunksOf.delete(item);
  for (const [item, ids] of byItem(chunks)) chunksOf.set(item, ids);
}
