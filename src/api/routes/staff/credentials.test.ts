import { describe, expect, it } from 'vitest';
import { createAccounts } from '../../../desk/accounts.ts';
import { createKeys } from '../../../desk/keys.ts';
import { totpCode } from '../../../desk/totp.ts';
import type { Role } from '../../../domain/account.ts';
import { by, codeOf, enter, ownPassword, send, signInBench } from './test-sign-in.ts';

const { base, clock, minutes, appWith, person } = signInBench();

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
    const { password: next } = await createAccounts(base().wence.store, clock).resetPassword(account.id, by);
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
    const late = (seconds: number) => totpCode(started.secret, new Date(clock.now().getTime() - seconds * 1000));
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
    const { recoveryHashes } = (await base().wence.store.accounts.credentials(account.id))!;
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
    const { entries } = await base().wence.store.audit.list({ subject: account.id, limit: 200 });
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
    const { store } = base().wence;
    const used = async () => (await store.access.keys()).find(({ name }) => name === '窗口')?.lastUsedAt;
    expect(await used()).toBeNull();
    const keys = createKeys(store, clock);
    await keys.authenticate(base().secrets.window);
    const first = clock.now().toISOString();
    expect(await used()).toBe(first);
    minutes(0.5);
    await keys.authenticate(base().secrets.window);
    expect(await used()).toBe(first);
    minutes(1);
    await keys.authenticate(base().secrets.window);
    expect(await used()).toBe(clock.now().toISOString());
    expect(
      (await send(app, 'GET', '/v1/staff/keys', undefined, { Authorization: `Bearer ${base().secrets.window}` })).status,
    ).toBe(401);
  });
});
