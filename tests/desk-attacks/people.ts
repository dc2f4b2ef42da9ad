import type { ApiApp } from '../../src/api/contract.ts';
import { appOf, openTestWence, type TestWence } from '../../src/api/test-app.ts';
import { as, type SignedIn, signIn, signInStaff, type TestStaff, testAccount } from '../../src/api/test-staff.ts';
import { hashPassword } from '../../src/desk/passwords.ts';
import type { Account, Role } from '../../src/domain/account.ts';
import type { EntryContent } from '../../src/domain/entry.ts';

/** The desk as an attacker finds it: the whole product over the sample base, with staff at work. */
export interface Desk {
  base: TestWence;
  app: ApiApp;
  staff: TestStaff;
  /** One more account, signed in. */
  join(login: string, roles: Role[], changes?: Partial<Account>): Promise<SignedIn>;
  /** Lets an account log in with a password. */
  givePassword(account: Account, password: string): Promise<void>;
}

export async function openDesk(): Promise<Desk> {
  const base = await openTestWence();
  const { store } = base.wence;
  return {
    base,
    app: appOf(base.wence),
    staff: await signInStaff(base.wence),
    async join(login, roles, changes) {
      const account = testAccount(login, roles, changes);
      await store.apply([{ type: 'put_account', account, expected: 0 }]);
      return signIn(base.wence, account);
    },
    async givePassword({ id }, password) {
      const passwordHash = await hashPassword(password);
      await store.apply([{ type: 'put_credentials', accountId: id, set: { passwordHash } }]);
    },
  };
}

let made = 0;

/** Enough to be submitted. */
export const sound = (more: Partial<EntryContent> = {}): Partial<EntryContent> => ({
  question: `第${++made}号示例证明怎样办理？`,
  answer: '带身份证到窗口办理，当场办结。',
  legalBasis: ['《示例市办法》第一条'],
  ...more,
});

export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: bodies of many routes
  body: any;
  text: string;
  headers: Headers;
}

export async function call(app: ApiApp, who: SignedIn, method: string, path: string, body?: unknown): Promise<Answer> {
  return answerOf(await as(app, who, method, path, body));
}

export async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  return { status: response.status, body: isJson ? JSON.parse(text) : null, text, headers: response.headers };
}

/** A draft that waits for its reviewer. */
export async function submitted(app: ApiApp, writer: SignedIn, content: Partial<EntryContent> = sound()) {
  const begun = await call(app, writer, 'POST', '/v1/staff/entries', { content });
  const { id, itemId, revision } = begun.body;
  const sent = await call(app, writer, 'POST', `/v1/staff/drafts/${id}/submit`, { expected: revision, note: null });
  return { id: id as string, itemId: itemId as string, revision: sent.body.revision as number, begun, sent };
}

export const approve = (app: ApiApp, who: SignedIn, { id, revision }: { id: string; revision: number }) =>
  call(app, who, 'POST', `/v1/staff/drafts/${id}/approve`, { expected: revision, note: null });
