import type { TableRowFacts } from '../../domain/document.ts';
import type { Table } from '../blocks.ts';
import { tidy } from './reading.ts';
import { displayWidth } from './spelling.ts';
import type { RoleLine } from './types.ts';

/** A row that can be read alone. */
export interface RowText {
  text: string;
  facts: TableRowFacts;
}

/**
 * The rows of a table, each readable alone ("列名：值；列名：值"), and what the table is about: its caption, or a short line
 * right above it. Rows that hold one cell over the whole width are sub-headings or notes.
 */
export function tableClauses(table: Table, lineAbove?: string): { heading: string | null; rows: RowText[] } {
  const cells = table.rows.map((row) => row.map((cell) => tidyCell(cell)));
  const width = Math.max(0, ...cells.map((row) => row.length));
  const { headerRows, caption } = headerOf(cells, table, width);
  const heading = caption ?? (lineAbove && isCaption(lineAbove) ? lineAbove : null);
  const columns = columnNames(cells.slice(headerRows.start, headerRows.end), width);
  const rows: RowText[] = [];
  let group: string | null = null;
  for (const row of cells.slice(headerRows.end)) {
    const values = row.filter((cell) => cell !== '');
    if (values.length === 0) continue;
    if (width > 1 && isSpanning(row, width)) {
      if (isNote(values[0]!)) rows.push(noteRow(values[0]!, heading));
      else {
        group = values[0]!;
        if (group.length > 40) {
          rows.push(noteRow(group, heading));
          group = null;
        }
      }
      continue;
    }
    rows.push(rowText(row, columns, heading, group));
  }
  return { heading, rows };
}

const tidyCell = (cell: string) =>
  cell
    .split(/\r\n|\r|\n/)
    .map(tidy)
    .filter(Boolean)
    .join('\n');

const isCaption = (text: string) => displayWidth(text) <= 50 && !/[。；：:]$/.test(text);
const isNote = (text: string) => /^(?:注|备注|说明|单位|数据来源|填表说明|合计说明)\s*\d*\s*[:：.、]/.test(text);
const isSpanning = (row: string[], width: number) => row.length === width && row.every((cell) => cell === row[0]);

/** First row over the whole width is a caption; then the header rows as the format says, or one where the format is silent. */
function headerOf(
  cells: string[][],
  table: Table,
  width: number,
): { headerRows: { start: number; end: number }; caption: string | null } {
  let start = 0;
  let caption = table.caption ? tidy(table.caption) : null;
  while (width > 1 && start < cells.length - 2 && isSpanning(cells[start]!, width) && cells[start]![0]!.length <= 60) {
    const text = cells[start]![0]!;
    if (text !== '') caption = caption && caption !== text ? `${caption} ${text}` : text;
    start++;
  }
  const stated = Math.max(0, table.headerRows - start);
  const guessed = stated > 0 ? stated : looksLikeHeader(cells, start) ? headerDepth(cells, start) : 0;
  return { headerRows: { start, end: Math.min(cells.length, start + guessed) }, caption };
}

/** Short words without figures above rows that hold figures or longer text. */
function looksLikeHeader(cells: string[][], start: number): boolean {
  const first = cells[start];
  if (!first || cells.length - start < 2) return false;
  return first.every((cell) => cell.length <= 30 && !/^\d+(?:[.,]\d+)*[%元]?$/.test(cell)) && first.some((cell) => cell !== '');
}

/** A header cell that spans columns has its parts in the row below; cells that span rows are repeated there. */
function headerDepth(cells: string[][], start: number): number {
  const first = cells[start]!;
  const second = cells[start + 1];
  if (!second || cells.length - start < 3) return 1;
  const spans = first.some((cell, column) => cell !== '' && cell === first[column + 1]);
  const repeated = first.some((cell, column) => cell !== '' && cell === second[column]);
  const short = second.every((cell) => cell.length <= 30 && !/^\d+(?:[.,]\d+)*[%元]?$/.test(cell));
  return short && (spans || repeated) && second.some((cell, column) => cell !== first[column]) ? 2 : 1;
}

/** Header rows joined per column, equal parts once: "统筹基金最高支付限额 职工医保". */
function columnNames(headers: string[][], width: number): string[] {
  return Array.from({ length: width }, (_, column) => {
    const parts: string[] = [];
    for (const row of headers) {
      const part = (row[column] ?? '').replaceAll('\n', '');
      if (part !== '' && !parts.includes(part)) parts.push(part);
    }
    return parts.join(' ');
  });
}

function rowText(row: string[], columns: string[], caption: string | null, group: string | null): RowText {
  const pairs: [string, string][] = [];
  row.forEach((value, column) => {
    const name = columns[column] ?? '';
    const last = pairs.at(-1);
    if (value === '' || (last && last[1] === value && last[0] === name)) return;
    pairs.push([name, value]);
  });
  const words = pairs.map(([name, value]) => (name ? `${name}：${value}` : value)).join('；');
  const cells: [string, string][] = group ? [['分组', group], ...pairs] : pairs;
  return { text: group ? `${group}：${words}` : words, facts: { caption, cells } };
}

const noteRow = (text: string, caption: string | null): RowText => ({ text, facts: { caption, cells: [['', text]] } });

/** A table that only lays out the page - one column, or a few cells of prose - is read as its paragraphs. */
export function layoutLines(line: RoleLine): RoleLine[] {
  const rows = line.table!.rows;
  const width = Math.max(0, ...rows.map((row) => new Set(row).size));
  const cells = rows.flatMap((row) => row.filter((cell, column) => cell.trim() !== '' && cell !== row[column - 1]));
  if (cells.length === 0) return [];
  const prose = cells.filter((cell) => cell.length > 120).length;
  const isLayout = width <= 1 || (line.table!.headerRows === 0 && rows.length <= 3 && prose >= cells.length / 2);
  if (!isLayout) return [line];
  return cells.flatMap((cell) =>
    cell
      .split('\n')
      .map(tidy)
      .filter(Boolean)
      .map((text): RoleLine => ({ ...line, kind: 'text', text, table: null })),
  );
}
