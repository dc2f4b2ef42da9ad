import type { Text } from 'domhandler';
import type { Warning } from '../../../domain/document.ts';
import {
  type AnyNode,
  ancestry,
  type CheerioAPI,
  type Element,
  isBlockElement,
  isElement,
  isSilent,
  nameTokens,
  visibleText,
} from './dom.ts';

/** Containers of the article body in the content systems that Chinese government sites use, whole or as a pattern of names. */
const bodyNames = [
  /^(ucap-?content|ucapcontent|trs_(editor|ueditor|preappend)|custom_unionstyle|zoom|zoomcon|detailcon|contentbox|vsb_content.*|v_news_content|pages_content|bt_content|easysite-news-text|mainText|fontzoom|font_zoom|js_content|rich_media_content|wp_articlecontent|articlecontent|infocontent|textcontent|newscontent|conzt|nr|neirong|zhengwen|wzy|articletxt|article-?body)$/i,
  /^(article|news|info|detail|details|text|xxgk|gk|wz|wzxl|xl|post|policy|zw|zwgk|view|page|con|cont|content|nr|main)[-_]?(content|contents|con|cont|conts|body|text|txt|nr|article|detail|zw|zhengwen|main|info_con)s?$/i,
];

/** Names that are as often used for a wrapper: they count only where no better one is found. */
const wrapperNames = [
  /^(con|cont|content|contents|text|txt|article|articles|detail|details|news|info|newsinfo|infos|body|page|main)\d?$/i,
];

const inlineTags = new Set([
  'p',
  'span',
  'font',
  'a',
  'strong',
  'b',
  'em',
  'u',
  'tr',
  'tbody',
  'thead',
  'table',
  'ul',
  'ol',
  'li',
  'dl',
  'dt',
]);
const nestedOnly = new Set([...inlineTags, 'td', 'th', 'dd']);

/**
 * The element that holds the article. A named container wins while it holds most of the page's prose; else the smallest element
 * that holds nearly all of it.
 */
export function findContent($: CheerioAPI): Element | null {
  const body = $('body').get(0);
  if (!body) return null;
  const weights = weighProse(body, true);
  const sentences = weighProse(body, false);
  if ((weights.get(body) ?? 0) === 0) return body;
  const densest = (sentences.get(body) ?? 0) > 0 ? descend(body, sentences) : descend(body, weights);
  const enough = 0.4 * (weights.get(densest) ?? 0);
  for (const names of [bodyNames, wrapperNames]) {
    const chosen = namedContainer($, names, weights);
    if (chosen && (weights.get(chosen) ?? 0) >= enough) return chosen;
  }
  return densest;
}

/** The innermost of the containers with such a name that hold much text, or one around it that adds prose. */
function namedContainer($: CheerioAPI, names: RegExp[], weights: Map<AnyNode, number>): Element | null {
  const weight = (element: Element) => weights.get(element) ?? 0;
  const named = $('body *')
    .toArray()
    .filter((element) => isNamed(element, names) && weight(element) > 0);
  const best = Math.max(0, ...named.map(weight));
  const enough = named.filter((element) => weight(element) >= best * 0.6);
  const innermost = enough.find((element) => !enough.some((other) => other !== element && ancestry(other).includes(element)));
  return widen(innermost ?? null, enough);
}

function isNamed(element: Element, names: RegExp[]): boolean {
  if (inlineTags.has(element.name)) return false;
  if (names === bodyNames && element.attribs.itemprop === 'articleBody') return true;
  if (names === wrapperNames && (element.name === 'article' || element.name === 'main')) return true;
  return nameTokens(element).some((token) => names.some((pattern) => pattern.test(token)));
}

/**
 * From the innermost named container to the widest one around it that adds passages of its own (a first part outside the inner box).
 * Titles, lines of data and counters around the box are no passages.
 */
function widen(inner: Element | null, named: Element[]): Element | null {
  if (!inner) return null;
  let chosen = inner;
  let length = passagesIn(inner);
  for (const outer of ancestry(inner)) {
    if (!named.includes(outer)) continue;
    const total = passagesIn(outer);
    if (total > 1.02 * length && total >= length + 12) {
      chosen = outer;
      length = total;
    }
  }
  return chosen;
}

/** Characters of whole sentences outside links and headings. */
function passagesIn(node: AnyNode): number {
  if (node.type === 'text') {
    const text = node.data.replace(/\s+/g, '');
    return /[。；]/.test(text) || text.length >= 40 ? text.length : 0;
  }
  if (!isElement(node) || isSilent(node) || /^(a|h[1-6])$/.test(node.name)) return 0;
  return node.children.reduce((sum, child) => sum + passagesIn(child), 0);
}

