import { FileTooLargeError } from '../../../domain/errors.ts';
import type { Table } from '../../blocks.ts';
import {
  ancestry,
  type Element,
  elementsBelow,
  firstBelow,
  isBlockElement,
  isElement,
  isSilent,
  tidy,
  visibleText,
} from './dom.ts';

/** Wider or taller spans than this are mistakes or attacks. */
const maximumSpan = 1000;
const maximumCells = 2_000_000;

interface Cell {
  text: string;
  header: boolean;
}

/** The rows of a table, without those of tables nested in it. */
function rowsOf(table: Element): Element[] {
  const isOwn = (row: Element) => ancestry(row).find((around) => around.name === 'table') === table;
  return elementsBelow(table).filter((element) => element.name === 'tr' && isOwn(element));
}

const cellsOf = (row: Element) =>
  row.children.filter((child): child is Element => isElement(child) && (child.name === 'td' || child.name === 'th'));

/**
 * True for a table that only arranges text on the page: it holds other tables, a single column, or cells that are passages with
 * paragraphs of their own.
 */
export function isLayoutTable(table: Element): boolean {
  if (firstBelow(table, (element) => element.name === 'table')) return true;
  const rows = rowsOf(table).map(cellsOf);
  if (rows.every((cells) => cells.length <= 1) || isMenu(table, rows)) return true;
  const cells = rows.flat();
  const longest = cells.reduce((best, cell) => Math.max(best, visibleText(cell).length), 0);
  const total = visibleText(table).length;
  return rows.length <= 2 && longest > 400 && longest > 0.9 * total;
}

/** A single row of nothing but links is a menu. */
function isMenu(table: Element, rows: Element[][]): boolean {
  if (rows.length !== 1) return false;
  const linked = elementsBelow(table)
    .filter(({ name }) => name === 'a')
    .reduce((sum, link) => sum + visibleText(link).replace(/\s+/g, '').length, 0);
  return linked > 0 && linked >= 0.8 * visibleText(table).replace(/\s+/g, '').length;
}

/** Cells of a layout table in reading order. */
export function layoutCells(table: Element): Element[] {
  return rowsOf(table).flatMap(cellsOf);
}

/** Reads a data table into a full grid, merged cells repeated. Null when it holds no text. */
export function readTable(table: Element): Table | null {
  const grid = layGrid(rowsOf(table));
  const rows = dropEmptyLines(grid);
  if (rows.length === 0) return null;
  const caption = captionOf(table);
  const pairs = namedValues(rows);
  if (pairs) return { caption, headerRows: 0, headerColumns: 1, rows: pairs };
  const marked = countWhile(rows, (row) => row.every((cell) => cell.header || cell.text === ''));
  return finishTable(
    rows.map((row) => row.map((cell) => cell.text)),
    caption,
    marked,
  );
}

/** Names and values of a table whose rows are marked as name, value, name, value …; null for any other table. */
function namedValues(rows: Cell[][]): string[][] | null {
  const pairs: string[][] = [];
  for (const row of rows) {
    const cells = row.filter((cell, x) => cell !== row[x - 1]);
    if (cells.length % 2 !== 0 || !cells.every((cell, x) => cell.header === (x % 2 === 0))) return null;
    for (let x = 0; x < cells.length; x += 2) if (cells[x]!.text !== '') pairs.push([cells[x]!.text, cells[x + 1]!.text]);
  }
  return pairs.length >= 2 ? pairs : null;
}

function captionOf(table: Element): string | null {
  const captions = table.children.filter((child) => isElement(child) && child.name === 'caption');
  return tidy(captions.map(visibleText).join('')) || null;
}

function layGrid(rows: Element[]): Cell[][] {
  let covered = 0;
  const grid: (Cell | undefined)[][] = rows.map(() => []);
  rows.forEach((row, y) => {
    let x = 0;
    for (const element of cellsOf(row)) {
      while (grid[y]?.[x]) x++;
      const cell = { text: cellText(element), header: element.name === 'th' || isHead(row) };
      const width = span(element.attribs.colspan);
      const height = element.attribs.rowspan === '0' ? rows.length - y : span(element.attribs.rowspan);
      covered += width * Math.min(height, rows.length - y);
      if (covered > maximumCells)
        throw new FileTooLargeError('表格过大，无法读取', `more than ${maximumCells} cells with their spans`);
      for (let down = 0; down < height && y + down < rows.length; down++) {
        for (let right = 0; right < width; right++) {
          const target = grid[y + down]!;
          if (!target[x + right]) target[x + right] = cell;
        }
      }
      x += width;
    }
  });
  const width = grid.reduce((widest, row) => Math.max(widest, row.length), 0);
  if (width * grid.length > maximumCells) throw new FileTooLargeError('表格过大，无法读取', `${grid.length} x ${width} cells`);
  return grid.map((row) => Array.from({ length: width }, (_, x) => row[x] ?? { text: '', header: false }));
}

const isHead = ({ parent }: Element) => parent !== null && isElement(parent) && parent.name === 'thead';

