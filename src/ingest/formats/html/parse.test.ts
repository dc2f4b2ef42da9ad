import { describe, expect, it } from 'vitest';
import { parseSource } from '../../load.ts';
import { parsePage } from './parse.ts';

const page = (body: string) => `<!doctype html><html><head><title>通知</title></head><body>${body}</body></html>`;
const nested = (tag: string, times: number) => page(`<p>首段。</p>${`<${tag}>`.repeat(times)}正文在最里面。`);
const parse = (html: string) => parseSource({ path: 'a.html', bytes: new TextEncoder().encode(html) });

describe('nesting', () => {
  it.each([
    ['div', 60_000],
    ['div/', 60_000],
    ['b', 60_000],
    ['ul><li', 20_000],
    ['table><tr><td', 5_000],
    ['table><tr><td', 150],
    ['div', 2_000],
    ['x-a', 2_000],
  ])('without end is refused with its reason: <%s> × %i', async (tag, times) => {
    await expect(parse(nested(tag, times))).rejects.toMatchObject({
      code: 'file_too_large',
      message: '网页的嵌套层数过多，无法读取',
    });
  });

  it('that a page may have is read to its innermost text', async () => {
    for (const tag of ['div', 'font', 'ul><li', 'table><tr><td']) {
      const { blocks } = await parse(nested(tag, 60));
      expect(JSON.stringify(blocks), tag).toContain('正文在最里面');
    }
  });

  it('is not seen in tags that close themselves, in scripts, comments, pictures or cells left open', () => {
    const many = (text: string) => text.repeat(8000);
    for (const body of [
      many('<p>段'),
      many('<br><hr><img src="a.png">'),
      `<ul>${many('<li>项')}</ul>`,
      `<script>${many("document.write('<div>')")}</script>`,
      `<!--${many('<div>')}-->`,
      `<svg>${many('<path d="M0"/>')}</svg>`,
      `<table>${many('<tr><td><span>格</td></tr>')}</table>`,
      many('<div>一</div>'),
      many('</div>'),
      many('1 < 2 '),
    ])
      expect(parsePage(page(body)).text()).toContain('通知');
  });
});

describe('very many parts of one kind', () => {
  // A search that looks at every part anew from each of them would not end within the time limit of a test.
  it.each([
    ['scripts', '<script>document.write("<p>假的规定</p>")</script><style>p{color:red}</style>', 40_000],
    ['lists', '<ul><li>项目</li><li>一</li></ul>', 10_000],
  ])('%s do not hold up a page', async (_name, part, times) => {
    const { blocks } = await parse(page(`${part.repeat(times)}<p>本办法自公布之日起施行，有效期五年。</p>${part.repeat(times)}`));
    expect(JSON.stringify(blocks)).toContain('自公布之日起施行');
    expect(JSON.stringify(blocks)).not.toContain('假的规定');
  });

  it('attributes of a tag do not either; those at its front stay', async () => {
    const many = Array.from({ length: 300_000 }, (_, index) => `a${index}="<b>"`).join(' ');
    const html = page(
      `<div style="display:none" ${many}>暗</div><p title="${'长'.repeat(300_000)}">本办法自公布之日起施行。</p>`,
    );
    const $ = parsePage(html);
    expect(Object.keys($('div').get(0)!.attribs)).toHaveLength(1000);
    expect($('div').attr('style')).toBe('display:none');
    expect($('p').text()).toBe('本办法自公布之日起施行。');
  });
});
