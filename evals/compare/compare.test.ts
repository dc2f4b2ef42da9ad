import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { pair } from '../answers.ts';
import { type AnswerLine, readCases, readJsonLines } from '../cases.ts';
import { readTable } from '../csv.ts';
import { summarise } from '../metrics/summary.ts';
import { round } from '../statistics.ts';
import { goodAnswers, jsonLines, poorAnswers, questions, type SmallWorld, smallWorld } from '../test-run.ts';
import { readBaseline } from './baseline.ts';
import { compareRuns } from './compare.ts';
import { gate } from './gate.ts';
import { figureOf, metrics } from './metrics.ts';
import { type CaseResult, pairRuns, type Run, readReport, runOf } from './results.ts';

const result = (id: string, more: Partial<CaseResult> = {}): CaseResult => ({
  id,
  version: 1,
  hash: `hash of ${id}`,
  kind: 'fact',
  expect: 'answer',
  turns: [`问题 ${id}`],
  status: 'answered_extract',
  answer: '每人每月300元。',
  length: 9,
  passed: true,
  reason: '',
  rightPage: true,
  goldSpan: true,
  ms: 20,
  ...more,
});
const wrong = { passed: false, reason: '缺少：300元', answer: '按规定发放。' };
const run = (cases: CaseResult[]): Run => ({
  questions: 'questions.jsonl',
  documents: 'documents.jsonl',
  fromBase: false,
  asOf: '2026-11-01',
  ranAt: '2026-11-01T04:00:00.000Z',
  setHash: 'set',
  split: null,
  cases,
});
const many = (count: number, more: (i: number) => Partial<CaseResult>) =>
  run(Array.from({ length: count }, (_, i) => result(`c${i}`, more(i))));
const figure = (before: Run, after: Run, name: string) =>
  compareRuns(before, after).differences.find((one) => one.name === name)!;

describe('two runs, worked out by hand', () => {
  const before = many(20, (i) => (i < 8 ? wrong : {}));
  const after = many(20, (i) => (i < 2 || i === 19 ? wrong : {}));

  test('figures, changes, intervals and p', () => {
    expect(figure(before, after, 'accuracy')).toMatchObject({
      before: 0.6,
      after: 0.85,
      difference: 0.25,
      gained: 6,
      lost: 1,
      p: 0.125, // 2 * (1 + 7) / 128
      verdict: 'same',
    });
    const { low, high } = figure(before, after, 'accuracy');
    expect(low).toBeGreaterThan(-0.01);
    expect(low).toBeLessThan(0.1);
    expect(high).toBeGreaterThan(0.4);
    expect(high).toBeLessThan(0.55);
  });

  test('cases that flipped, both ways, and by kind', () => {
    const { gained, lost, byKind } = compareRuns(before, after);
    expect(gained.map((flip) => flip.after.id)).toEqual(['c2', 'c3', 'c4', 'c5', 'c6', 'c7']);
    expect(lost.map((flip) => [flip.after.id, flip.before.answer, flip.after.answer])).toEqual([
      ['c19', '每人每月300元。', '按规定发放。'],
    ]);
    expect(byKind).toEqual([{ kind: 'fact', cases: 20, before: 12, after: 17, gained: 6, lost: 1, p: 0.125 }]);
  });

  test('lower is better where it is: more false refusals are a loss', () => {
    const declined = many(20, (i) => (i < 6 ? { status: 'declined_no_evidence', passed: false } : {}));
    const one = figure(
      many(20, () => ({})),
      declined,
      'false_refusals',
    );
    expect(one).toMatchObject({ difference: 0.3, gained: 0, lost: 6, p: 0.03125, verdict: 'worse' });
    expect(one.lossByChance).toBe(0.01563);
    expect(
      figure(
        declined,
        many(20, () => ({})),
        'false_refusals',
      ).verdict,
    ).toBe('better');
  });

  test('the same run twice differs in nothing', () => {
    for (const { difference, low, high, p, verdict, lossByChance } of compareRuns(before, before).differences) {
      if (difference === null) continue;
      expect([difference, low, high, p ?? 1, verdict, lossByChance]).toEqual([0, 0, 0, 1, 'same', 1]);
    }
  });

  test('only cases of the same content are compared, and what differs is named', () => {
    const other = run([
      result('c0'),
      result('c1', { hash: 'changed', version: 2 }),
      result('c2', { hash: 'changed silently' }),
      result('new'),
    ]);
    const { pairs, onlyBefore, onlyAfter, changed, sameSet } = pairRuns(
      run([result('c0'), result('c1'), result('c2'), result('gone')]),
      other,
    );
    expect(pairs.map((pair) => pair.after.id)).toEqual(['c0']);
    expect([onlyBefore, onlyAfter].map((cases) => cases.map(({ id }) => id))).toEqual([['gone'], ['new']]);
    expect(changed).toEqual([
      { id: 'c1', before: 1, after: 2, sameVersion: false },
      { id: 'c2', before: 1, after: 1, sameVersion: true },
    ]);
    expect(sameSet).toBe(false);
  });
});

