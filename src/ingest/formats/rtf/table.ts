import type { Table } from '../../blocks.ts';
import { finishTable } from '../html/table.ts';

export interface RtfRow {
  /** Right edges of the cells in twips. */
  edges: number[];
  cells: string[];
  /** True for a cell that continues the one above it. */
  verticalMerge: boolean[];
}

/** Edges closer than this are the same edge, in twips. */
const tolerance = 40;

/** Rows with their own cell edges laid on one grid; a cell that spans several columns of the grid is repeated in each. */
export function tableOfRows(rows: RtfRow[]): Table | null {
  const edges = commonEdges(rows);
  const grid: string[][] = [];
  for (const row of rows) {
    const line: string[] = [];
    row.cells.forEach((text, i) => {
      const edge = row.edges[i];
      const until = edge === undefined ? line.length + 1 : edges.findIndex((common) => Math.abs(common - edge) <= tolerance) + 1;
      const shown = row.verticalMerge[i] ? (grid.at(-1)?.[line.length] ?? text) : text;
      do line.push(shown);
      while (line.length < until);
    });
    grid.push(line);
  }
  const width = grid.reduce((most, line) => Math.max(most, line.length), 0);
  const full = grid
    .map((line) => [...line, ...Array.from({ length: width - line.length }, () => '')])
    .filter((line) => line.some((cell) => cell !== ''));
  return full.length === 0 ? null : finishTable(full, null, 0);
}

function commonEdges(rows: RtfRow[]): number[] {
  const sorted = rows.flatMap((row) => row.edges).sort((a, b) => a - b);
  return sorted.filter((edge, i) => i === 0 || edge - sorted[i - 1]! > tolerance);
}
