import type { Block } from '../../blocks.ts';
import type { FlowBlock } from './flow.ts';
import type { PDFDocumentProxy } from './open.ts';

interface Bookmark {
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

/** Paragraphs that a bookmark names become headings of its level; bookmarks without such a paragraph are notes of a collector. */
export function applyBookmarks(blocks: FlowBlock[], bookmarks: Bookmark[]): Block[] {
  const result: Block[] = blocks.map(plain);
  const taken = new Set<number>();
  for (const bookmark of bookmarks) {
    const title = squeeze(bookmark.title);
    if (title.length < 2) continue;
    for (let i = 0; i < result.length; i++) {
      const block = result[i]!;
      const near =
        bookmark.page === null || (block.page !== null && block.page >= bookmark.page && block.page <= bookmark.page + 1);
      const count = near && !taken.has(i) ? matching(result, i, title) : 0;
      if (count === 0) continue;
      const parts = result.slice(i, i + count) as Extract<Block, { type: 'paragraph' }>[];
      result.splice(i, count, {
        type: 'heading',
        level: bookmark.level,
        text: parts.map((part) => part.text).join(' '),
        page: block.page,
      });
      shift(taken, i, count - 1);
      taken.add(i);
      break;
    }
  }
  return result;
}

/** How many paragraphs from `i` on make up the title: one, or up to three where it was set in several lines. */
function matching(blocks: Block[], i: number, title: string): number {
  let text = '';
  for (let count = 1; count <= 3; count++) {
    const block = blocks[i + count - 1];
    if (block?.type !== 'paragraph') return 0;
    text += squeeze(block.text);
    if (text === title) return count;
    if (!title.startsWith(text)) return 0;
  }
  return 0;
}

/** Keeps the marks on their blocks when blocks after `i` move up. */
function shift(taken: Set<number>, i: number, by: number): void {
  if (by === 0) return;
  const moved = [...taken].map((index) => (index > i ? index - by : index));
  taken.clear();
  for (const index of moved) taken.add(index);
}

function plain(block: FlowBlock): Block {
  if (block.type === 'table') return block;
  const { size: _, ...paragraph } = block;
  return paragraph;
}

function squeeze(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '');
}
