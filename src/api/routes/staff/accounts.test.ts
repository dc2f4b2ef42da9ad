import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAccounts, firstAdministrator, unusedAdministrator } from '../../../desk/accounts.ts';
import type { Role } from '../../../domain/account.ts';
import { openSqliteStore } from '../../../store/sqlite/store.ts';
import type { ApiApp } from '../../contract.ts';
import { appOf, openTestWence, type TestWence } from '../../test-app.ts';
import { clock } from '../../test-base.ts';
import { as, signIn, signInStaff, type TestStaff, testAccount } from '../../test-staff.ts';

let base: TestWence;
let app: ApiApp;
let staff: TestStaff;
beforeAll(async () => {
  base = await openTestWence();
  app = appOf(base.wence);
  staff = await signInStaff(base.wence);
});
afterAll(() => base.remove());

// biome-ignore lint/suspicious/noExplicitAny: what the tests look at
async function ask(method: string, path: string, body?: unknown, who = staff.administrator): Promise<[number, any]> {
  const response = await as(app, who, method, `/v1/staff/${path}`, body);
  return [response.status, await response.json()];
}

const content = (roles: Role[], more = {}) => ({ name: '张三', unitId: null, roles, desks: [], oidcName: null, ...more });
let count = 0;
async function made(roles: Role[] = ['editor'], more = {}) {
  const [status, body] = await ask('POST', 'accounts', { login: `staff${++count}`, ...content(roles, more) });
  expect(status).toBe(201);
  return body.account;
}
const audited = async (subject: string) => (await base.wence.store.audit.list({ subject })).entries;

