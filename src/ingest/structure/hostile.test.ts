import { describe, expect, it } from 'vitest';
import type { Block, ParsedSource } from '../blocks.ts';
import { chunkDocument } from '../chunk.ts';
import { readFaqList } from '../faq-list.ts';
import { structureDocument } from './structure.ts';

/** Texts that make slow rules slow. The long check takes them forty times as large: 200,000 lines, a line of a megabyte. */
const size = process.env.WENCE_LONG ? 200_000 : 5_000;
const timeout = 600_000;

const sourceOf = (blocks: Block[]): ParsedSource => ({
  blocks,
  fields: [],
  title: null,
  attachments: [],
  links: [],
  pageCount: null,
  warnings: [],
  ocrShare: 0,
});
const linesOf = (text: (index: number) => string): Block[] =>
  Array.from({ length: size }, (_, index) => ({ type: 'paragraph', text: text(index), page: null }));

function run(blocks: Block[]) {
  const document = structureDocument(sourceOf(blocks), '无名');
  const clauses = document.clauses.map((clause) => ({ ...clause, id: clause.path }));
  return { document, chunks: chunkDocument({ ...document, itemId: 'd', clauses }) };
}

describe('texts without end are read in time that grows with them', () => {
  it.each([
    ['sentences', (index: number) => `这是第${index}行文字，用来看看要花多长时间。`],
    ['one short word', () => '办理方式'],
    ['questions', (index: number) => (index % 2 ? '这是很长的回答，回答里面说了很多的事情。' : '这是问题吗？')],
    ['the same items', (index: number) => `（${'一二三四五六七八九'[index % 9]}）项目`],
    ['articles that refer to others', (index: number) => `第${index + 1}条　依照本办法第三条规定，前款不适用。`],
    ['six levels', (index: number) => ['一、总则', '（一）甲', '1.乙', '（1）丙', '①丁', '1）戊'][index % 6]!],
    ['marks of annexes', (index: number) => (index % 2 ? `附件${(index % 99) + 1}` : '这里是附件的文字内容。')],
    ['brackets that stay open', () => '（甲'],
    ['days', () => '2031年1月1日'],
    ['organs', () => '云湖市城市管理局'],
  ])(
    'lines of %s',
    (_, text) => {
      const { document, chunks } = run(linesOf(text));
      expect(document.body.split('\n').length).toBeGreaterThan(size * 0.4);
      expect(chunks.length).toBeGreaterThan(0);
    },
    timeout,
  );

  it.each([
    '（',
    '《',
    '第',
    '第一条',
    '一',
    '前款',
    '附件1',
    '本办法第',
    '》（以下简称',
    '称“',
    '。',
    '〔2031〕1号',
    '单位：',
    '注：',
    '1.',
    '甲 ',
  ])(
    'one line of %s',
    (word) => {
      const text = word.repeat(size);
      const { document, chunks } = run([{ type: 'paragraph', text, page: null }]);
      const reading = document.clauses.map((clause) => clause.text).join('') || document.title;
      expect(reading.length).toBeGreaterThan(size / 2);
      expect(chunks.length).toBeGreaterThan(0);
    },
    timeout,
  );

  it(
    'headings between items, each of which looks for the next',
    () => {
      const blocks = Array.from(
        { length: size },
        (_, index): Block =>
          index % 2
            ? { type: 'heading', level: 3, text: `标题${index}`, page: null }
            : { type: 'paragraph', text: '（二）项目', page: null },
      );
      expect(run(blocks).document.clauses.length).toBeGreaterThan(size / 2);
    },
    timeout,
  );

  it(
    'footnotes without a text',
    () => {
      const blocks = Array.from({ length: size }, (): Block => ({ type: 'footnote', text: '说明', marker: '1', page: null }));
      expect(run(blocks).document.clauses).toHaveLength(size);
    },
    timeout,
  );

  it(
    'a list of questions',
    () => {
      const rows = [
        ['问题', '答案'],
        ...Array.from({ length: size }, (_, index) => [`怎么办${index}？`, index % 3 ? '到社区办。' : '']),
      ];
      const parsed = sourceOf([{ type: 'table', table: { caption: null, headerRows: 1, rows }, page: null }]);
      const governance = {
        reviewState: 'draft' as const,
        createdBy: 'ingest',
        reviewedBy: null,
        reviewedAt: null,
        audiences: ['public' as const],
        visibleFrom: null,
        visibleUntil: null,
      };
      const list = readFaqList({ sourceId: 's', key: 'faq.xlsx', parsed, governance, region: null })!;
      expect(list.bundles.length + list.errors.length).toBe(size);
    },
    timeout,
  );
});
