import type { SourceField } from '../../blocks.ts';
import { surroundingsOf } from './content.ts';
import { type CheerioAPI, type Element, nameTokens, tidy, visibleText } from './dom.ts';

/**
 * The page's title: what the standard meta tag says, confirmed or completed by the heading above the article; else that heading;
 * else the window title without the site's name.
 */
export function titleOf($: CheerioAPI, content: Element | null, metas: SourceField[]): string | null {
  const meta = metaTitle(metas);
  const heading = content ? headingTitle($, content) : null;
  const window = tidy($('head > title, title').first().text());
  if (meta && heading && isCutShort(meta) && squeeze(heading).startsWith(squeeze(meta.replace(/(\.{2,}|…+)$/, ''))))
    return heading;
  if (meta) return meta;
  const printed = metas.find(
    (field) => field.basis === 'page_table' && /^(标题|名称|文件名称|信息名称)$/.test(field.name),
  )?.value;
  if (printed && squeeze(window).includes(squeeze(printed))) return printed;
  const named = siteLess(window, metas);
  if (heading && (squeeze(window).includes(squeeze(heading)) || isColumnName(named, heading))) return heading;
  const stated = statedTitle(metas);
  if (heading && stated && squeeze(stated).startsWith(squeeze(heading))) return heading;
  return saysNothing(named) ? (heading ?? stated) : named;
}

/** Many pages carry the name of their column in the window title: shorter than the heading and with no word for a document. */
function isColumnName(window: string, heading: string): boolean {
  return window === '' || (window.length < heading.length && window.length <= 10);
}

/** A code, a bare column, or a site followed by its column names no document. */
function saysNothing(window: string): boolean {
  if (!/[\u4e00-\u9fff]{2}/.test(window)) return true;
  return /^(?:政府规章|地方性法规|规范性文件|政策法规|政策文件|政策解读|通知公告|公告公示|公示公告|信息公开|政务公开|政府信息公开|办事指南|文件内容|正文|详情|详情页|内容页|首页|无标题文档|新建网页.*|文章内容|最新文件|政府文件)$/.test(
    window,
  );
}

/** True when a line repeats the title, blanks and book marks aside. */
export function sameTitle(line: string, title: string): boolean {
  const a = squeeze(line);
  const b = squeeze(title);
  return a !== '' && (a === b || a.replace(/[《》]/g, '') === b.replace(/[《》]/g, ''));
}

function metaTitle(metas: SourceField[]): string | null {
  return metas.find((field) => /^article[-_]?title$/i.test(field.name))?.value ?? null;
}

/** What the page tells search engines and social networks. */
function statedTitle(metas: SourceField[]): string | null {
  return metas.find((field) => /^(?:headline|og:title)$/i.test(field.name))?.value ?? null;
}

function isCutShort(title: string): boolean {
  return /(\.{2,}|…+)$/.test(title);
}

/** Headings and elements called title near the article: the nearest before it that is no label and no site name. */
function headingTitle($: CheerioAPI, content: Element): string | null {
  const inside = $(content).find('h1').first().get(0);
  const window = squeeze($('title').first().text());
  const near = surroundingsOf(content).flatMap((element) => [element, ...$(element).find('*').toArray()]);
  const first = $('h1').length === 0 ? headingOf($, content) : undefined;
  const named = [...[...near, ...(inside ? [inside] : [])].filter(isTitleElement), ...(first ? [first] : [])];
  const texts = named
    .map((element) => visibleText(element))
    .filter((text) => text.length >= 4 && text.length <= 200 && !/^(您|当前|你)/.test(text));
  return (
    texts.find((text) => window.includes(squeeze(text)) && squeeze(text) !== window) ??
    texts.find((text) => window.includes(squeeze(text))) ??
    texts[0] ??
    null
  );
}

/** On a page without h1, the heading with which the content begins. */
function headingOf($: CheerioAPI, content: Element): Element | undefined {
  const first = $(content).find('h2, h3, p, table, li').first().get(0);
  return first && /^h[23]$/.test(first.name) ? first : undefined;
}

function isTitleElement(element: Element): boolean {
  if (element.name === 'h1' || element.name === 'ucaptitle') return true;
  const titled = nameTokens(element).some((token) =>
    /(^|[-_])(title|tit|bt|biaoti|headline)$|^(article|news|content|info|detail|xl|page|doc|text|con)[-_]?(title|tit|bt)\d?$/.test(
      token,
    ),
  );
  return (
    titled &&
    (/^h[2-4]$/.test(element.name) ||
      element.children.every(
        (child) => child.type === 'text' || (child.type === 'tag' && /^(span|font|strong|b|br|p|h\d)$/.test(child.name)),
      ))
  );
}

/** `Title-Site name` without the site: cut at the last separator whose tail names a site or column. */
function siteLess(window: string, metas: SourceField[]): string {
  const names = metas.filter((field) => /^(sitename|columnname|og:site_name)$/i.test(field.name)).map((field) => field.value);
  // An underscore is never part of a title.
  let title = window.split('_')[0]!.trim() || window;
  const siteFirst = title.match(/^[^-|–—：:]{2,20}(?:网|网站|门户|政府|局|厅|委员会|办公室)\s*(?:--+|[-|–—·])\s*(\S.*)$/)?.[1];
  if (siteFirst && !/[-|–—]/.test(siteFirst)) return siteFirst.trim();
  for (;;) {
    const cut = title.match(/^(.*\S)\s*(?:[-_|–—·]|--)+\s*([^-_|–—]+)$/);
    if (!cut) return title;
    const tail = cut[2]!.trim();
    if (
      !names.some((name) => name.includes(tail) || tail.includes(name)) &&
      !/(网|网站|门户|政府|委员会|局|厅|办公室|中心|平台|公报|公开|首页|频道|栏目)$/.test(tail)
    )
      return title;
    title = cut[1]!;
  }
}

function squeeze(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '');
}
