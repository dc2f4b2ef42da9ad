import { InvalidInputError, TooLargeError } from '../../domain/errors.ts';
import { readSheetCells, type SheetCells } from '../../ingest/sheet-cells.ts';
import { columnByField, columnLetter, fieldOfHeader, type ImportField } from './columns.ts';

/** Rows that one file may hold (practice of hotline bases: at most 1,000 entries at a time). */
export const maximumRows = 1_000;
/** A header stands within the first lines; titles and remarks may stand above it. */
const headerSearch = 10;

export interface TableColumn {
  /** From 0. */
  index: number;
  letter: string;
  header: string;
  field: ImportField | null;
}

export interface TableRow {
  /** As the sheet numbers it, from 1. */
  row: number;
  cells: Map<number, string>;
}

/** An import list as read: where each column stands, and the rows below the header. */
export interface ImportTable {
  sheet: string;
  columns: TableColumn[];
  rows: TableRow[];
  /** What was not read, in Chinese. */
  notices: string[];
}

/** Throws InvalidInputError where no list is found or a column is missing or there twice, TooLargeError beyond 1,000 rows. */
export function readTable(bytes: Uint8Array, name: string): ImportTable {
  const sheets = readSheetCells(bytes, name);
  const shown = sheets.filter((sheet) => !sheet.hidden);
  const found = shown.flatMap((sheet) => {
    const header = headerOf(sheet);
    return header ? [{ sheet, header }] : [];
  })[0];
  if (!found) throw missingHeader(shown);
  const { sheet, header } = found;
  const rows = rowsBelow(sheet, header.row);
  if (rows.length > maximumRows)
    throw new TooLargeError(`一次最多导入 ${maximumRows} 条，文件里有 ${rows.length} 条，请分成几个文件`, `${rows.length} rows`);
  if (rows.length === 0) throw new InvalidInputError('表头下面没有内容', 'no rows below the header');
  return { sheet: sheet.name, columns: header.columns, rows, notices: noticesOf(sheets, sheet, header.columns, rows) };
}

function headerOf(sheet: SheetCells): { row: number; columns: TableColumn[] } | null {
  const first = [...sheet.rows.keys()].sort((a, b) => a - b).slice(0, headerSearch);
  for (const row of first) {
    const columns = [...sheet.rows.get(row)!]
      .sort(([a], [b]) => a - b)
      .map(([index, header]) => ({ index, letter: columnLetter(index), header, field: fieldOfHeader(header) }));
    const fields = columns.map(({ field }) => field);
    if (!fields.includes('question') || !fields.includes('answer')) continue;
    const twice = columns.find(({ field }, at) => field !== null && fields.indexOf(field) !== at);
    if (twice)
      throw new InvalidInputError(
        `“${columnByField.get(twice.field!)!.header}”有两列（${columns
          .filter(({ field }) => field === twice.field)
          .map(({ letter, header }) => `${letter} 列“${header}”`)
          .join('、')}），请删去或改名其中一列`,
        'a field has two columns',
      );
    return { row, columns };
  }
  return null;
}

function missingHeader(sheets: SheetCells[]): InvalidInputError {
  const headers = sheets.flatMap((sheet) => [...(sheet.rows.get(Math.min(...sheet.rows.keys()))?.values() ?? [])]);
  const seen = headers.length > 0 ? `读到的第一行是：${headers.slice(0, 6).map(clip).join('、')}。` : '';
  return new InvalidInputError(
    `没有找到表头：需要有“问题”和“答案”两列。${seen}可以下载模板照着填`,
    'no header with question and answer',
  );
}

const clip = (text: string) => `“${text.length > 12 ? `${text.slice(0, 12)}…` : text}”`;

function rowsBelow(sheet: SheetCells, header: number): TableRow[] {
  return [...sheet.rows]
    .filter(([row]) => row > header)
    .sort(([a], [b]) => a - b)
    .map(([row, cells]) => ({ row: row + 1, cells }));
}

function noticesOf(sheets: SheetCells[], used: SheetCells, columns: TableColumn[], rows: TableRow[]): string[] {
  const named = new Set(columns.map(({ index }) => index));
  const nameless = new Set(rows.flatMap(({ cells }) => [...cells.keys()]).filter((index) => !named.has(index)));
  const unread = [
    ...columns.filter(({ field }) => field === null).map(({ letter, header }) => `${letter} 列${clip(header)}`),
    ...[...nameless].sort((a, b) => a - b).map((index) => `${columnLetter(index)} 列（没有表头）`),
  ];
  const others = sheets.filter((sheet) => sheet !== used && !sheet.hidden && sheet.rows.size > 0).map(({ name }) => `“${name}”`);
  const hidden = sheets.filter((sheet) => sheet.hidden && sheet.rows.size > 0).map(({ name }) => `“${name}”`);
  return [
    ...(unread.length > 0 ? [`没有读取的列：${unread.join('、')}`] : []),
    ...(others.length > 0 ? [`没有读取的工作表：${others.join('、')}`] : []),
    ...(hidden.length > 0 ? [`隐藏的工作表没有读取：${hidden.join('、')}`] : []),
    ...(used.hiddenLines > 0 ? [`有 ${used.hiddenLines} 行或列被设为隐藏，没有读取`] : []),
  ];
}
