import { expect, it } from 'vitest';
import { pageAt } from '../../../domain/document.ts';
import type { Block } from '../../blocks.ts';
import { structureDocument } from '../structure.ts';

const clausesOf = (blocks: Block[]) =>
  structureDocument(
    { blocks, fields: [], title: null, attachments: [], links: [], pageCount: 3, warnings: [], ocrShare: 0 },
    '办法',
  ).clauses;

it('tells the page of every place of a clause, inside a paragraph and from one paragraph to the next', () => {
  const second = '第二条 单位招用一名毕业生的，给予补贴一千元；招用退役军人的，给予补贴二千元。';
  const at = second.indexOf('招用退役军人');
  const clauses = clausesOf([
    { type: 'paragraph', text: '示例市就业补贴办法', page: 1, align: 'center' },
    { type: 'paragraph', text: '第一条 为了促进就业，制定本办法。', page: 1 },
    { type: 'paragraph', text: second, page: 1, pageStarts: [{ at, page: 2 }] },
    { type: 'paragraph', text: '第三条 申请人提交下列材料：', page: 2 },
    { type: 'paragraph', text: '（一）申请表；', page: 2 },
    { type: 'paragraph', text: '（二）劳动合同。', page: 3 },
  ]);
  const pageOf = (path: string, words: string) => {
    const clause = clauses.find((one) => one.path === path)!;
    return pageAt(clause, clause.text.indexOf(words));
  };
  expect(pageOf('第二条', '给予补贴一千元')).toBe(1);
  expect(pageOf('第二条', '招用退役军人')).toBe(2);
  expect(pageOf('第三条', '申请表')).toBe(2);
  expect(pageOf('第三条', '劳动合同')).toBe(3);
  expect(clauses.find(({ path }) => path === '第一条')).not.toHaveProperty('pageStarts');
});
