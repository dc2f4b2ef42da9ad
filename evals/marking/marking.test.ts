import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { readTable, tableText } from '../csv.ts';
import { goodAnswers, poorAnswers, type SmallWorld, smallWorld } from '../test-run.ts';
import { agreementOf, kappaWords, type Mark } from './agreement.ts';
import { exportMarking, keyName, type MarkingKey, sheetColumns, sheetNames } from './export.ts';
import { scoreMarking } from './score.ts';

const pairs = (...groups: [count: number, first: Mark, second: Mark][]) =>
  groups.flatMap(([count, first, second]) => Array.from({ length: count }, (): [Mark, Mark] => [first, second]));

describe('agreement, worked out by hand', () => {
  test('two marks', () => {
    // Observed .7; by chance .6 * .5 + .4 * .5 = .5; (.7 - .5) / .5 = .4.
    const { share, kappa, same } = agreementOf(pairs([20, '对', '对'], [5, '对', '错'], [10, '错', '对'], [15, '错', '错']));
    expect([share, same]).toEqual([0.7, 35]);
    expect(kappa).toBeCloseTo(0.4, 10);
  });

  test('three marks', () => {
    // Observed .8; by chance .5 * .5 + .2 * .3 + .3 * .2 = .37; .43 / .63.
    const all = pairs([5, '对', '对'], [2, '部分', '部分'], [1, '错', '错'], [1, '错', '部分'], [1, '错', '错']);
    const { share, kappa } = agreementOf(all);
    expect(share).toBe(0.9);
    expect(kappa).toBeCloseTo((0.9 - (0.25 + 0.2 * 0.3 + 0.3 * 0.2)) / (1 - 0.37), 10);
  });

  test('where chance explains all, there is no kappa', () => {
    expect(agreementOf(pairs([10, '对', '对']))).toEqual({ cases: 10, same: 10, share: 1, kappa: null });
    expect(agreementOf([])).toEqual({ cases: 0, same: 0, share: null, kappa: null });
    expect(agreementOf(pairs([5, '对', '错'], [5, '错', '对'])).kappa).toBeCloseTo(-1, 10);
    expect([kappaWords(0.65), kappaWords(-0.1), kappaWords(1)]).toEqual(['较好', '比碰巧还差', '很好']);
  });
});

describe('blind double marking', () => {
  let world: SmallWorld;
  const folder = () => world.at('marking');
  const sheet = (index: 0 | 1) => `${folder()}/${sheetNames[index]}`;
  const key = () => JSON.parse(readFileSync(`${folder()}/${keyName}`, 'utf8')) as MarkingKey;
  const codeOf = (caseId: string, system: number) =>
    key().items.find((item) => item.caseId === caseId && item.systems.includes(system))!.code;

  beforeAll(() => {
    world = smallWorld();
    world.score('good', goodAnswers);
    world.score('poor', poorAnswers);
    exportMarking({ folders: [world.at('good'), world.at('poor')], out: folder(), seed: 5, sample: null });
  });
  afterAll(() => world.remove());

  /** Fills a sheet: marks by code, all others 对. */
  const fill = (index: 0 | 1, marks: Record<string, string>) => {
    const { rows } = readTable(sheet(index));
    const filled = rows.map(({ cells }) =>
      sheetColumns.map((name) => (name === '判定' ? (marks[cells.代号!] ?? '对') : cells[name]!)),
    );
    writeFileSync(sheet(index), tableText(sheetColumns, filled));
  };

  test('both sheets hold the same answers in different orders and tell no system', () => {
    const [first, second] = [0, 1].map((index) => readTable(sheet(index as 0 | 1)).rows.map(({ cells }) => cells.代号!));
    // What both answered alike (q3) is marked once.
    expect(first).toHaveLength(7);
    expect(second).not.toEqual(first);
    expect([...second!].sort()).toEqual([...first!].sort());
    for (const index of [0, 1] as const) {
      const text = readFileSync(sheet(index), 'utf8');
      for (const word of ['good', 'poor', 'q1', '通过']) expect(text).not.toContain(word);
    }
  });

  test('the same seed gives the same sheets', () => {
    const again = (name: string, seed: number) => {
      exportMarking({ folders: [world.at('good'), world.at('poor')], out: world.at(name), seed, sample: 2 });
      return sheetNames.map((sheetName) => readFileSync(`${world.at(name)}/${sheetName}`, 'utf8'));
    };
    const first = again('a', 9);
    expect(again('b', 9)).toEqual(first);
    expect(again('c', 10)).not.toEqual(first);
    expect(() => again('a', 9)).toThrow('已有评分表');
  });

  test('agreement, accuracy of each system, and what to settle', () => {
    fill(0, { [codeOf('q1', 1)]: '错', [codeOf('q4', 1)]: '×', [codeOf('q2', 1)]: '部分' });
    fill(1, { [codeOf('q1', 1)]: '错', [codeOf('q4', 1)]: '错', [codeOf('q2', 1)]: '' });
    const result = scoreMarking(folder());
    // Six marked by both, all alike: four 对, two 错.
    expect(result.agreement).toEqual({ cases: 6, same: 6, share: 1, kappa: 1 });
    expect(result.unmarked).toEqual([[], [codeOf('q2', 1)]]);
    expect(result.systems).toMatchObject([
      { cases: 4, first: 1, second: 1, both: 1, machine: 1 },
      { cases: 3, first: 0.3333, second: 0.3333, both: 0.3333, machine: 1 },
    ]);
    expect(result.comparison).toEqual({ onlyFirst: 2, onlySecond: 0, p: 0.5 });
    fill(1, { [codeOf('q1', 1)]: '对', [codeOf('q4', 1)]: '错', [codeOf('q2', 1)]: '部分' });
    const settled = scoreMarking(folder());
    expect(settled.agreement).toMatchObject({ cases: 7, same: 6, share: 0.8571 });
    const { rows } = readTable(`${folder()}/不一致.csv`);
    expect(rows.map(({ cells }) => [cells.编号, cells.甲判定, cells.乙判定])).toEqual([['q1', '错', '对']]);
  });

  test('what cannot be read is named by row and column', () => {
    fill(0, { [codeOf('q1', 1)]: '差不多' });
    expect(() => scoreMarking(folder())).toThrow(/第 \d 行“判定”列：应是 对、部分 或 错，写的是“差不多”/);
    fill(0, {});
    const { rows } = readTable(sheet(0));
    const kept = rows.map(({ cells }) => [cells.代号!, '对']);
    writeFileSync(sheet(0), tableText(['代号', '判定'], [...kept.slice(1), ['00000000', '对'], kept[2]!]));
    expect(() => scoreMarking(folder())).toThrow(/没有“00000000”这个代号[\s\S]*出现了两次[\s\S]*少了 1 行/);
  });

  test('by command', async () => {
    const printed: string[] = [];
    const streams = {
      out: (text: string) => printed.push(text),
      screen: { isTTY: false, columns: 80, write: (text: string) => printed.push(text) },
    };
    const out = world.at('commanded');
    expect(await main(['eval', 'mark', 'export', world.at('good'), world.at('poor'), '--out', out], streams)).toBe(0);
    expect(await main(['eval', 'mark', 'score', out], streams)).toBe(1);
    expect(printed.join('')).toContain('还没有一个答复是两个人都评了的');
  });
});
