import type { SourceField } from '../../blocks.ts';
import { surroundingsOf } from './content.ts';
import { type CheerioAPI, type Element, elementsBelow, firstBelow, isElement, nameTokens, tidy, visibleText } from './dom.ts';

export interface PageTitle {
  title: string | null;
  /** Another title that the page states as strongly and that is not a part of it; a person should look. */
  rival: string | null;
}

/** One place where the page states its title, and how far such places are to be trusted. */
interface Candidate {
  text: string;
  weight: number;
}

/** The window title, which often names a column, weighs less than a heading, a label or data for search engines. */
const ofWindow = 2.5;
/** The only h1, with the line of source and day below it, is what the page prints over its article; others are for those who share it. */
const ofDatedHeading = 9;

/**
 * The page's title: what the standard meta tag says, completed by the heading where it is cut short; else the candidate that most
 * places agree on: labels, headings, data for search engines, window title.
 */
export function titleOf($: CheerioAPI, content: Element | null, fields: SourceField[]): PageTitle {
  const stated = fields.find((field) => /^article[-_]?title$/i.test(field.name))?.value ?? null;
  const window = tidy($('head > title, title').first().text());
  const candidates = candidatesOf(content, fields, window);
  if (stated) return { title: completed(stated, candidates), rival: null };
  const [best, second] = ranked(candidates, window);
  // A bare 通告 is the title of many a notice, where nothing says more; 常见问题 as heading and window is that of a page of questions.
  if (!best) {
    const headings = content ? headingTexts(content, 'h1') : [];
    const bare = [window, ...headings.filter((heading) => window.startsWith(heading))].find((text) => bareTitle.test(text));
    return { title: bare ?? null, rival: null };
  }
  const related = second && (includes(best.text, second.text) || includes(second.text, best.text));
  return { title: completed(best.text, candidates), rival: second && second.weight >= ofWindow && !related ? second.text : null };
}

const bareTitle = /^(?:通知|公告|通告|布告|决定|启事|公示|常见问题|常见问答|热点问答|热点问题|问题解答)$/;

/** Texts of the headings of a level, of the content and around it. */
const headingTexts = (content: Element, level: 'h1' | 'h2') =>
  [content, ...surroundingsOf(content)]
    .flatMap((element) => [element, ...elementsBelow(element)])
    .filter(({ name }) => name === level)
    .map((element) => visibleText(element));

function candidatesOf(content: Element | null, fields: SourceField[], window: string): Candidate[] {
  const named = (pattern: RegExp, basis: SourceField['basis']) =>
    fields.filter((field) => field.basis === basis && pattern.test(field.name)).map((field) => field.value);
  const from = (weight: number, texts: string[]) => texts.map((text): Candidate => ({ text: withoutStatus(tidy(text)), weight }));
  const shown = withoutSite(window, fields);
  const headings = content ? headingsOf(content) : { first: [], nearest: [], further: [], isDated: false };
  return [
    ...from(4, named(/^(标题|名称|文件名称|信息名称|事项名称|法规名称)$/, 'page_table').slice(0, 1)),
    ...from(headings.isDated ? ofDatedHeading : 4, headings.first),
    ...from(3, headings.nearest),
    ...from(1, headings.further),
    ...from(3, named(/^(headline|og:title)$/i, 'meta_tag').slice(0, 1)),
    ...from(ofWindow, [shown]),
    // The name of the site may be the h1.
    ...from(3, content && headingTexts(content, 'h2').some((text) => squeeze(text) === squeeze(shown)) ? [shown] : []),
  ].filter(({ text }) => text.length >= 4 && text.length <= 200 && !saysNothing(text));
}

/** Collections of laws print the status behind the title, in an element of its own. */
const withoutStatus = (title: string) =>
  title.replace(
    /(?<=[条例办法规定则通知意见决案释）)])\s*[[【（(]?(?:现行有效|全文有效|已失效|失效|已废止|废止|已被修改|已修改|尚未生效|尚未施行)[\]】）)]?$/,
    '',
  );

/** Candidates with the weights of all places that say the same; one that stands in the window title too gains by it. */
function ranked(candidates: Candidate[], window: string): Candidate[] {
  const groups = new Map<string, Candidate>();
  for (const { text, weight } of candidates) {
    const key = squeeze(text);
    const group = groups.get(key);
    if (group) group.weight += weight;
    else groups.set(key, { text, weight: weight + (weight > ofWindow && includes(window, text) ? 2 : 0) });
  }
  return [...groups.values()].sort((a, b) => b.weight - a.weight);
}

/** A title that ends in dots was cut short: the place that has the rest of it. */
function completed(title: string, candidates: Candidate[]): string {
  const start = squeeze(title.replace(/(\.{2,}|…+)$/, ''));
  if (start === squeeze(title)) return title;
  return candidates.find(({ text }) => squeeze(text).startsWith(start) && squeeze(text) !== squeeze(title))?.text ?? title;
}

const includes = (whole: string, part: string) => squeeze(whole).includes(squeeze(part));

