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
    ['&emsp;&emsp;<b>第一条</b>&emsp;每月&lt;100&gt;元&#x3002;A&amp;B&amp;nbsp;', '第一条 每月<100>元。A&B&nbsp;'],
    ['R&D;和&#0;&#55296;', 'R&D;和&#0;&#55296;'],
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

describe('paragraphs of a Markdown file', () => {
  const read = async (text: string) => {
    const { blocks } = await mdParser.parse({ path: 'a.md', bytes: new TextEncoder().encode(text) });
    return blocks.map((block) => (block.type === 'table' ? '' : block.text));
  };

  it('begin with a line that is indented as Chinese paragraphs are', async () => {
    expect(
      await read('# 云湖市路灯办法\n\n　　第一条 制定本办法。\n　　路灯按本办法\n管理。\n&emsp;&emsp;第二条 按时开灯。\n'),
    ).toEqual(['云湖市路灯办法', '第一条 制定本办法。', '路灯按本办法管理。', '第二条 按时开灯。']);
  });

  it('begin with a numbered unit below a whole sentence, and with a paragraph of HTML', async () => {
    expect(
      await read(
        '第一条 为了管理路灯，\n制定本办法。\n第二条 分为：\n（一）开灯；\n（二）关灯。\n<p id="t3">第三条 按照本办法\n第二条的规定开灯。',
      ),
    ).toEqual([
      '第一条 为了管理路灯，制定本办法。',
      '第二条 分为：',
      '（一）开灯；',
      '（二）关灯。',
      '第三条 按照本办法第二条的规定开灯。',
    ]);
  });

  it('end a list item', async () => {
    expect(await read('- 开灯时间\n  由管理单位确定。\n　　第二条 按时关灯。')).toEqual([
      '开灯时间由管理单位确定。',
      '第二条 按时关灯。',
    ]);
  });

  it('leave marks of containers and attributes of headings out', async () => {
    expect(
      await read('::: tip 修订信息\n\n2031年1月1日通过\n\n:::\n\n## 第一章 总则{align=center}\n\n### 说明 {#note .small}'),
    ).toEqual(['修订信息', '2031年1月1日通过', '第一章 总则', '说明']);
  });

  it('know the rule below the names of columns by a single dash, and rows of dashes as rows', async () => {
    const table = '| 区 | 标准 |\n| :-: | - |\n| 城东 | 5 |\n| - | - |';
    const parsed = await mdParser.parse({ bytes: new TextEncoder().encode(table), path: 'a.md' });
    expect(parsed.blocks[0]).toMatchObject({
      table: {
        headerRows: 1,
        rows: [
          ['区', '标准'],
          ['城东', '5'],
          ['-', '-'],
        ],
      },
    });
  });
});
