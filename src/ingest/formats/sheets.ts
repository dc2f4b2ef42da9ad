import type { Warning } from '../../domain/document.ts';
import { EmptyFileError, FileTooLargeError } from '../../domain/errors.ts';
import type { Block, ParsedSource, Table } from '../blocks.ts';
import { finishTable } from './html/table.ts';

/** What workbooks of every format are read into. Rows and columns count from 0. */
export interface Sheet {
  name: string;
  hidden: boolean;
  /** Cells with text. */
  cells: { row: number; column: number; text: string }[];
  merges: CellRange[];
  /** Rows and columns with text that are hidden; they are not among the cells. */
  hiddenLines: number;
  /** Rows and columns with text that a filter or a folded group does not show at the moment; they are read. */
  foldedLines: number;
  /** Last of the rows that are repeated on every printed page; null where none are. */
  lastPrintTitle: number | null;
}

export interface CellRange {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

/** Filled cells of a workbook and the characters in them: no list that people read is longer. */
export const maximumCells = 1_000_000;
const maximumCharacters = 20_000_000;
/** Cells of the table with the empty ones between them; repeated merged ones count by their length. */
const maximumGrid = 2_000_000;

/** Counts what a workbook shows: a few long strings may be named by a great many cells. Throws FileTooLargeError. */
export class CellBudget {
  private cells = 0;
  private characters = 0;

  take(text: string): void {
    this.cells++;
    this.characters += text.length;
    if (this.cells > maximumCells)
      throw new FileTooLargeError('工作簿里的单元格过多，无法读取', `more than ${maximumCells} cells`);
    if (this.characters > maximumCharacters)
      throw new FileTooLargeError('工作簿里的文字过多，无法读取', `more than ${maximumCharacters} characters`);
  }
}

/** Every sheet with content as a table whose caption is the sheet's name. Throws EmptyFileError, FileTooLargeError. */
export function sourceOfSheets(sheets: Sheet[], links: ParsedSource['links'], path: string): ParsedSource {
  const filled = sheets.filter((sheet) => sheet.cells.some((cell) => cell.text !== ''));
  if (filled.length === 0) throw new EmptyFileError('工作簿里没有内容', path);
  const tables = filled.map(tableOf);
  return {
    blocks: tables.map((table): Block => ({ type: 'table', table, page: null })),
    fields: filled.map((sheet) => ({ name: '工作表', value: sheet.name, basis: 'page_table' as const })),
    title: printedTitle(filled, tables),
    attachments: [],
    links,
    pageCount: null,
    warnings: warningsOf(filled),
    ocrShare: 0,
  };
}

/** The line over the whole width above the first table that is shown. */
function printedTitle(sheets: Sheet[], tables: Table[]): string | null {
  const shown = sheets.findIndex((sheet) => !sheet.hidden);
  const caption = tables[shown]?.caption;
  const name = captionOf(sheets[shown]?.name ?? '');
  if (!caption || caption === name) return null;
  const line = caption.slice(name?.length ?? 0).trim();
  // "附件2" above the title is the number of the list, not its name.
  return /^附\s*[件表录]\s*[\d一二三四五六七八九十]*\s*[:：]?$/.test(line) ? null : line;
}

/** A sheet's name says what its table is, but for the names that programs give. */
function captionOf(name: string): string | null {
  return /^\s*(?:sheet|工作表|表)?\s*\d*\s*$/i.test(name) ? null : name;
}

function warningsOf(sheets: Sheet[]): Warning[] {
  const hidden = sheets.filter((sheet) => sheet.hidden).map((sheet) => `“${sheet.name}”`);
  const shown = sheets.some((sheet) => !sheet.hidden) ? sheets.filter((sheet) => !sheet.hidden) : sheets;
  const lines = shown.reduce((sum, sheet) => sum + sheet.hiddenLines, 0);
  const folded = shown.reduce((sum, sheet) => sum + sheet.foldedLines, 0);
  return [
    ...(hidden.length > 0 ? [{ code: 'hidden_sheets', message: `隐藏的工作表没有收入正文：${hidden.join('、')}` }] : []),
    ...(lines > 0 ? [{ code: 'hidden_lines', message: `有 ${lines} 行或列被设为隐藏，没有读取` }] : []),
    ...(folded > 0 ? [{ code: 'folded_lines', message: `有 ${folded} 行或列被筛选或折叠，也已读取，请核对` }] : []),
  ];
}

/** Rows and columns with text of their own; a merged cell is repeated in those it covers. */
function tableOf(sheet: Sheet): Table {
  const filled = sheet.cells.filter((cell) => cell.text !== '');
  const rows = sortedUnique(filled.map((cell) => cell.row));
  const columns = sortedUnique(filled.map((cell) => cell.column));
  if (rows.length * columns.length > maximumGrid)
    throw new FileTooLargeError('工作表过大，无法读取', `${sheet.name}: ${rows.length} x ${columns.length}`);
  const place = new Map(columns.map((column, x) => [column, x]));
  const line = new Map(rows.map((row, y) => [row, y]));
  const grid = rows.map(() => Array.from({ length: columns.length }, () => ''));
  for (const cell of filled) grid[line.get(cell.row)!]![place.get(cell.column)!] = cell.text;
  const covered = repeatMerged(grid, rows, columns, sheet.merges);
  const repeated = grid.slice(0, rows.filter((row) => row <= (sheet.lastPrintTitle ?? -1)).length);
  // Titles and units are often repeated with the header; only a block of names is one.
  const headers = repeated.every((row, y) => new Set(row.filter((cell) => cell !== '')).size > (y === 0 ? 0 : 1));
  const table = finishTable(grid, captionOf(sheet.name), headers ? repeated.length : 0);
  const numbers = new Map(grid.map((row, y) => [row, rows[y]! + 1]));
  // A row that was joined with the one above it has no number of its own.
  const rowNumbers = table.rows.map((row) => numbers.get(row) ?? 0);
  return {
    ...table,
    ...(rowNumbers.includes(0) ? {} : { rowNumbers }),
    ...(sheet.hidden ? { hidden: true } : {}),
    ...(covered === 0 ? {} : { doubts: [`有 ${covered} 个值被合并单元格盖住，没有读取`] }),
  };
}

/** Returns how many other values the merged cells cover: a person does not see them. */
function repeatMerged(grid: string[][], rows: number[], columns: number[], merges: CellRange[]): number {
  let steps = 0;
  let covered = 0;
  for (const range of merges) {
    const ys = span(rows, range.top, range.bottom);
    const xs = span(columns, range.left, range.right);
    if (rows[ys.from] !== range.top || columns[xs.from] !== range.left) continue;
    const text = grid[ys.from]?.[xs.from];
    if (!text) continue;
    steps += (ys.until - ys.from) * (xs.until - xs.from) * (1 + text.length / 10);
    if (steps > maximumGrid) throw new FileTooLargeError('合并单元格过多，无法读取', `${merges.length} merged ranges`);
    for (let y = ys.from; y < ys.until; y++) {
      for (let x = xs.from; x < xs.until; x++) {
        if (grid[y]![x] !== '' && grid[y]![x] !== text) covered++;
        grid[y]![x] = text;
      }
    }
  }
  return covered;
}

/** Places of the numbers from `first` to `last` in a sorted list. */
function span(sorted: number[], first: number, last: number): { from: number; until: number } {
  return { from: lowerBound(sorted, first), until: lowerBound(sorted, last + 1) };
}

function lowerBound(sorted: number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function sortedUnique(numbers: number[]): number[] {
  return [...new Set(numbers)].sort((a, b) => a - b);
}

/** White space of a cell as a reader sees it; its line breaks stay. */
export function cellText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t\u00a0\u3000]+/g, ' ')
    .trim();
}

