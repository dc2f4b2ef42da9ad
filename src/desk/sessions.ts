import { randomBytes } from 'node:crypto';
import type { Account, Session } from '../domain/account.ts';
import { sha256 } from '../domain/ids.ts';
import type { Clock } from '../domain/time.ts';
import type { ChangeSet, Store } from '../store/contract.ts';

export interface SessionLimits {
  /** Without a request for so long, it is over. */
  idleMinutes: number;
  /** It is over in any case. */
  hours: number;
  /** A one-time password opens nothing after so many hours. */
  oneTimeHours: number;
}

/** Practice of office systems within the bounds of NIST SP 800-63B (AAL2: 12 hours, 30 minutes). */
export const defaultSessionLimits: SessionLimits = { idleMinutes: 30, hours: 12, oneTimeHours: 72 };

export type Sessions = ReturnType<typeof createSessions>;

/** 256 random bits, base64url. */
const tokenPattern = /^[A-Za-z0-9_-]{43}$/;
/** A session is marked as used once in so many milliseconds, so that reading does not write each time. */
const touchEveryMs = 60_000;

/** Who has signed in. The token goes to the browser; only its hash is kept. */
export function createSessions(store: Store, clock: Clock, limits: SessionLimits = defaultSessionLimits) {
  const idleMs = limits.idleMinutes * 60_000;
  const isOver = (session: Session, now: number) =>
    now >= Date.parse(session.expiresAt) || now - Date.parse(session.lastSeenAt) >= idleMs;
  return {
    limits,

    /** A new session and the change that opens it (while the account is still as it was looked at), to be applied with the record. */
    begin(account: Account, from: string): { token: string; session: Session; changes: ChangeSet } {
      const token = randomBytes(32).toString('base64url');
      const now = clock.now();
      const session: Session = {
        tokenHash: sha256(token),
        accountId: account.id,
        createdAt: now.toISOString(),
        lastSeenAt: now.toISOString(),
        expiresAt: new Date(now.getTime() + limits.hours * 3_600_000).toISOString(),
        from,
      };
      return { token, session, changes: [{ type: 'put_session', session, revision: account.revision }] };
    },

    /**
     * The session of a token and whose it is; null when it is over or the account was disabled. Counts as use unless `idle`: what a page
     * asks for by itself does not keep a session alive.
     */
    async find(token: string, idle = false): Promise<{ session: Session; account: Account } | null> {
      if (!tokenPattern.test(token)) return null;
      const found = await store.accounts.session(sha256(token));
      if (!found || found.account.disabledAt) return null;
      const now = clock.now();
      if (isOver(found.session, now.getTime())) return null;
      if (!idle && now.getTime() - Date.parse(found.session.lastSeenAt) >= touchEveryMs)
        await store.apply([{ type: 'touch_session', tokenHash: found.session.tokenHash, at: now.toISOString() }]);
      return found;
    },

    /** Those of an account that still open something, newest first. */
    async list(accountId: string): Promise<Session[]> {
      const now = clock.now();
      const sessions = await store.accounts.sessions(accountId, now.toISOString());
      return sessions.filter((session) => !isOver(session, now.getTime()));
    },
  };
}
