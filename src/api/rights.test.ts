import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Action, actions, may, rights } from '../desk/rights.ts';
import { type Role, roles } from '../domain/account.ts';
import type { ApiApp } from './contract.ts';
import { appOf, openTestWence, type TestWence } from './test-app.ts';
import { as, type SignedIn, signIn, signInStaff, type TestStaff, testAccount } from './test-staff.ts';

let base: TestWence;
let app: ApiApp;
let staff: TestStaff;
let disabled: SignedIn;
let operations: Operation[];

interface Operation {
  name: string;
  method: string;
  /** With something in place of parameters. */
  path: string;
  needed: string | undefined;
}

beforeAll(async () => {
  base = await openTestWence();
  app = appOf(base.wence);
  staff = await signInStaff(base.wence);
  const leaver = testAccount('leaver', ['administrator', 'editor', 'reviewer']);
  await base.wence.store.apply([{ type: 'put_account', account: leaver, expected: 0 }]);
  disabled = await signIn(base.wence, leaver);
  const gone = { ...leaver, disabledAt: leaver.createdAt };
  await base.wence.store.apply([{ type: 'put_account', account: gone, expected: 1 }]);
  const document = await (await app.request('/openapi.json')).json();
  operations = Object.entries(document.paths as Record<string, Record<string, { 'x-action'?: string }>>)
    .filter(([path]) => path.startsWith('/v1/staff/'))
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        name: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        path: path.replace(/\{what\}/g, 'unlock').replace(/\{\w+\}/g, 'unknown'),
        needed: operation['x-action'],
      })),
    );
});
afterAll(() => base.remove());

const changes = ({ method }: Operation) => method !== 'GET';

/** An empty request: whoever is let through is told what is missing in it, or that there is no such thing. */
async function outcome({ method, path }: Operation, who: SignedIn | null, proof = true): Promise<[number, string]> {
  const body = method === 'GET' ? undefined : {};
  const headers = { ...(proof ? who?.headers : who?.cookie), 'Content-Type': 'application/json' };
  const response = who && proof ? await as(app, who, method, path, body) : await app.request(path, bare(method, headers));
  const text = await response.text();
  return [response.status, text.startsWith('{') ? (JSON.parse(text).code ?? '') : ''];
}

const bare = (method: string, headers: Record<string, string>): RequestInit =>
  method === 'GET' ? { method, headers } : { method, headers, body: '{}' };

describe('every route of the staff', () => {
  it('names its action', () => {
    expect(operations.length).toBeGreaterThan(15);
    const known = [...Object.keys(actions), 'signed_in', 'anyone'];
    for (const { name, needed } of operations) expect([name, known.includes(needed ?? '')]).toEqual([name, true]);
  });

  it('refuses who has not signed in, and whose account was disabled', async () => {
    for (const operation of operations.filter(({ needed }) => needed !== 'anyone')) {
      expect([operation.name, ...(await outcome(operation, null))]).toEqual([operation.name, 401, 'signed_out']);
      expect([operation.name, ...(await outcome(operation, disabled))]).toEqual([operation.name, 401, 'signed_out']);
    }
  });

  it.each(roles)('lets a session of the role %s do what the table says, and nothing else', async (role: Role) => {
    for (const operation of operations.filter(({ needed }) => needed !== 'anyone')) {
      // A session of its own for each: some of them end it.
      const who = await signIn(base.wence, staff[role].account);
      const allowed = operation.needed === 'signed_in' || may([role], operation.needed as Action);
      const [status, code] = await outcome(operation, who);
      if (allowed) expect([operation.name, status, code]).not.toEqual([operation.name, expect.toBeOneOf([401, 403, 500]), code]);
      else expect([operation.name, status, code]).toEqual([operation.name, 403, 'forbidden']);
    }
  });

  it('changes nothing without the proof of the session', async () => {
    for (const operation of operations.filter((one) => changes(one) && one.needed !== 'anyone')) {
      const role = roles.find((one) => operation.needed === 'signed_in' || may([one], operation.needed as Action))!;
      const [status, code] = await outcome(operation, await signIn(base.wence, staff[role].account), false);
      expect([operation.name, status, code]).toEqual([operation.name, 403, 'cross_site']);
    }
  });

  it('waits for a person’s own password before anything else', async () => {
    const { store } = base.wence;
    const newcomer = testAccount('newcomer', ['administrator', 'editor', 'reviewer', 'agent', 'evaluator'], {
      mustChangePassword: true,
    });
    await store.apply([{ type: 'put_account', account: newcomer, expected: 0 }]);
    const who = await signIn(base.wence, newcomer);
    for (const operation of operations.filter(({ needed }) => needed !== 'anyone' && needed !== 'signed_in'))
      expect([operation.name, ...(await outcome(operation, who))]).toEqual([operation.name, 403, 'password_needed']);
    const atDesk = await app.request('/v1/search?q=失业金&channel=hotline', { headers: who.cookie });
    expect(atDesk.status).toBe(403);
  });
});

describe('the table of rights', () => {
  it('gives an administrator no content, an auditor no change, and nobody what is not named', () => {
    const writing = /\.(write|review|withdraw|handle|report|reply|import|use)$/;
    expect(rights.auditor.filter((action) => writing.test(action))).toEqual([]);
    expect(rights.administrator.filter((action) => /^(entry|document|answer|gap|message)\./.test(action))).toEqual([]);
    for (const role of roles) for (const action of rights[role]) expect(Object.keys(actions)).toContain(action);
    const reading = Object.keys(actions).filter((action) => action.endsWith('.read'));
    expect(rights.auditor).toEqual(expect.arrayContaining(reading));
  });
});
