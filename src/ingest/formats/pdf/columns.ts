import { isPageNumber } from '../paragraphs.ts';
import type { TextItem } from './items.ts';
import { toRows } from './lines.ts';
import type { PageTable } from './tables.ts';

/** Something that takes up room on a page: a run of text without a wide gap, or a table. */
interface Piece {
  left: number;
  right: number;
  top: number;
  bottom: number;
  items: TextItem[];
  table: PageTable | null;
}

/** A stretch of a page that is read from top to bottom before the next one: the page, or one of its columns. */
export interface Part {
  left: number;
  right: number;
  items: TextItem[];
  tables: PageTable[];
  /** One of several columns; the whole width of the page otherwise. */
  column: boolean;
}

/** Columns are apart by this much, in sizes of the type. */
const gutterWidth = 0.9;
/** A column has at least this many lines beside the other, and is this wide, in sizes of the type. */
const minimumLines = 4;
const minimumWidth = 9;
/** Half the lines of a column fill at least this share of its width: cells of a table do not. */
const fullLine = 0.65;
const maximumDepth = 6;

/** The parts of a page in reading order: columns from left to right, what stands across them between. */
export function readingParts(items: TextItem[], tables: PageTable[]): Part[] {
  const pieces: Piece[] = [
    ...toRows(items).flatMap((row) => runsOf(row)),
    ...tables.map((table) => ({ left: table.left, right: table.right, top: table.top, bottom: table.bottom, items: [], table })),
  ];
  pieces.sort((one, other) => one.top - other.top);
  // The number of the page often stands in the gutter.
  const numbers = pieces.filter((piece) => piece.table === null && isPageNumber(piece.items.map((item) => item.text).join('')));
  const text = numbers.length > 0 ? pieces.filter((piece) => !numbers.includes(piece)) : pieces;
  const parts = split(text, false, 0);
  if (parts.length < 2) return pieces.length > 0 ? [toPart(pieces, false)] : [];
  return mergeWide(numbers.length > 0 ? [...parts, toPart(numbers, false)] : parts);
}

/** The pieces of a line, cut where a gutter may be. */
function runsOf(row: TextItem[]): Piece[] {
  const runs: Piece[] = [];
  for (const item of row) {
    const last = runs.at(-1);
    const top = item.y - item.size * 0.85;
    const bottom = item.y + item.size * 0.15;
    if (last && item.left - last.right < item.size * gutterWidth) {
      last.items.push(item);
      last.right = Math.max(last.right, item.right);
      last.top = Math.min(last.top, top);
      last.bottom = Math.max(last.bottom, bottom);
    } else runs.push({ left: item.left, right: item.right, top, bottom, items: [item], table: null });
  }
  return runs;
}

function split(pieces: Piece[], column: boolean, depth: number): Part[] {
  const cut = depth < maximumDepth && pieces.length >= minimumLines * 2 ? findGutter(pieces) : null;
  if (!cut) return pieces.length > 0 ? [toPart(pieces, column)] : [];
  const inside = pieces.slice(cut.from, cut.to);
  return [
    ...split(pieces.slice(0, cut.from), column, depth + 1),
    ...split(
      inside.filter((piece) => piece.right <= cut.at),
      true,
      depth + 1,
    ),
    ...split(
      inside.filter((piece) => piece.right > cut.at),
      true,
      depth + 1,
    ),
    ...split(pieces.slice(cut.to), column, depth + 1),
  ];
}

function toPart(pieces: Piece[], column: boolean): Part {
  return {
    left: Math.min(...pieces.map((piece) => piece.left)),
    right: Math.max(...pieces.map((piece) => piece.right)),
    items: pieces.flatMap((piece) => piece.items),
    tables: pieces.flatMap((piece) => piece.table ?? []),
    column,
  };
}

/** Neighbouring parts over the whole width are one: a search that found nothing must not cut a paragraph. */
function mergeWide(parts: Part[]): Part[] {
  const merged: Part[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (last && !last.column && !part.column) {
      last.items.push(...part.items);
      last.tables.push(...part.tables);
      last.left = Math.min(last.left, part.left);
      last.right = Math.max(last.right, part.right);
    } else merged.push(part);
  }
  return merged;
}

