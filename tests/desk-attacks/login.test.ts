import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { post } from '../../src/api/test-app.ts';
import { answerOf, call, type Desk, openDesk } from './people.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.base.remove());

const password = '紫藤花架下的月光 42';
const login = async (name: string, given: string, headers: Record<string, string> = {}) =>
  answerOf(await post(desk.app, '/v1/staff/login', { login: name, password: given }, headers));

describe('names that look like others', () => {
  const create = (name: string, shown: string) =>
    call(desk.app, desk.staff.administrator, 'POST', '/v1/staff/accounts', {
      login: name,
      name: shown,
      roles: ['reviewer'],
      unitId: null,
    });

  it.each(['zh\u0430ng', '\u0435r1', 'zhang\u200b', 'ed\u202eit', 'Αlpha', 'zhang\u0000'])('are no logins: %j', async (name) => {
    expect((await create(name, '张三')).status).toBe(400);
  });

  it('are no other logins: width, case and composed letters', async () => {
    expect((await create('ｅditor', '张三')).status).toBe(409);
    expect((await create('EDITOR', '张三')).status).toBe(409);
    expect((await create('caf\u00e9', '张三')).status).toBe(201);
    expect((await create('cafe\u0301', '张三')).status).toBe(409);
  });

  it.each(['张\u200b三', '张\u202e三', '张三\n2026 管理员 通过', '张\u001b[2J三'])('are no names: %j', async (name) => {
    expect((await create('someone', name)).status).toBe(400);
    const unit = { name, parentId: null };
    expect((await call(desk.app, desk.staff.administrator, 'POST', '/v1/staff/units', unit)).status).toBe(400);
    const key = { name, audiences: ['hotline'], scopes: [] };
    expect((await call(desk.app, desk.staff.administrator, 'POST', '/v1/staff/keys', key)).status).toBe(400);
  });
});

describe('a session', () => {
  it('is new at the login, and dead on the server after the logout', async () => {
    const { app, staff, givePassword } = desk;
    await givePassword(staff.editor.account, password);
    const chosen = { Cookie: `wence-session=${'A'.repeat(43)}` };
    const response = await post(app, '/v1/staff/login', { login: 'editor', password }, chosen);
    expect(response.status).toBe(200);
    const given = response.headers.get('set-cookie') ?? '';
    expect(given).toMatch(/^wence-session=[\w-]{43}; .*HttpOnly.*SameSite=Strict/);
    expect(given).not.toContain('AAAA');
    expect((await app.request('/v1/staff/me', { headers: chosen })).status).toBe(401);
    const { csrf } = await response.json();
    const cookie = { Cookie: given.split(';')[0]! };
    const out = await post(app, '/v1/staff/logout', {}, { ...cookie, 'X-Wence-CSRF': csrf });
    expect(out.status).toBe(200);
    expect((await app.request('/v1/staff/me', { headers: cookie })).status).toBe(401);
  });
});

describe('guessing', () => {
  it('a password that is not right says the same whoever is asked for', async () => {
    const { app, staff, givePassword, base } = desk;
    await givePassword(staff.editor2.account, password);
    const gone = { ...staff.editor2.account, disabledAt: staff.editor2.account.createdAt, hasPassword: true };
    const known = staff.editor.account;
    await givePassword(known, password);
    await base.wence.store.apply([{ type: 'put_account', account: gone, expected: 1 }]);
    const answers = [];
    for (const [name, given] of [
      [known.login, 'wrong'],
      [gone.login, password],
      ['nobody', 'wrong'],
    ] as const)
      answers.push((await answerOf(await post(app, '/v1/staff/login', { login: name, password: given }))).text);
    expect(new Set(answers).size).toBe(1);
  });

  it('many logins at once from one address are not compared more often than may fail', async () => {
    const many = await Promise.all(Array.from({ length: 60 }, (_, number) => login(`nobody${number}`, 'guess')));
    const compared = many.filter(({ status }) => status === 401).length;
    expect(compared).toBeGreaterThan(0);
    expect(compared).toBeLessThanOrEqual(30);
    expect(many.filter(({ status }) => status === 429)).toHaveLength(60 - compared);
    // Nor does the caller's own word about its address help.
    const claimed = await login('nobody99', 'guess', { 'X-Forwarded-For': '192.0.2.7' });
    expect(claimed.status).toBe(429);
  });
});
