import { FileTooLargeError } from '../../domain/errors.ts';
import type { Table } from '../blocks.ts';
import { finishTable } from './html/table.ts';

/** A row of a table whose cells are known by their edges, as in DOC and RTF. */
export interface EdgeRow {
  /** Left edge of the first cell, then the right edge of each cell, in twips; empty where unknown. */
  edges: number[];
  cells: EdgeCell[];
  /** Repeated at the top of each page. */
  header: boolean;
}

export interface EdgeCell {
  text: string;
  /** Goes on with the cell above. */
  downwards: boolean;
  /** Goes on with the cell before it. */
  sideways: boolean;
}

/** Edges closer than this are the same edge, in twips: a column of 1.7 mm holds no text. */
const tolerance = 100;
const maximumCells = 2_000_000;

/** Rows with their own cell edges laid on one grid; a cell that spans several columns or rows is repeated in each. */
export function tableOfRows(rows: EdgeRow[]): Table | null {
  const merged = rows.map(mergeSideways);
  const placed = merged.map(isPlaced);
  const columns = commonEdges(merged.filter((_, y) => placed[y]));
  const width = Math.max(columns.length - 1, ...merged.map((row) => row.cells.length));
  if (width * rows.length > maximumCells) throw new FileTooLargeError('表格过大，无法读取', `${rows.length} x ${width} cells`);
  const grid: string[][] = [];
  for (const [y, row] of merged.entries()) grid.push(layRow(row, placed[y] ? columns : null, width, grid.at(-1)));
  const marked = rows.findIndex((row) => !row.header);
  const filled = grid.filter((line) => line.some((cell) => cell !== ''));
  if (filled.length === 0) return null;
  const table = finishTable(filled, null, Math.max(0, marked));
  const lost = merged.filter((row, y) => !placed[y] && row.cells.length !== width).length;
  return lost === 0 ? table : { ...table, doubts: [`有 ${lost} 行的单元格位置不明，按次序排在左边的各列`] };
}

/** A cell merged into the one before it only widens that one. */
function mergeSideways(row: EdgeRow): EdgeRow {
  if (!row.cells.some((cell, x) => cell.sideways && x > 0)) return row;
  const first = row.edges[0];
  const merged: EdgeRow = { ...row, cells: [], edges: first === undefined ? [] : [first] };
  row.cells.forEach((cell, x) => {
    const edge = row.edges[x + 1];
    if (cell.sideways && merged.cells.length > 0) {
      const before = merged.cells.at(-1)!;
      before.text = [before.text, cell.text].filter((text) => text !== '').join('\n');
      if (edge !== undefined) merged.edges[merged.edges.length - 1] = edge;
    } else {
      merged.cells.push({ ...cell });
      if (edge !== undefined) merged.edges.push(edge);
    }
  });
  return merged;
}

/** True when each cell has its edges and they go from left to right. */
function isPlaced(row: EdgeRow): boolean {
  return row.edges.length === row.cells.length + 1 && row.edges.every((edge, i) => i === 0 || edge >= row.edges[i - 1]!);
}

function layRow(row: EdgeRow, columns: number[] | null, width: number, above: string[] | undefined): string[] {
  const line = Array.from({ length: width }, () => '');
  row.cells.forEach((cell, i) => {
    const from = columns ? columnOf(columns, row.edges[i]!) : i;
    const until = columns ? Math.max(columnOf(columns, row.edges[i + 1]!), from + 1) : i + 1;
    const text = cell.downwards ? (above?.[from] ?? cell.text) : cell.text;
    // A cell without width of its own does not cover its neighbour.
    for (let x = from; x < Math.min(until, width); x++) if (line[x] === '') line[x] = text;
  });
  return line;
}

function columnOf(columns: number[], edge: number): number {
  let column = 0;
  while (column + 1 < columns.length && columns[column + 1]! <= edge) column++;
  return column;
}

/** The left ends of the clusters that all edges fall into. */
function commonEdges(rows: EdgeRow[]): number[] {
  const sorted = [...new Set(rows.flatMap((row) => row.edges))].sort((a, b) => a - b);
  return sorted.filter((edge, i) => i === 0 || edge - sorted[i - 1]! > tolerance);
}