interface Cut {
  at: number;
  from: number;
  to: number;
}

/** The white strip from top to bottom that parts most lines into two columns of text. */
function findGutter(pieces: Piece[]): Cut | null {
  const left = Math.min(...pieces.map((piece) => piece.left));
  const right = Math.max(...pieces.map((piece) => piece.right));
  let best: (Cut & { lines: number }) | null = null;
  for (const at of candidates(pieces, left, right)) {
    for (const run of runsBeside(pieces, at)) {
      const level = fromLevel(pieces, run, at);
      const lines = columnLines(pieces.slice(level.from, level.to), at);
      if (lines > (best?.lines ?? 0)) best = { at, ...level, lines };
    }
  }
  return best;
}

/** Places right of which several pieces begin at one edge. */
function candidates(pieces: Piece[], left: number, right: number): number[] {
  const starts = new Map<number, number>();
  const margin = (right - left) * 0.15;
  for (const piece of pieces) {
    if (piece.left < left + margin || piece.left > right - margin) continue;
    const key = Math.round(piece.left / 3);
    starts.set(key, (starts.get(key) ?? 0) + 1);
  }
  return [...starts].filter(([, count]) => count >= 3).map(([key]) => key * 3 - 3);
}

/** Stretches of pieces, from top to bottom, none of which stands across the place or, as a page number does, in the strip before it. */
function runsBeside(pieces: Piece[], at: number): { from: number; to: number }[] {
  const runs: { from: number; to: number }[] = [];
  const strip = middle(pieces.flatMap((piece) => (piece.items[0] ? [piece.items[0].size] : []))) * gutterWidth - 3;
  let from = 0;
  pieces.forEach((piece, i) => {
    if (piece.left >= at || piece.right <= at - strip) return;
    if (i - from >= minimumLines * 2) runs.push({ from, to: i });
    from = i + 1;
  });
  if (pieces.length - from >= minimumLines * 2) runs.push({ from, to: pieces.length });
  return runs;
}

/** What stands above the beginning of one of the two columns is a head over both. */
function fromLevel(pieces: Piece[], { from, to }: { from: number; to: number }, at: number): { from: number; to: number } {
  const inside = pieces.slice(from, to);
  const one = inside.find((piece) => piece.right <= at);
  const other = inside.find((piece) => piece.right > at);
  if (!one || !other) return { from, to };
  const level = Math.max(one.top, other.top) - 2;
  const first = inside.findIndex((piece) => piece.bottom > level);
  return { from: from + Math.max(0, first), to };
}

/** Lines that stand in the two columns beside the place; 0 when these are not columns of text. */
function columnLines(pieces: Piece[], at: number): number {
  const before = pieces.filter((piece) => piece.right <= at);
  const after = pieces.filter((piece) => piece.left >= at);
  if (before.length < minimumLines || after.length < minimumLines) return 0;
  const size = middle(pieces.flatMap((piece) => (piece.items[0] ? [piece.items[0].size] : [])));
  const gap = Math.min(...after.map((piece) => piece.left)) - Math.max(...before.map((piece) => piece.right));
  if (!(gap >= size * gutterWidth)) return 0;
  const one = textLines(before, size);
  const other = textLines(after, size);
  return one > 0 && other > 0 ? one + other : 0;
}

/** Number of lines of a column; 0 when it is too narrow, too short or too empty for running text. */
function textLines(pieces: Piece[], size: number): number {
  const left = Math.min(...pieces.map((piece) => piece.left));
  const right = Math.max(...pieces.map((piece) => piece.right));
  const width = right - left;
  if (width < size * minimumWidth) return 0;
  const fills = rowsOf(pieces).map((row) => row.reduce((sum, piece) => sum + piece.right - piece.left, 0) / width);
  return fills.length >= minimumLines && middle(fills) >= fullLine ? fills.length : 0;
}

function rowsOf(pieces: Piece[]): Piece[][] {
  const rows: Piece[][] = [];
  for (const piece of pieces) {
    const row = rows.at(-1);
    if (row && piece.top < row[0]!.top + (row[0]!.bottom - row[0]!.top) * 0.5) row.push(piece);
    else rows.push([piece]);
  }
  return rows;
}

function middle(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
