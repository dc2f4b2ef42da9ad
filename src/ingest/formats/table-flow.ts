import { FileTooLargeError } from '../../domain/errors.ts';
import type { Block } from '../blocks.ts';
import { tableOfRows } from './edge-table.ts';

/** What is known about a row when it ends. */
export interface RowDefinition {
  /** Left edge of the first cell, then the right edge of each, in twips; empty where the row does not say. */
  edges: number[];
  /** Of each cell: it goes on with the one before it, or above it. */
  sideways: boolean[];
  downwards: boolean[];
  header: boolean;
}

/** A paragraph, or the end of a cell or row, of a text in which tables are marked paragraph by paragraph (DOC, RTF). */
export interface FlowItem {
  /** How many tables it stands in. */
  depth: number;
  blocks: Block[];
  /** What must not stand inside a table: footnotes. */
  after: Block[];
  cellEnd: boolean;
  rowEnd: RowDefinition | null;
}

interface OpenTable {
  rows: { cells: Block[][]; definition: RowDefinition }[];
  cells: Block[][];
  cell: Block[];
}

/** Documents nest tables two or three deep. */
const maximumDepth = 32;
const unknownRow: RowDefinition = { edges: [], sideways: [], downwards: [], header: false };

/** Puts tables together. Throws FileTooLargeError where they are nested beyond reason. */
export function assembleTables(items: Iterable<FlowItem>): Block[] {
  const blocks: Block[] = [];
  const open: OpenTable[] = [];
  let waiting: Block[] = [];
  const close = (): void => {
    const done = blocksOfTable(open.pop()!);
    const outer = open.at(-1);
    if (outer) append(outer.cell, done);
    else {
      append(blocks, done);
      append(blocks, waiting);
      waiting = [];
    }
  };
  for (const item of items) {
    if (item.depth > maximumDepth) throw new FileTooLargeError('表格嵌套过深，无法读取', `depth ${item.depth}`);
    while (open.length > item.depth) close();
    while (open.length < item.depth) open.push({ rows: [], cells: [], cell: [] });
    const table = open.at(-1);
    if (!table) {
      append(blocks, item.blocks);
      append(blocks, item.after);
    } else {
      append(waiting, item.after);
      addToTable(table, item);
    }
  }
  while (open.length > 0) close();
  return blocks;
}

/** A spread call has as many arguments as there are blocks, and an end. */
function append(target: Block[], blocks: Block[]): void {
  for (const block of blocks) target.push(block);
}

function addToTable(table: OpenTable, { blocks, cellEnd, rowEnd }: FlowItem): void {
  if (rowEnd) {
    endRow(table, rowEnd);
    return;
  }
  append(table.cell, blocks);
  if (!cellEnd) return;
  table.cells.push(table.cell);
  table.cell = [];
}

function endRow(table: OpenTable, definition: RowDefinition): void {
  if (table.cell.length > 0) table.cells.push(table.cell);
  if (table.cells.length > 0) table.rows.push({ cells: table.cells, definition });
  table.cell = [];
  table.cells = [];
}

/** A table that only arranges text on the page gives its text. */
function blocksOfTable(table: OpenTable): Block[] {
  endRow(table, unknownRow);
  const cells = table.rows.map((row) => row.cells);
  if (isLayout(cells)) return cells.flat(2);
  const grid = tableOfRows(
    table.rows.map((row) => ({
      edges: row.definition.edges,
      header: row.definition.header,
      cells: row.cells.map((cell, x) => ({
        text: cell.flatMap(linesOf).join('\n'),
        sideways: row.definition.sideways[x] ?? false,
        downwards: row.definition.downwards[x] ?? false,
      })),
    })),
  );
  return grid ? [{ type: 'table', table: grid, page: null }] : [];
}

/** Cells with this much text are passages, not data. */
const passage = 200;

/**
 * True for a table that only arranges text: one column, one row (a letter head with the number at its right), or a few passages; with a
 * table inside only where that makes up most of it, for the rest of such a table is data.
 */
function isLayout(rows: Block[][][]): boolean {
  if (rows.length <= 1 || rows.every((cells) => cells.length <= 1)) return true;
  const lengths = rows.flat().map(textLength);
  const total = sum(lengths);
  const nested = rows.flat().filter((cell) => cell.some((block) => block.type === 'table'));
  if (sum(nested.map(textLength)) > total / 2) return true;
  return rows.length <= 3 && sum(lengths.filter((length) => length > passage)) > total * 0.8;
}

function textLength(cell: Block[]): number {
  return sum(cell.flatMap(linesOf).map((line) => line.length));
}

function linesOf(block: Block): string[] {
  return block.type === 'table' ? block.table.rows.map((row) => row.join(' ')) : [block.text];
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