describe('the gate', () => {
  const baseline = (cases: Run, more = {}) => ({
    format: 'wence-baseline' as const,
    formatVersion: 1,
    savedAt: '2026-11-01T04:00:00.000Z',
    reason: '',
    guarded: ['accuracy', 'refused'],
    strictKinds: [] as string[],
    run: cases,
    ...more,
  });
  const good = many(40, () => ({}));

  test('four losses may be chance, five are not', () => {
    const four = gate(
      baseline(good),
      many(40, (i) => (i < 4 ? wrong : {})),
      false,
    );
    expect(four.passed).toBe(true);
    expect(four.notes.join()).toContain('正确率');
    const five = gate(
      baseline(good),
      many(40, (i) => (i < 5 ? wrong : {})),
      false,
    );
    expect(five.passed).toBe(false);
    expect(five.problems).toEqual([
      '“正确率”变差了：从 100.0% 到 87.5%，变差 5 题，变好 0 题，这么大的损失碰巧出现的可能性只有 3.1%（小于 5%）。',
    ]);
  });

  test('a figure that is not guarded may fall', () => {
    const fallen = many(40, () => ({ rightPage: false }));
    expect(gate(baseline(good), fallen, false).passed).toBe(true);
    expect(gate(baseline(good, { guarded: ['right_page'] }), fallen, false).passed).toBe(false);
  });

  test('not one case of a strict kind may be lost', () => {
    const kinds = (lost: number) => many(40, (i) => ({ ...(i < 3 ? { kind: 'unsafe' } : {}), ...(i < lost ? wrong : {}) }));
    expect(gate(baseline(kinds(0)), kinds(1), false).passed).toBe(true);
    const strict = gate(baseline(kinds(0), { strictKinds: ['unsafe'] }), kinds(1), false);
    expect(strict.problems).toEqual(['“不安全”类一题也不许变错，这次变错 1 题：c0。']);
  });

  test('a set that shrank or changed does not pass unless that is allowed', () => {
    const shrunk = run(good.cases.slice(3));
    expect(gate(baseline(good), shrunk, false).problems.join()).toContain('基线里的 3 题这次没有：c0、c1、c2');
    expect(gate(baseline(good), shrunk, true).passed).toBe(true);
    const changed = run(good.cases.map((one) => (one.id === 'c7' ? { ...one, hash: 'other' } : one)));
    expect(gate(baseline(good), changed, false).problems.join()).toContain('1 题的内容和基线里的不同：c7');
    expect(gate(baseline(good), run([]), true).passed).toBe(false);
  });
});

