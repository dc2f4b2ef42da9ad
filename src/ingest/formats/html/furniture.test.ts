import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../config.ts';
import { readPage } from '../html.ts';

/** Words of the samples that belong to their sites and to none of their articles. */
const furniture =
  /ICP备|公网安备|网站地图|承办：|版权所有|技术支持|当前位置|上一篇|下一篇|分享到|相关阅读|好评|办件量|登录注册|扫码办|无障碍浏览|联系我们|网站标识码|我要咨询|个人中心/;
const corpus = join(projectRoot, 'corpus');
const pages = readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.html'));

/** The same page from a builder of sites who gives nothing a telling name. */
const nameless = (html: string) =>
  html.replace(/ (?:class|id|role)="[^"]*"/g, '').replace(/<(\/?)(?:main|aside|nav|footer|header|section|article)\b/g, '<$1div');

const textOf = (html: string) =>
  readPage(html).blocks.map((block) => (block.type === 'table' ? block.table.rows.flat().join(' ') : block.text));

describe.each(pages)('%s', (path) => {
  const html = readFileSync(join(corpus, path), 'utf8');

  it('is read without navigation and foot', () => {
    expect(textOf(html).filter((text) => furniture.test(text))).toEqual([]);
  });

  it('is read without them when their parts have no names', () => {
    expect(textOf(nameless(html)).filter((text) => furniture.test(text))).toEqual([]);
  });

  it('keeps all its text without names', () => {
    const named = textOf(html);
    const without = new Set(textOf(nameless(html)));
    expect(named.filter((text) => !without.has(text))).toEqual([]);
  });
});

describe('a guide of a service site', () => {
  it('gives its data as fields, each for itself', () => {
    const page = readPage(readFileSync(join(corpus, '户籍居住/人才引进入户办事指南.html'), 'utf8'));
    const printed = page.fields.filter((field) => field.basis === 'page_table');
    expect(printed.map(({ name, value }) => [name, value])).toEqual([
      ['实施主体', '示例市人力资源和社会保障局'],
      ['更新时间', '2026-06-30'],
    ]);
  });
});

describe('text that nobody can see', () => {
  const read = (style: string, inner = '请以本行为准。') =>
    textOf(
      `<html><body><h1>补贴标准的通知</h1><p>每月补贴500元，按月发放。</p><p style="${style}">${inner}</p></body></html>`,
    ).join('');

  it.each(['font-size:0', 'color:red; FONT-SIZE: 0px;', 'font-size:0.1px', 'font-size:1px', 'color:transparent'])(
    'of %s is not read',
    (style) => {
      expect(read(style)).not.toContain('以本行为准');
      expect(read(style)).toContain('每月补贴500元');
    },
  );

  it.each(['font-size:10.5pt', 'font-size:0.9em', 'font-size:1.5em', 'line-height:0', 'background-color:transparent'])(
    'of %s is no such',
    (style) => {
      expect(read(style)).toContain('以本行为准');
    },
  );

  it('is not meant where the size only closes gaps between parts that have their own', () => {
    expect(read('font-size:0', '<span style="font-size:16px">请以本行为准。</span>')).toContain('以本行为准');
  });
});
