import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildDeskBase } from './base.ts';
import { deskChild, deskSystems, writeChild } from './child.ts';
import { deskTable } from './run.ts';
import type { DeskSet } from './texts.ts';
import { typedPrefixes } from './typing.ts';

const folder = mkdtempSync(join(tmpdir(), 'wence-desk-bench-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const set: DeskSet = {
  note: 'test',
  clauses: [
    { id: 'dog', title: '养犬管理办法', text: '养犬登记费为每只每年80元。' },
    { id: 'park', title: '公园开放办法', text: '城市公园每日6时至22时开放。' },
  ],
  entries: [{ id: 'card', question: '社保卡丢了怎么补办', answer: '带身份证到网点补办。' }],
  typed: [
    { text: '养犬登记费', relevant: ['dog'] },
    { text: '社保卡补办', relevant: ['card'] },
  ],
};

beforeAll(async () => {
  writeFileSync(join(folder, 'desk.json'), JSON.stringify(set));
  expect((await buildDeskBase(folder)).chunks).toBe(3);
});

test('typing grows by what an input method gives, to the whole text', () => {
  const prefixes = typedPrefixes('养犬登记费多少');
  expect(prefixes.at(-1)).toBe('养犬登记费多少');
  expect(prefixes.length).toBeGreaterThan(2);
  for (const [index, prefix] of prefixes.entries()) {
    if (index > 0) expect(prefix.startsWith(prefixes[index - 1]!)).toBe(true);
  }
  expect(typedPrefixes('长'.repeat(100)).at(-1)).toHaveLength(24);
});

test.each(['wence', 'wence-http', 'minisearch-cut'])('%s finds entries and clauses as they are typed', async (name) => {
  const result = await deskChild(name, folder);
  expect(result).toMatchObject({ hitsWhole: 1, lookups: set.typed.flatMap(({ text }) => typedPrefixes(text)).length });
  if (name === 'wence') expect(Object.keys(result.stages!)).toContain('embedding');
});

test('what was published is found by the next look-up', async () => {
  expect(await writeChild(folder, 3)).toMatchObject({ writes: 3, firstP50: expect.any(Number) });
});

test('the table names the systems', () => {
  const result = { lookups: 5, p50: 1, p95: 2, slowest: 3, hitsWhole: 1, hitsTyping: 0.5, megabytes: 100 };
  const lines = deskTable({ wence: result, 'minisearch-cut': result }).split('\n');
  expect(lines[1]).toMatch(/^Wence, in the process +5 +1\.0 ms +2\.0 ms +3\.0 ms +1\.000 +0\.500 +100 MB$/);
  expect(lines[2]).toContain(deskSystems['minisearch-cut']!.title);
});
