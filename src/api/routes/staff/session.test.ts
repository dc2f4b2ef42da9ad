import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAccounts } from '../../../desk/accounts.ts';
import { createSessions, defaultSessionLimits } from '../../../desk/sessions.ts';
import { totpCode } from '../../../desk/totp.ts';
import type { Account, Actor, Role } from '../../../domain/account.ts';
import { sha256 } from '../../../domain/ids.ts';
import type { Clock } from '../../../domain/time.ts';
import type { ApiApp, ApiSettings } from '../../contract.ts';
import { appOf, openTestWence, type TestWence } from '../../test-app.ts';

const by: Actor = { id: 'a_root', name: '管理员', from: '10.0.0.1' };
const ownPassword = '一条小路通向河边';

let base: TestWence;
let now = Date.parse('2025-06-02T01:00:00.000Z');
const clock: Clock = { now: () => new Date(now) };
const minutes = (count: number) => {
  now += count * 60_000;
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

let count = 0;
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

interface In {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: what the tests look at
  body: any;
  setCookie: string;
  token: string;
  headers: Record<string, string>;
}

async function enter(app: ApiApp, login: string, password: string, more: { code?: string; headers?: object } = {}): Promise<In> {
  const body = { login, password, ...(more.code ? { code: more.code } : {}) };
  const response = await send(app, 'POST', '/v1/staff/login', body, { ...more.headers });
  const setCookie = response.headers.get('Set-Cookie') ?? '';
  const token = /wence-session=([^;]*)/.exec(setCookie)?.[1] ?? '';
  const json = await response.json();
  const name = setCookie.split('=')[0];
  return {
    status: response.status,
    body: json,
    setCookie,
    token,
    headers: { Cookie: `${name}=${token}`, 'X-Wence-CSRF': json.csrf },
  };
}

function send(app: ApiApp, method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const init = body === undefined ? {} : { body: JSON.stringify(body) };
  return Promise.resolve(app.request(path, { method, headers: { 'Content-Type': 'application/json', ...headers }, ...init }));
}

const codeOf = async (response: Response) => [response.status, (await response.json()).code];
const me = (app: ApiApp, headers: Record<string, string>) => send(app, 'GET', '/v1/staff/me', undefined, headers);

describe('signing in', () => {
  it('gives a cookie that scripts and other sites cannot use, and keeps only its hash', async () => {
    const { account, password } = await person();
    const app = appWith();
    const { status, body, setCookie, token, headers } = await enter(app, account.login.toUpperCase(), password);
    expect([status, body.account.id, body.setupNeeded]).toEqual([200, account.id, null]);
    expect(body.actions).toContain('entry.write');
    expect(setCookie).toMatch(/^wence-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    expect((await base.wence.store.accounts.session(sha256(token)))?.account.id).toBe(account.id);
    expect(JSON.stringify(body)).not.toMatch(/argon2|hash/i);
    expect((await me(app, headers)).status).toBe(200);
  });

  it('marks the cookie for https and a base path as the browser’s rules allow', async () => {
    const { account, password } = await person();
    const proxied = { headers: { 'X-Forwarded-Proto': 'https' } };
    const root = await enter(appWith({ WENCE_TRUST_PROXY: true }), account.login, password, proxied);
    expect(root.setCookie).toMatch(/^__Host-wence-session=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
    const under = appWith({ WENCE_TRUST_PROXY: true, WENCE_BASE_PATH: '/wence' });
    const response = await send(under, 'POST', '/wence/v1/staff/login', { login: account.login, password }, proxied.headers);
    expect(response.headers.get('Set-Cookie')).toMatch(/^__Secure-wence-session=[\w-]{43}; Path=\/wence; HttpOnly; Secure/);
  });

  it('opens a new session each time; the one that the browser had is over', async () => {
    const { account, password } = await person();
    const app = appWith();
    const first = await enter(app, account.login, password);
    const second = await enter(app, account.login, password, { headers: { Cookie: first.headers.Cookie } });
    expect(second.token).not.toBe(first.token);
    expect(await codeOf(await me(app, first.headers))).toEqual([401, 'signed_out']);
    expect((await me(app, second.headers)).status).toBe(200);
    const planted = 'A'.repeat(43);
    const third = await enter(app, account.login, password, { headers: { Cookie: `wence-session=${planted}` } });
    expect(third.token).not.toBe(planted);
    expect((await me(app, { Cookie: `wence-session=${planted}` })).status).toBe(401);
  });

  it('ends after half an hour without a request, and after twelve hours in any case', async () => {
    const { account, password } = await person();
    const app = appWith();
    const idle = await enter(app, account.login, password);
    minutes(29);
    expect((await me(app, idle.headers)).status).toBe(200);
    minutes(29);
    expect((await me(app, idle.headers)).status).toBe(200);
    minutes(30);
    expect(await codeOf(await me(app, idle.headers))).toEqual([401, 'signed_out']);
    const busy = await enter(app, account.login, password);
    for (let passed = 0; passed < 700; passed += 20) {
      expect((await me(app, busy.headers)).status).toBe(200);
      minutes(20);
    }
    minutes(20);
    expect(await codeOf(await me(app, busy.headers))).toEqual([401, 'signed_out']);
  });

  it('ends with logout, with a change of the password elsewhere, of the roles, and with disabling', async () => {
    const { account, password } = await person();
    const accounts = createAccounts(base.wence.store, clock);
    const app = appWith();
    const open = () => enter(app, account.login, password);
    const over = async ({ headers }: In) => expect(await codeOf(await me(app, headers))).toEqual([401, 'signed_out']);

    const one = await open();
    const out = await send(app, 'POST', '/v1/staff/logout', undefined, one.headers);
    expect([out.status, out.headers.get('Set-Cookie')]).toEqual([
      200,
      expect.stringMatching(/^wence-session=; Max-Age=0; Path=\//),
    ]);
    await over(one);

    const [here, elsewhere] = [await open(), await open()];
    const next = 'ein ganz anderes Wort';
    expect((await send(app, 'POST', '/v1/staff/me/password', { current: password, next }, here.headers)).status).toBe(200);
    await over(elsewhere);
    expect((await me(app, here.headers)).status).toBe(200);
    expect((await enter(app, account.login, password)).status).toBe(401);

    const content = { name: account.name, unitId: null, desks: [], oidcName: null };
    let current = await accounts.find(account.id);
    await accounts.change(account.id, { ...content, roles: ['reviewer'] }, current.revision, by);
    await over(here);
    const again = await enter(app, account.login, next);
    expect(again.body.actions).not.toContain('entry.write');
    current = await accounts.find(account.id);
    await accounts.disable(account.id, current.revision, by);
    await over(again);
    expect((await enter(app, account.login, next)).status).toBe(401);
  });

  it('says the same, of a wrong login, a wrong password and a disabled account', async () => {
    const { account, password } = await person();
    const app = appWith();
    const wrong = await enter(app, account.login, 'wrong password');
    const unknown = await enter(app, 'nobody-has-this', 'wrong password');
    await createAccounts(base.wence.store, clock).disable(
      account.id,
      (await createAccounts(base.wence.store, clock).find(account.id)).revision,
      by,
    );
    const gone = await enter(app, account.login, password);
    for (const answer of [wrong, unknown, gone]) expect([answer.status, answer.body]).toEqual([401, wrong.body]);
    expect(wrong.body.code).toBe('login_failed');
    const { entries } = await base.wence.store.audit.list({ action: 'session.refused', limit: 3 });
    expect(JSON.stringify(entries)).not.toMatch(/nobody-has-this|wrong password/);
  });

  it('lets nobody guess for long: five times, then five minutes, and longer each time; others are not held up', async () => {
    const { account, password } = await person();
    const other = await person();
    const app = appWith();
    const guess = () => enter(app, account.login, 'wrong password');
    for (let i = 0; i < 5; i++) expect((await guess()).status).toBe(401);
    const held = await send(app, 'POST', '/v1/staff/login', { login: account.login, password });
    expect(await codeOf(held.clone())).toEqual([429, 'rate_limited']);
    expect(Number(held.headers.get('Retry-After'))).toBeLessThanOrEqual(300);
    expect((await enter(app, other.account.login, other.password)).status).toBe(200);
    minutes(5);
    for (let i = 0; i < 5; i++) expect((await guess()).status).toBe(401);
    minutes(5);
    const longer = await send(app, 'POST', '/v1/staff/login', { login: account.login, password });
    expect(longer.status).toBe(429);
    expect(Number(longer.headers.get('Retry-After'))).toBeGreaterThan(300);
    minutes(60);
    expect((await enter(app, account.login, password)).status).toBe(200);
  });

  it('holds out when all guesses come at once', async () => {
    const { account } = await person();
    const app = appWith();
    const answers = await Promise.all(Array.from({ length: 20 }, () => enter(app, account.login, 'wrong password')));
    expect(answers.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(5);
  });

  it('throttles an address that tries many logins', async () => {
    const app = appWith();
    const statuses: number[] = [];
    for (let i = 0; i < 32; i++) statuses.push((await enter(app, `stranger${i}`, 'wrong password')).status);
    expect(statuses.indexOf(429)).toBe(30);
  });
});

describe('requests that change something', () => {
  const change = (app: ApiApp, headers: Record<string, string>) => send(app, 'POST', '/v1/staff/me/sessions/end', {}, headers);

  it('need the proof of this very session', async () => {
    const { account, password } = await person();
    const app = appWith();
    const mine = await enter(app, account.login, password);
    const others = await enter(app, account.login, password);
    const refused = [403, 'cross_site'];
    expect(await codeOf(await change(app, { Cookie: mine.headers.Cookie! }))).toEqual(refused);
    expect(await codeOf(await change(app, { Cookie: mine.headers.Cookie!, 'X-Wence-CSRF': 'x' }))).toEqual(refused);
    const foreign = others.headers['X-Wence-CSRF']!;
    expect(await codeOf(await change(app, { Cookie: mine.headers.Cookie!, 'X-Wence-CSRF': foreign }))).toEqual(refused);
    expect((await change(app, mine.headers)).status).toBe(200);
  });

  it('are refused from another site, even on the same domain', async () => {
    const { account, password } = await person();
    const app = appWith();
    const { headers } = await enter(app, account.login, password);
    for (const more of [
      { Origin: 'https://evil.example' },
      { Origin: 'null' },
      { 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'same-site' },
    ] as Record<string, string>[]) {
      expect(await codeOf(await change(app, { ...headers, ...more }))).toEqual([403, 'cross_site']);
      expect((await enter(app, account.login, password, { headers: more })).status).toBe(403);
    }
    expect((await change(app, { ...headers, Origin: 'http://localhost', 'Sec-Fetch-Site': 'same-origin' })).status).toBe(200);
  });

  it('hold for questions too that come with a session', async () => {
    const { account, password } = await person(['agent']);
    const app = appWith();
    const { headers } = await enter(app, account.login, password);
    const ask = (given: Record<string, string>) =>
      send(app, 'POST', '/v1/ask', { question: '失业金每月几号发放？', channel: 'hotline' }, given);
    expect(await codeOf(await ask({ Cookie: headers.Cookie! }))).toEqual([403, 'cross_site']);
    const answer = await (await ask(headers)).json();
    expect(answer.desk.script).toContain('琥珀口径');
    expect((await base.wence.store.activity.answer(answer.id))?.principal).not.toContain(account.id);
  });
});

describe('the desk by login', () => {
  it('opens the channels of an agent’s account and the scope of an evaluator’s, and no more', async () => {
    const app = appWith();
    const agent = await person(['agent']);
    const evaluator = await person(['evaluator']);
    const editor = await person(['editor']);
    const search = async (who: { account: Account; password: string }, channel: string) => {
      const { headers } = await enter(app, who.account.login, who.password);
      return (await send(app, 'GET', `/v1/search?q=失业金&channel=${channel}`, undefined, { Cookie: headers.Cookie! })).status;
    };
    expect([await search(agent, 'hotline'), await search(agent, 'window'), await search(editor, 'hotline')]).toEqual([
      200, 403, 403,
    ]);
    const rights = async (who: { account: Account; password: string }) => {
      const { headers } = await enter(app, who.account.login, who.password);
      return (await send(app, 'GET', '/v1/evaluate', undefined, headers)).status;
    };
    expect([await rights(evaluator), await rights(agent)]).toEqual([200, 403]);
  });

  it('says that one is signed out where the channel needs a session that is over', async () => {
    const { account, password } = await person(['agent']);
    const app = appWith();
    const { headers } = await enter(app, account.login, password);
    minutes(31);
    expect(await codeOf(await send(app, 'GET', '/v1/search?q=失业金&channel=hotline', undefined, headers))).toEqual([
      401,
      'signed_out',
    ]);
    expect((await send(app, 'GET', '/v1/search?q=失业金&channel=web', undefined, headers)).status).toBe(200);
  });
});

describe('passwords', () => {
  it('given once open nothing after three days', async () => {
    const { account, password } = await person(['editor'], '');
    const app = appWith();
    minutes(3 * 1440 - 1);
    expect((await enter(app, account.login, password)).status).toBe(200);
    minutes(1);
    const late = await enter(app, account.login, password);
    expect([late.status, late.body.message]).toEqual([401, expect.stringContaining('一次性密码已过期')]);
    expect((await enter(app, account.login, 'wrong password')).body.message).not.toContain('过期');
    const { password: next } = await createAccounts(base.wence.store, clock).resetPassword(account.id, by);
    expect((await enter(app, account.login, next)).status).toBe(200);
  });

  it('must be one’s own before anything else, and not common, short, or made of one’s name', async () => {
    const { account, password } = await person(['editor'], '');
    const app = appWith();
    const { body, headers } = await enter(app, account.login, password);
    expect(body.setupNeeded).toBe('password_needed');
    expect(await codeOf(await send(app, 'GET', '/v1/staff/units', undefined, headers))).toEqual([403, 'password_needed']);
    const change = (next: string, current = password) => send(app, 'POST', '/v1/staff/me/password', { current, next }, headers);
    for (const [next, words] of [
      ['short', '至少 8 个字符'],
      ['password1', '太常见'],
      ['ＰＡＳＳＷＯＲＤ１', '太常见'],
      ['1qaz2wsx', '太常见'],
      [`${account.login}2025`, '不能只由登录名'],
      ['wence@12345', '不能只由登录名'],
      ['啊啊啊啊啊啊啊啊啊啊', '重复的字符太多'],
      ['x'.repeat(129), '最多 128'],
      [password, '不能与现在的相同'],
    ] as const) {
      const response = await change(next);
      expect([next, response.status, (await response.json()).message]).toEqual([next, 422, expect.stringContaining(words)]);
    }
    expect(await codeOf(await change(ownPassword, 'not it'))).toEqual([422, 'unprocessable']);
    expect((await change(ownPassword)).status).toBe(200);
    expect((await send(app, 'GET', '/v1/staff/units', undefined, headers)).status).toBe(200);
  });
});

describe('the second factor', () => {
  async function withTotp(roles: Role[] = ['reviewer']) {
    const { account, password } = await person(roles);
    const app = appWith();
    const { headers } = await enter(app, account.login, password);
    const started = await (await send(app, 'POST', '/v1/staff/me/totp', { password }, headers)).json();
    const code = totpCode(started.secret, clock.now());
    const confirmed = await send(app, 'POST', '/v1/staff/me/totp/confirm', { code }, headers);
    return { account, password, app, headers, started, code, codes: (await confirmed.json()).recoveryCodes as string[] };
  }

  it('is set up with the password and a first code, and asked for at every login', async () => {
    const { account, password, app, started, codes } = await withTotp();
    expect(started.uri).toMatch(/^otpauth:\/\/totp\/.*secret=[A-Z2-7]{32}/);
    expect(started.svg).toMatch(/^<svg/);
    expect(new Set(codes).size).toBe(10);
    expect((await enter(app, account.login, password)).body.code).toBe('code_needed');
    minutes(1);
    const open = await enter(app, account.login, password, { code: totpCode(started.secret, clock.now()) });
    expect([open.status, open.body.account.hasTotp]).toEqual([200, true]);
    minutes(1);
    // A telephone may be half a minute late, not more.
    const late = (seconds: number) => totpCode(started.secret, new Date(now - seconds * 1000));
    expect((await enter(app, account.login, password, { code: late(90) })).body.code).toBe('login_failed');
    expect((await enter(app, account.login, password, { code: late(30) })).status).toBe(200);
  });

  it('opens once with a code, also when it comes twice at the same time, and once with each recovery code', async () => {
    const { account, password, app, started, code, codes } = await withTotp();
    const open = (given: string) => enter(app, account.login, password, { code: given });
    expect((await open(code)).status).toBe(401);
    minutes(2);
    const fresh = totpCode(started.secret, clock.now());
    const both = await Promise.all([open(fresh), open(fresh)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401]);
    expect((await open(codes[3]!.toUpperCase().replace(/-/g, ' '))).status).toBe(200);
    expect((await open(codes[3]!)).status).toBe(401);
    const { recoveryHashes } = (await base.wence.store.accounts.credentials(account.id))!;
    expect([recoveryHashes.length, recoveryHashes.includes(codes[0]!)]).toEqual([9, false]);
  });

  it('cannot be guessed by anybody who has the password', async () => {
    const { account, password, app } = await withTotp();
    const statuses: number[] = [];
    for (let i = 0; i < 4; i++) {
      statuses.push((await enter(app, account.login, password)).status);
      statuses.push((await enter(app, account.login, password, { code: '000000' })).status);
    }
    expect(statuses.slice(0, 5)).toEqual([401, 401, 401, 401, 401]);
    expect(statuses.slice(5)).toEqual([429, 429, 429]);
  });

  it('is demanded of the roles that the city names, and cannot be given up by them', async () => {
    const { account, password } = await person(['reviewer']);
    const app = appWith({ WENCE_TOTP_ROLES: ['reviewer'] });
    const { body, headers } = await enter(app, account.login, password);
    expect([body.setupNeeded, body.totpAdvised]).toEqual(['totp_needed', true]);
    expect(await codeOf(await send(app, 'GET', '/v1/staff/units', undefined, headers))).toEqual([403, 'totp_needed']);
    const { secret } = await (await send(app, 'POST', '/v1/staff/me/totp', { password }, headers)).json();
    const code = totpCode(secret, clock.now());
    expect((await send(app, 'POST', '/v1/staff/me/totp/confirm', { code }, headers)).status).toBe(200);
    expect((await send(app, 'GET', '/v1/staff/units', undefined, headers)).status).toBe(200);
    expect((await send(app, 'POST', '/v1/staff/me/totp/remove', { password }, headers)).status).toBe(403);
  });

  it('leaves no secret in the audit', async () => {
    const { account, started, codes, code } = await withTotp();
    const { entries } = await base.wence.store.audit.list({ subject: account.id, limit: 200 });
    const text = JSON.stringify(entries);
    expect(entries.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['account.create', 'session.open', 'account.totp']),
    );
    for (const secret of [started.secret, codes[0]!, code, ownPassword, 'argon2']) expect(text).not.toContain(secret);
  });
});

describe('keys', () => {
  it('note when they were last used, to the minute', async () => {
    const app = appWith();
    const { store } = base.wence;
    const used = async () => (await store.access.keys()).find(({ name }) => name === '窗口')?.lastUsedAt;
    expect(await used()).toBeNull();
    const { createKeys } = await import('../../../desk/keys.ts');
    const keys = createKeys(store, clock);
    await keys.authenticate(base.secrets.window);
    const first = clock.now().toISOString();
    expect(await used()).toBe(first);
    minutes(0.5);
    await keys.authenticate(base.secrets.window);
    expect(await used()).toBe(first);
    minutes(1);
    await keys.authenticate(base.secrets.window);
    expect(await used()).toBe(clock.now().toISOString());
    expect((await send(app, 'GET', '/v1/staff/keys', undefined, { Authorization: `Bearer ${base.secrets.window}` })).status).toBe(
      401,
    );
  });
});