const columns =
  '政府规章|地方性法规|规范性文件|行政规范性文件|政策法规|法律法规|政策文件|政府文件|部门文件|最新文件|最新政策|政策|政策解读|解读|通知公告|公告公示|公示公告|通知|公告|' +
  '信息公开|政务公开|政府信息公开|新闻中心|新闻动态|工作动态|要闻|今日要闻|图片新闻|媒体报道|民生资讯|办事指南|服务指南|事项详情|办事服务|政务服务|在线办事|互动交流|咨询投诉|意见征集|民意征集|征集调查|' +
  '文件内容|正文|详情|详情页|内容页|详细页|信息内容|文章内容|文章正文|文章|首页|网站首页|无标题文档|新建网页.*|政府公报|法规库|规章库|文件库|常见问题|热点问答|基本信息';
const column = new RegExp(
  `^(?:${columns})(?:目录|专栏|栏目)?(?:[-_|–—· >]+(?:${columns}))*$|^[\\u4e00-\\u9fff]{1,4}(?:查看|浏览|详情|详情页|列表|信箱)$`,
);
const tools = /^(您|你|当前|现在|相关|推荐|热门|最新|更多|延伸|上一|下一|附件|来源|发布|时间|扫一扫|分享)/;

/** A code, the name of a column, of a site or of an organ, or a line of the page names no document. */
function saysNothing(text: string): boolean {
  return !/[\u4e00-\u9fff]{2}|[a-z]{3,} [a-z]{2,}/i.test(text) || column.test(text) || tools.test(text) || isSite(text);
}

function isSite(text: string): boolean {
  return (
    text.length <= 25 &&
    !/关于|[《》]/.test(text) &&
    /(网|网站|门户|(政府|委员会|局|厅|办公室)(文件)?|平台|频道|首页|数字版|客户端)$/.test(text)
  );
}

/** True when a line repeats the title, blanks and book marks aside. */
export function sameTitle(line: string, title: string): boolean {
  const a = squeeze(line);
  const b = squeeze(title);
  return a !== '' && (a === b || a.replace(/[《》]/g, '') === b.replace(/[《》]/g, ''));
}

/** Headings of the article: the h1 or the first heading of the content, the nearest element called title, and those further away. */
function headingsOf(content: Element): { first: string[]; nearest: string[]; further: string[]; isDated: boolean } {
  const near = surroundingsOf(content).flatMap((element) => [element, ...elementsBelow(element)]);
  const isSound = (text: string) => text.length >= 4 && text.length <= 200 && !saysNothing(text);
  const soundTexts = (elements: Element[]) => elements.map((element) => visibleText(element)).filter(isSound);
  const all = [...near, ...elementsBelow(content).filter((element) => element.name === 'h1')];
  const largest = all.filter((element) => element.name === 'h1' || element.name === 'ucaptitle');
  const h1 = soundTexts(largest);
  const isDated = h1.length === 1 && largest.length === 1 && standsOverDay(largest[0]!);
  const first = h1.length > 0 ? h1 : soundTexts(firstHeading(content));
  const titled = (elements: Element[]) =>
    soundTexts(elements.filter((element) => element.name !== 'h1' && isTitleElement(element)));
  const [nearest, ...further] = [...titled(near), ...titled(elementsBelow(content)).slice(0, 1)];
  return { first: first.slice(0, 1), nearest: nearest ? [nearest] : [], further: [...first.slice(1), ...further], isDated };
}

/** The next element is a short line with a day, as 来源 and 发布时间 stand below a title. */
function standsOverDay(heading: Element): boolean {
  let below = heading.next;
  while (below && !isElement(below)) below = below.next;
  const line = below ? visibleText(below) : '';
  return line.length <= 160 && /(?:19|20)\d{2}\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}/.test(line) && !/。|今天|今日/.test(line);
}

/** On a page without h1: the heading with which the content begins, or the only one right before it. */
function firstHeading(content: Element): Element[] {
  const first = firstBelow(content, (element) => /^(?:h[23]|p|table|li)$/.test(element.name));
  // One of several on its level heads a section.
  const alone = first && elementsBelow(content).filter((element) => element.name === first.name).length === 1;
  if (first && /^h[23]$/.test(first.name) && alone) return [first];
  for (const beside of surroundingsOf(content, 'before')) {
    const found = [beside, ...elementsBelow(beside)].filter((element) => /^h[23]$/.test(element.name));
    if (found.length === 1) return found;
  }
  return [];
}

function isTitleElement(element: Element): boolean {
  const titled = nameTokens(element).some((token) =>
    /(^|[-_])(title|tit|bt|biaoti|headline)$|^(article|news|content|info|detail|xl|page|doc|text|con|item|item-)[-_]?(title|tit|bt|name)\d?$/.test(
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
function withoutSite(window: string, fields: SourceField[]): string {
  const names = fields.filter((field) => /^(sitename|columnname|og:site_name)$/i.test(field.name)).map((field) => field.value);
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
