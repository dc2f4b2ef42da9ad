import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAttempts } from '../desk/attempts.ts';
import { createSessions } from '../desk/sessions.ts';
import { createSignIn } from '../desk/sign-in.ts';
import { systemClock } from '../domain/time.ts';
import type { Store } from '../store/contract.ts';
import { openSqliteStore } from '../store/sqlite/store.ts';
import { main } from './main.ts';

const folder = mkdtempSync(join(tmpdir(), 'wence-user-'));
let store: Store;
beforeAll(async () => {
  store = await openSqliteStore(join(folder, 'wence.db'));
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

async function wence(...words: string[]) {
  const out: string[] = [];
  const shown: string[] = [];
  const code = await main([...words, '--data', folder], {
    out: (text) => out.push(text),
    screen: { isTTY: false, columns: 100, write: (text) => shown.push(text) },
  });
  const text = out.join('');
  // biome-ignore lint/suspicious/noExplicitAny: the shape differs from command to command and is what the tests look at
  const json: any = text.startsWith('{') ? JSON.parse(text) : null;
  return { code, text, json, shown: shown.join('') };
}

const login = (name: string, password: string) => {
  const sessions = createSessions(store, systemClock);
  return createSignIn(store, systemClock, sessions, createAttempts(store, systemClock)).withPassword(
    { login: name, password },
    '10.0.0.9',
    null,
  );
};

describe('wence user', () => {
  it('makes accounts with a one-time password that opens them', async () => {
    const made = await wence('user', 'create', 'admin', '--name', '管理员甲', '--role', 'administrator', '--json');
    expect([made.code, made.json.login, made.json.roles]).toEqual([0, 'admin', ['administrator']]);
    expect((await login('admin', made.json.password)).account.mustChangePassword).toBe(true);
    const plain = await wence('user', 'create', 'zhangsan', '--name', '张三', '--role', 'agent,editor', '--desk', 'hotline');
    expect(plain.text).toMatch(/登录名 zhangsan　张三　坐席、编辑\n一次性密码 \w{4}-\w{4}-\w{4}-\w{4}\n/);
    const list = await wence('user', 'list', '--json');
    expect(list.json.accounts.map((account: { login: string }) => account.login)).toEqual(['admin', 'zhangsan']);
    expect(list.text).not.toContain('argon2');
  });

  it('refuses what the desk refuses, and names wrong words', async () => {
    expect((await wence('user', 'create', 'x', '--name', '某', '--role', 'boss')).code).toBe(2);
    expect((await wence('user', 'create', 'wang', '--name', '王', '--role', 'agent')).shown).toContain(
      '坐席账号须选择热线或窗口',
    );
    expect((await wence('user', 'create', 'wang', '--name', '王', '--role', 'auditor,editor')).shown).toContain('不能兼任');
    expect((await wence('user', 'disable', 'nobody')).shown).toContain('没有登录名为“nobody”的账号');
    expect((await wence('user', 'disable', 'admin')).shown).toContain('至少要留一名');
    expect((await wence('user', 'roles', 'admin', '--role', 'editor')).shown).toContain('至少要留一名');
    expect((await wence('user', 'roles', 'zhangsan', '--role', 'editor', '--unit', '没有的局')).shown).toContain('没有名为');
  });

  it('disables, enables, changes roles, resets the password and says who did it', async () => {
    const first = (await wence('user', 'reset-password', 'zhangsan', '--json')).json.password;
    await login('zhangsan', first);
    await wence('user', 'disable', 'zhangsan', '--by', '李四');
    await expect(login('zhangsan', first)).rejects.toThrow('不正确');
    expect((await wence('user', 'enable', 'zhangsan')).text).toContain('zhangsan 已启用');
    await login('zhangsan', first);
    expect((await wence('user', 'roles', 'zhangsan', '--role', 'reviewer', '--json')).json.roles).toEqual(['reviewer']);
    const { entries } = await store.audit.list({ action: 'account.disable' });
    expect(entries.map(({ actor, origin }) => [actor, origin])).toEqual([['李四', 'cli']]);
    const again = (await wence('user', 'reset-password', 'zhangsan', '--totp', '--json')).json.password;
    await expect(login('zhangsan', first)).rejects.toThrow('不正确');
    await login('zhangsan', again);
  });

  it('lifts the wait after wrong passwords', async () => {
    const { password } = (await wence('user', 'reset-password', 'zhangsan', '--json')).json;
    for (let i = 0; i < 5; i++) await expect(login('zhangsan', 'wrong password')).rejects.toThrow('不正确');
    await expect(login('zhangsan', password)).rejects.toThrow('尝试次数过多');
    await wence('user', 'unlock', 'zhangsan');
    await login('zhangsan', password);
  });
});
