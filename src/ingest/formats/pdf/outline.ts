import type { Block } from '../../blocks.ts';
import { startsUnit } from '../paragraphs.ts';
import type { FlowBlock } from './flow.ts';
import { hull } from './graphics.ts';
import type { PDFDocumentProxy } from './open.ts';

export interface Bookmark {
  title: string;
  level: number;
  page: number | null;
}

type OutlineNode = Awaited<ReturnType<PDFDocumentProxy['getOutline']>>[number];

/** Outlines may be cyclic or huge: no deeper and no more than this. */
const maximumDepth = 6;
const maximumBookmarks = 3000;
const longestHeading = 60;

/** The bookmarks of the file, flat, with level from 1 and page from 1. */
export async function readBookmarks(document: PDFDocumentProxy): Promise<Bookmark[]> {
  const found: Bookmark[] = [];
  const visit = async (nodes: OutlineNode[] | null | undefined, level: number): Promise<void> => {
    if (!nodes || level > maximumDepth) return;
    for (const node of nodes) {
      if (found.length >= maximumBookmarks) return;
      found.push({ title: node.title, level, page: await pageOf(document, node.dest) });
      await visit(node.items, level + 1);
    }
  };
  await visit(await document.getOutline().catch(() => null), 1);
  return found;
}

async function pageOf(document: PDFDocumentProxy, destination: OutlineNode['dest']): Promise<number | null> {
  try {
    const explicit = typeof destination === 'string' ? await document.getDestination(destination) : destination;
    return explicit ? (await document.getPageIndex(explicit[0] as never)) + 1 : null;
  } catch {
    return null;
  }
}

/**
 * Paragraphs that a bookmark names become headings of its level. Bookmarks without such a paragraph are notes of a collector: they are
 * given back in `unmatched`.
 */
export function applyBookmarks(blocks: FlowBlock[], bookmarks: Bookmark[]): { blocks: Block[]; unmatched: Bookmark[] } {
  const texts = blocks.map((block) => (block.type === 'paragraph' ? squeeze(block.text) : null));
  const pages = pageStarts(blocks);
  /** For the first paragraph of a title: its bookmark and how many paragraphs it has. */
  const found = new Map<number, { bookmark: Bookmark; count: number }>();
  const taken = new Set<number>();
  const unmatched: Bookmark[] = [];
  for (const bookmark of bookmarks) {
    const title = squeeze(bookmark.title);
    if (title.length < 2) continue;
    const first = bookmark.page === null ? 0 : (pages.get(bookmark.page) ?? pages.get(bookmark.page + 1) ?? blocks.length);
    const last = bookmark.page === null ? blocks.length : (pages.get(bookmark.page + 2) ?? blocks.length);
    const search = (test: (at: number) => number) => {
      for (let at = first; at < last; at++) {
        const count = taken.has(at) ? 0 : test(at);
        if (count > 0) return { at, count };
      }
      return null;
    };
    const match = search((at) => matching(texts, at, title)) ?? search((at) => nearlyMatching(texts, at, title));
    if (!match) {
      // A heading that its paragraph goes on behind is in the text, though no line of its own.
      if (!search((at) => (texts[at]?.startsWith(title) ? 1 : 0))) unmatched.push(bookmark);
      continue;
    }
    found.set(match.at, { bookmark, count: match.count });
    for (let i = match.at; i < match.at + match.count; i++) taken.add(i);
  }
  return { blocks: withHeadings(blocks, found), unmatched };
}

function withHeadings(blocks: FlowBlock[], found: Map<number, { bookmark: Bookmark; count: number }>): Block[] {
  const result: Block[] = [];
  for (let i = 0; i < blocks.length; i++) {
    const heading = found.get(i);
    if (!heading) {
      result.push(plain(blocks[i]!));
      continue;
    }
    const parts = blocks.slice(i, i + heading.count) as Extract<FlowBlock, { type: 'paragraph' }>[];
    const { page, box, ocrConfidence } = parts[0]!;
    result.push({
      type: 'heading',
      level: heading.bookmark.level,
      text: parts.map((part) => part.text).join(' '),
      page,
      ...(box ? { box: parts.flatMap((part) => (part.page === page && part.box ? [part.box] : [])).reduce(hull) } : {}),
      ...(ocrConfidence === undefined ? {} : { ocrConfidence }),
    });
    i += heading.count - 1;
  }
  return result;
}

/** The first block of every page. */
function pageStarts(blocks: FlowBlock[]): Map<number, number> {
  const starts = new Map<number, number>();
  blocks.forEach((block, i) => {
    if (block.page !== null && !starts.has(block.page)) starts.set(block.page, i);
  });
  return starts;
}

/** How many paragraphs from `at` on make up the title: one, or up to three where it was set in several lines. */
function matching(texts: (string | null)[], at: number, title: string): number {
  let text = '';
  for (let count = 1; count <= 3; count++) {
    const next = texts[at + count - 1];
    if (next === null || next === undefined) return 0;
    text += next;
    if (text === title) return count;
    if (!title.startsWith(text)) return 0;
  }
  return 0;
}

/**
 * The same for a title that a collector changed: marks and page numbers behind it, the contents of the chapter added (三、措施：宣传、接种),
 * "3.名称" for "附件3 名称", or the end cut off. The heading keeps the words of the text.
 */
function nearlyMatching(texts: (string | null)[], at: number, title: string): number {
  const text = texts[at];
  if (!text || text.length > longestHeading) return 0;
  const bare = title.replace(/[▲●★◆■※]+|p\d+$|等$/gi, '');
  const annex = /^(\d{1,2})[.．、](.{2,})$/.exec(bare);
  if (annex && /^附件/.test(text)) return beginning(texts, at, `附件${annex[1]}${annex[2]}`);
  if (bare !== title && matching(texts, at, bare) > 0) return matching(texts, at, bare);
  if (!startsUnit(text) || text.length < 4) return 0;
  const rest = bare.startsWith(text) ? bare.slice(text.length) : null;
  if (rest !== null && /^[。：:，、（(,]/.test(rest)) return 1;
  return bare.length >= 8 && text.startsWith(bare) && !/[。；]./.test(text) ? 1 : 0;
}

/** How many short paragraphs from `at` on begin with the title, whose end may be cut off. */
function beginning(texts: (string | null)[], at: number, title: string): number {
  const exact = matching(texts, at, title);
  if (exact > 0 || title.length < 10) return exact;
  const two = (texts[at] ?? '') + (texts[at + 1] ?? '');
  if (two.length > longestHeading + 10 || !two.startsWith(title)) return 0;
  return texts[at]!.startsWith(title) ? 1 : 2;
}

function plain(block: FlowBlock): Block {
  if (block.type === 'table') return block;
  const { size: _, ...rest } = block;
  return rest;
}

function squeeze(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/[。：:；;.、]+$/, '');
}
