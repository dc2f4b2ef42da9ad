import { type CheerioAPI, load } from 'cheerio';
import { FileTooLargeError } from '../../../domain/errors.ts';
import { type AnyNode, isElement } from './dom.ts';

// Reading a page walks its tree by recursion, and the parser of HTML looks through all open elements at many a tag: what is nested
// without end would take minutes and then the whole stack. Browsers stop at some 500 levels; no page for readers comes near.
const maximumDepth = 1500;
const maximumTables = 100;
/** For the look at the tags before parsing, which does not know every rule of HTML about tags left open. */
const maximumOpen = 3000;

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
  if (mostOpen(html) > maximumOpen) throw tooDeep(`more than ${maximumOpen} elements open at once`);
  const $ = load(html);
  requireShallow($.root().toArray());
  return $;
}

const tooDeep = (detail: string) => new FileTooLargeError('网页的嵌套层数过多，无法读取', detail);

/** How many elements stand open at most, by the tags alone; linear, and done as soon as the limit is passed. */
function mostOpen(html: string): number {
  const open: string[] = [];
  const count = new Map<string, number>();
  const add = (name: string, step: number) => count.set(name, (count.get(name) ?? 0) + step);
  let depth = 0;
  let most = 0;
  for (const { name, closing, closed } of tagsOf(html)) {
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
      if (most > maximumOpen) return most;
    }
  }
  return most;
}

/** Tags in order, without those in comments, scripts and the like. `closed`: written as `<name/>`. */
function* tagsOf(html: string): Generator<{ name: string; closing: boolean; closed: boolean }> {
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
    const end = html.indexOf('>', at);
    if (end < 0) return;
    const name = tag[2]!.toLowerCase();
    const closing = tag[1] === '/';
    at = end + 1;
    if (!closing && rawText.has(name)) at = endOfRawText(html, name, at);
    else yield { name, closing, closed: html[end - 1] === '/' };
    if (at < 0) return;
  }
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
