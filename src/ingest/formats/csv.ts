import { EmptyFileError, FileTooLargeError } from '../../domain/errors.ts';
import type { FormatParser, ParsedSource, SourceFile } from '../blocks.ts';
import { decodeText } from './encoding.ts';
import { finishTable } from './html/table.ts';
import { looksBinary } from './magic.ts';

const maximumCells = 2_000_000;
/** A longer value is no field of a table. */
const maximumField = 1_000_000;
/** Text looked through in vain for the ends of quotes, in lengths of the file; beyond it, all quotes are signs. */
const maximumSearches = 20;

const delimiters = [',', '\t', ';', '，', '|'] as const;

/** Lists of values separated by comma, semicolon or tab, with quotes as in RFC 4180. */
export const csvParser: FormatParser = {
  name: 'csv',
  mediaType: 'text/csv',

  detect(bytes: Uint8Array, path: string): boolean {
    if (looksBinary(bytes)) return false;
    const sample = wholeRecords(decodeText(bytes.subarray(0, 65_536)).text, bytes.length > 65_536);
    const named = /\.(csv|tsv)$/i.test(path);
    return pickDelimiter(sample, named) !== null || (named && sample.trim() !== '');
  },

  async parse(file: SourceFile): Promise<ParsedSource> {
    const { text: decoded, warnings } = decodeText(file.bytes);
    const declared = decoded.match(/^\ufeff?sep=([^\r\n])\r?\n/i);
    const text = declared ? decoded.slice(declared[0].length) : decoded;
    const delimiter = declared?.[1] ?? pickDelimiter(text, true) ?? ',';
    const { records, unclosed } = readRecords(text, delimiter);
    if (unclosed) warnings.push({ code: 'csv_quote', message: '有未闭合的引号，已按普通字符读取，请核对' });
    const rows = records.filter((record) => record.some((cell) => cell !== ''));
    if (rows.length === 0) throw new EmptyFileError('表格里没有内容', file.path);
    const width = rows.reduce((widest, row) => Math.max(widest, row.length), 0);
    if (width * rows.length > maximumCells) throw new FileTooLargeError('表格过大，无法读取', `${rows.length} x ${width} cells`);
    if (rows.some((row) => row.length !== rows[0]!.length)) {
      warnings.push({ code: 'csv_ragged', message: '各行列数不一致，请核对' });
    }
    const full = rows.map((row) => [...row, ...Array.from({ length: width - row.length }, () => '')]);
    return {
      blocks: [{ type: 'table', table: finishTable(full, null, 0), page: null }],
      fields: [],
      title: null,
      attachments: [],
      links: [],
      pageCount: null,
      warnings,
      ocrShare: 0,
    };
  },
};

/** Drops the last line of a sample that was cut in its middle. */
function wholeRecords(sample: string, cut: boolean): string {
  return cut ? sample.slice(0, sample.lastIndexOf('\n') + 1) : sample;
}

/**
 * The delimiter that gives the records the same width. Prose has commas too, so without a telling file name the widths must agree
 * throughout, for three records at least, with short cells.
 */
export function pickDelimiter(text: string, lenient: boolean): string | null {
  let best: { delimiter: string; score: number } | null = null;
  for (const delimiter of delimiters) {
    const rows = readRecords(text.slice(0, 65_536), delimiter).records.filter((record) => record.some((cell) => cell !== ''));
    const width = rows[0]?.length ?? 0;
    if (width < 2) continue;
    const agreeing = rows.filter((row) => row.length === width).length / rows.length;
    const strict = rows.length >= 3 && agreeing === 1 && delimiter !== '，' && delimiter !== '|' && looksLikeHeader(rows[0]!);
    if (!lenient && !strict) continue;
    const score = agreeing * 10 + Math.min(width, 20) / 20;
    if (agreeing >= 0.5 && (!best || score > best.score)) best = { delimiter, score };
  }
  return best?.delimiter ?? null;
}

function looksLikeHeader(row: string[]): boolean {
  return row.every((cell) => cell !== '' && cell.length <= 40 && !/[。；]/.test(cell));
}

/**
 * Splits text into records (RFC 4180: quotes doubled inside quotes, line breaks allowed inside them). A quote that is never closed, or
 * closed in the middle of a field, is a sign like any other: it must not swallow the rows behind it. Throws FileTooLargeError for a
 * value beyond reason, and for more than `mostCells`.
 */
export function readRecords(
  text: string,
  delimiter: string,
  mostCells = maximumCells,
): { records: string[][]; unclosed: boolean } {
  const records: string[][] = [];
  let record: string[] = [];
  let cells = 0;
  let searched = 0;
  for (let at = 0; at < text.length; ) {
    const read = readField(text, at, delimiter, searched <= maximumSearches * text.length);
    searched += read.searched;
    record.push(read.value);
    if (++cells > mostCells) throw new FileTooLargeError('表格过大，无法读取', `csv: more than ${mostCells} cells`);
    at = read.end;
    const ends = text[at] !== delimiter;
    at += ends && text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1;
    // A delimiter at the very end has an empty field behind it.
    if (!ends && at >= text.length) record.push('');
    if (ends || at >= text.length) {
      records.push(record);
      record = [];
    }
  }
  return { records, unclosed: searched > 0 };
}

/** A field from `start` to its delimiter or line end; `searched` counts the text looked through for the end of a quote that has none. */
function readField(
  text: string,
  start: number,
  delimiter: string,
  quotes: boolean,
): { value: string; end: number; searched: number } {
  let first = start;
  while (text[first] === ' ' || (text[first] === '\t' && delimiter !== '\t')) first++;
  let searched = 0;
  if (quotes && text[first] === '"') {
    const quoted = readQuoted(text, first + 1);
    const end = fieldEnd(text, quoted.end, delimiter);
    checkLength(end - start);
    if (quoted.closed && text.slice(quoted.end, end).trim() === '') return { value: quoted.value.trim(), end, searched };
    searched = quoted.end - first;
  }
  const end = fieldEnd(text, start, delimiter);
  checkLength(end - start);
  return { value: text.slice(start, end).trim(), end, searched };
}

function checkLength(length: number): void {
  if (length > maximumField) throw new FileTooLargeError('有一项内容过长，无法按表格读取', `csv: field of ${length} characters`);
}

function fieldEnd(text: string, start: number, delimiter: string): number {
  let end = start;
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end++;
  return end;
}

/** The text up to the closing quote, or to the end of the file where there is none. */
function readQuoted(text: string, start: number): { value: string; end: number; closed: boolean } {
  let value = '';
  for (let from = start; ; ) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return { value, end: text.length, closed: false };
    value += text.slice(from, quote);
    if (text[quote + 1] !== '"') return { value, end: quote + 1, closed: true };
    value += '"';
    from = quote + 2;
  }
}
