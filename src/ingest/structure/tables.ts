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

/** A table as its name, the names of its columns, and rows. */
export interface TableText {
  heading: string | null;
  columns: string[];
  rows: RowText[];
}

/**
 * The rows of a table, each readable alone ("列名：值；列名：值"), and what the table is about: its caption, or a short line
 * right above it. Rows that hold one cell over the whole width are sub-headings or notes.
 */
export function tableClauses(table: Table, linesAbove: string[] = []): TableText {
  const cells = table.rows.map((row) => row.map((cell) => tidyCell(cell)));
  const width = Math.max(0, ...cells.map((row) => row.length));
  const headerRows = headerRowsOf(cells, table);
  const heading = (table.caption && tidy(table.caption)) || captionOf(linesAbove);
  const columns = columnNames(cells.slice(0, headerRows), width);
  const rows: RowText[] = [];
  let group: string | null = null;
  for (const row of cells.slice(headerRows)) {
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
  // A form of which only the head is printed: its words are kept as one row.
  if (rows.length === 0 && headerRows > 0) rows.push(rowText(columns, [], heading, null));
  return { heading, columns: columns.filter((column) => column !== ''), rows };
}

const tidyCell = (cell: string) =>
  cell
    .split(/\r\n|\r|\n/)
    .map(tidy)
    .filter(Boolean)
    .join('\n');

/** The short line right above the table; a unit between them is added to it. */
function captionOf(linesAbove: string[]): string | null {
  const last = linesAbove.at(-1);
  if (last === undefined) return null;
  if (!isUnit(last)) return isCaption(last) ? last : null;
  const name = captionOf(linesAbove.slice(0, -1));
  return name ? `${name}（${last.replace(/^[（(]|[）)]$/g, '')}）` : last;
}

const isUnit = (text: string) => /^[（(]?(?:计量|金额)?单位\s*[:：].{1,20}$/.test(text);
const isCaption = (text: string) => displayWidth(text) <= 50 && !/[。；：:]$/.test(text);
const isNote = (text: string) => /^(?:注|备注|说明|单位|数据来源|填表说明|合计说明)\s*\d*\s*[:：.、]/.test(text);
const isSpanning = (row: string[], width: number) => row.length === width && row.every((cell) => cell === row[0]);

/** Rows of column names: as the format says, or guessed where the format is silent. */
function headerRowsOf(cells: string[][], table: Table): number {
  if (table.headerRows > 0) return Math.min(cells.length, table.headerRows);
  return looksLikeHeader(cells) ? headerDepth(cells) : 0;
}

/** Short words without figures above rows that hold figures or longer text. */
function looksLikeHeader(cells: string[][]): boolean {
  const first = cells[0];
  if (!first || cells.length < 2) return false;
  return first.every((cell) => cell.length <= 30 && !/^\d+(?:[.,]\d+)*[%元]?$/.test(cell)) && first.some((cell) => cell !== '');
}

/** A header cell that spans columns has its parts in the row below; cells that span rows are repeated there. */
function headerDepth(cells: string[][]): number {
  const first = cells[0]!;
  const second = cells[1];
  if (!second || cells.length < 3) return 1;
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
  return { text: group ? `${group}：${words}` : words, facts: { caption, unit: null, cells } };
}

const noteRow = (text: string, caption: string | null): RowText => ({
  text,
  facts: { caption, unit: null, cells: [['', text]] },
});

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
