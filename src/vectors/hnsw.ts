import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { VectorEntry, VectorIndex } from './contract.ts';
import { ExactIndex } from './exact.ts';
import { type GraphInput, loadGraph, prepareGraphFile } from './hnsw-graph.ts';
import { PackedVectors } from './packed.ts';

export interface HnswOptions {
  /** Keeps the graph between runs; without it, it is built anew. */
  cacheFolder?: string;
  /** Width of the search (ef): more is slower and finds more. */
  searchWidth?: number;
  /** Quiet time before the graph is built, so that short-lived commands and bursts of changes do not pay for it. */
  delayMs?: number;
  /** The index goes on without a graph, exact and slower. */
  onFailure?: (error: unknown) => void;
}

/** One graph is built at a time: the index of the newest content takes the place of an older one that is still at it. */
let newest: HnswIndex | null = null;

/** With a filter, this many times k are fetched before the filter is applied. */
const overFetch = 4;

/** So many vectors may have come and gone since the graph was begun; more, and a new graph is built while the old one serves. */
const changesLimit = 2_000;

/** A graph and the ids of its nodes. */
interface Standing {
  graph: Awaited<ReturnType<typeof loadGraph>>;
  ids: string[];
}

/** What came and went since a graph was begun: the first is compared one by one, for the second so many more nodes are fetched. */
interface Since {
  added: Set<string>;
  removed: Set<string>;
}

const nothing = (): Since => ({ added: new Set(), removed: new Set() });

/**
 * Approximate search in a graph, for bases where comparing with every vector is too slow. Until the graph stands, and where
 * a filter leaves too few of the nearest, it compares with every allowed vector: the result never lacks an allowed id.
 */
export class HnswIndex implements VectorIndex {
  readonly #options: Required<Pick<HnswOptions, 'searchWidth' | 'delayMs'>> & HnswOptions;
  #packed = new PackedVectors([]);
  #exact = ExactIndex.of(this.#packed);
  #standing: Standing | null = null;
  /** For the standing graph, and for the one that is being built. */
  #since = nothing();
  #sinceBegun = nothing();
  #building: Promise<void> = Promise.resolve();
  #isBuilding = false;
  #stop = new AbortController();

  constructor(options: HnswOptions = {}) {
    this.#options = { searchWidth: 128, delayMs: 30_000, ...options };
  }

  get size(): number {
    return this.#exact.size;
  }

  /** Resolves as soon as searches are right; the graph follows by itself (see `settled`). */
  async build(entries: VectorEntry[]): Promise<void> {
    this.#packed = new PackedVectors(entries);
    this.#exact = ExactIndex.of(this.#packed);
    this.#standing = null;
    this.#begin();
  }

  update(removed: Iterable<string>, added: VectorEntry[]): void {
    const gone = [...removed];
    this.#exact.update(gone, added);
    for (const since of [this.#since, this.#sinceBegun]) {
      for (const id of [...gone, ...added.map(({ id }) => id)]) since.removed.add(id);
      for (const { id } of added) since.added.add(id);
    }
    if (this.size === 0) this.#standing = null;
    const outgrown = !this.#standing || this.#since.added.size + this.#since.removed.size > changesLimit;
    if (outgrown && !this.#isBuilding) this.#begin();
  }

  vectorOf(id: string): Float32Array | undefined {
    return this.#packed.vectorOf(id);
  }

  async search(query: Float32Array, k: number, allowed?: (id: string) => boolean): Promise<{ id: string; score: number }[]> {
    if (!this.#standing || k <= 0) return this.#exact.search(query, k, allowed);
    const { graph, ids } = this.#standing;
    this.#packed.setQuery(query);
    // It throws when asked for more than there are.
    const fetched = Math.min((allowed ? k * overFetch : k) + this.#since.removed.size, ids.length);
    const { neighbors } = graph.searchKnn(Array.from(query), fetched);
    const names = new Set([...neighbors.map((node) => ids[node]!), ...this.#since.added]);
    const rows = [...names].flatMap((id) => this.#packed.rowOf(id) ?? []);
    const found = this.#exact.best(query, rows, k, allowed);
    const complete = found.length >= Math.min(k, this.size);
    return complete ? found : this.#exact.search(query, k, allowed);
  }

  /** When the graph stands, or its building was stopped or has failed. */
  async settled(): Promise<void> {
    // The worker alone does not keep the process alive; somebody who waits for it does.
    const alive = setInterval(() => {}, 60_000);
    await this.#building;
    clearInterval(alive);
  }

  /** True once searches use the graph. */
  get hasGraph(): boolean {
    return this.#standing !== null;
  }

  /** Stops the building of the graph. The index still answers. */
  close(): void {
    this.#stop.abort();
  }

  #begin(): void {
    newest?.close();
    newest = this;
    this.close();
    this.#stop = new AbortController();
    this.#isBuilding = false;
    if (this.size > 0) this.#building = this.#buildGraph(this.#stop.signal);
  }

  async #buildGraph(signal: AbortSignal): Promise<void> {
    const { cacheFolder, searchWidth, delayMs, onFailure } = this.#options;
    let temporary: string | null = null;
    this.#isBuilding = true;
    try {
      await wait(delayMs, undefined, { signal, ref: false });
      temporary = cacheFolder ? null : await mkdtemp(join(tmpdir(), 'wence-graph-'));
      const vectors = this.#packed.compact();
      this.#sinceBegun = nothing();
      const path = await graphFile({ ...vectors, folder: cacheFolder ?? temporary ?? '' }, signal);
      const graph = await loadOrDrop(path, vectors.ids.length, vectors.dimensions);
      graph.setEf(searchWidth);
      if (signal.aborted) return;
      this.#standing = { graph, ids: vectors.ids };
      this.#since = this.#sinceBegun;
    } catch (error) {
      if (!signal.aborted) onFailure?.(error);
    } finally {
      if (!signal.aborted) this.#isBuilding = false;
      if (temporary) await rm(temporary, { recursive: true, force: true });
    }
  }
}

/** In a worker where there is one: sources that are run without a build have none. */
function graphFile(input: GraphInput, signal: AbortSignal): Promise<string> {
  if (import.meta.url.endsWith('.ts')) return Promise.resolve(prepareGraphFile(input));
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./hnsw-worker.js', import.meta.url), { workerData: input, execArgv: [] });
    worker.unref();
    signal.addEventListener('abort', () => void worker.terminate(), { once: true });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`graph worker ended with ${code}`)));
  });
}

async function loadOrDrop(path: string, count: number, dimensions: number) {
  try {
    return await loadGraph(path, count, dimensions);
  } catch (error) {
    // A damaged file would fail again at every start.
    await rm(path, { force: true });
    throw error;
  }
}
