import type { Table } from '../../blocks.ts';
import { tidy } from '../lines/tidy.ts';

/** Cells from this length on are prose. */
const proseLength = 120;

/**
 * The paragraphs of a table that only lays out the page: one column, a few cells of prose, or a single row such as the organ and the
 * number of a red head. Null for a table of data.
 */
export function layoutParagraphs({ rows, headerRows }: Pick<Table, 'rows' | 'headerRows'>): string[] | null {
  const width = rows.reduce((widest, row) => Math.max(widest, new Set(row).size), 0);
  const cells = rows.flatMap((row) => row.filter((cell, column) => cell.trim() !== '' && cell !== row[column - 1]));
  if (cells.length === 0) return [];
  const prose = cells.filter((cell) => cell.length > proseLength).length;
  const isProse = headerRows === 0 && rows.length <= 3 && prose >= cells.length / 2;
  const isSingleRow = headerRows === 0 && rows.length === 1 && cells.length <= 3 && cells.length === rows[0]!.length;
  if (width > 1 && !isProse && !isSingleRow) return null;
  return cells.flatMap((cell) => cell.split('\n').map(tidy).filter(Boolean));
}