describe('accounts', () => {
  it('are made with a one-time password that only the answer holds', async () => {
    const [status, { account, password }] = await ask('POST', 'accounts', {
      login: 'ZhangSan',
      ...content(['editor'], { unitId: 'u_ju' }),
    });
    expect([status, account.login, account.mustChangePassword, account.revision]).toEqual([201, 'ZhangSan', true, 1]);
    expect(password).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
    expect((await base.wence.store.accounts.credentials(account.id))?.passwordHash).toMatch(
      /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/,
    );
    const [entry] = await audited(account.id);
    expect(entry).toMatchObject({ actorId: 'a_administrator', action: 'account.create' });
    expect(entry?.after).toMatchObject({ login: 'ZhangSan', roles: ['editor'], unitId: 'u_ju' });
    expect(JSON.stringify(entry)).not.toContain(password);
    expect((await ask('POST', 'accounts', { login: 'zhangsan', ...content(['editor']) }))[0]).toBe(409);
  });

  it('keep auditors apart, agents at a desk, and name what is missing', async () => {
    for (const [roles, more, words] of [
      [['auditor', 'editor'], {}, '不能兼任'],
      [['agent'], {}, '热线或窗口'],
      [['auditor'], { unitId: 'u_ju' }, '管全市'],
      [[], {}, '至少选择一个角色'],
      [['editor', 'editor'], {}, '重复'],
      [['editor'], { withPassword: false }, '统一身份认证的登录名'],
      [['editor'], { login: 'a b' }, '登录名'],
    ] as const) {
      const [status, { message }] = await ask('POST', 'accounts', { login: 'x1', ...content([...roles]), ...more });
      expect([status, message]).toEqual([400, expect.stringContaining(words)]);
    }
    expect((await ask('POST', 'accounts', { login: 'x1', ...content(['editor'], { unitId: 'nowhere' }) }))[0]).toBe(404);
  });

  it('bear no one’s number in their name, which the audit would keep: nor do units and keys', async () => {
    const account = await made();
    const name = '张三 11010519491231002X';
    for (const [method, path, body] of [
      ['POST', 'accounts', { login: 'x1', ...content(['editor']), name }],
      ['PUT', `accounts/${account.id}`, content(['editor'], { name: '李四13912345678', revision: account.revision })],
      ['POST', 'units', { name, parentId: null, contact: null }],
      ['POST', 'keys', { name: '卡号6222020000000000003', audiences: [], scopes: [] }],
    ] as const)
      expect(await ask(method, path, body)).toEqual([
        400,
        expect.objectContaining({ message: expect.stringContaining('名称里不能有') }),
      ]);
    const units = [await ask('POST', 'units', { name: '解放路 12 号院 12345 热线', parentId: null, contact: '13912345678' })];
    expect(units.map(([status]) => status)).toEqual([201]);
  });

  it('change by the revision that was looked at, and say what was before and after', async () => {
    const account = await made(['editor'], { oidcName: 'one' });
    const who = await signIn(base.wence, account);
    const change = content(['reviewer'], { name: '李四', revision: account.revision });
    const [status, changed] = await ask('PUT', `accounts/${account.id}`, change);
    expect([status, changed.name, changed.roles, changed.revision]).toEqual([200, '李四', ['reviewer'], 2]);
    expect((await as(app, who, 'GET', '/v1/staff/me')).status).toBe(401);
    const [entry] = await audited(account.id);
    expect([entry?.before, entry?.after]).toEqual([
      { roles: ['editor'], name: '张三', oidcName: 'one' },
      { roles: ['reviewer'], name: '李四', oidcName: null },
    ]);
    expect(await ask('PUT', `accounts/${account.id}`, change)).toEqual([409, expect.objectContaining({ code: 'conflict' })]);
    const again = await signIn(base.wence, changed);
    await ask('PUT', `accounts/${account.id}`, { ...content(['reviewer']), name: '王五', revision: 2 });
    expect((await as(app, again, 'GET', '/v1/staff/me')).status).toBe(200);
  });

  it('are not raised by their owners, and one administrator stays', async () => {
    const { account } = staff.administrator;
    const own = { name: account.name, unitId: null, desks: [], oidcName: null, revision: 1 };
    expect(await ask('PUT', `accounts/${account.id}`, { ...own, roles: ['administrator', 'editor'] })).toEqual([
      403,
      expect.objectContaining({ message: expect.stringContaining('另一名管理员') }),
    ]);
    expect((await ask('POST', `accounts/${account.id}/state`, { disabled: true, revision: 1 }))[0]).toBe(403);
    expect((await ask('POST', `accounts/${account.id}/password`))[0]).toBe(403);
    const second = await made(['administrator']);
    const other = await signIn(base.wence, { ...second, mustChangePassword: false });
    await base.wence.store.apply([{ type: 'put_account', account: { ...second, mustChangePassword: false }, expected: 1 }]);
    expect((await ask('POST', `accounts/${second.id}/state`, { disabled: true, revision: 2 }))[0]).toBe(200);
    expect((await as(app, other, 'GET', '/v1/staff/me')).status).toBe(401);
    // The command line may touch any account; the last administrator stays even so.
    const accounts = createAccounts(base.wence.store, clock);
    const cli = { id: 'cli:root', name: 'root', from: 'cli' };
    await expect(accounts.disable(account.id, 1, cli)).rejects.toThrow('至少要留一名');
    await expect(accounts.change(account.id, { ...own, roles: ['editor'] }, 1, cli)).rejects.toThrow('至少要留一名');
  });

  it('two administrators who disable each other at once leave one', async () => {
    const store = await openSqliteStore(':memory:');
    const pair = ['one', 'two'].map((login) => testAccount(login, ['administrator']));
    await store.apply(pair.map((account) => ({ type: 'put_account', account, expected: 0 })));
    const accounts = createAccounts(store, clock);
    const outcomes = await Promise.allSettled([
      accounts.disable(pair[0]!.id, 1, { id: pair[1]!.id, name: '二', from: 'x' }),
      accounts.disable(pair[1]!.id, 1, { id: pair[0]!.id, name: '一', from: 'x' }),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await store.close();
  });

  it('reset: a new one-time password, sessions over, the second factor off, the wait lifted', async () => {
    const account = await made();
    const who = await signIn(base.wence, account);
    const [status, { password }] = await ask('POST', `accounts/${account.id}/password`);
    expect([status, (await as(app, who, 'GET', '/v1/staff/me')).status]).toEqual([200, 401]);
    const login = (given: string) =>
      app.request('/v1/staff/login', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ login: account.login, password: given }),
      });
    expect((await login(password)).status).toBe(200);
    for (let i = 0; i < 5; i++) await login('wrong password');
    expect((await login(password)).status).toBe(429);
    expect((await ask('POST', `accounts/${account.id}/reset/unlock`))[0]).toBe(200);
    expect((await login(password)).status).toBe(200);
    await base.wence.store.apply([{ type: 'put_credentials', accountId: account.id, set: { totpSecret: 'ABCDEFGH' } }]);
    expect((await (await login(password)).json()).code).toBe('code_needed');
    expect((await ask('POST', `accounts/${account.id}/reset/totp`))[0]).toBe(200);
    expect((await login(password)).status).toBe(200);
    expect((await base.wence.store.accounts.sessions(account.id, clock.now().toISOString())).length).toBe(1);
    expect((await ask('POST', `accounts/${account.id}/reset/sessions`))[0]).toBe(200);
    expect(await base.wence.store.accounts.sessions(account.id, clock.now().toISOString())).toEqual([]);
  });

  it('are read by the auditor, without secrets', async () => {
    const [status, { accounts }] = await ask('GET', 'accounts', undefined, staff.auditor);
    expect(status).toBe(200);
    expect(accounts.length).toBeGreaterThan(8);
    expect(JSON.stringify(accounts)).not.toMatch(/argon2|secret|hash/i);
  });
});

describe('the first start', () => {
  it('makes one administrator, once', async () => {
    const store = await openSqliteStore(':memory:');
    const made = await firstAdministrator(store, clock);
    expect(made?.login).toBe('admin');
    expect(await firstAdministrator(store, clock)).toBeNull();
    const [account] = await store.accounts.accounts();
    expect(account).toMatchObject({ roles: ['administrator'], mustChangePassword: true });
    expect(JSON.stringify((await store.audit.list({})).entries)).not.toContain(made?.password);
    await store.close();
  });
});

