import { loginKey } from '../domain/account.ts';
import { RateLimitedError } from '../domain/errors.ts';
import { sha256 } from '../domain/ids.ts';
import type { Clock } from '../domain/time.ts';
import type { ChangeSet, Store } from '../store/contract.ts';

interface Window {
  minutes: number;
  /** Attempts within it. */
  most: number;
}

/** Whoever goes on guessing waits longer and longer: five minutes, an hour, a day (bounds of NIST SP 800-63B, 5.2.2). */
const windowsOfAccount: Window[] = [
  { minutes: 5, most: 5 },
  { minutes: 60, most: 10 },
  { minutes: 1440, most: 30 },
];
/** A service hall shares one address. */
const windowsOfAddress: Window[] = [
  { minutes: 5, most: 30 },
  { minutes: 60, most: 100 },
  { minutes: 1440, most: 500 },
];

const bucketOf = (kind: 'account' | 'address', name: string, { minutes }: Window) =>
  `login:${kind}:${minutes}:${sha256(name).slice(0, 24)}`;

export type Attempts = ReturnType<typeof createAttempts>;

/** Counts attempts to sign in, in the store, so that all instances and the command line see the same. Names are kept as hashes. */
export function createAttempts(store: Store, clock: Clock) {
  const startOf = ({ minutes }: Window) => {
    const now = clock.now().getTime();
    return now - (now % (minutes * 60_000));
  };
  const endOf = (window: Window) => startOf(window) + window.minutes * 60_000;

  async function refuseAbove(kind: 'account' | 'address', name: string, windows: Window[], counted: number): Promise<void> {
    for (const window of windows) {
      if ((await store.activity.hits(bucketOf(kind, name, window), startOf(window))) < window.most + counted) continue;
      const seconds = Math.max(1, Math.ceil((endOf(window) - clock.now().getTime()) / 1000));
      throw new RateLimitedError(`尝试次数过多，请 ${waitWords(seconds)}后再试`, `retry after ${seconds} seconds`, seconds);
    }
  }
  const hits = (kind: 'account' | 'address', name: string, windows: Window[]): ChangeSet =>
    windows.map((window) => ({
      type: 'add_hit',
      bucket: bucketOf(kind, name, window),
      windowStart: startOf(window),
      expiresAt: endOf(window),
    }));

  /** The last attempt of each address that has not come to its end. */
  const turns = new Map<string, Promise<unknown>>();

  return {
    /**
     * Attempts of one address run one after another: failures are counted when they have failed, and many at once must not outrun that
     * count either. Gives back, or throws, what `attempt` does.
     */
    async inTurn<Result>(address: string, attempt: () => Promise<Result>): Promise<Result> {
      const mine = (turns.get(address) ?? Promise.resolve()).then(attempt);
      const ended = mine.catch(() => {});
      turns.set(address, ended);
      try {
        return await mine;
      } finally {
        if (turns.get(address) === ended) turns.delete(address);
      }
    },

    /**
     * Counts an attempt at an account before anything is compared, so that many at once cannot outrun the count. Attempts that are
     * refused do not count. Throws RateLimitedError with the time to wait, the same for logins that nobody has.
     */
    async begin(login: string, address: string): Promise<void> {
      const key = loginKey(login);
      await refuseAbove('address', address, windowsOfAddress, 0);
      await refuseAbove('account', key, windowsOfAccount, 0);
      await store.apply(hits('account', key, windowsOfAccount));
      await refuseAbove('account', key, windowsOfAccount, 1);
    },

    /** To be applied with the record of a failed attempt. */
    failed: (address: string): ChangeSet => hits('address', address, windowsOfAddress),

    /** Forgets the attempts at an account: after it was opened, or when an administrator says so. */
    forget: (login: string): ChangeSet =>
      windowsOfAccount.map((window) => ({ type: 'clear_hits', bucket: bucketOf('account', loginKey(login), window) })),
  };
}

function waitWords(seconds: number): string {
  if (seconds < 90) return `${seconds} 秒`;
  return seconds < 5400 ? `${Math.ceil(seconds / 60)} 分钟` : `${Math.ceil(seconds / 3600)} 小时`;
}
