import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appOf, openTestWence, post, type TestWence } from '../../api/test-app.ts';
import { clock, ids } from '../../api/test-base.ts';
import type { EntryContent } from '../../domain/entry.ts';
import { ConfigError } from '../../domain/errors.ts';
import { basisHash } from '../entries/basis.ts';
import { emptyContent } from '../entries/content.ts';
import { memberIn, published } from '../entries/test-desk.ts';
import { caseReader, passes } from './cases.ts';
import { createEntryCheck } from './entry-check.ts';

let test: TestWence;
beforeAll(async () => {
  test = await openTestWence();
});
afterAll(() => test.remove());

const content = (given: Partial<EntryContent>): EntryContent => ({ ...emptyContent(null), ...given });
const check = (cases = caseReader('')) => {
  const { store, lookup, answers, embedder } = test.wence;
  return createEntryCheck({ store, clock, lookup, answers, embedder, cases, patienceMs: Number.POSITIVE_INFINITY });
};

describe('while an entry is written', () => {
  it('near entries and clauses are shown, the one that asks the same as a duplicate', async () => {
    const { near } = await check()(content({ question: '失业保险金每个月什么时候发？', answer: '每月十五日前。' }), null);
    const entry = near.find(({ kind }) => kind === 'faq');
    expect(entry).toMatchObject({ label: '失业金每月几号发放？', duplicate: true });
    expect(near.filter(({ kind }) => kind === 'document').map(({ label }) => label)).toContain(
      '《示例市失业保险金发放办法》（示人社规〔2024〕1号）第一条',
    );
    expect(JSON.stringify(near)).not.toMatch(/石榴草稿|松针撤回/);
    const own = await check()(content({ question: '失业金每月几号发放？', answer: '每月十五日前。' }), entry!.itemId);
    expect(own.near.map(({ itemId }) => itemId)).not.toContain(entry!.itemId);
    expect(
      (await check()(content({ question: '公园几点关门？', answer: '22 时。' }), null)).near.filter(({ duplicate }) => duplicate),
    ).toEqual([]);
  });

  it('figures that contradict what the entry rests on, or a near entry, are named with their places', async () => {
    const clauses = await test.wence.store.content.clauses(ids.current, { audiences: ['public'], today: '2026-01-01' });
    const clause = clauses.find(({ path }) => path.endsWith('第一条'))!;
    const basis = [{ documentId: ids.current, clauseId: clause.id, label: '《办法》第一条', textHash: basisHash([clause]) }];
    const wrong = await check()(
      content({ question: '失业保险金几号发？', answer: '失业保险金每月二十日前发放到社会保障卡。', basis }),
      null,
    );
    expect(wrong.figures).toContainEqual(
      expect.objectContaining({ field: 'answer', against: 'basis', label: '《办法》第一条', said: '20日', known: '15日' }),
    );
    expect(wrong.figures.some(({ against, known }) => against === 'near' && known === '15日')).toBe(true);
    // The repealed one says the 25th; that contradicts nothing.
    expect(JSON.stringify(wrong.figures)).not.toContain('25日');
    expect(wrong.near.find(({ itemId }) => itemId === ids.old)?.lapsed).toMatch(/已废止/);
    const more = await check()(
      content({ question: '失业保险金几号发？', answer: '失业保险金每月十五日前发放，最长领24个月。', basis }),
      null,
    );
    expect(more.figures.filter(({ against }) => against === 'basis')).toEqual([]);
    expect(more.unsupported.map(({ value }) => value)).toEqual(['24个月（2年）']);
  });

  it('questions that would be answered otherwise are named, better or worse; nothing is written', async () => {
    const app = appOf(test.wence);
    for (const question of ['松鼠登记去哪里办理？', '松鼠登记在哪儿办', '失业金每月几号发放？'])
      await post(app, '/v1/ask', { question });
    const counts = await test.wence.store.counts();
    const revision = await test.wence.store.revision();
    const draft = content({
      question: '松鼠登记在哪里办理？',
      similarQuestions: ['松鼠登记去哪里办'],
      answer: '到高新区政务服务中心三楼窗口办理。',
    });
    const { impact } = await check()(draft, null);
    expect(impact.asked).toBe(3);
    expect(impact.changed.map(({ question, verdict, from }) => [question, verdict, from]).sort()).toEqual([
      ['松鼠登记去哪里办理？', 'better', 'log'],
      ['松鼠登记在哪儿办', 'better', 'log'],
    ]);
    const rival = await check()(content({ question: '失业金每月几号发放？', answer: '每月二十日前发放到社会保障卡。' }), null);
    expect(rival.impact.changed).toMatchObject([{ question: '失业金每月几号发放？', verdict: 'worse' }]);
    expect(rival.impact.changed[0]?.words).toContain('那里是 15日，这里是 20日');
    expect([await test.wence.store.counts(), await test.wence.store.revision()]).toEqual([counts, revision]);
  });

  it('questions that an edit would lose are named', async () => {
    const { store, entries } = test.wence;
    const [writer, reviewer] = [
      await memberIn(store, { id: 'w1', name: '写的人' }),
      await memberIn(store, { id: 'r1', name: '审的人' }),
    ];
    const given = {
      question: '水獭证多少钱一张？',
      similarQuestions: ['办水獭证收费吗'],
      answer: '水獭证每张十元。',
      noBasisReason: '收费公示',
    };
    const itemId = await published(entries, given, writer, reviewer);
    await post(appOf(test.wence), '/v1/ask', { question: '办水獭证收费吗？' });
    const { impact } = await check()(
      content({ ...given, question: '水獭观赏有哪些好去处？', similarQuestions: [], answer: '湿地公园。' }),
      itemId,
    );
    expect(impact.changed).toMatchObject([
      { question: '办水獭证收费吗？', verdict: 'worse', words: '现在由这条问答答复，改后可能不再匹配' },
    ]);
  });

  it('evaluation cases are weighed by what they ask for', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'wence-cases-'));
    const lines = [
      { id: 'c1', turns: ['水杉认养怎么申请？'], expect: 'answer', must: [['林业站']] },
      { id: 'c2', turns: ['水杉认养如何申请'], expect: 'refuse' },
      { id: 'c3', turns: ['甲', '水杉认养怎么申请？'], expect: 'answer' },
    ];
    await writeFile(join(folder, 'a.jsonl'), lines.map((line) => JSON.stringify(line)).join('\n'));
    const draft = content({ question: '水杉认养怎么申请？', answer: '向街道林业站提出申请。' });
    const { impact } = await check(caseReader(folder))(draft, null);
    expect(impact.cases).toBe(2);
    expect(impact.changed.map(({ caseId, verdict }) => [caseId, verdict])).toEqual([
      ['c2', 'worse'],
      ['c1', 'better'],
    ]);
    await rm(folder, { recursive: true });
    await expect(caseReader(folder)()).rejects.toThrow(ConfigError);
    expect(passes({ id: '', question: '', expect: 'answer', must: [['甲', '乙']], mustNot: ['丙'] }, '乙 丙')).toBe(false);
  });
});
