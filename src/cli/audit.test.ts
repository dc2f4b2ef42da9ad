import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, expect, test } from 'vitest';
import { main } from './main.ts';

const data = mkdtempSync(join(tmpdir(), 'wence-cli-audit-'));
afterAll(() => rmSync(data, { recursive: true, force: true }));

async function wence(...words: string[]) {
  const out: string[] = [];
  const shown: string[] = [];
  const code = await main([...words, '--data', data], {
    out: (text) => out.push(text),
    screen: { isTTY: false, columns: 100, write: (text) => shown.push(text) },
  });
  return { code, text: out.join(''), shown: shown.join('') };
}

test('the audit is listed, verified, and a change of the file is named', async () => {
  await wence('key', 'create', '热线一组', '--audience', 'hotline', '--by', '王五');
  const whole = await wence('audit', 'verify');
  expect([whole.code, whole.text]).toEqual([0, expect.stringContaining('审计链完整，共 1 条')]);
  const hash = /[0-9a-f]{64}/.exec(whole.text)?.[0] ?? '';
  await wence('key', 'create', '热线二组', '--audience', 'hotline', '--by', '赵六');
  const compared = await wence('audit', 'verify', '--from-hash', hash);
  expect([compared.code, compared.text]).toEqual([0, expect.stringContaining('在第 1 条，相符')]);

  const list = JSON.parse((await wence('audit', 'list', '--who', '王', '--json')).text);
  expect([list.total, list.entries[0].action]).toEqual([1, 'key.create']);
  expect((await wence('audit', 'list', '--to', '2020-01-01')).text).toContain('没有符合条件');
  expect((await wence('audit', 'list', '--from', 'gestern')).code).toBe(2);

  const strange = await wence('audit', 'verify', '--from-hash', 'f'.repeat(64));
  expect([strange.code, strange.text]).toEqual([1, expect.stringContaining('没有以前记下的校验值')]);
  expect((await wence('audit', 'verify', '--from-hash', 'abc')).code).toBe(2);

  const database = new Database(join(data, 'wence.db'));
  database.exec(`DROP TRIGGER audit_is_not_changed; UPDATE audit SET actor = '别人' WHERE key = 1`);
  database.close();
  const broken = await wence('audit', 'verify', '--json');
  expect([broken.code, JSON.parse(broken.text).broken]).toMatchObject([1, { number: 1, reason: 'changed' }]);
  expect((await wence('audit', 'verify')).text).toContain('第 1 条断开');
});