describe('a first start that is broken off', () => {
  it('has told the password before the account is written, and the next start names the account', async () => {
    const store = await openSqliteStore(':memory:');
    const told: string[] = [];
    const made = await firstAdministrator(store, clock, ({ login, password }) => told.push(login, password));
    expect(told).toEqual([made?.login, made?.password]);
    expect(await unusedAdministrator(store)).toBe('admin');
    const broken = async () => {
      throw new Error('broken off');
    };
    const empty = await openSqliteStore(':memory:');
    await expect(firstAdministrator({ ...empty, apply: broken }, clock, ({ login }) => told.push(login))).rejects.toThrow();
    expect([told.length, (await empty.accounts.accounts()).length]).toEqual([3, 0]);
    const [account] = await store.accounts.accounts();
    await signIn({ store }, account!);
    expect(await unusedAdministrator(store)).toBeNull();
    await store.close();
    await empty.close();
  });
});

describe('units', () => {
  it('stand under one another without circles, and retire from below', async () => {
    const [, upper] = await ask('POST', 'units', { name: '示例市民政局' });
    const [, lower] = await ask('POST', 'units', { name: '高新区民政科', parentId: upper.id, contact: '0000-1234567' });
    expect(lower).toMatchObject({ parentId: upper.id, contact: '0000-1234567', revision: 1 });
    expect((await ask('POST', 'units', { name: ' 示例市民政局 ' }))[0]).toBe(409);
    const under = { name: upper.name, parentId: lower.id, revision: 1 };
    expect(await ask('PUT', `units/${upper.id}`, under)).toEqual([
      400,
      expect.objectContaining({ message: expect.stringContaining('下级') }),
    ]);
    expect((await ask('PUT', `units/${upper.id}`, { ...under, parentId: upper.id }))[0]).toBe(400);
    const retire = (id: string, revision: number, retired = true) => ask('POST', `units/${id}/state`, { retired, revision });
    expect(await retire(upper.id, 1)).toEqual([
      409,
      expect.objectContaining({ message: expect.stringContaining('高新区民政科') }),
    ]);
    expect((await retire(lower.id, 1))[1].retiredAt).not.toBeNull();
    expect((await retire(upper.id, 1))[0]).toBe(200);
    expect((await retire(lower.id, 2, false))[0]).toBe(400);
    expect((await ask('POST', 'accounts', { login: 'late', ...content(['editor'], { unitId: lower.id }) }))[0]).toBe(400);
    expect((await ask('PUT', `units/${lower.id}`, { name: '别名', revision: 1 }))[0]).toBe(409);
  });

  it('reach downwards: an editor of a unit sees it and those under it as theirs', async () => {
    const { memberOf } = await import('../../../desk/member.ts');
    const units = await base.wence.store.accounts.units();
    const session = { tokenHash: '', accountId: '', createdAt: '', lastSeenAt: '', expiresAt: '', from: '' };
    const member = memberOf({ account: staff.unitEditor.account, session }, units, 'x');
    expect(['u_ju', 'u_qu', 'u_yi', null].map((id) => member.inScope(id))).toEqual([true, true, false, false]);
    const city = memberOf({ account: staff.editor.account, session }, units, 'x');
    expect(['u_ju', null].map((id) => city.inScope(id))).toEqual([true, true]);
  });
});

describe('keys over the web', () => {
  it('are shown once, open what they say, and stop at once', async () => {
    const [status, { key, secret }] = await ask('POST', 'keys', {
      name: '热线系统',
      audiences: ['hotline'],
      scopes: ['metrics'],
    });
    expect([status, key.audiences, key.scopes]).toEqual([201, ['hotline'], ['metrics']]);
    expect(JSON.stringify(await ask('GET', 'keys'))).not.toMatch(new RegExp(`${secret}|hash`));
    const search = () => app.request('/v1/search?q=失业金&channel=hotline', { headers: { Authorization: `Bearer ${secret}` } });
    expect((await search()).status).toBe(200);
    const [, { keys }] = await ask('GET', 'keys', undefined, staff.auditor);
    expect(keys.find(({ id }: { id: string }) => id === key.id).lastUsedAt).toBe(clock.now().toISOString());
    expect((await ask('POST', `keys/${key.id}/revoke`))[0]).toBe(200);
    expect((await search()).status).toBe(401);
    expect((await ask('POST', 'keys', { name: '坏', audiences: [], scopes: ['everything'] }))[0]).toBe(400);
    expect((await audited(key.id)).map(({ action, actorId }) => [action, actorId])).toEqual([
      ['key.revoke', 'a_administrator'],
      ['key.create', 'a_administrator'],
    ]);
  });
});
