import { describe, expect, it } from 'vitest';
import { isOfOtherCase, isOpening, noteOnCase } from './cases.ts';
import type { ScoredUnit } from './score-units.ts';

const unit = (path: string, text: string, cells?: [string, string][]): ScoredUnit =>
  ({
    candidate: {
      view: { itemId: 'd1' },
      document: { document: { title: '示例市招生通知', jurisdiction: { path: ['示例市'] } } },
    },
    clause: {
      id: path,
      path,
      parentPath: path.slice(0, path.lastIndexOf('/')) || null,
      kind: cells ? 'table_row' : 'paragraph',
      headings: ['三、时间安排'],
      table: cells ? { caption: null, unit: null, cells } : null,
    },
    text,
    start: 0,
  }) as unknown as ScoredUnit;

describe('the case that a question names', () => {
  const row = unit('三、/表1/行1', '事项：公布结果；日期：6月25日', [
    ['事项', '公布结果'],
    ['日期', '6月25日'],
  ]);
  const note = unit('三、/段1', '注：青石县各环节顺延3日。');

  it('brings the note beside a row that speaks of it', () => {
    expect(noteOnCase(row, [row, note], '青石县的录取结果哪天公布？')).toBe(note);
  });

  it('brings no note that the question does not ask for, from elsewhere, or that is no note', () => {
    expect(noteOnCase(row, [row, note], '录取结果哪天公布？')).toBeNull();
    expect(noteOnCase(row, [row, unit('五、/段1', note.text)], '青石县的录取结果哪天公布？')).toBeNull();
    expect(noteOnCase(row, [row, unit('三、/段1', '咨询请到青石县教育局。')], '青石县的录取结果哪天公布？')).toBeNull();
  });

  it('leaves out rows of the same table for another one', () => {
    const first = unit('表1/行1', '', [
      ['等级', '高级工（三级）'],
      ['标准', '1800元'],
    ]);
    const second = unit('表1/行2', '', [
      ['等级', '中级工（四级）'],
      ['标准', '1200元'],
    ]);
    expect(isOfOtherCase(second, first, '高级工补多少？')).toBe(true);
    expect(isOfOtherCase(second, first, '高级工和中级工各补多少？')).toBe(false);
    expect(isOfOtherCase(second, first, '技能补贴是多少？')).toBe(false);
    expect(isOfOtherCase(unit('表2/行1', '', second.clause.table!.cells), first, '高级工补多少？')).toBe(false);
  });
});

describe('openings of documents', () => {
  it.each(['第一条 为规范补贴发放，根据有关规定，制定本办法。', '现将《示例市补贴办法》印发给你们，请认真执行。'])(
    'answer nothing: %s',
    (text) => expect(isOpening({ text })).toBe(true),
  );

  it.each(['第二条 补贴标准为每月300元。', '为残疾人每月发放300元。'])('are not: %s', (text) =>
    expect(isOpening({ text })).toBe(false),
  );
});