/** Down from the body while one child holds nearly all the prose. */
function descend(body: Element, weights: Map<AnyNode, number>): Element {
  let current = body;
  for (;;) {
    const next = current.children.find(
      (child): child is Element => isElement(child) && (weights.get(child) ?? 0) >= 0.85 * (weights.get(current) ?? 0),
    );
    if (!next || nestedOnly.has(next.name)) return layoutAware(current, next, weights);
    current = next;
  }
}

/** Old pages lay out the article in a table: follow a table only down to a cell that is itself full of paragraphs. */
function layoutAware(current: Element, next: Element | undefined, weights: Map<AnyNode, number>): Element {
  if (next?.name !== 'table') return current;
  const cells: Element[] = [];
  const collect = (node: AnyNode): void => {
    if (!isElement(node)) return;
    if (node.name === 'td' && (weights.get(node) ?? 0) >= 0.9 * (weights.get(current) ?? 0)) cells.push(node);
    for (const child of node.children) collect(child);
  };
  collect(next);
  const cell = cells.at(-1);
  return cell ? descend(cell, weights) : current;
}

/**
 * Prose weight of every element: characters of sentences outside links; with `all`, runs of a few words, as in menus, count a fifth.
 */
function weighProse(root: Element, all: boolean): Map<AnyNode, number> {
  const weights = new Map<AnyNode, number>();
  const walk = (node: AnyNode, inLink: boolean): number => {
    if (node.type === 'text') return inLink ? 0 : weightOf(node, all);
    if (!isElement(node) || isSilent(node)) return 0;
    const link = inLink || node.name === 'a';
    const own = node.children.reduce((sum, child) => sum + walk(child, link), 0);
    weights.set(node, own);
    return own;
  };
  walk(root, false);
  return weights;
}

function weightOf(node: Text, all: boolean): number {
  const text = node.data.replace(/\s+/g, '');
  if (text.length === 0) return 0;
  const sentence = text.length >= 25 || /[。；，、]/.test(text);
  return sentence ? text.length : all ? text.length / 5 : 0;
}

/** Elements that stand beside the content on the way up to the body, innermost first: the places of title, source and date. */
export function surroundingsOf(content: Element, where: 'before' | 'around' = 'around'): Element[] {
  const beside: Element[] = [];
  for (const inner of ancestry(content)) {
    const outer = inner.parent;
    if (!outer || !isElement(outer)) break;
    const siblings = where === 'before' ? outer.children.slice(0, outer.children.indexOf(inner)) : outer.children;
    beside.push(...siblings.filter((child): child is Element => isElement(child) && child !== inner && !isSilent(child)));
    if (outer.name === 'body' || outer.name === 'html') break;
  }
  return beside.filter((element) => isBlockElement(element) || element.children.length > 0);
}

/** Why a person should look at what was taken for the article; empty where the page leaves no doubt. */
export function contentWarnings($: CheerioAPI, content: Element): Warning[] {
  const body = $('body').get(0);
  const total = lengthOf(content, false);
  const inside = passagesIn(content);
  if (total >= 60 && inside < 0.2 * total && lengthOf(content, true) >= 0.6 * total)
    return [{ code: 'body_uncertain', message: '网页多为链接，像是目录页，没有正文' }];
  const outside = body ? lengthOutside(body, content) : 0;
  if (outside > 0.5 * inside && outside >= 200)
    return [{ code: 'body_uncertain', message: '网页上正文之外还有较多文字，取作正文的部分请核对' }];
  return [];
}

/** So many passages beside the article tell enough about a page. */
const maximumPassages = 300;

/** Characters of the passages beside the content that are not copies of its own. */
function lengthOutside(body: Element, content: Element): number {
  const own = visibleText(content).replace(/\s+/g, '');
  let length = 0;
  let seen = 0;
  const visit = (node: AnyNode): void => {
    if (node === content || seen > maximumPassages) return;
    if (node.type === 'text') {
      const text = node.data.replace(/\s+/g, '');
      if (!/[。；]/.test(text) && text.length < 40) return;
      seen++;
      if (!own.includes(text)) length += text.length;
    } else if (isElement(node) && !isSilent(node) && !/^(a|h[1-6])$/.test(node.name))
      for (const child of node.children) visit(child);
  };
  visit(body);
  return length;
}

/** Characters that a reader sees in an element, or those of them in links. */
function lengthOf(node: AnyNode, inLinks: boolean): number {
  if (node.type === 'text') return inLinks ? 0 : node.data.replace(/\s+/g, '').length;
  if (!isElement(node) || isSilent(node)) return 0;
  const linked = inLinks && node.name === 'a';
  return node.children.reduce((sum, child) => sum + lengthOf(child, inLinks && !linked), 0);
}
