import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { createAccounts } from '../../../desk/accounts.ts';
import { createSessions, defaultSessionLimits } from '../../../desk/sessions.ts';
import type { Account, Actor, Role } from '../../../domain/account.ts';
import type { Clock } from '../../../domain/time.ts';
import type { ApiApp, ApiSettings } from '../../contract.ts';
import { appOf, openTestWence, type TestWence } from '../../test-app.ts';

/** People who sign in by hand, for tests of logins, sessions and credentials; tests of other routes use `signInStaff`. */

export const by: Actor = { id: 'a_root', name: '管理员', from: '10.0.0.1' };
export const ownPassword = '一条小路通向河边';

/** A base and a clock of its own; call it once at the top of a test file. */
export function signInBench() {
  let base: TestWence;
  let now = Date.parse('2025-06-02T01:00:00.000Z');
  let count = 0;
  const clock: Clock = { now: () => new Date(now) };
  const minutes = (passed: number) => {
    now += passed * 60_000;
  };

  beforeAll(async () => {
    base = await openTestWence();
  });
  afterAll(() => base.remove());
  // Each test on a day of its own, so that waits of one do not reach the next.
  beforeEach(() => minutes(3 * 1440));

  function appWith(settings: Partial<ApiSettings> = {}): ApiApp {
    const sessions = createSessions(base.wence.store, clock, defaultSessionLimits);
    return appOf(base.wence, { settings, parts: { clock, sessions } });
  }

  /** An account with its own password. */
  async function person(roles: Role[] = ['editor'], password = ownPassword): Promise<{ account: Account; password: string }> {
    const accounts = createAccounts(base.wence.store, clock);
    const login = `person${++count}`;
    const content = { login, name: `某人${count}`, unitId: null, roles, desks: ['hotline' as const], oidcName: null };
    const { account, password: oneTime } = await accounts.create({ ...content, withPassword: true }, by);
    if (!password) return { account, password: oneTime! };
    const app = appWith();
    const { headers } = await enter(app, login, oneTime!);
    expect((await send(app, 'POST', '/v1/staff/me/password', { current: oneTime, next: password }, headers)).status).toBe(200);
    return { account, password };
  }

  return { base: () => base, clock, minutes, appWith, person };
}

export interface SignedInByHand {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: what the tests look at
  body: any;
  setCookie: string;
  token: string;
  headers: Record<string, string>;
}

export async function enter(
  app: ApiApp,
  login: string,
  password: string,
  more: { code?: string; headers?: object } = {},
): Promise<SignedInByHand> {
  const body = { login, password, ...(more.code ? { code: more.code } : {}) };
  const response = await send(app, 'POST', '/v1/staff/login', body, { ...more.headers });
  const setCookie = response.headers.get('Set-Cookie') ?? '';
  const token = /wence-session=([^;]*)/.exec(setCookie)?.[1] ?? '';
  const json = (await response.json()) as { csrf: string };
  const name = setCookie.split('=')[0];
  return {
    status: response.status,
    body: json,
    setCookie,
    token,
    headers: { Cookie: `${name}=${token}`, 'X-Wence-CSRF': json.csrf },
  };
}

export function send(app: ApiApp, method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const init = body === undefined ? {} : { body: JSON.stringify(body) };
  return Promise.resolve(app.request(path, { method, headers: { 'Content-Type': 'application/json', ...headers }, ...init }));
}

export const codeOf = async (response: Response) => [response.status, ((await response.json()) as { code: string }).code];
export const me = (app: ApiApp, headers: Record<string, string>) => send(app, 'GET', '/v1/staff/me', undefined, headers);
