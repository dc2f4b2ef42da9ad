import type { Account, Credentials, Session, Unit } from '../domain/account.ts';

/** `expected` is the revision the change was made from, 0 for something new; another one in the base is a ConflictError. */
export type AccountChange =
  | { type: 'put_unit'; unit: Unit; expected: number }
  | { type: 'put_account'; account: Account; expected: number }
  /** Fails the whole change set with a ConflictError when no administrator would be left who can sign in. */
  | { type: 'keep_administrator' }
  /** Only the fields named change. */
  | { type: 'put_credentials'; accountId: string; set: Partial<Omit<Credentials, 'accountId'>> }
  /** Opens once: a step that is not later than the last one used is a ConflictError. */
  | { type: 'use_totp_step'; accountId: string; step: number }
  /** Opens once: a code that is not there is a ConflictError. */
  | { type: 'use_recovery_code'; accountId: string; hash: string }
  /** Becomes the account's last login too. With `revision`: only while the account is as it was when it was looked at, else ConflictError. */
  | { type: 'put_session'; session: Session; revision?: number }
  | { type: 'touch_session'; tokenHash: string; at: string }
  /** Of one account, all or all but one; or one alone. */
  | { type: 'end_sessions'; accountId: string; except?: string }
  | { type: 'end_session'; tokenHash: string }
  | { type: 'touch_key'; id: string; at: string }
  /** Forgets what a rate-limit bucket counted. */
  | { type: 'clear_hits'; bucket: string };

export interface AccountReader {
  /** In order of login. */
  accounts(): Promise<Account[]>;
  account(id: string): Promise<Account | null>;
  /** Without regard to case and width. */
  accountByLogin(login: string): Promise<Account | null>;
  accountByOidc(subject: string): Promise<Account | null>;
  /** The account that waits to be linked under this name. */
  accountByOidcName(name: string): Promise<Account | null>;
  credentials(accountId: string): Promise<Credentials | null>;
  /** In order of name. */
  units(): Promise<Unit[]>;
  session(tokenHash: string): Promise<{ session: Session; account: Account } | null>;
  /** Those that are not over by `now`, newest first. */
  sessions(accountId: string, now: string): Promise<Session[]>;
}
