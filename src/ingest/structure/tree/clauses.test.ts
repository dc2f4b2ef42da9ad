import { describe, expect, it } from 'vitest';
import type { Block, ParsedSource } from '../../blocks.ts';
import { structureDocument } from '../structure.ts';

const parsed = (blocks: Block[]): ParsedSource => ({
  blocks,
  fields: [],
  title: null,
  attachments: [],
  links: [],
  pageCount: null,
  warnings: [],
  ocrShare: 0,
});
const paragraph = (text: string, more: Partial<Block> = {}): Block => ({ type: 'paragraph', text, page: 1, ...more }) as Block;
const title = paragraph('云湖市夜间照明补助办法');

describe('footnotes', () => {
  const document = structureDocument(
    parsed([
      title,
      paragraph('第一条　夜间照明补助的标准按照上一年度的用电量计算，并由市城市管理局会同市财政局在每年三月底以前向社会公布，'),
      { type: 'footnote', text: '用电量以供电企业的记录为准。', marker: '1', page: 1 },
      paragraph('公布的方式由市城市管理局决定。', { page: 2 }),
      paragraph('第二条　本办法自2031年1月1日起施行。'),
      { type: 'footnote', text: '节假日顺延。', marker: '②', page: 2 },
    ]),
    '无名',
  );

  it('are clauses of their own and stand in no sentence', () => {
    expect(document.clauses.map(({ path, role, text }) => `${path} ${role} ${text}`)).toEqual([
      '第一条 body 第一条 夜间照明补助的标准按照上一年度的用电量计算，并由市城市管理局会同市财政局在每年三月底以前向社会公布，公布的方式由市城市管理局决定。',
      '第二条 body 第二条 本办法自2031年1月1日起施行。',
      '脚注1 footnote 1 用电量以供电企业的记录为准。',
      '脚注② footnote ②节假日顺延。',
    ]);
  });

  it('stay in the reading text below the paragraph that they belong to', () => {
    const lines = document.body.split('\n');
    expect(lines.findIndex((line) => line.startsWith('1 用电量'))).toBe(lines.findIndex((line) => line.endsWith('决定。')) + 1);
  });
});

describe('confidence of machine reading', () => {
  it('of a clause is the lowest of its lines, and none where nothing was read from a picture', () => {
    const { clauses } = structureDocument(
      parsed([
        title,
        paragraph('第一条　符合下列条件的，可以申请：', { ocrConfidence: 0.9 }),
        paragraph('（一）在本市登记；', { ocrConfidence: 0.7 }),
        paragraph('（二）连续经营一年以上。', { ocrConfidence: 0.95 }),
        paragraph('第二条　本办法自2031年1月1日起施行。'),
      ]),
      '无名',
    );
    expect(clauses.map(({ path, ocrConfidence }) => [path, ocrConfidence])).toEqual([
      ['第一条', 0.7],
      ['第一条/（一）', 0.7],
      ['第一条/（二）', 0.95],
      ['第二条', null],
    ]);
  });
});
