import { type CheerioAPI, load } from 'cheerio';
import { FileTooLargeError } from '../../../domain/errors.ts';
import { type AnyNode, isElement } from './dom.ts';

// Reading a page walks its tree by recursion, and the parser of HTML looks through all open elements at many a tag: what is nested
// without end would take minutes and then the whole stack. Browsers stop at some 500 levels; no page for readers comes near.
const maximumDepth = 1500;
const maximumTables = 100;
/** For the look at the tags before parsing, which does not know every rule of HTML about tags left open. */
const maximumOpen = 3000;
/** What a tag has beyond this is left out: the parser compares each attribute with all before it. No page for readers comes near. */
const maximumAttributes = 1000;

const emptyTags = new Set(
  'area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr'.split(' '),
);
/** Closed by what follows where their end tags are missing, so that they do not nest. */
const closingThemselves = new Set(
  'html head body p li dt dd tr td th thead tbody tfoot colgroup option optgroup rt rp'.split(' '),
);
const rawText = new Set(['script', 'style', 'textarea', 'title']);

/** Parses a page. Throws ParseError when it is nested too deep, before the time for it is spent. */
export function parsePage(html: string): CheerioAPI {
  const { most, surplus } = surveyTags(html);
  if (most > maximumOpen) throw tooDeep(`more than ${maximumOpen} elements open at once`);
  const $ = load(surplus.length === 0 ? html : without(html, surplus));
  requireShallow($.root().toArray());
  return $;
}

const tooDeep = (detail: string) => new FileTooLargeError('网页的嵌套层数过多，无法读取', detail);

interface Range {
  start: number;
  end: number;
}

function without(text: string, ranges: Range[]): string {
  const parts = ranges.map(({ start }, index) => text.slice(ranges[index - 1]?.end ?? 0, start));
  return [...parts, text.slice(ranges.at(-1)!.end)].join('');
}

/**
 * How many elements stand open at most, by the tags alone, and where tags have too many attributes; linear, and done as soon as the limit
 * is passed.
 */
function surveyTags(html: string): { most: number; surplus: Range[] } {
  const surplus: Range[] = [];
  const open: string[] = [];
  const count = new Map<string, number>();
  const add = (name: string, step: number) => count.set(name, (count.get(name) ?? 0) + step);
  let depth = 0;
  let most = 0;
  for (const { name, closing, closed, excess } of tagsOf(html)) {
    if (excess) surplus.push(excess);
    if (closing) {
      if (!count.get(name)) continue;
      for (let last = ''; last !== name; ) {
        last = open.pop()!;
        add(last, -1);
        if (!closingThemselves.has(last)) depth--;
      }
    } else if (!emptyTags.has(name) && !(closed && (count.get('svg') || count.get('math')))) {
      open.push(name);
      add(name, 1);
      if (!closingThemselves.has(name)) depth++;
      most = Math.max(most, depth);
      if (most > maximumOpen) return { most, surplus };
    }
  }
  return { most, surplus };
}

interface Tag {
  name: string;
  closing: boolean;
  /** Written as `<name/>`. */
  closed: boolean;
  /** Attributes beyond the limit. */
  excess: Range | null;
}

/** Tags in order, without those in comments, scripts and the like. */
function* tagsOf(html: string): Generator<Tag> {
  const tagName = /<(\/?)([a-z][^\s/>]*)/iy;
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at)) {
    if (html.startsWith('<!--', at)) {
      at = html.indexOf('-->', at + 4);
      if (at < 0) return;
      continue;
    }
    tagName.lastIndex = at;
    const tag = tagName.exec(html);
    if (!tag) {
      at++;
      continue;
    }
    const { end, excess } = attributesFrom(html, tagName.lastIndex);
    if (end < 0) return;
    const name = tag[2]!.toLowerCase();
    const closing = tag[1] === '/';
    at = end + 1;
    if (!closing && rawText.has(name)) at = endOfRawText(html, name, at);
    else yield { name, closing, closed: html[end - 1] === '/', excess };
    if (at < 0) return;
  }
}

const attribute = /[\s/]*[^\s/>][^\s/>=]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"'][^\s>]*)?)?/y;

/** Where the `>` of a tag stands whose attributes begin at `from`; -1 where it has none. */
function attributesFrom(html: string, from: number): { end: number; excess: Range | null } {
  let position = from;
  let start = -1;
  for (let count = 1; ; count++) {
    attribute.lastIndex = position;
    if (!attribute.test(html)) break;
    position = attribute.lastIndex;
    if (count === maximumAttributes) start = position;
  }
  return { end: html.indexOf('>', position), excess: start >= 0 && position > start ? { start, end: position } : null };
}

function endOfRawText(html: string, name: string, from: number): number {
  const end = new RegExp(`</${name}`, 'gi');
  end.lastIndex = from;
  const found = end.exec(html);
  return found ? found.index + found[0].length : -1;
}

/** The exact depth of the parsed tree, measured without recursion. */
function requireShallow(roots: AnyNode[]): void {
  const waiting = roots.map((node) => ({ node, depth: 0, tables: 0 }));
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, depth } = next;
    const tables = next.tables + (isElement(node) && node.name === 'table' ? 1 : 0);
    if (depth > maximumDepth) throw tooDeep(`more than ${maximumDepth} levels`);
    if (tables > maximumTables) throw tooDeep(`more than ${maximumTables} tables in each other`);
    if (!('children' in node)) continue;
    for (const child of node.children) waiting.push({ node: child, depth: depth + 1, tables });
  }
}