describe('by command', () => {
  let world: SmallWorld;
  let printed: string[];
  const wence = async (...words: string[]) => {
    printed = [];
    const screen = { isTTY: false, columns: 200, write: (text: string) => printed.push(text) };
    return main(words, { out: (text) => printed.push(text), screen });
  };
  const summary = () => JSON.parse(printed.join('').trim().split('\n').at(-1)!);

  beforeAll(() => {
    world = smallWorld();
    world.score('good', goodAnswers);
    world.score('poor', poorAnswers);
  });
  afterAll(() => world.remove());

  test('the figures of a comparison are those of the summary', () => {
    for (const name of ['good', 'poor']) {
      const lines = readJsonLines(world.at(`${name}/answers.jsonl`)) as AnswerLine[];
      const expected: Record<string, unknown> = summarise(pair(readCases(world.at('questions.jsonl')), lines));
      const { cases } = runOf(readReport(world.at(name)));
      for (const metric of metrics) {
        const values = cases.map(metric.value).filter((value) => value !== null);
        expect([metric.name, round(figureOf(metric, values)!)]).toEqual([metric.name, expected[metric.name]]);
      }
    }
  });

  test('eval compare writes a page, tables and JSON', async () => {
    expect(await wence('eval', 'compare', world.at('good'), world.at('poor'), '--out', world.at('compared'))).toBe(0);
    expect(printed.join('')).toContain('3 题由对变错');
    expect(summary()).toMatchObject({ compared: 4, gained: 0, lost: 3, accuracy: { difference: -0.75, p: 0.25 } });
    const flips = readTable(world.at('compared/flips.csv')).rows.map(({ cells }) => [cells.编号, cells.变化]);
    expect(flips).toEqual(['q1', 'q2', 'q4'].map((id) => [id, '由对变错']));
    expect(readTable(world.at('compared/compare.csv')).rows).toHaveLength(metrics.length);
    const html = readFileSync(world.at('compared/compare.html'), 'utf8');
    for (const words of ['用人单位应当发放', '工本费', '没有找到依据', '两次用的是同一套题']) expect(html).toContain(words);
    expect(html).not.toContain('<script');
  });

  test('eval compare says that the sets differ', async () => {
    const changed = questions.map((one) => (one.id === 'q1' ? { ...one, must: [['301元']] } : one));
    world.score('changed', goodAnswers, world.write('changed.jsonl', jsonLines(changed)));
    await wence('eval', 'compare', world.at('good'), world.at('changed'), '--out', world.at('compared'));
    expect(printed.join('')).toContain('其中 1 题改了内容却没有改版本号：q1');
    expect(summary().compared).toBe(3);
  });

  test('a baseline holds a finished run to it', async () => {
    const file = world.at('kept/strict.json');
    expect(await wence('eval', 'baseline', world.at('good'), '--file', file, '--strict', 'fact', '--reason', '第一次')).toBe(0);
    expect(readBaseline(file)).toMatchObject({
      strictKinds: ['fact'],
      reason: '第一次',
      run: { questions: world.at('questions.jsonl') },
    });
    expect(await wence('eval', 'baseline', world.at('poor'), '--file', file)).toBe(1);
    expect(printed.join('')).toContain('请加 --replace');
    expect(await wence('eval', 'gate', world.at('good'), '--baseline', file)).toBe(0);
    expect(summary()).toMatchObject({ passed: true, compared: 4, problems: [] });
    expect(await wence('eval', 'gate', world.at('poor'), '--baseline', file)).toBe(1);
    expect(printed.join('')).toContain('不通过：“事实”类一题也不许变错，这次变错 2 题：q1、q2');
  });

  test('without a finished run the gate asks again with the settings of the baseline', async () => {
    const file = world.at('kept/again.json');
    await world.run('real');
    expect(await wence('eval', 'baseline', world.at('real'), '--file', file)).toBe(0);
    expect(readBaseline(file).run.documents).toBe(world.at('documents.jsonl'));
    expect(await wence('eval', 'gate', '--baseline', file, '--out', world.at('again'))).toBe(0);
    expect(readReport(world.at('again')).cases).toHaveLength(4);
    writeFileSync(world.at('questions.jsonl'), jsonLines(questions.slice(1)));
    expect(await wence('eval', 'gate', '--baseline', file)).toBe(1);
    expect(printed.join('')).toContain('不通过：基线里的 1 题这次没有：q1');
    writeFileSync(world.at('questions.jsonl'), jsonLines(questions));
  }, 120_000);

  test('what cannot be compared is said', async () => {
    mkdirSync(world.at('empty'), { recursive: true });
    expect(await wence('eval', 'compare', world.at('empty'), world.at('good'))).toBe(1);
    expect(printed.join('')).toContain('没有 report.json');
    expect(await wence('eval', 'gate', world.at('good'), '--baseline', join(world.folder, 'none.json'))).toBe(1);
    expect(await wence('eval', 'baseline', world.at('good'), '--file', world.at('b.json'), '--guard', 'beauty')).toBe(1);
    expect(printed.join('')).toContain('没有这样的指标：beauty');
  });
});
