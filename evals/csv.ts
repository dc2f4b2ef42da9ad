import { readFileSync } from 'node:fs';
import { InvalidInputError, NotFoundError } from '../src/domain/errors.ts';
import { readRecords } from '../src/ingest/formats/csv.ts';
import { decodeText } from '../src/ingest/formats/encoding.ts';

/** A row of a table with its number as a spreadsheet shows it: the header is row 1. */
export interface TableRow {
  row: number;
  cells: Record<string, string>;
}

const delimiters = [',', '\t', ';'];
/** What a spreadsheet would take for a formula (OWASP: CSV injection). */
const formula = /^[=+\-@\t\r]/;

/**
 * Rows of a CSV file under the names of its first row; empty rows are left out. Takes what spreadsheets write: UTF-8 with or without
 * mark, GB18030, UTF-16; comma, tab or semicolon. Throws NotFoundError; InvalidInputError for an empty file or a name standing twice.
 */
export function readTable(path: string): { columns: string[]; rows: TableRow[] } {
  const text = textOf(path);
  const head = text.slice(0, text.search(/\r?\n|$/));
  const delimiter = delimiters.reduce((best, next) => (count(head, next) > count(head, best) ? next : best));
  const [first, ...records] = readRecords(text, delimiter).records;
  const columns = (first ?? []).map((name) => name.trim());
  if (columns.every((name) => name === '')) throw new InvalidInputError(`${path} 是空的，第一行应是列名`);
  const twice = columns.find((name, place) => name !== '' && columns.indexOf(name) !== place);
  if (twice) throw new InvalidInputError(`${path} 的列名“${twice}”出现了两次`);
  const rows = records.map((record, index) => ({
    row: index + 2,
    cells: Object.fromEntries(columns.map((name, place) => [name, unguarded(record[place] ?? '')])),
  }));
  return { columns, rows: rows.filter(({ cells }) => Object.values(cells).some((cell) => cell !== '')) };
}

function textOf(path: string): string {
  try {
    return decodeText(readFileSync(path))
      .text.replace(/^\ufeff/, '')
      .replaceAll('\r\n', '\n');
  } catch (error) {
    throw new NotFoundError(`读不到文件：${path}`, (error as Error).message);
  }
}

const count = (text: string, sign: string) => text.split(sign).length;
const unguarded = (cell: string) => (cell.startsWith("'") && formula.test(cell.slice(1)) ? cell.slice(1) : cell);

/** CSV for spreadsheets: UTF-8 with mark, CRLF; what would run as a formula gets an apostrophe, which `readTable` takes away again. */
export function tableText(columns: string[], rows: (string | number | null)[][]): string {
  return `\ufeff${[columns, ...rows].map((row) => row.map(cellText).join(',')).join('\r\n')}\r\n`;
}

function cellText(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
