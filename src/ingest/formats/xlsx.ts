import ExcelJS from 'exceljs';
import { EmptyFileError, FileTooLargeError } from '../../domain/errors.ts';
import type { Block, FormatParser, ParsedSource, SourceFile } from '../blocks.ts';
import { finishTable } from './html/table.ts';
import { isZip } from './magic.ts';
import { showNumber } from './xlsx/number-format.ts';
import { readZip, zipNames } from './zip.ts';

const maximumCells = 2_000_000;

/** Workbooks: every visible sheet with content is a table whose caption is the sheet's name. */
export const xlsxParser: FormatParser = {
  name: 'xlsx',
  mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',

  detect(bytes: Uint8Array): boolean {
    return isZip(bytes) && zipNames(bytes).some((name) => /^xl\//i.test(name));
  },

  async parse(file: SourceFile): Promise<ParsedSource> {
    // Reading the directory first refuses bombs, truncated and encrypted files before anything is unpacked.
    readZip(file.bytes);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(Buffer.from(file.bytes) as unknown as ArrayBuffer);
    const visible = workbook.worksheets.filter((sheet) => sheet.state === 'visible');
    const blocks = visible.flatMap((sheet) => readSheet(sheet));
    if (blocks.length === 0) throw new EmptyFileError('工作簿里没有内容', file.path);
    const hidden = workbook.worksheets.length - visible.length;
    return {
      blocks,
      fields: visible.map((sheet) => ({ name: '工作表', value: sheet.name, basis: 'page_table' as const })),
      title: null,
      attachments: [],
      links: [],
      pageCount: null,
      warnings: hidden > 0 ? [{ code: 'hidden_sheets', message: `有 ${hidden} 张隐藏的工作表没有读取` }] : [],
      ocrShare: 0,
    };
  },
};

function readSheet(sheet: ExcelJS.Worksheet): Block[] {
  if (sheet.actualRowCount * sheet.actualColumnCount > maximumCells) {
    throw new FileTooLargeError('工作表过大，无法读取', `${sheet.name}: ${sheet.actualRowCount} x ${sheet.actualColumnCount}`);
  }
  const rows: string[][] = [];
  sheet.eachRow({ includeEmpty: false }, (row) => {
    const line: string[] = [];
    row.eachCell({ includeEmpty: false }, (cell, column) => {
      line[column - 1] = shownText(cell);
    });
    if (line.some((text) => text)) rows.push(Array.from(line, (text) => text ?? ''));
  });
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const used = Array.from({ length: width }, (_, x) => rows.some((row) => row[x]));
  const grid = rows.map((row) => Array.from({ length: width }, (_, x) => row[x] ?? '').filter((_, x) => used[x]));
  return grid.length === 0 ? [] : [{ type: 'table', table: finishTable(grid, sheet.name, 0), page: null }];
}

/** The text a person sees in the cell; cells covered by a merge show the text of their first cell. */
function shownText(cell: ExcelJS.Cell): string {
  const master = cell.isMerged ? cell.master : cell;
  const value = resultOf(master.value);
  if (typeof value === 'number' || value instanceof Date) return showNumber(value, master.numFmt);
  if (typeof value === 'boolean') return value ? '是' : '否';
  const text = typeof value === 'string' ? value : textOf(value);
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t\u00a0\u3000]+/g, ' ')
    .trim();
}

/** A formula counts with its last result. */
function resultOf(value: ExcelJS.CellValue): ExcelJS.CellValue {
  if (value !== null && typeof value === 'object' && ('formula' in value || 'sharedFormula' in value))
    return value.result ?? null;
  return value;
}

function textOf(value: ExcelJS.CellValue): string {
  if (value === null || value === undefined || typeof value !== 'object') return String(value ?? '');
  if ('richText' in value) return value.richText.map((run) => run.text).join('');
  if ('text' in value) return typeof value.text === 'string' ? value.text : textOf(value.text as ExcelJS.CellValue);
  return '';
}
