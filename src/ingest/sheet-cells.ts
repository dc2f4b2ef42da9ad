import { EmptyFileError, ParseError, UnsupportedFormatError, WenceError } from '../domain/errors.ts';
import { pickDelimiter, readRecords } from './formats/csv.ts';
import { decodeText } from './formats/encoding.ts';
import { isOle, isZip, looksBinary } from './formats/magic.ts';
import { CellBudget, type CellRange } from './formats/sheets.ts';
import { readSheet } from './formats/xlsx/sheet.ts';
import { WorkbookParts } from './formats/xlsx/workbook.ts';
import { readZip, zipNames } from './formats/zip.ts';

/** A sheet with every cell in its own place, for those who must name row and column. */
export interface SheetCells {
  name: string;
  hidden: boolean;
  /** Rows and columns count from 0; empty cells are left out. A merged cell fills all that it covers. */
  rows: Map<number, Map<number, string>>;
  /** Rows and columns with text that their author hid; they are not among the cells. */
  hiddenLines: number;
}

/** Cells of a CSV list: eight times the largest list that is taken in; millions of empty lines would keep everybody waiting. */
const maximumCells = 200_000;
/** Cells that merged ranges may fill beyond their own. */
const maximumFilled = 100_000;

/**
 * Reads an XLSX workbook or a CSV list with the readers and limits of ingestion, without their tidying of tables. Throws EmptyFileError,
 * ParseError, FileTooLargeError, UnsupportedFormatError.
 */
export function readSheetCells(bytes: Uint8Array, path: string): SheetCells[] {
  if (bytes.length === 0) throw new EmptyFileError('文件是空的', path);
  if (isZip(bytes) && zipNames(bytes).some((name) => /^xl\//i.test(name))) return orParseError(() => workbookSheets(bytes));
  if (isOle(bytes)) throw new UnsupportedFormatError('请用 Excel 或 WPS 另存为 XLSX 再导入', 'ole container');
  if (looksBinary(bytes)) throw new UnsupportedFormatError('只能导入 XLSX 或 CSV 文件', path);
  return [csvSheet(bytes)];
}

function orParseError<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (error instanceof WenceError) throw error;
    throw new ParseError('文件已损坏或内容不完整，无法读取', `xlsx: ${String(error)}`, { cause: error });
  }
}

function workbookSheets(bytes: Uint8Array): SheetCells[] {
  const parts = new WorkbookParts(readZip(bytes));
  const budget = new CellBudget();
  return parts.sheets.map((part) => {
    const { sheet } = readSheet(parts, part, budget);
    const rows: SheetCells['rows'] = new Map();
    for (const { row, column, text } of sheet.cells) put(rows, row, column, text.replace(/\r\n?/g, '\n').trim());
    fillMerged(rows, sheet.merges);
    return { name: sheet.name, hidden: sheet.hidden, rows, hiddenLines: sheet.hiddenLines };
  });
}

function put(rows: SheetCells['rows'], row: number, column: number, text: string): void {
  if (text === '') return;
  const cells = rows.get(row) ?? new Map<number, string>();
  cells.set(column, text);
  rows.set(row, cells);
}

/** Only over rows that hold something of their own: a merged margin makes no rows. */
function fillMerged(rows: SheetCells['rows'], merges: CellRange[]): void {
  const filled = new Set(rows.keys());
  let left = maximumFilled;
  for (const { top, left: first, bottom, right } of merges) {
    const text = rows.get(top)?.get(first);
    if (text === undefined) continue;
    for (const row of filled) {
      if (row < top || row > bottom) continue;
      for (let column = first; column <= right && left > 0; column++, left--)
        if (!rows.get(row)?.has(column)) put(rows, row, column, text);
    }
  }
}

function csvSheet(bytes: Uint8Array): SheetCells {
  const { text: decoded } = decodeText(bytes);
  const declared = decoded.match(/^\ufeff?sep=([^\r\n])\r?\n/i);
  const text = (declared ? decoded.slice(declared[0].length) : decoded).replace(/^\ufeff/, '');
  const { records } = readRecords(text, declared?.[1] ?? pickDelimiter(text, true) ?? ',', maximumCells);
  const rows: SheetCells['rows'] = new Map();
  records.forEach((record, row) => {
    record.forEach((cell, column) => {
      put(rows, row, column, cell.replace(/\r\n?/g, '\n').trim());
    });
  });
  return { name: '', hidden: false, rows, hiddenLines: 0 };
}
