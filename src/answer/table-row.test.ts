import { describe, expect, it } from 'vitest';
import type { Clause } from '../domain/document.ts';
import type { DocumentView } from '../store/contract.ts';
import { holdsRow, readableRow, tableLead } from './table-row.ts';

const row = (cells: [string, string][], more: Partial<Clause> = {}, unit: string | null = null): Clause => ({
  id: 'c1',
  path: '附件1/表1/行1',
  parentPath: '附件1/表1',
  ordinal: 1,
  kind: 'table_row',
  headings: ['示例市门诊病种通知', '附件1 门诊病种限额'],
  text: cells.map(([column, value]) => (column ? `${column}：${value}` : value)).join('；'),
  page: null,
  ocrConfidence: null,
  table: { caption: null, unit, cells },
  ...more,
});
const limits: [string, string][] = [
  ['序号', '7'],
  ['病种 名称', '高血压病'],
  ['最高限额 职工医保', '200元/月'],
  ['最高限额 居民医保', '50元/月'],
  ['有效期', '长期'],
];
const document = { document: { title: '示例市门诊病种通知' } } as unknown as DocumentView;

describe('a table row for citizens', () => {
  it('says the name of a group of columns once and no running number', () => {
    expect(readableRow(row(limits))).toBe('病种 名称：高血压病；最高限额 职工医保：200元/月；居民医保：50元/月；有效期：长期');
  });

  it('leaves out the columns of other cases where the question names one', () => {
    expect(readableRow(row(limits), '居民 医保的高血压一个月最多报多少')).toBe(
      '病种 名称：高血压病；最高限额 居民医保：50元/月；有效期：长期',
    );
  });

  it('stays a row of running numbers when there is nothing else', () => {
    expect(readableRow(row([['序号', '7']]))).toBe('序号：7');
  });

  it('is held by the row of the base, but not with a value of another column or in another order', () => {
    const { text } = row(limits);
    expect(holdsRow(readableRow(row(limits)), text)).toBe(true);
    expect(holdsRow('最高限额 职工医保：50元/月', text)).toBe(false);
    expect(holdsRow('有效期：长期；病种 名称：高血压病', text)).toBe(false);
  });
});

describe('what stands before a row', () => {
  it('names the table without its number, and the unit printed over it', () => {
    expect(tableLead({ clause: row(limits), document })?.text).toBe('“门诊病种限额”表：');
    expect(tableLead({ clause: row(limits, {}, '万元'), document })).toEqual({ text: '“门诊病种限额”表（单位：万元）：' });
  });

  it('may be left out only where it says no unit', () => {
    expect(tableLead({ clause: row(limits), document })?.spare).toBe(true);
    expect(tableLead({ clause: row(limits, {}, '万元'), document })?.spare).toBeUndefined();
  });

  it.each([['第四条'], ['二、标准'], ['示例市门诊病种通知'], ['23_价格表']])('does not call the table “%s”', (heading) => {
    expect(tableLead({ clause: row(limits, { headings: [heading] }), document })).toBeNull();
    expect(tableLead({ clause: row(limits, { headings: [heading] }, '元'), document })).toEqual({ text: '（单位：元）' });
  });
});
