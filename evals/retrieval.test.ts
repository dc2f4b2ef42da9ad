import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';
import { evaluateRetrieval } from './retrieval.ts';
import { silentWatch } from './watch.ts';

const folder = mkdtempSync(join(tmpdir(), 'wence-retrieval-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, values: unknown[]) =>
  writeFileSync(join(folder, name), values.map((value) => `${JSON.stringify(value)}\n`).join(''));

test('ranks corpus lines in TREC form with falling scores, judges questions, and keeps the base for the next run', async () => {
  write('corpus.jsonl', [
    { id: 'dog', title: '养犬登记办法', text: '养犬登记费为每只每年80元。\n登记应当在犬只满三个月后30日内办理。' },
    { id: 'park', title: '公园开放须知', text: '市属公园每日6时开放，22时关闭。' },
    { id: 'book', title: '图书馆借阅须知', text: '每人可借10册，期限30天。' },
  ]);
  write('queries.jsonl', [
    { id: 'q1', text: '养犬登记费多少' },
    { id: 'q2', text: '公园几点关门' },
  ]);
  write('none.jsonl', [{ id: 'n1', text: '量子计算机的售价' }]);
  writeFileSync(join(folder, 'qrels.tsv'), 'query-id\tcorpus-id\tscore\nq1\tdog\t1\nq2\tpark\t1\nq2\tbook\t0\n');
  const config = { ...readConfig({}), WENCE_LOG_LEVEL: 'error' as const };
  const [out, cache] = [join(folder, 'out'), join(folder, 'cache')];
  const options = {
    dataset: folder,
    corpus: null,
    queries: null,
    qrels: null,
    unanswerable: join(folder, 'none.jsonl'),
    out,
    watch: silentWatch,
    cache,
  };
  expect(await evaluateRetrieval(config, options)).toMatchObject({
    queries: 2,
    documents: 3,
    judged: 2,
    'success@1': 1,
    'recall@10': 1,
  });

  const run = readFileSync(join(out, 'run.txt'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(' '));
  expect(run.every((fields) => fields.length === 6 && fields[1] === 'Q0')).toBe(true);
  for (const query of ['q1', 'q2']) {
    const own = run.filter((fields) => fields[0] === query);
    expect(new Set(own.map((fields) => fields[2])).size).toBe(own.length);
    expect(own.map((fields) => Number(fields[3]))).toEqual(own.map((_, index) => index + 1));
    for (let place = 1; place < own.length; place++) expect(Number(own[place]![4])).toBeLessThan(Number(own[place - 1]![4]));
  }
  for (const [name, ids] of [
    ['answerable', ['q1', 'q2']],
    ['unanswerable', ['n1']],
  ] as const) {
    const scores = readFileSync(join(out, `${name}.jsonl`), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(scores.map((score) => score.id)).toEqual(ids);
    for (const { score } of scores) expect(score).toBeGreaterThanOrEqual(0);
  }

  const kept = readdirSync(cache).sort();
  expect(kept.some((name) => existsSync(join(cache, name, 'wence.db')))).toBe(true);
  const first = readFileSync(join(out, 'run.txt'), 'utf8');
  await evaluateRetrieval(config, options);
  expect(readFileSync(join(out, 'run.txt'), 'utf8')).toBe(first);
  expect(readdirSync(cache).sort()).toEqual(kept);
});
