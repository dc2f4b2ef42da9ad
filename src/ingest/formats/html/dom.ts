import type { CheerioAPI } from 'cheerio';
import type { AnyNode, Element } from 'domhandler';

export type { AnyNode, CheerioAPI, Element };

const blockTags = new Set(
  (
    'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form ' +
    'h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul ucapcontent ucaptitle'
  ).split(' '),
);

const silentTags = new Set(
  'script style noscript template iframe object embed svg canvas video audio map input button select textarea option link meta head title'.split(
    ' ',
  ),
);

export function isElement(node: AnyNode): node is Element {
  return node.type === 'tag' || node.type === 'script' || node.type === 'style';
}

export function isBlockElement(node: AnyNode): boolean {
  return isElement(node) && blockTags.has(node.name);
}

/** Elements whose text a reader never sees. */
export function isSilent(node: AnyNode): boolean {
  return isElement(node) && silentTags.has(node.name);
}

/** Hidden by the page itself, without a style sheet, or by a class that every style library hides. */
export function isHidden(element: Element): boolean {
  const style = element.attribs.style ?? '';
  if ('hidden' in element.attribs || /display\s*:\s*none|visibility\s*:\s*hidden/i.test(style)) return true;
  return /(?:^|\s)(?:hide|hidden|d-none|sr-only|visually-hidden)(?:\s|$)/i.test(element.attribs.class ?? '');
}

const unseenStyle =
  /(?:^|;)\s*(?:font-size\s*:\s*(?:0(?:\.0+)?[a-z%]*|0?\.\d+p[xt]|1(?:\.0+)?p[xt])|color\s*:\s*transparent)\s*(?:;|!|$)/i;

/**
 * Written so that nobody can see it: letters without size or colour. An element whose children have a style or class of their own is not
 * meant: a size of nothing on it only closes the gaps between them.
 */
export function isInvisible(element: Element): boolean {
  if (!unseenStyle.test(element.attribs.style ?? '')) return false;
  return !firstBelow(element, ({ attribs }) => 'style' in attribs || 'class' in attribs);
}

const cjk = '\\u2e80-\\u2fdf\\u3000-\\u303f\\u3040-\\u30ff\\u3400-\\u9fff\\uf900-\\ufaff\\uff00-\\uffef\\u2018-\\u201d';
const sourceBreak = new RegExp(`(?<=[${cjk}])[ \\t]*[\\r\\n]\\s*(?=[${cjk}])`, 'g');

/**
 * White space as a Chinese reader sees it: a line break of the source between two Chinese characters is nothing,
 * every other run is one space.
 */
export function tidy(text: string): string {
  return text
    .replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '')
    .replace(sourceBreak, '')
    .replace(/[\s\u00a0\u3000]+/g, ' ')
    .trim();
}

/** Text of a node without silent elements; block elements and `<br>` separate words. */
export function visibleText(node: AnyNode): string {
  const parts: string[] = [];
  const walk = (current: AnyNode): void => {
    if (current.type === 'text') parts.push(current.data);
    if (!isElement(current) || isSilent(current)) return;
    const separate = isBlockElement(current) || current.name === 'br';
    if (separate) parts.push(' ');
    for (const child of current.children) walk(child);
    if (separate) parts.push(' ');
  };
  walk(node);
  return tidy(parts.join(''));
}

/** Class and id of an element as lower-case tokens. */
export function nameTokens(element: Element): string[] {
  return `${element.attribs.id ?? ''} ${element.attribs.class ?? ''}`.toLowerCase().split(/\s+/).filter(Boolean);
}

/** The element and its ancestors, innermost first. */
export function ancestry(element: Element): Element[] {
  const line: Element[] = [];
  for (let current: AnyNode | null = element; current && isElement(current); current = current.parent) line.push(current);
  return line;
}

/** All elements below one, in the order of the page. A search by selector takes time with the square of the children, this does not. */
export function elementsBelow(root: Element): Element[] {
  const found: Element[] = [];
  const waiting: AnyNode[] = root.children.toReversed();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (!isElement(node)) continue;
    found.push(node);
    for (let index = node.children.length - 1; index >= 0; index--) waiting.push(node.children[index]!);
  }
  return found;
}

/** Leaves an element only these of its children. */
export function setChildren(element: Element, kept: AnyNode[]): void {
  for (const child of element.children) child.parent = null;
  kept.forEach((child, index) => {
    child.parent = element;
    child.prev = (kept[index - 1] as typeof child.prev) ?? null;
    child.next = (kept[index + 1] as typeof child.next) ?? null;
  });
  element.children = kept as typeof element.children;
}

/** The first element below one that suits; null when none does. */
export function firstBelow(root: Element, suits: (element: Element) => boolean): Element | null {
  for (const child of root.children) {
    if (!isElement(child)) continue;
    const found = suits(child) ? child : firstBelow(child, suits);
    if (found) return found;
  }
  return null;
}
