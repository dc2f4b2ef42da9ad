import type { Block } from '../../blocks.ts';
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
    let match = 0;
    let at = first;
    for (; at < blocks.length && match === 0; at++) {
      const page = blocks[at]!.page;
      if (bookmark.page !== null && page !== null && page > bookmark.page + 1) break;
      match = taken.has(at) ? 0 : matching(texts, at, title);
    }
    if (match === 0) {
      unmatched.push(bookmark);
      continue;
    }
    found.set(at - 1, { bookmark, count: match });
    for (let i = at - 1; i < at - 1 + match; i++) taken.add(i);
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

function plain(block: FlowBlock): Block {
  if (block.type === 'table') return block;
  const { size: _, ...rest } = block;
  return rest;
}

function squeeze(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '');
}
