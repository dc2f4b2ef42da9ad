import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestWence, type TestWence } from '../src/api/test-app.ts';
import { addCase } from './add-case.ts';
import { isGold, readCases } from './cases.ts';
import { type SmallWorld, smallWorld } from './test-run.ts';

let product: TestWence;
let world: SmallWorld;
beforeAll(async () => {
  product = await openTestWence();
  world = smallWorld();
});
afterAll(async () => {
  world.remove();
  await product.remove();
});

const viewer = { audiences: ['public' as const], today: '2025-06-02' };
const ask = (question: string, conversationId?: string) =>
  product.wence.answers.ask({ question, channel: 'web', conversationId }, { viewer, principal: 'https://www.example.gov.cn' });

describe('a logged question becomes a case', () => {
  test('redacted, with channel, day and the files cited, and open for a person to judge', async () => {
    const { id, citations } = await ask('我叫王小明，电话13800138000，失业保险金每月几号发放？');
    const file = world.at('new/cases.jsonl');
    const { added, toDo } = await addCase(product.wence.store, id, file);
    expect(added).toMatchObject({
      id: `log-${id}`,
      version: 1,
      channel: 'web',
      as_of: '2025-06-02',
      must: [],
      must_not: [],
      reason: '',
    });
    expect(added.turns).toEqual(['我叫〔姓名〕，电话〔手机号〕，失业保险金每月几号发放？']);
    expect(added.gold_quotes).toEqual(citations.map(({ quote }) => quote));
    expect(added.gold_files).toHaveLength(1);
    expect(readFileSync(file, 'utf8')).not.toMatch(/王小明|13800138000/);
    // What the product said is no gold answer: until a person has said what is right, nothing is judged.
    expect(readCases(file).map(isGold)).toEqual([false]);
    expect(toDo.join('\n')).toMatch(/expect[\s\S]*must[\s\S]*must_not[\s\S]*reason[\s\S]*gold_files/);
  });

  test('a follow-up brings the conversation before it, and only that', async () => {
    const first = await ask('失业保险金每月几号发放？');
    const second = await ask('那标准是多少？', first.conversationId);
    await ask('怎么申领？', first.conversationId);
    const { added } = await addCase(product.wence.store, second.id, world.at('turns.jsonl'));
    expect(added.turns).toEqual(['失业保险金每月几号发放？', '那标准是多少？']);
  });

  test('whose conversation is gone says how it was understood', async () => {
    const first = await ask('失业保险金每月几号发放？');
    const second = await ask('那标准是多少？', first.conversationId);
    await product.wence.store.apply([{ type: 'forget_before', at: '2099-01-01T00:00:00.000Z' }]);
    const { added, notes } = await addCase(product.wence.store, second.id, world.at('gone.jsonl'));
    expect(added.turns).toEqual(['那标准是多少？']);
    expect(notes.join()).toMatch(/前文已不在库里.*当时理解为“.*失业保险金/);
  });

  test('twice is refused, an unknown answer too; the file is left as it was', async () => {
    const { id } = await ask('失业保险金标准是多少？');
    const file = world.write('has.jsonl', '{"id": "old", "text": "旧题"}');
    await addCase(product.wence.store, id, file);
    expect(readCases(file).map((one) => one.id)).toEqual(['old', `log-${id}`]);
    const before = readFileSync(file, 'utf8');
    await expect(addCase(product.wence.store, id, file)).rejects.toThrow('已有这一题');
    await expect(addCase(product.wence.store, 'a0', file)).rejects.toThrow('没有编号为 a0 的答复记录');
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  test('into a table as well', async () => {
    const { id } = await ask('失业保险金每月几号发放？');
    const file = world.at('cases.csv');
    const { toDo } = await addCase(product.wence.store, id, file);
    await addCase(product.wence.store, (await ask('失业保险金标准是多少？')).id, file);
    expect(readCases(file)).toHaveLength(2);
    expect(toDo[0]).toContain('“期望”');
  });
});
