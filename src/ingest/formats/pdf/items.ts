import { displayWidth, unifyRadicals } from '../paragraphs.ts';
import type { Matrix } from './matrix.ts';
import { multiply } from './matrix.ts';
import type { PageViewport, PDFPageProxy } from './open.ts';
import { nameSymbols } from './symbols.ts';

/** A piece of text with its place, in points from the top left corner of the page as it is read. */
export interface TextItem {
  text: string;
  left: number;
  right: number;
  /** Baseline, from the top. */
  y: number;
  size: number;
  /** Name of its font within the file; left out where it was read from a picture. */
  font?: string;
  /** 0..1 where it was read from a picture. */
  confidence?: number;
}

type RawText = Awaited<ReturnType<PDFPageProxy['getTextContent']>>;

/** The text of a page: pieces along the lines, and columns of vertical writing from right to left. */
export interface PageText {
  items: TextItem[];
  /** Columns of vertical writing, each joined from top to bottom. */
  vertical: TextItem[];
}

/** The view in which most of the text runs from left to right: tables are often turned by their content and not by the page. */
export function uprightView(page: PDFPageProxy, content: RawText): PageViewport {
  const usual = page.getViewport({ scale: 1 });
  const turned = { right: 0, down: 0, left: 0, up: 0 };
  for (const item of content.items) {
    if (!('str' in item)) continue;
    const [a, b] = multiply(usual.transform as Matrix, item.transform as Matrix);
    const length = item.str.trim().length;
    if (Math.abs(b) < Math.abs(a) * 0.2) turned[a > 0 ? 'right' : 'left'] += length;
    else if (Math.abs(a) < Math.abs(b) * 0.2) turned[b > 0 ? 'down' : 'up'] += length;
  }
  const all = turned.right + turned.down + turned.left + turned.up;
  const turn = (turned.down > all * 0.6 && 270) || (turned.up > all * 0.6 && 90) || (turned.left > all * 0.6 && 180);
  return turn && all >= 20 ? page.getViewport({ scale: 1, rotation: (usual.rotation + turn) % 360 }) : usual;
}

/**
 * Text pieces of a page in the order of the file. Left out: pieces at an angle (stamps, watermarks) and what lies outside the visible
 * page.
 */
export function textItems(content: RawText, view: PageViewport): PageText {
  const items: TextItem[] = [];
  const vertical: TextItem[] = [];
  for (const item of content.items) {
    if (!('str' in item) || item.str.trim() === '') continue;
    const [a, b, c, d, x, y] = multiply(view.transform as Matrix, item.transform as Matrix);
    if (Math.abs(b) > Math.abs(a) * 0.2 || a <= 0) continue;
    const size = Math.abs(d) || Math.hypot(a, c);
    const text = closeNarrow(nameSymbols(unifyRadicals(item.str)), item.width, size);
    if (content.styles[item.fontName]?.vertical) {
      if (isVisible(x, y + item.height / 2, view)) vertical.push({ text, left: x - size / 2, right: x + size / 2, y, size });
    } else if (isVisible(x + item.width / 2, y - size * 0.35, view))
      items.push({ text, left: x, right: x + item.width, y, size, font: item.fontName });
  }
  return { items, vertical: verticalColumns(vertical) };
}

/** A space that somebody typed is wider than this, in sizes of the type. */
const fakeSpace = 0.22;

/** Letters that are set a little apart come with spaces that nobody typed: they go where there is no room for them. */
function closeNarrow(text: string, width: number, size: number): string {
  const spaces = text.match(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu)?.length ?? 0;
  if (spaces === 0) return text;
  const room = width - displayWidth(text.replace(/ /g, '')) * size;
  if (room >= spaces * size * fakeSpace) return text;
  // The number of an article is set off by a space, however narrow the line was made.
  return text.replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, (space, at: number) =>
    /^\s*第.{1,8}[编章节条]$/.test(text.slice(0, at)) ? space : '',
  );
}

function isVisible(x: number, y: number, view: PageViewport): boolean {
  return x >= 0 && x <= view.width && y >= 0 && y <= view.height;
}

/** Pieces of vertical writing joined to columns, from right to left. */
function verticalColumns(pieces: TextItem[]): TextItem[] {
  const columns: TextItem[] = [];
  for (const piece of pieces) {
    const column = columns.find((other) => Math.abs(other.left - piece.left) < piece.size * 0.5 && piece.y >= other.y);
    if (column) column.text += piece.text;
    else columns.push({ ...piece });
  }
  return columns.sort((one, other) => other.left - one.left);
}
