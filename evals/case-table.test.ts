import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectRoot } from '../src/config.ts';
import { checkCases, writeCases } from './case-files.ts';
import { caseHash, caseSetOf } from './case-set.ts';
import { caseTableText } from './case-table.ts';
import { type EvalCase, readCases } from './cases.ts';
import { readTable, tableText } from './csv.ts';
import { type SmallWorld, smallWorld } from './test-run.ts';

const sample = join(projectRoot, 'evals/cases/sample.jsonl');
let world: SmallWorld;
beforeAll(() => {
  world = smallWorld();
});
afterAll(() => world.remove());

const messageOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    return (error as Error).message;
  }
  return '';
};

describe('cases as a table', () => {
  test('the sample set comes back as it was, and so does the table', () => {
    const cases = readCases(sample);
    writeCases(cases, world.at('sample.csv'));
    const again = readCases(world.at('sample.csv'));
    expect(again).toEqual(cases);
    expect(caseTableText(again)).toBe(caseTableText(cases));
  });

  test('every field survives, what looks like a formula too', () => {
    const one: EvalCase = {
      id: '=1+1',
      version: 3,
      lang: 'zh',
      kind: 'fact',
      split: 'dev',
      turns: ['第一句，“带引号”', '@第二句'],
      channel: 'hotline',
      region: '示例市',
      page: '目录/办法.html',
      as_of: '2026-11-01',
      expect: 'expired',
      status: 'expired_only',
      must: [['甲|乙', '丙'], ['-5%']],
      must_not: ['+86', '旧标准'],
      gold_files: ['目录/办法.html'],
      gold_quotes: ['原文,带逗号', '"带引号"'],
      reason: '因为\n分两行',
      note: '',
    };
    const file = world.at('all.csv');
    writeCases([one], file);
    expect(readCases(file)).toEqual([one]);
    expect(readTable(file).rows[0]!.cells.编号).toBe('=1+1');
    expect(caseTableText([one])).toContain("'=1+1");
    expect(caseTableText([one]).startsWith('\ufeff编号,')).toBe(true);
  });

  test('what a Chinese spreadsheet writes is read: GB18030, tabs, 2026/11/1', () => {
    // 编号 \t 问题 \t 按哪天 in GB18030.
    const bytes = Buffer.from([
      0xb1,
      0xe0,
      0xba,
      0xc5,
      9,
      0xce,
      0xca,
      0xcc,
      0xe2,
      9,
      0xb0,
      0xb4,
      0xc4,
      0xc4,
      0xcc,
      0xec,
      13,
      10,
      0x71,
      0x31,
      9,
      0xb6,
      0xe0,
      0xc9,
      0xd9,
      0xc7,
      0xae,
      0xa3,
      0xbf,
      9,
      ...Buffer.from('2026/11/1'),
      13,
      10,
    ]);
    writeFileSync(world.at('gb.csv'), bytes);
    expect(readCases(world.at('gb.csv'))).toMatchObject([{ id: 'q1', turns: ['多少钱？'], as_of: '2026-11-01', version: 1 }]);
  });

  test('mistakes are named by row and column, all at once', () => {
    const rows = [
      ['q1', '一', '问题一', '网站', '答复', '2026-13-01'],
      ['', '1', '问题二', '大厅', '答对', ''],
      ['q3', '1', '', '热线', '', ''],
    ];
    const file = world.write('wrong.csv', tableText(['编号', '版本', '问题', '渠道', '期望', '按哪天'], rows));
    const message = messageOf(() => readCases(file));
    for (const place of [
      '有 6 处要改',
      '第 2 行“版本”列：应是从 1 起的整数，写的是“一”',
      '第 2 行“按哪天”列：应是日期，如 2026-11-01，写的是“2026-13-01”',
      '第 3 行“编号”列：不能为空',
      '第 3 行“渠道”列：只能是 网站、热线、窗口，写的是“大厅”',
      '第 3 行“期望”列：只能是 答复、说明已失效、拒答、反问，写的是“答对”',
      '第 4 行“问题”列：不能为空',
    ])
      expect(message).toContain(place);
  });

  test('a misspelt column is not passed over in silence; a remark of one’s own is', () => {
    const file = world.write('columns.csv', tableText(['编号', '问题', '须说名'], [['q1', '问', '300元']]));
    expect(messageOf(() => readCases(file))).toContain('不认识的列“须说名”');
    const own = world.write('own.csv', tableText(['编号', '问题', '备注：谁出的'], [['q1', '问', '张三']]));
    expect(readCases(own)).toHaveLength(1);
    expect(messageOf(() => readCases(world.write('no.csv', '编号\r\nq1\r\n')))).toContain('缺少“问题”列');
    expect(messageOf(() => readCases(world.write('twice.csv', '编号,问题\r\nq1,问\r\nq1,问\r\n')))).toContain(
      '编号 q1 出现了两次',
    );
  });
});

describe('a set of cases', () => {
  test('its hash is of what decides, whatever the order', () => {
    const cases = readCases(sample);
    const hash = caseSetOf(cases, null).hash;
    expect(caseSetOf([...cases].reverse(), null).hash).toBe(hash);
    expect(
      caseSetOf(
        cases.map((one) => ({ ...one, reason: '另一个理由', version: 9 })),
        null,
      ).hash,
    ).toBe(hash);
    const harder = cases.map((one, i) => (i === 0 ? { ...one, must: [...one.must, ['另一件事']] } : one));
    expect(caseSetOf(harder, null).hash).not.toBe(hash);
    expect(new Set(cases.map(caseHash)).size).toBe(cases.length);
  });

  test('only the part that was asked for', () => {
    const dev = readCases(sample, 'dev');
    expect(dev.length).toBeGreaterThan(0);
    expect(dev.every((one) => one.split === 'dev')).toBe(true);
    expect(dev.length + readCases(sample, 'heldout').length).toBe(readCases(sample).length);
    expect(messageOf(() => readCases(sample, 'test'))).toContain('有的是：dev、heldout');
  });

  test('what its authors should look at is said; the sample set is complete', () => {
    expect(checkCases(sample, null).warnings).toEqual([]);
    const rows = [
      ['q1', '问', '答复', '', '', ''],
      ['q2', '问', '', '', '', ''],
      ['q3', '问', '答复', '每月300元', '300元', '理由'],
    ];
    const file = world.write('poor.csv', tableText(['编号', '问题', '期望', '须说明', '不得出现', '理由'], rows));
    expect(checkCases(file, null).warnings).toEqual([
      '1 题没有“期望”，只提问、不计分：q2',
      '1 题应有答复却没有“须说明”，怎么答都算对：q1',
      '2 题应有答复却没有“标准文件”，引用无法评分：q1、q3',
      '1 题没有“理由”：q1',
      '1 题的“须说明”和“不得出现”互相矛盾：q3',
    ]);
  });
});
