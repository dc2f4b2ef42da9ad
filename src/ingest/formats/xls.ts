import { type CellObject, read, set_cptable, type WorkBook, type WorkSheet } from '@e965/xlsx';
import * as codePages from '@e965/xlsx/dist/cpexcel.full.mjs';
import { ParseError } from '../../domain/errors.ts';
import type { FormatParser, ParsedSource, SourceFile } from '../blocks.ts';
import { decodeText } from './encoding.ts';
import { indexOfAscii, isOle, looksBinary } from './magic.ts';
import { readOle, tryOle } from './ole.ts';
import { CellBudget, cellText, countLines, type Sheet, sourceOfSheets, withoutHidden } from './sheets.ts';
import { checkRecords } from './xls/records.ts';
import { showNumber } from './xlsx/number-format.ts';

set_cptable(codePages);

const streamNames = ['workbook', 'book'];

/** Excel 97-2003 and 5.0 workbooks, those of WPS (ET), and Excel 2003 XML; every sheet with content is a table. */
export const xlsParser: FormatParser = {
  name: 'xls',
  mediaType: 'application/vnd.ms-excel',

  detect(bytes: Uint8Array): boolean {
    if (!isOle(bytes)) return isSheetStream(bytes) || isSheetXml(bytes);
    const streams = tryOle(bytes);
    return streams !== null && !streams.has('worddocument') && streamNames.some((name) => streams.has(name));
  },

  async parse(file: SourceFile): Promise<ParsedSource> {
    const { workbook, complete } = open(file.bytes);
    const links: ParsedSource['links'] = [];
    const budget = new CellBudget();
    const sheets = workbook.SheetNames.map((name, i) => readSheet(workbook, name, i, links, budget));
    const source = sourceOfSheets(sheets, links, file.path);
    if (!complete) source.warnings.push({ code: 'truncated', message: '文件末尾不完整，可能缺少内容' });
    return source;
  },
};

/** A workbook of Excel 2 to 5 without a container: its first record. */
function isSheetStream(bytes: Uint8Array): boolean {
  return bytes[0] === 9 && [0, 2, 4, 8].includes(bytes[1] ?? -1) && [4, 6, 8, 16].includes(bytes[2] ?? -1) && bytes[3] === 0;
}

function isSheetXml(bytes: Uint8Array): boolean {
  return (
    !looksBinary(bytes) &&
    indexOfAscii(bytes, 'urn:schemas-microsoft-com:office:spreadsheet', 4096) >= 0 &&
    /<(?:\w+:)?Workbook\b/.test(decodeText(bytes.subarray(0, 4096)).text) &&
    indexOfAscii(bytes, '<html', 1024) < 0
  );
}

/** The library is given the checked stream alone and never sees the container. */
function open(bytes: Uint8Array): { workbook: WorkBook; complete: boolean } {
  const options = { dense: true, cellNF: true, cellText: false, cellFormula: false, cellHTML: false } as const;
  if (!isOle(bytes) && !isSheetStream(bytes)) {
    const text = decodeText(bytes).text;
    return { workbook: opened(() => read(text, { ...options, type: 'string' })), complete: true };
  }
  const streams = isOle(bytes) ? readOle(bytes) : null;
  const stream = Buffer.from(streams ? streamNames.flatMap((name) => streams.get(name)?.() ?? [])[0]! : bytes);
  // The library takes other beginnings for other formats.
  if (!isSheetStream(stream)) throw new ParseError('文件已损坏，工作簿开头不正确', 'xls: no BOF');
  const complete = checkRecords(stream);
  return { workbook: opened(() => read(stream, { ...options, cellStyles: true, type: 'buffer' })), complete };
}

/** The library throws errors of every kind, strings among them. */
function opened(open: () => WorkBook): WorkBook {
  try {
    return open();
  } catch (error) {
    throw new ParseError('文件已损坏，无法读取', `xls: ${String(error)}`, { cause: error });
  }
}

function readSheet(workbook: WorkBook, name: string, index: number, links: ParsedSource['links'], budget: CellBudget): Sheet {
  const sheet = (workbook.Sheets[name] ?? {}) as WorkSheet & { '!data'?: (CellObject | undefined)[][] };
  const date1904 = workbook.Workbook?.WBProps?.date1904 ?? false;
  const cells: Sheet['cells'] = [];
  sheet['!data']?.forEach((line, row) => {
    line?.forEach((cell, column) => {
      const text = cell ? shownText(cell, date1904) : '';
      if (text === '') return;
      budget.take(text);
      cells.push({ row, column, text });
      if (/^https?:/i.test(cell?.l?.Target ?? '')) links.push({ label: text, url: cell!.l!.Target });
    });
  });
  // Rows that a filter or a folded group does not show are read: only what a person hid is not.
  const isFolded = (line: { level?: number } | undefined) => sheet['!autofilter'] !== undefined || (line?.level ?? 0) > 0;
  const rowsWhere = (folded: boolean) =>
    new Set((sheet['!rows'] ?? []).flatMap((row, y) => (row?.hidden && isFolded(row) === folded ? [y] : [])));
  const columnWhere = (folded: boolean) => (column: number) => {
    const one = sheet['!cols']?.[column];
    return one?.hidden === true && (one.level ?? 0) > 0 === folded;
  };
  const merges = (sheet['!merges'] ?? []).map(({ s, e }) => ({ top: s.r, left: s.c, bottom: e.r, right: e.c }));
  const hidden = { rows: rowsWhere(false), isColumn: columnWhere(false) };
  const shown = withoutHidden({ cells, merges }, hidden);
  return {
    name,
    hidden: (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) > 0,
    ...shown,
    hiddenLines: countLines(cells, hidden),
    foldedLines: countLines(shown.cells, { rows: rowsWhere(true), isColumn: columnWhere(true) }),
    lastPrintTitle: printTitle(workbook, index),
  };
}

function shownText(cell: CellObject, date1904: boolean): string {
  if (cell.t === 'n' && typeof cell.v === 'number') return showNumber(cell.v, String(cell.z ?? 'General'), date1904);
  if (cell.t === 'd' && cell.v instanceof Date) return cell.v.toISOString().slice(0, 10);
  if (cell.t === 'b') return cell.v ? '是' : '否';
  if (cell.t === 'e') return cell.w ?? '';
  return cellText(String(cell.v ?? ''));
}

/** Last of the rows that are printed on every page: "清单!$1:$3". */
function printTitle(workbook: WorkBook, index: number): number | null {
  const name = workbook.Workbook?.Names?.find((one) => /Print_Titles$/.test(one.Name) && (one.Sheet ?? 0) === index);
  const row = name?.Ref.match(/\$(?:[A-Z]+\$)?\d{1,7}:\$(?:[A-Z]+\$)?(\d{1,7})$/)?.[1];
  return row === undefined ? null : Number(row) - 1;
}
