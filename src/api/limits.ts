import type { MiddlewareHandler } from 'hono';
import { RateLimitedError } from '../domain/errors.ts';
import type { ApiDependencies, ApiEnv, Caller } from './contract.ts';

const windowMs = 60_000;
/** Readings (search as you type, lists) are cheap: so many for each question allowed. */
const readsPerQuestion = 10;
/** A desk's key stands for many agents; who has signed in works with lists all day. */
const keyFactor = 20;

/** Counts in memory over one minute, for what costs little and need not be shared between instances. */
export class MemoryWindows {
  readonly limit: number;
  #windowStart = 0;
  #counts = new Map<string, number>();

  constructor(limit: number) {
    this.limit = limit;
  }

  exceeded(bucket: string, now: number): boolean {
    this.#turn(now);
    return (this.#counts.get(bucket) ?? 0) >= this.limit;
  }

  /** Counts one more and returns how many that makes. */
  hit(bucket: string, now: number): number {
    this.#turn(now);
    const count = (this.#counts.get(bucket) ?? 0) + 1;
    this.#counts.set(bucket, count);
    return count;
  }

  /** A new minute forgets the old one whole, so memory is bounded by the callers of a minute. */
  #turn(now: number): void {
    const start = windowStartOf(now);
    if (start === this.#windowStart) return;
    this.#windowStart = start;
    this.#counts.clear();
  }
}

const windowStartOf = (now: number) => now - (now % windowMs);

function refuse(now: number): never {
  const seconds = Math.ceil((windowStartOf(now) + windowMs - now) / 1000);
  throw new RateLimitedError('提问过于频繁，请稍后再试', `retry after ${seconds} seconds`, seconds);
}

const bucketOf = (caller: Caller) => caller.key?.id ?? caller.member?.account.id ?? caller.addressHash;
const isKnown = (caller: Caller) => caller.key !== null || caller.member !== null;
const factorOf = (caller: Caller) => (isKnown(caller) ? keyFactor : 1);

/** The limit for what costs work or leaves a record. It counts in the store, so that several instances share it. */
export function limitQuestions({ config, store }: ApiDependencies, milliseconds: () => number): MiddlewareHandler<ApiEnv> {
  /** Spares the store further writes for a caller who is over the limit already. */
  const over = new MemoryWindows(1);
  /** One at a time, so that of questions asked at once exactly the allowed number passes. */
  let turn: Promise<unknown> = Promise.resolve();
  const hit = (bucket: string, windowStart: number): Promise<number> => {
    const counted = turn.then(async () => {
      await store.apply([{ type: 'add_hit', bucket, windowStart, expiresAt: windowStart + 2 * windowMs }]);
      return store.activity.hits(bucket, windowStart);
    });
    turn = counted.catch(() => {});
    return counted;
  };
  return async (context, next) => {
    const caller = context.get('caller');
    const limit = config.WENCE_RATE_PER_MINUTE * factorOf(caller);
    if (limit > 0) {
      const now = milliseconds();
      const bucket = `ask:${bucketOf(caller)}`;
      if (over.exceeded(bucket, now)) refuse(now);
      if ((await hit(bucket, windowStartOf(now))) > limit) {
        over.hit(bucket, now);
        refuse(now);
      }
    }
    await next();
  };
}

/** The wider limit for readings. */
export function limitReads({ config }: ApiDependencies, milliseconds: () => number): MiddlewareHandler<ApiEnv> {
  const visitors = new MemoryWindows(config.WENCE_RATE_PER_MINUTE * readsPerQuestion);
  const desks = new MemoryWindows(config.WENCE_RATE_PER_MINUTE * readsPerQuestion * keyFactor);
  return async (context, next) => {
    const caller = context.get('caller');
    const windows = isKnown(caller) ? desks : visitors;
    const now = milliseconds();
    if (context.req.method === 'GET' && windows.limit > 0 && windows.hit(bucketOf(caller), now) > windows.limit) refuse(now);
    await next();
  };
}
