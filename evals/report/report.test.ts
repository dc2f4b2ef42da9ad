import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { readReport } from '../compare/results.ts';
import { readTable } from '../csv.ts';
import { jsonLines, poorAnswers, questions, type SmallWorld, smallWorld } from '../test-run.ts';
import type { CaseReport } from './data.ts';
import { type Fault, faultOf } from './fault.ts';

let world: SmallWorld;
beforeAll(async () => {
  world = smallWorld();
  await world.run('real', { keepBase: world.at('base.db') });
}, 120_000);
afterAll(() => world.remove());

const run = async (...words: string[]) => {
  const printed: string[] = [];
  const screen = { isTTY: false, columns: 200, write: (text: string) => printed.push(text) };
  const code = await main(words, { out: (text) => printed.push(text), screen });
  return { code, text: printed.join('') };
};

describe('a real run', () => {
  test('keeps every stage of every case', () => {
    const { cases, caseSet } = readReport(world.at('real'));
    expect(caseSet).toMatchObject({ cases: 4, split: null });
    for (const item of cases.slice(0, 3)) {
      expect(item.understanding?.text).toBe(item.turns[0]);
      expect(item.retrieved[0]!.features.map(({ label }) => label)).toContain('意思相近');
      expect(item.judgement!.probability).toBe(item.probability);
      expect(item.sentences.length).toBeGreaterThan(0);
      expect(item.pageRank).toBe(1);
      expect(item.why).toContain('第二条');
    }
  });

  test('the page says what each figure means, and carries nothing that runs or is loaded', () => {
    const html = readFileSync(world.at('real/report.html'), 'utf8');
    for (const words of ['正确率', '越高越好', '错在哪一步', '把握准不准', '答得多少与错得多少', '题集指纹', '① 问题与理解'])
      expect(html).toContain(words);
    expect(html).not.toMatch(/<script|<link|src=|https?:/);
  });

  test('the table holds every case', () => {
    const { rows } = readTable(world.at('real/report.csv'));
    expect(rows.map(({ cells }) => cells.编号)).toEqual(['q1', 'q2', 'q3', 'q4']);
    expect(rows[0]!.cells).toMatchObject({ 版本: '1', 期望: '应答复', 须说明: '300元 | 三百元', 不得出现: '200元' });
    expect(readTable(world.at('real/answers.csv')).rows).toHaveLength(4);
  });

  test('only the part asked for', async () => {
    const summary = await world.run('held', { split: 'heldout', base: world.at('base.db') });
    expect(summary.cases).toBe(2);
    expect(readReport(world.at('held')).caseSet).toMatchObject({ cases: 2, split: 'heldout' });
  });

  test('one case is shown from the run, by its id or by its words, and as a page', async () => {
    const byId = await run('eval', 'case', 'q1', '--from', world.at('real'), '--html', world.at('q1.html'));
    expect(byId.code).toBe(0);
    for (const words of ['① 问题与理解', '② 找到的候选', '③ 读出的句子', '④ 依据够不够', '⑤ 最后的答复', '★原句'])
      expect(byId.text).toContain(words);
    expect(readFileSync(world.at('q1.html'), 'utf8')).toContain('高温津贴');
    expect((await run('eval', 'case', '老年人优待证', '--from', world.at('real'))).text).toContain(
      'q2 老年人优待证要几个工作日办好',
    );
    expect(await run('eval', 'case', '多少钱', '--from', world.at('real'))).toMatchObject({ code: 1 });
    expect((await run('eval', 'case', '月球', '--from', world.at('real'))).text).toContain('没有编号或问题是“月球”的题');
  });

  test('one case is asked again in a kept base, which stays as it was', async () => {
    const before = readFileSync(world.at('base.db'));
    const shown = await run(
      'eval',
      'case',
      'q1',
      '--questions',
      world.at('questions.jsonl'),
      '--base',
      world.at('base.db'),
      '--json',
    );
    const { stages, response } = JSON.parse(shown.text);
    expect(stages.candidates[0].title).toBe('示例市高温津贴发放办法');
    expect(response.status).toBe(stages.status.name);
    expect(readFileSync(world.at('base.db')).equals(before)).toBe(true);
  });

  test('a case may be asked on a policy page; a page that is not there is said', async () => {
    const onPage = [{ ...questions[1], turns: ['这个文件规定几个工作日办好？'], page: 'cards' }];
    await world.run('page', { questions: world.write('page.jsonl', jsonLines(onPage)), base: world.at('base.db') });
    const [first] = readReport(world.at('page')).cases[0]!.retrieved;
    expect(first!.file).toBe('cards');
    expect(first!.features.map(({ name }) => name)).toContain('currentPage');
    const lost = world.write('lost.jsonl', jsonLines([{ ...onPage[0], page: 'gone.html' }]));
    await expect(world.run('lost', { questions: lost, base: world.at('base.db') })).rejects.toThrow(
      '资料里没有这个文件：gone.html',
    );
  });

  test('a case with a day of its own is asked as of that day', async () => {
    const dated = [{ ...questions[0], as_of: '2020-01-01' }];
    await world.run('dated', { questions: world.write('dated.jsonl', jsonLines(dated)), base: world.at('base.db') });
    expect(readReport(world.at('dated')).cases[0]!.understanding!.asOf).toBe('2020-01-01');
  });
});

