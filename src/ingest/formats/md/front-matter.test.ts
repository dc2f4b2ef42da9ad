import { describe, expect, it } from 'vitest';
import { mdParser } from '../md.ts';
import { splitFrontMatter } from './front-matter.ts';

const read = (text: string) => mdParser.parse({ path: 'a.md', bytes: new TextEncoder().encode(text) });

describe('front matter of Markdown files', () => {
  it('becomes fields and stays out of the text', async () => {
    const parsed = await read(
      [
        '---',
        'title: "示例市高龄津贴办法"',
        '# 编辑用',
        '文号: 示民规〔2026〕3号',
        '发布机构：示例市民政局',
        'date: 2026-03-01   # 上网',
        'effective_date: 2026-04-01',
        'tags:',
        '  - 养老',
        "  - '津贴'",
        'keywords: [老人, "补贴"]',
        'summary: >-',
        '  每月',
        '  100元。',
        'draft:',
        '---',
        '',
        '第一条 每人每月100元。',
      ].join('\r\n'),
    );
    expect(parsed.title).toBe('示例市高龄津贴办法');
    expect(parsed.blocks).toEqual([{ type: 'paragraph', text: '第一条 每人每月100元。', page: null }]);
    expect(parsed.fields.map(({ name, value }) => `${name}=${value}`)).toEqual([
      '标题=示例市高龄津贴办法',
      '文号=示民规〔2026〕3号',
      '发布机构=示例市民政局',
      '发布日期=2026-03-01',
      '实施日期=2026-04-01',
      '标签=养老；津贴',
      '标签=老人；补贴',
      'summary=每月 100元。',
    ]);
  });

  it('leaves the heading as the title of the format', async () => {
    const parsed = await read('---\ntitle: 短名\n---\n# 示例市高龄津贴办法\n\n正文。\n');
    expect([parsed.title, parsed.fields[0]?.value]).toEqual(['示例市高龄津贴办法', '短名']);
  });

  it.each([
    ['text between two rules', '---\n本办法自发布之日起施行。\n---\n正文'],
    ['an open block', '---\ntitle: 甲\n正文'],
    ['a rule further down', '正文\n---\ntitle: 甲\n---'],
    ['nothing between the rules', '---\n---\n正文'],
  ])('does not take %s for it', (_, text) => {
    expect(splitFrontMatter(text.split('\n'))).toBeNull();
  });
});
