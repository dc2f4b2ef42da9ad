import { describe, expect, it } from 'vitest';
import { createAccounts } from '../../../desk/accounts.ts';
import type { Account } from '../../../domain/account.ts';
import { sha256 } from '../../../domain/ids.ts';
import type { ApiApp } from '../../contract.ts';
import { by, codeOf, enter, me, type SignedInByHand, send, signInBench } from './test-sign-in.ts';

const { base, clock, minutes, appWith, person } = signInBench();

describe('signing in', () => {
  it('gives a cookie that scripts and other sites cannot use, and keeps only its hash', async () => {
    const { account, password } = await person();
    const app = appWith();
    const { status, body, setCookie, token, headers } = await enter(app, account.login.toUpperCase(), password);
    expect([status, body.account.id, body.setupNeeded]).toEqual([200, account.id, null]);
    expect(body.actions).toContain('entry.write');
    expect(setCookie).toMatch(/^wence-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    expect((await base().wence.store.accounts.session(sha256(token)))?.account.id).toBe(account.id);
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
    const accounts = createAccounts(base().wence.store, clock);
    const app = appWith();
    const open = () => enter(app, account.login, password);
    const over = async ({ headers }: SignedInByHand) => expect(await codeOf(await me(app, headers))).toEqual([401, 'signed_out']);

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
    await createAccounts(base().wence.store, clock).disable(
      account.id,
      (await createAccounts(base().wence.store, clock).find(account.id)).revision,
      by,
    );
    const gone = await enter(app, account.login, password);
    for (const answer of [wrong, unknown, gone]) expect([answer.status, answer.body]).toEqual([401, wrong.body]);
    expect(wrong.body.code).toBe('login_failed');
    const { entries } = await base().wence.store.audit.list({ action: 'session.refused', limit: 3 });
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
    expect((await base().wence.store.activity.answer(answer.id))?.principal).not.toContain(account.id);
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
