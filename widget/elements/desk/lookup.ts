import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type Api, ApiError, isAbort } from '../../shared/api.ts';
import type { Channel, SearchHit, SearchResult } from '../../shared/types.ts';

/** Milliseconds between two keystrokes within which they are one; the first after a rest is looked up at once. */
const pause = 80;
const rest = 400;
const resultsShown = 20;
/** The API's limit for a search; a longer text is looked up by its beginning. */
const longestQuery = 200;

export interface LookupHost extends ReactiveControllerHost {
  readonly api: Api;
  readonly channel: Channel;
}

/** Look-up as you type: waits for a pause, drops the answer to an older query, remembers which hit is active. */
export class DeskLookup implements ReactiveController {
  query = '';
  kind = '';
  validity = '';
  hits: SearchHit[] = [];
  /** Index of the hit shown; -1 when there is none. */
  active = -1;
  /** The last finished look-up: what, and how many milliseconds it took. */
  looked: ({ query: string; ms: number } & Omit<SearchResult, 'hits'>) | null = null;
  problem = '';
  /** The key was refused: the agent has to enter again. */
  refused = false;
  private readonly host: LookupHost;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private typedAt = 0;
  private running: AbortController | null = null;

  constructor(host: LookupHost) {
    this.host = host;
    host.addController(this);
  }

  hostDisconnected() {
    this.stop();
  }

  get hit(): SearchHit | null {
    return this.hits[this.active] ?? null;
  }

  /** True when the hits shown are those of the text in the box. */
  get upToDate(): boolean {
    return this.looked?.query === this.query.trim();
  }

  typed(text: string, done: () => void) {
    this.query = text;
    clearTimeout(this.timer);
    const rested = performance.now() - this.typedAt > rest;
    this.typedAt = performance.now();
    this.timer = setTimeout(
      async () => {
        if (await this.run()) done();
      },
      rested ? 0 : pause,
    );
    this.host.requestUpdate();
  }

  /** Looks up what is in the box. False when something newer took its place. With `keep` the active hit stays so where it is found again. */
  async run(keep = false): Promise<boolean> {
    this.stop();
    const query = this.query.trim();
    const before = this.hit;
    if (!query) {
      this.clear();
      return true;
    }
    const running = new AbortController();
    this.running = running;
    const began = performance.now();
    const { channel } = this.host;
    const request = { q: query.slice(0, longestQuery), channel, kind: this.kind, validity: this.validity, limit: resultsShown };
    try {
      const { hits, ...about } = await this.host.api.search(request, running.signal);
      this.hits = hits;
      this.looked = { query, ms: performance.now() - began, ...about };
      // A hit that holds only a part of the question is not put forward as its answer.
      const first = hits[0]?.missing.length === 0 ? 0 : -1;
      this.active = keep ? hits.findIndex(({ id, clauseId }) => id === before?.id && clauseId === before.clauseId) : first;
      this.problem = '';
    } catch (error) {
      if (isAbort(error)) return false;
      this.failed(error);
    }
    this.host.requestUpdate();
    return true;
  }

  failed(error: unknown) {
    this.refused = error instanceof ApiError && error.status === 401;
    this.problem = error instanceof ApiError ? error.message : '查询没有成功，请重试。';
    this.host.requestUpdate();
  }

  /** One hit down (1) or up (-1), round the ends; the first or the last where none is chosen. */
  move(step: number) {
    const from = this.active < 0 && step < 0 ? 0 : this.active;
    this.choose((from + step + this.hits.length) % this.hits.length);
  }

  choose(index: number) {
    this.active = index;
    this.host.requestUpdate();
  }

  /** Forgets these hits; the one that is active stays so, or none is. */
  drop(ids: ReadonlySet<string>) {
    const active = this.hit;
    this.hits = this.hits.filter(({ id }) => !ids.has(id));
    this.active = active ? this.hits.indexOf(active) : -1;
    this.host.requestUpdate();
  }

  clear() {
    this.stop();
    Object.assign(this, { query: '', hits: [], active: -1, looked: null, problem: '', refused: false });
    this.host.requestUpdate();
  }

  /** Forgets the look-up that waits or runs. */
  stop() {
    clearTimeout(this.timer);
    this.running?.abort();
  }
}