describe('answers from elsewhere', () => {
  test('are judged by the same rule, from a table too', async () => {
    const { accuracy, refused } = world.score('poor', poorAnswers);
    expect([accuracy, refused]).toEqual([0.25, 0]);
    const table =
      '编号,答复,拒答,引用文件,引用原文\r\nq1,每月300元,,heat,高温津贴标准为每人每月300元\r\nq4,没有依据,是,,\r\nqx,无此题,,,\r\n';
    const file = world.write('other.csv', `\ufeff${table}`);
    const scored = await run(
      'eval',
      'score',
      file,
      '--questions',
      world.at('questions.jsonl'),
      '--as-of',
      '2026-11-01',
      '--out',
      world.at('other'),
    );
    expect(scored.text).toContain('2 题没有答复，算错');
    expect(scored.text).toContain('没有评分：qx');
    expect(JSON.parse(scored.text.trim().split('\n').at(-1)!)).toMatchObject({
      accuracy: 0.5,
      refused: 1,
      right_page: 1,
      gold_span: 1,
    });
  });
});

describe('the stage at which a case went wrong', () => {
  const seen: Parameters<typeof faultOf>[0] = {
    expect: 'answer',
    status: 'answered_extract',
    reason: '缺少：300元',
    route: 'verify',
    goldSpan: false,
    rightPage: false,
    pageRank: null,
    spanRank: null,
  };
  const cases: [Partial<CaseReport>, Fault][] = [
    [{ status: 'error_internal' }, 'error'],
    [{ status: 'none' }, 'error'],
    [{ expect: 'refuse' }, 'not_answerable'],
    [{ expect: 'clarify' }, 'not_asked_back'],
    [{ status: 'clarify' }, 'asked_back'],
    [{ status: 'declined_unsafe', route: 'guard' }, 'turned_away'],
    [{ status: 'declined_no_evidence', route: 'judge' }, 'not_found'],
    [{ status: 'declined_no_evidence', route: 'judge', pageRank: 4 }, 'not_judged'],
    [{ reason: '过长：600 字' }, 'too_long'],
    [{ reason: '不应出现：400元' }, 'said_wrong'],
    [{}, 'not_found'],
    [{ pageRank: 3, spanRank: 9 }, 'not_ranked'],
    [{ pageRank: 1, spanRank: 1, rightPage: true }, 'not_cited'],
    [{ pageRank: 1, spanRank: 1, rightPage: true, goldSpan: true }, 'not_chosen'],
  ];
  test.each(cases)('%j', (more, fault) => {
    expect(faultOf({ ...seen, ...more })).toBe(fault);
  });
});
