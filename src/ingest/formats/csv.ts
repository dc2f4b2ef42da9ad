import { EmptyFileError } from '../../domain/errors.ts';
import type { FormatParser, ParsedSource, SourceFile } from '../blocks.ts';
import { decodeText } from './encoding.ts';
import { finishTable } from './html/table.ts';
import { looksBinary } from './magic.ts';

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
    const { text, warnings } = decodeText(file.bytes);
    const delimiter = pickDelimiter(text, true) ?? ',';
    const { records, unclosed } = readRecords(text, delimiter);
    if (unclosed) warnings.push({ code: 'csv_quote', message: '有未闭合的引号，最后一项可能不完整' });
    const rows = records.filter((record) => record.some((cell) => cell !== ''));
    if (rows.length === 0) throw new EmptyFileError('表格里没有内容', file.path);
    const width = rows.reduce((widest, row) => Math.max(widest, row.length), 0);
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
function pickDelimiter(text: string, lenient: boolean): string | null {
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

/** Splits text into records (RFC 4180: quotes doubled inside quotes, line breaks allowed inside them). */
export function readRecords(text: string, delimiter: string): { records: string[][]; unclosed: boolean } {
  const records: string[][] = [];
  let record: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!;
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text[i + 1] === '"') {
        cell += '"';
        i++;
      } else quoted = false;
    } else if (character === '"' && cell.trim() === '') {
      quoted = true;
      cell = '';
    } else if (character === delimiter) {
      record.push(cell.trim());
      cell = '';
    } else if (character === '\n' || character === '\r') {
      if (character === '\r' && text[i + 1] === '\n') i++;
      record.push(cell.trim());
      records.push(record);
      record = [];
      cell = '';
    } else cell += character;
  }
  if (cell !== '' || record.length > 0) records.push([...record, cell.trim()]);
  return { records, unclosed: quoted };
}
