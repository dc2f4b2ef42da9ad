import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CorpusDocument } from '../../documents.ts';
import { linesOf } from '../texts.ts';
import { type AskSetting, askAll, askChild, askSystems, buildAskBase } from './child.ts';
import { askSetting, askTable } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'wence-bench-ask-'));
const texts = join(folder, 'texts.jsonl');
const questions = join(folder, 'questions.jsonl');
let setting: AskSetting;
let passages: CorpusDocument[];

beforeAll(async () => {
  const documents = [
    { id: 'dog', title: '养犬登记办法', text: '养犬登记费为每只每年80元。' },
    { id: 'park', title: '公园开放办法', text: '城市公园每日6时至22时开放。' },
  ];
  writeFileSync(texts, linesOf(documents));
  writeFileSync(
    questions,
    linesOf([
      { id: '1', turns: ['养犬登记费每年多少钱？', '猫呢？'] },
      { id: '2', text: '火星移民怎么申请？' },
    ]),
  );
  setting = askSetting({ documents: undefined, texts, questions, asOf: '2026-11-01' });
  passages = await buildAskBase(folder, setting);
  writeFileSync(join(folder, 'documents.jsonl'), linesOf(passages));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('one turn of each question is asked, and other texts need other questions', () => {
  expect(setting.questions).toEqual(['养犬登记费每年多少钱？', '火星移民怎么申请？']);
  expect(() => askSetting({ documents: undefined, texts, questions: undefined, asOf: '2026-11-01' })).toThrow('--questions');
});

test('the rivals get the passages of the base', () => {
  expect(passages.map(({ text }) => text).join('\n')).toMatch(/每只每年80元[\s\S]*22时开放|22时开放[\s\S]*每只每年80元/);
});

test.each(['wence', 'wence-without-ranker'])('%s answers what the texts hold and declines the rest', async (name) => {
  const { statuses, megabytes } = await askChild(name, folder, setting);
  expect(Object.keys(statuses).sort()).toEqual(['answered_extract', expect.stringMatching(/^declined/)]);
  expect(megabytes).toBeGreaterThan(0);
});

test('every rival of the table searches the same questions', async () => {
  for (const name of Object.keys(askSystems).filter((each) => !each.startsWith('wence'))) {
    const { statuses } = await askChild(name, folder, setting);
    expect(Object.values(statuses).reduce((sum, count) => sum + count, 0)).toBe(2);
  }
});

test('two callers ask each question once, at the same time', async () => {
  const asked: string[] = [];
  let [now, most] = [0, 0];
  const { times, statuses } = await askAll(
    async (question) => {
      asked.push(question);
      most = Math.max(most, ++now);
      await new Promise((resolve) => setImmediate(resolve));
      now--;
      return question === 'c' ? 'no' : 'yes';
    },
    ['a', 'b', 'c', 'd', 'e'],
    2,
  );
  expect(asked).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect({ most, times: times.length, statuses }).toEqual({ most: 2, times: 5, statuses: { yes: 4, no: 1 } });
});

test('the table names the systems in plain words', () => {
  const figures = { p50: 100, p95: 200, perSecond: 9, perSecondOfTwo: 12.5, megabytes: 400, statuses: {} };
  const lines = askTable({ wence: figures, 'minisearch-cut': figures }).split('\n');
  expect(lines[1]).toMatch(/^Wence, whole answers +100\.0 ms +200\.0 ms +9\.0 +12\.5 +400 MB$/);
  expect(lines[2]).toMatch(/^MiniSearch on bigrams, passages only/);
});
