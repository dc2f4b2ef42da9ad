import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load } from 'cheerio';
import { markupText } from './markup.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
export const corpusFolder = join(root, 'corpus');

/** The text that a reader of one sample document sees; of a binary one, that of its readable source. */
export function readSampleText(path) {
  const source = join(root, 'scripts/corpus', path);
  if (existsSync(`${source}.txt`)) return markupText(readFileSync(`${source}.txt`, 'utf8'));
  if (existsSync(`${source}.json`)) return workbookText(JSON.parse(readFileSync(`${source}.json`, 'utf8')));
  const bytes = readFileSync(join(corpusFolder, path));
  if (path.endsWith('.html')) return htmlText(bytes);
  return bytes.toString('utf8');
}

const workbookText = (workbook) => workbook.sheets.flatMap((sheet) => sheet.rows.map((row) => row.join(' '))).join('\n');

function htmlText(bytes) {
  const head = bytes.subarray(0, 1024).toString('latin1');
  const encoding = /charset=["']?gb/i.test(head) ? 'gbk' : 'utf-8';
  const page = load(new TextDecoder(encoding).decode(bytes));
  page('script, style').remove();
  return page('body').text();
}

/** NFKC, without white space, table bars and Markdown emphasis, so that quotations compare across formats. */
export const comparable = (text) =>
  text
    .normalize('NFKC')
    .replace(/[\s|\u200b]|\*\*/g, '')
    .toLowerCase();
