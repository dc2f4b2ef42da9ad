import ExcelJS from 'exceljs';
import JSZip from 'jszip';
import { archiveDate } from './docx.mjs';

/**
 * A workbook from `{ sheets: [{ name, widths?, rows: string[][], merges?: ["A1:D1"], dates?: ["J"] }] }`.
 * Cells of the columns named in `dates` that look like days become real date cells; plain numbers become number cells.
 */
export async function writeXlsx(source) {
  const workbook = new ExcelJS.Workbook();
  workbook.creator = '示例市';
  workbook.created = archiveDate;
  workbook.modified = archiveDate;
  for (const sheet of source.sheets) addSheet(workbook, sheet);
  return repack(await workbook.xlsx.writeBuffer());
}

function addSheet(workbook, source) {
  const sheet = workbook.addWorksheet(source.name, { views: [{ state: 'frozen', ySplit: source.headerRows ?? 1 }] });
  for (const row of source.rows) sheet.addRow(row.map(cellValue));
  for (const column of source.dates ?? []) makeDates(sheet.getColumn(column));
  for (const range of source.merges ?? []) sheet.mergeCells(range);
  (source.widths ?? []).forEach((width, index) => {
    sheet.getColumn(index + 1).width = width;
  });
  sheet.eachRow((row, index) => {
    row.alignment = { wrapText: true, vertical: 'top' };
    if (index <= (source.headerRows ?? 1)) row.font = { bold: true };
  });
}

const cellValue = (text) => (/^(0|[1-9]\d*)(\.\d+)?$/.test(text) ? Number(text) : text || null);

function makeDates(column) {
  column.eachCell((cell) => {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(String(cell.value))) return;
    cell.value = new Date(`${cell.value}T00:00:00Z`);
    cell.numFmt = 'yyyy-mm-dd';
  });
}

/** Writes the archive again with one fixed date on every entry. */
async function repack(bytes) {
  const from = await JSZip.loadAsync(bytes);
  const to = new JSZip();
  for (const name of Object.keys(from.files).sort()) {
    if (!from.files[name].dir)
      to.file(name, await from.files[name].async('nodebuffer'), { date: archiveDate, createFolders: false });
  }
  return to.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE', platform: 'DOS' });
}
