import { createSessions } from '../desk/sessions.ts';
import { type Account, loginKey, type Role, roles, type Unit } from '../domain/account.ts';
import type { Change } from '../store/contract.ts';
import type { Wence } from '../wire.ts';
import type { ApiApp } from './contract.ts';
import { csrfProofOf } from './session-cookie.ts';
import { clock } from './test-base.ts';

/** Units of the test's city: 区 under 局, and another beside them. */
export const testUnits: Unit[] = [
  { id: 'u_ju', name: '示例市人社局', parentId: null, contact: '0000-12333', retiredAt: null, revision: 1 },
  { id: 'u_qu', name: '高新区人社分局', parentId: 'u_ju', contact: null, retiredAt: null, revision: 1 },
  { id: 'u_yi', name: '示例市医保局', parentId: null, contact: null, retiredAt: null, revision: 1 },
];

/** A plain account; its id is `a_` and its login. */
export const testAccount = (login: string, held: Role[], changes: Partial<Account> = {}): Account => ({
  id: `a_${loginKey(login)}`,
  login,
  name: `${login}的姓名`,
  unitId: null,
  roles: held,
  desks: held.includes('agent') ? ['hotline', 'window'] : [],
  mustChangePassword: false,
  hasPassword: false,
  hasTotp: false,
  disabledAt: null,
  createdAt: clock.now().toISOString(),
  lastLoginAt: null,
  revision: 1,
  ...changes,
});

/** Somebody at a browser: what a request of theirs carries. */
export interface SignedIn {
  account: Account;
  token: string;
  /** For GET. */
  cookie: { Cookie: string };
  /** For requests that change something. */
  headers: { Cookie: string; 'X-Wence-CSRF': string };
}

export type TestStaff = Record<Role | 'editor2' | 'reviewer2' | 'unitEditor' | 'otherEditor', SignedIn>;

/**
 * One account of every role for the whole city, a second editor and reviewer, an editor of 示例市人社局 (`unitEditor`, reaches 高新区人社分局
 * too) and one of 示例市医保局 (`otherEditor`), all signed in. Nobody has a password. Entries may do without a unit: most tests are not about it.
 */
export async function signInStaff({ store }: Pick<Wence, 'store'>): Promise<TestStaff> {
  const accounts: Record<keyof TestStaff, Account> = {
    ...(Object.fromEntries(roles.map((role) => [role, testAccount(role, [role])])) as Record<Role, Account>),
    editor2: testAccount('editor2', ['editor']),
    reviewer2: testAccount('reviewer2', ['reviewer']),
    unitEditor: testAccount('unitEditor', ['editor'], { unitId: 'u_ju' }),
    otherEditor: testAccount('otherEditor', ['editor'], { unitId: 'u_yi' }),
  };
  await store.apply(testUnits.map((unit): Change => ({ type: 'put_unit', unit, expected: 0 })));
  const setting = { name: 'entryWithoutUnit', value: true, changedBy: '测试', changedAt: clock.now().toISOString() };
  await store.apply([{ type: 'put_setting', setting, expected: 0 }]);
  await store.apply(Object.values(accounts).map((account): Change => ({ type: 'put_account', account, expected: 0 })));
  const entries = Object.entries(accounts).map(async ([name, account]) => [name, await signIn({ store }, account)] as const);
  return Object.fromEntries(await Promise.all(entries)) as TestStaff;
}

/** A session without a password, as the login route would open it. */
export async function signIn({ store }: Pick<Wence, 'store'>, account: Account, at = clock): Promise<SignedIn> {
  const { token, changes } = createSessions(store, at).begin(account, '10.0.0.1');
  await store.apply(changes);
  const cookie = { Cookie: `wence-session=${token}` };
  return { account, token, cookie, headers: { ...cookie, 'X-Wence-CSRF': csrfProofOf(token) } };
}

/** A request of somebody who has signed in, with the proof that a page of ours would send; a body goes as JSON. */
export function as(app: ApiApp, who: SignedIn, method: string, path: string, body?: unknown): Promise<Response> {
  if (body === undefined) return Promise.resolve(app.request(path, { method, headers: who.headers }));
  const headers = { ...who.headers, 'Content-Type': 'application/json' };
  return Promise.resolve(app.request(path, { method, headers, body: JSON.stringify(body) }));
}