function span(value: string | undefined): number {
  const count = Number.parseInt(value ?? '1', 10);
  return Number.isFinite(count) && count >= 1 ? Math.min(count, maximumSpan) : 1;
}

/** Text of a cell: its lines joined by a line feed, so that entries in one cell stay apart. */
function cellText(cell: Element): string {
  const lines: string[] = [''];
  const walk = (element: Element): void => {
    for (const child of element.children) {
      if (isElement(child) && isSilent(child)) continue;
      if (isElement(child) && (isBlockElement(child) || child.name === 'br')) {
        lines.push('');
        walk(child);
        lines.push('');
      } else if (isElement(child)) walk(child);
      else lines[lines.length - 1] += child.type === 'text' ? child.data : '';
    }
  };
  walk(cell);
  return lines
    .map(tidy)
    .filter((line) => line !== '')
    .join('\n');
}

function dropEmptyLines(grid: Cell[][]): Cell[][] {
  const rows = grid.filter((row) => row.some((cell) => cell.text !== ''));
  const width = rows[0]?.length ?? 0;
  const used = Array.from({ length: width }, (_, x) => rows.some((row) => row[x]?.text !== ''));
  return rows.map((row) => row.filter((_, x) => used[x]));
}

/**
 * Settles caption and header rows of a grid: a first row that is one merged cell is the caption; header rows are those marked, else
 * the ones that look like names of columns. Shared by every format with tables.
 */
export function finishTable(rows: string[][], caption: string | null, markedHeaders: number): Table {
  let body = joinBrokenRows(rows);
  let title = caption;
  let marked = markedHeaders;
  const first = body[0];
  if (first && body.length > 2 && first.length > 1 && isOneCell(first) && first[0]!.length <= 80 && !/[。；]$/.test(first[0]!)) {
    title = title && title !== first[0] ? `${title} ${first[0]}` : first[0]!;
    body = body.slice(1);
    marked = Math.max(0, marked - 1);
  }
  const unit = body.length > 2 ? unitOfRow(body[0]!) : null;
  if (unit !== null) {
    body = body.slice(1);
    marked = Math.max(0, marked - 1);
  }
  return {
    caption: title,
    ...(unit === null ? {} : { unit }),
    headerRows: Math.min(marked > 0 ? marked : guessHeaderRows(body), Math.max(0, body.length - 1)),
    rows: body,
  };
}

/** "单位：万元" alone in the row above the names of the columns. */
function unitOfRow(row: string[]): string | null {
  const words = [...new Set(row.filter((cell) => cell !== ''))];
  return words.length === 1
    ? (/^[（(]?(?:计量|金额)?单位\s*[:：]\s*([^\s，。；（）()]{1,16})[)）]?$/.exec(words[0]!)?.[1] ?? null)
    : null;
}

/** A row that only goes on with the list of the cell above it (、 at its end) belongs to the row above. */
function joinBrokenRows(rows: string[][]): string[][] {
  const joined: string[][] = [];
  for (const row of rows) {
    const above = joined.at(-1);
    const filled = row.flatMap((cell, x) => (cell === '' ? [] : [x]));
    const only = filled[0];
    if (above && only !== undefined && filled.length === 1 && row.length > 1 && /[、，]$/.test(above[only]!)) {
      joined[joined.length - 1] = above.map((cell, x) => (x === only ? cell + row[only] : cell));
    } else joined.push(row);
  }
  return joined;
}

function isOneCell(row: string[]): boolean {
  return row[0] !== '' && row.every((cell) => cell === row[0]);
}

/** Names of columns are short, hold no amounts and no sentences; a name that spans several columns is explained in the next row. */
function guessHeaderRows(rows: string[][]): number {
  const first = rows[0];
  if (!first || rows.length < 2 || !looksLikeNames(first)) return 0;
  let count = 1;
  while (count < 4 && count < rows.length - 1) {
    const above = rows[count - 1]!;
    const here = rows[count]!;
    const spans = above.some((cell, x) => cell !== '' && above[x + 1] === cell && here[x] !== here[x + 1]);
    const continues = here.some((cell, x) => cell !== '' && cell === above[x]);
    // Years may be names below a name that spans them.
    const names = here.map((cell, x) => (cell !== above[x] && /^(?:19|20)\d{2}年?$/.test(cell) ? `${cell}度` : cell));
    if (!spans || !continues || !looksLikeNames(names)) break;
    count++;
  }
  return count;
}

function looksLikeNames(row: string[]): boolean {
  const filled = row.filter((cell) => cell !== '');
  const names = filled.filter(
    (cell) => cell.length <= 30 && !/[。；]/.test(cell) && !/^[\d.,，%％\s:：/～~-]+(元|万元|人|号|年|月|日)?$/.test(cell),
  );
  return filled.length > 0 && names.length === filled.length && new Set(filled).size > 1;
}

function countWhile<T>(items: T[], test: (item: T) => boolean): number {
  const end = items.findIndex((item) => !test(item));
  return end < 0 ? items.length : end;
}
