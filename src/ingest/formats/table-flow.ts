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
    if (outer) outer.cell.push(...done);
    else {
      blocks.push(...done, ...waiting);
      waiting = [];
    }
  };
  for (const item of items) {
    if (item.depth > maximumDepth) throw new FileTooLargeError('表格嵌套过深，无法读取', `depth ${item.depth}`);
    while (open.length > item.depth) close();
    while (open.length < item.depth) open.push({ rows: [], cells: [], cell: [] });
    const table = open.at(-1);
    if (!table) blocks.push(...item.blocks, ...item.after);
    else {
      waiting.push(...item.after);
      addToTable(table, item);
    }
  }
  while (open.length > 0) close();
  return blocks;
}

function addToTable(table: OpenTable, { blocks, cellEnd, rowEnd }: FlowItem): void {
  if (rowEnd) {
    endRow(table, rowEnd);
    return;
  }
  table.cell.push(...blocks);
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

/** A table that only frames text (one column, or tables inside) gives its text. */
function blocksOfTable(table: OpenTable): Block[] {
  endRow(table, unknownRow);
  const columns = table.rows.reduce((most, row) => Math.max(most, row.cells.length), 0);
  const nested = table.rows.some((row) => row.cells.some((cell) => cell.some((block) => block.type === 'table')));
  if (columns <= 1 || nested) return table.rows.flatMap((row) => row.cells.flat());
  const grid = tableOfRows(
    table.rows.map(({ cells, definition }) => ({
      edges: definition.edges,
      header: definition.header,
      cells: cells.map((cell, x) => ({
        text: cell.map((block) => (block.type === 'table' ? '' : block.text)).join('\n'),
        sideways: definition.sideways[x] ?? false,
        downwards: definition.downwards[x] ?? false,
      })),
    })),
  );
  return grid ? [{ type: 'table', table: grid, page: null }] : [];
}
