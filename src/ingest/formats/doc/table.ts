import { FileTooLargeError } from '../../../domain/errors.ts';
import type { Block } from '../../blocks.ts';
import { type EdgeRow, tableOfRows } from '../edge-table.ts';
import type { Paragraph } from './story.ts';
import type { RowProperties } from './styles.ts';

interface OpenTable {
  rows: { cells: Block[][]; properties: RowProperties }[];
  cells: Block[][];
  cell: Block[];
}

const maximumDepth = 32;

/**
 * Paragraphs to blocks, with the tables they stand in ([MS-DOC] 2.4.3): cells end with a mark, rows with a paragraph of their own.
 * `read` gives the blocks of a paragraph, `afterTable` those that must wait until the table ends.
 */
export function assembleBlocks(
  paragraphs: Paragraph[],
  read: (paragraph: Paragraph) => Block[],
  afterTable: () => Block[],
): Block[] {
  const blocks: Block[] = [];
  const open: OpenTable[] = [];
  const close = (): void => {
    const done = blocksOfTable(open.pop()!);
    const outer = open.at(-1);
    if (outer) outer.cell.push(...done);
    else blocks.push(...done, ...afterTable());
  };
  for (const paragraph of paragraphs) {
    const { depth, rowEnd, row } = paragraph.properties;
    if (depth > maximumDepth) throw new FileTooLargeError('表格嵌套过深，无法读取', `doc: depth ${depth}`);
    while (open.length > depth) close();
    while (open.length < depth) open.push({ rows: [], cells: [], cell: [] });
    const table = open.at(-1);
    if (!table) blocks.push(...read(paragraph), ...afterTable());
    else if (rowEnd) endRow(table, row);
    else {
      table.cell.push(...read(paragraph));
      if (paragraph.cellMark) {
        table.cells.push(table.cell);
        table.cell = [];
      }
    }
  }
  while (open.length > 0) close();
  return blocks;
}

function endRow(table: OpenTable, properties: RowProperties): void {
  if (table.cell.length > 0) table.cells.push(table.cell);
  table.cell = [];
  if (table.cells.length > 0) table.rows.push({ cells: table.cells, properties });
  table.cells = [];
}

/** A table that only frames text (one column, or tables inside) gives its text. */
function blocksOfTable(table: OpenTable): Block[] {
  if (table.cell.length > 0 || table.cells.length > 0) endRow(table, { edges: [], sideways: [], downwards: [], header: false });
  const columns = table.rows.reduce((most, row) => Math.max(most, row.cells.length), 0);
  const nested = table.rows.some((row) => row.cells.some((cell) => cell.some((block) => block.type === 'table')));
  if (columns <= 1 || nested) return table.rows.flatMap((row) => row.cells.flat());
  const grid = tableOfRows(table.rows.map(edgeRow));
  return grid ? [{ type: 'table', table: grid, page: null }] : [];
}

function edgeRow({ cells, properties }: OpenTable['rows'][number]): EdgeRow {
  const sideways = mergedSideways(properties.sideways, cells.length);
  return {
    edges: properties.edges,
    header: properties.header,
    cells: cells.map((cell, x) => ({
      text: cell.map((block) => (block.type === 'table' ? '' : block.text)).join('\n'),
      // 1 goes on, 3 begins; 2.9.342
      downwards: properties.downwards[x] === 1,
      sideways: sideways[x]!,
    })),
  };
}

/** Programs differ in which flag opens a run of merged cells; the first flagged cell opens one, and another with its flag the next. */
function mergedSideways(flags: number[], count: number): boolean[] {
  let opening = 0;
  return Array.from({ length: count }, (_, x) => {
    const flag = flags[x] ?? 0;
    const goesOn = flag !== 0 && opening !== 0 && flag !== opening;
    if (flag === 0) opening = 0;
    else if (!goesOn) opening = flag;
    return goesOn;
  });
}