/** Rows and columns that are not shown. */
export interface Unshown {
  rows: Set<number>;
  isColumn: (column: number) => boolean;
}

/** How many of the rows and columns hold text. */
export function countLines(cells: Sheet['cells'], { rows, isColumn }: Unshown): number {
  const found = new Set<string>();
  for (const { row, column, text } of cells) {
    if (text === '') continue;
    if (rows.has(row)) found.add(`r${row}`);
    if (isColumn(column)) found.add(`c${column}`);
  }
  return found.size;
}

/**
 * The sheet as it is shown: what its author hides (internal figures, drafts) is not for readers. A merged cell that begins in a hidden
 * row or column is shown in the rest of its place.
 */
export function withoutHidden(
  { cells, merges }: Pick<Sheet, 'cells' | 'merges'>,
  hidden: Unshown,
): Pick<Sheet, 'cells' | 'merges'> {
  const isHidden = ({ row, column }: { row: number; column: number }) => hidden.rows.has(row) || hidden.isColumn(column);
  const moved = new Map<string, { row: number; column: number }>();
  const kept: CellRange[] = [];
  let steps = 0;
  for (const range of merges) {
    let { top, left } = range;
    while (top <= range.bottom && hidden.rows.has(top)) top++;
    while (left <= range.right && hidden.isColumn(left)) left++;
    steps += top - range.top + left - range.left;
    if (steps > maximumGrid) throw new FileTooLargeError('合并单元格过多，无法读取', `${merges.length} merged ranges`);
    if (top > range.bottom || left > range.right) continue;
    kept.push({ ...range, top, left });
    if (top !== range.top || left !== range.left) moved.set(`${range.top},${range.left}`, { row: top, column: left });
  }
  const places = moved.size === 0 ? cells : cells.map((cell) => ({ ...cell, ...moved.get(`${cell.row},${cell.column}`) }));
  return { cells: places.filter((cell) => !isHidden(cell)), merges: kept };
}
