import type { Account, Credentials, Session, Unit } from '../domain/account.ts';

/** `expected` is the revision the change was made from, 0 for something new; another one in the base is a ConflictError. */
export type AccountChange =
  | { type: 'put_unit'; unit: Unit; expected: number }
  | { type: 'put_account'; account: Account; expected: number }
  | { type: 'put_credentials'; credentials: Credentials }
  | { type: 'put_session'; session: Session }
  | { type: 'touch_session'; tokenHash: string; at: string }
  /** Of one account, all or all but one; or one alone. */
  | { type: 'end_sessions'; accountId: string; except?: string }
  | { type: 'end_session'; tokenHash: string }
  | { type: 'touch_key'; id: string; at: string };

export interface AccountReader {
  /** In order of login. */
  accounts(): Promise<Account[]>;
  account(id: string): Promise<Account | null>;
  /** Without regard to case and width. */
  accountByLogin(login: string): Promise<Account | null>;
  accountByOidc(subject: string): Promise<Account | null>;
  credentials(accountId: string): Promise<Credentials | null>;
  units(): Promise<Unit[]>;
  session(tokenHash: string): Promise<{ session: Session; account: Account } | null>;
  sessions(accountId: string): Promise<Session[]>;
}
