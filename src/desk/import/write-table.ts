import { utils, write } from '@e965/xlsx';

/** A table that goes out: every cell is text. */
export interface OutTable {
  sheet: string;
  header: string[];
  rows: string[][];
  /** In characters; left out where it does not matter. */
  widths?: number[];
  /** Further sheets behind it. */
  more?: OutTable[];
}

/** Begins like a formula: a program that opens the list must not work it out (OWASP, CSV injection). */
const beginsLikeFormula = /^'*[=+\-@＝＋－＠\t\r]/;
/** A sheet holds no more in one cell (ISO/IEC 29500). */
const longestCell = 32_767;

/** With ' before it where it would be taken for a formula; imports take it away again. */
export const inertCell = (cell: string) => (beginsLikeFormula.test(cell) ? `'${cell}` : cell);

/** RFC 4180 with a byte order mark, so that Excel reads the Chinese. */
export function csvOf({ header, rows }: Pick<OutTable, 'header' | 'rows'>): Uint8Array {
  const quoted = (cell: string) => (/[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const lines = [header, ...rows].map((row) => row.map((cell) => quoted(inertCell(cell))).join(','));
  return new TextEncoder().encode(`\ufeff${lines.join('\r\n')}\r\n`);
}

/** A workbook in which every cell is text and stays text when somebody edits it. */
export function xlsxOf(table: OutTable): Uint8Array {
  const workbook = utils.book_new();
  for (const one of [table, ...(table.more ?? [])]) utils.book_append_sheet(workbook, sheetOf(one), one.sheet);
  return new Uint8Array(write(workbook, { type: 'buffer', bookType: 'xlsx', compression: true }));
}

function sheetOf({ header, rows, widths }: OutTable) {
  const cellOf = (text: string) => ({ t: 's' as const, v: inertCell(text).slice(0, longestCell), z: '@' });
  const sheet = utils.aoa_to_sheet([header, ...rows].map((row) => row.map((cell) => (cell === '' ? null : cellOf(cell)))));
  if (widths) sheet['!cols'] = widths.map((wch) => ({ wch }));
  return sheet;
}
