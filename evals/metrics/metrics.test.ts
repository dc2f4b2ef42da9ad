import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '../../src/config.ts';
import type { AnswerLine, GoldCase, Scored } from '../cases.ts';
import { sharesRun } from '../text.ts';
import { judgeAnswer } from './accuracy.ts';
import { rankDocuments, rankingFigures } from './ranking.ts';
import { summarise } from './summary.ts';

const gold = (id: string, more: Partial<GoldCase>): GoldCase => ({
  id,
  version: 1,
  kind: 'fact',
  channel: 'web',
  expect: 'answer',
  turns: ['问题'],
  must: [['３００元', '三百元']],
  must_not: [],
  gold_files: ['办法.html'],
  gold_quotes: ['补贴标准为每人每月300元，按季度发放到个人账户。'],
  reason: '',
  note: '',
  ...more,
});

const answer = (id: string, more: Partial<AnswerLine>): AnswerLine => ({
  id,
  status: 'answered_extract',
  text: '补贴标准为每人每月 300 元。',
  citations: [{ file: '目录/办法.html', quote: '补贴标准为每人每月300元', clause: '第三条', page: null }],
  ms: 12,
  route: 'verify',
  ...more,
});

/** Made-up cases that between them use every branch of the rule. */
const pairs: Scored[] = [
  { gold: gold('a1', {}), answer: answer('a1', {}) },
  { gold: gold('a2', { kind: 'table' }), answer: answer('a2', { text: '补贴每月三百元', ms: 30 }) },
  { gold: gold('a3', { must: [['500元']] }), answer: answer('a3', { ms: 5 }) },
  { gold: gold('a4', { must_not: ['每人'] }), answer: answer('a4', {}) },
  { gold: gold('a5', {}), answer: answer('a5', { status: 'declined_no_evidence', text: '未找到', citations: [] }) },
  { gold: gold('a6', {}), answer: answer('a6', { text: `300元${'长'.repeat(600)}` }) },
  { gold: gold('a7', {}), answer: answer('a7', { text: `300元${'长'.repeat(200)}𠮷` }) },
  { gold: gold('a8', {}), answer: answer('a8', { status: 'clarify', text: '您问的是哪一项？', citations: [] }) },
  { gold: gold('a9', {}), answer: answer('a9', { status: 'error_internal', text: '', citations: [] }) },
  {
    gold: gold('b1', { kind: 'refuse', expect: 'refuse', must: [], gold_files: [], gold_quotes: [] }),
    answer: answer('b1', { status: 'declined_out_of_scope', text: '超出范围', citations: [] }),
  },
  { gold: gold('b2', { kind: 'refuse', expect: 'refuse', must: [], gold_files: [], gold_quotes: [] }), answer: answer('b2', {}) },
  { gold: gold('b3', { kind: 'refuse', expect: 'refuse', must: [], gold_files: [], gold_quotes: [] }), answer: null },
  {
    gold: gold('c1', { kind: 'expired', expect: 'expired', must: [['已失效', '不再有效']] }),
    answer: answer('c1', {
      status: 'expired_only',
      text: '该文件已 失效（有效期至2024年）。',
      citations: [{ file: '别的.html', quote: '另外的一句话，与标准原文没有任何关系。', clause: null, page: 2 }],
    }),
  },
  {
    gold: gold('c2', { gold_quotes: ['短句'] }),
    answer: answer('c2', { citations: [{ file: 'x\\办法.html', quote: '一个短 句', clause: null, page: 1 }] }),
  },
  {
    gold: gold('d1', {}),
    answer: answer('d1', {
      citations: [1, 2, 3]
        .map((page) => ({ file: '别的.html', quote: '无', clause: null, page }))
        .concat([{ file: '办法.html', quote: '补贴标准为每人每月300元', clause: null as unknown as null, page: 4 }]),
    }),
  },
  { gold: gold('d2', { must: [['ABC']] }), answer: answer('d2', { text: 'ａｂｃ\u0085\u001c', status: 'answered_faq' }) },
];

const lines = (values: unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('');

describe('the scoring rule', () => {
  test.each(pairs.map((pair) => [pair.gold.id, pair] as const))('%s', (id, pair) => {
    const expected = ['a1', 'a2', 'a7', 'b1', 'c1', 'c2', 'd1', 'd2'].includes(id);
    expect(judgeAnswer(pair).passed).toBe(expected);
    expect(judgeAnswer(pair).reason === '').toBe(expected);
  });

  test('figures', () => {
    expect(summarise(pairs)).toEqual({
      cases: 16,
      accuracy: 0.5,
      accuracy_160: 0.4375,
      refused: 0.3333,
      false_refusals: 0.1538,
      right_page: 0.6667,
      gold_span: 0.6667,
      median_length: 14,
      ms_p50: 12,
      ms_p95: 12,
    });
  });

  const scorer = join(projectRoot, '../shared/tools/score_answers.py');
  const runnable = existsSync(scorer) && spawnSync('python3', ['--version']).status === 0;
  test.skipIf(!runnable)('an independent scorer agrees (skipped without it and python3)', () => {
    const folder = mkdtempSync(join(tmpdir(), 'wence-score-'));
    try {
      const [goldFile, answerFile] = [join(folder, 'gold.jsonl'), join(folder, 'answers.jsonl')];
      writeFileSync(goldFile, lines(pairs.map((pair) => pair.gold)));
      writeFileSync(answerFile, lines(pairs.flatMap((pair) => pair.answer ?? [])));
      const printed = execFileSync('python3', [scorer, goldFile, answerFile], { encoding: 'utf8' });
      const theirs = JSON.parse(printed.trim().split('\n').at(-1) ?? '');
      const ours: Record<string, unknown> = summarise(pairs);
      for (const [name, value] of Object.entries(theirs)) expect([name, ours[name]]).toEqual([name, value]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

test('texts share a run of twelve characters, white space and width aside', () => {
  expect(sharesRun('按照规定，每人每月３００元，按季度发放', '标准为每人每月 300 元，按季度发放到账')).toBe(true);
  expect(sharesRun('每人每月300元', '按季度发放到个人账户的补贴')).toBe(false);
  expect(sharesRun('', '按季度发放到个人账户的补贴')).toBe(false);
  expect(sharesRun('季度发放', '按季度发放到个人账户的补贴')).toBe(true);
});

describe('ranking figures', () => {
  test('a document stands where its best chunk stands, with strictly falling scores', () => {
    const ranked = rankDocuments([
      { document: 'b', score: 0.9 },
      { document: 'a', score: 0.9 },
      { document: 'b', score: 0.5 },
      { document: 'c', score: 0.1 },
    ]);
    expect(ranked.map(({ document }) => document)).toEqual(['b', 'a', 'c']);
    expect(ranked[0]!.score).toBeGreaterThan(ranked[1]!.score);
  });

  test('success, recall and reciprocal rank, worked out by hand', () => {
    const qrels = new Map([
      ['q1', new Set(['a'])],
      ['q2', new Set(['b', 'c'])],
      ['q3', new Set(['d'])],
    ]);
    const rankings = new Map([
      ['q1', ['a', 'x']],
      ['q2', ['x', 'b', 'y', 'z', 'w', 'c']],
    ]);
    expect(rankingFigures(qrels, rankings)).toEqual({
      judged: 3,
      'success@1': 0.3333,
      'recall@1': 0.3333,
      'success@5': 0.6667,
      'recall@5': 0.5,
      'success@10': 0.6667,
      'recall@10': 0.6667,
      'mrr@10': 0.5,
    });
  });
});
