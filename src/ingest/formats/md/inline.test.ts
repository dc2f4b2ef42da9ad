import { describe, expect, it } from 'vitest';
import { mdParser } from '../md.ts';
import { withoutMarkup } from './inline.ts';

const plain = (text: string) => withoutMarkup(text, () => {});

describe('withoutMarkup', () => {
  it.each([
    ['**第一条** 为了*规范*管理', '第一条 为了规范管理'],
    ['***注意***：__按时__办理', '注意：按时办理'],
    ['2 * 3 * 4 和 snake_case_name', '2 * 3 * 4 和 snake_case_name'],
    ['** 不是** 强调', '** 不是** 强调'],
    ['见[附件](https://example.gov.cn/a(1).docx "表")和![图](data:image/png;base64,AAAA)', '见附件和图'],
    ['<https://example.gov.cn/a> <b>粗</b>`代码`\\*', 'https://example.gov.cn/a 粗代码*'],
  ])('%s', (marked, bare) => {
    expect(plain(marked)).toBe(bare);
  });

  it('tells the addresses of links, with brackets in them', () => {
    const links: [string, string][] = [];
    withoutMarkup('[甲](https://example.gov.cn/a(1).docx)[乙](#top)', (label, url) => links.push([label, url]));
    expect(links).toEqual([['甲', 'https://example.gov.cn/a(1).docx']]);
  });

  // A rule that searches again from every mark would not end within the time limit of a test.
  it.each(['![', '[a](', '![a](', '<a', '<http://', '**a ', '***a ', '*a ', '`', '[a]( ', '[', '<br '])(
    'ends on a flood of %s',
    (mark) => {
      expect(plain(mark.repeat(300_000)).length).toBeGreaterThan(0);
    },
  );
});

describe('a Markdown file', () => {
  it.each([
    ['blanks in a heading', `# 甲${' '.repeat(300_000)}乙`],
    ['blanks in a line', `甲${' '.repeat(300_000)}乙`],
    ['blanks before a row', `| 甲 |\n|${' '.repeat(300_000)}-|x`],
    ['a link that opens into blanks', `[甲](${' '.repeat(300_000)}乙`],
    ['a paragraph of many lines', '一行文字\n'.repeat(300_000)],
  ])('is read to its end with %s', async (_name, text) => {
    const bytes = new TextEncoder().encode(`# 题目\n\n${text}\n\n最后一段。\n`);
    const { blocks } = await mdParser.parse({ path: 'a.md', bytes });
    expect(blocks.at(-1)).toMatchObject({ text: '最后一段。' });
  });
});
