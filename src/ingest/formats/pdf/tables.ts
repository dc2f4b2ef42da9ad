import type { Table } from '../../blocks.ts';
import { finishTable } from '../html/table.ts';
import { endsSentence, joinLines, startsUnit } from '../paragraphs.ts';
import { cellText } from './cells.ts';
import type { TextItem } from './items.ts';
import { confidenceOf } from './ocr-items.ts';
import type { Rulings, Stroke } from './strokes.ts';

/** A table found on a page, with its place. */
export interface PageTable {
  table: Table;
  page: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** Inner column edges, to recognise the same table on the next page. */
  columns: number[];
  /** Which part of the page it stands in, in reading order. */
  part?: number;
  /** 0..1 where any of it was read from a picture. */
  confidence?: number;
  /** Its first column holds no text and is not among its rows: on the page before may stand what it is merged with. */
  emptyFirst?: boolean;
  /** Its last row has no line below it: a page break may have cut it. */
  open?: boolean;
}

interface Grid {
  columns: number[];
  rows: number[];
  horizontal: Stroke[];
  vertical: Stroke[];
}

/** How far the columns of two parts of a table may miss each other, in points. */
const edgeSlack = 6;
/** How far lines may miss each other and still meet, in points. */
const slack = 4;
/** An empty row of this height, in points, can be written in. */
const emptyRowHeight = 8;

/** Finds the ruled tables of a page and takes their text out of `items`. Text is never lost: what is in no cell stays in the flow. */
export function findTables(rulings: Rulings, items: TextItem[], page: number): { tables: PageTable[]; rest: TextItem[] } {
  const tables: PageTable[] = [];
  let rest = items;
  for (const grid of findGrids(rulings)) {
    const filled = fillGrid(grid, rest, page);
    if (!filled) continue;
    tables.push(filled.table);
    rest = filled.rest;
  }
  return { tables, rest };
}

/** Groups of lines that cross each other and form at least two cells. */
function findGrids(rulings: Rulings): Grid[] {
  const horizontal = rulings.horizontal;
  const vertical = rulings.vertical;
  const parent = Array.from({ length: horizontal.length + vertical.length }, (_, i) => i);
  const root = (i: number): number => {
    let current = i;
    while (parent[current] !== current) {
      parent[current] = parent[parent[current]!]!;
      current = parent[current]!;
    }
    return current;
  };
  horizontal.forEach((h, i) => {
    vertical.forEach((v, j) => {
      const meets = v.at >= h.start - slack && v.at <= h.end + slack && h.at >= v.start - slack && h.at <= v.end + slack;
      if (meets) parent[root(i)] = root(horizontal.length + j);
    });
  });
  const groups = new Map<number, { horizontal: Stroke[]; vertical: Stroke[] }>();
  parent.forEach((_, i) => {
    const group = groups.get(root(i)) ?? { horizontal: [], vertical: [] };
    if (i < horizontal.length) group.horizontal.push(horizontal[i]!);
    else group.vertical.push(vertical[i - horizontal.length]!);
    groups.set(root(i), group);
  });
  return [...groups.values()].flatMap((group) => toGrid(group));
}

/** A table may be open at its sides: then the ends of the horizontal lines close it. */
function toGrid(group: { horizontal: Stroke[]; vertical: Stroke[] }): Grid[] {
  if (group.horizontal.length < 2 || group.vertical.length < 1) return [];
  const left = Math.min(...group.horizontal.map((h) => h.start), ...group.vertical.map((v) => v.at));
  const right = Math.max(...group.horizontal.map((h) => h.end), ...group.vertical.map((v) => v.at));
  const columns = distinct([left, ...group.vertical.map((v) => v.at), right]);
  const rows = withOpenEnds(distinct(group.horizontal.map((h) => h.at)), group.vertical);
  if (columns.length < 2 || rows.length < 2 || (columns.length - 1) * (rows.length - 1) < 2) return [];
  const top = rows[0]!;
  const bottom = rows.at(-1)!;
  const sides = [left, right].map((at) => ({ at, start: top, end: bottom }));
  return [{ columns, rows, horizontal: group.horizontal, vertical: [...group.vertical, ...sides] }];
}

/** A page break leaves a table without its last or first line: there the ends of the vertical lines close it. */
function withOpenEnds(rows: number[], vertical: Stroke[]): number[] {
  const common = (ends: number[], far: (end: number) => boolean) =>
    ends.find(
      (end) => far(end) && ends.filter((other) => Math.abs(other - end) < slack).length >= Math.max(2, vertical.length / 2),
    );
  const top = common(
    vertical.map((v) => v.start),
    (end) => rows[0]! - end > emptyRowHeight,
  );
  const bottom = common(
    vertical.map((v) => v.end),
    (end) => end - rows.at(-1)! > emptyRowHeight,
  );
  return [...(top === undefined ? [] : [top]), ...rows, ...(bottom === undefined ? [] : [bottom])];
}

/** Values in order, those closer than the slack taken as one. */
function distinct(values: number[]): number[] {
  const result: number[] = [];
  for (const value of [...values].sort((a, b) => a - b))
    if (result.length === 0 || value - result.at(-1)! > slack) result.push(value);
  return result;
}

function fillGrid(grid: Grid, items: TextItem[], page: number): { table: PageTable; rest: TextItem[] } | null {
  const width = grid.columns.length - 1;
  const height = grid.rows.length - 1;
  if (width * height > 20_000) return null;
  const owner = mergeCells(grid, width, height);
  const contents = new Map<number, TextItem[]>();
  const rest: TextItem[] = [];
  for (const item of items) {
    const column = bandOf(grid.columns, (item.left + item.right) / 2);
    const row = bandOf(grid.rows, item.y - item.size * 0.35);
    if (column < 0 || row < 0) rest.push(item);
    else {
      const cell = owner[row * width + column]!;
      contents.set(cell, [...(contents.get(cell) ?? []), item]);
    }
  }
  // One cell with text is a frame around a passage, not a table.
  if (contents.size < 2) return null;
  const texts = new Map(
    [...contents].map(([cell, inside]) => [cell, cellText(inside, page, cellRight(grid, owner, cell, width))]),
  );
  const rows = Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => texts.get(owner[y * width + x]!) ?? ''),
  );
  const { kept, usedColumns } = dropRepeated(rows, owner, grid.rows);
  // A single column is a page or a form divided by lines: its text flows.
  if (usedColumns.filter(Boolean).length < 2) return null;
  return {
    table: {
      table: finishTable(kept, null, 0),
      page,
      left: grid.columns[0]!,
      right: grid.columns.at(-1)!,
      top: grid.rows[0]!,
      bottom: grid.rows.at(-1)!,
      columns: grid.columns.slice(1, -1).filter((_, x) => usedColumns[x + 1]),
      ...(usedColumns[0] ? {} : { emptyFirst: true }),
      ...machineRead([...contents.values()].flat()),
    },
    rest,
  };
}

/** Confidence of what of a table was read from a picture. */
export function machineRead(items: TextItem[]): { confidence?: number } {
  const read = items.filter((item) => item.confidence !== undefined);
  return read.length > 0 ? { confidence: Math.round(confidenceOf(read) * 100) / 100 } : {};
}

/**
 * Columns without text go, and rows and columns whose cells all belong to their neighbour (made by a line that no cell uses). An empty
 * row stays where it has the height of a line: it is to be filled in.
 */
function dropRepeated(rows: string[][], owner: number[], edges: number[]): { kept: string[][]; usedColumns: boolean[] } {
  const width = rows[0]?.length ?? 0;
  const cellAt = (y: number, x: number) => owner[y * width + x];
  const usedColumns = Array.from(
    { length: width },
    (_, x) => rows.some((row) => row[x] !== '') && (x === 0 || rows.some((_, y) => cellAt(y, x) !== cellAt(y, x - 1))),
  );
  const usedRows = rows.map((row, y) => {
    const room = edges[y + 1]! - edges[y]! >= emptyRowHeight;
    return (room || row.some((cell) => cell !== '')) && (y === 0 || row.some((_, x) => cellAt(y, x) !== cellAt(y - 1, x)));
  });
  return { kept: rows.filter((_, y) => usedRows[y]).map((row) => row.filter((_, x) => usedColumns[x])), usedColumns };
}

/** For every field of the grid the first field of its cell: fields without a line between them are one cell. */
function mergeCells(grid: Grid, width: number, height: number): number[] {
  const owner = Array.from({ length: width * height }, (_, i) => i);
  const find = (i: number): number => {
    let first = i;
    while (owner[first] !== first) first = owner[first]!;
    return first;
  };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const here = find(y * width + x);
      const rightOpen = x + 1 < width && !isDrawn(grid.vertical, grid.columns[x + 1]!, grid.rows[y]!, grid.rows[y + 1]!);
      if (rightOpen) owner[find(y * width + x + 1)] = here;
      const downOpen = y + 1 < height && !isDrawn(grid.horizontal, grid.rows[y + 1]!, grid.columns[x]!, grid.columns[x + 1]!);
      if (downOpen) owner[find((y + 1) * width + x)] = find(here);
    }
  }
  return owner.map((_, i) => find(i));
}

/** A border counts as drawn when strokes cover half of it. */
function isDrawn(strokes: Stroke[], at: number, start: number, end: number): boolean {
  let covered = 0;
  for (const stroke of strokes) {
    if (Math.abs(stroke.at - at) <= slack) covered += Math.max(0, Math.min(stroke.end, end) - Math.max(stroke.start, start));
  }
  return covered >= (end - start) / 2;
}

function bandOf(edges: number[], value: number): number {
  for (let i = 0; i + 1 < edges.length; i++) if (value >= edges[i]! - 1 && value < edges[i + 1]! + 1) return i;
  return -1;
}

function cellRight(grid: Grid, owner: number[], cell: number, width: number): number {
  const last = owner.reduce((most, other, i) => (other === cell ? Math.max(most, i % width) : most), 0);
  return grid.columns[last + 1]!;
}

/** A table that goes on at the top of the next page: the same place, and the columns of one are among those of the other. */
export function continuesTable(above: PageTable, below: PageTable): boolean {
  if (below.page !== above.page + 1) return false;
  const shift = below.left - above.left;
  const edges = below.columns.map((edge) => edge - shift);
  if (above.columns.length === edges.length) return above.columns.every((edge, i) => Math.abs(edge - edges[i]!) < edgeSlack);
  if (Math.abs(above.right + shift - below.right) > edgeSlack) return false;
  const [few, many] = above.columns.length < edges.length ? [above.columns, edges] : [edges, above.columns];
  return few.every((edge) => many.some((other) => Math.abs(edge - other) < edgeSlack));
}

/** The rows of a part as rows of a table with more columns: a cell that lies over several is repeated in each. */
function spread(rows: string[][], columns: number[], wanted: number[], shift: number): string[][] {
  if (columns.length === wanted.length) return rows;
  const source = [...wanted, Number.POSITIVE_INFINITY].map(
    (edge) => columns.filter((own) => own - shift < edge - edgeSlack).length,
  );
  return rows.map((row) => source.map((x) => row[x] ?? ''));
}

/** Adds the part of the next page to a table; its repeated header is dropped, a row that the page break cut is put together. */
export function joinTables(table: Table, above: PageTable, below: PageTable): void {
  const shift = below.left - above.left;
  const part = below.table;
  const printed = part.caption ? [part.rows[0]!.map(() => part.caption!), ...part.rows] : part.rows;
  const own = below.emptyFirst && !above.emptyFirst ? printed.map((row) => ['', ...row]) : printed;
  if (above.emptyFirst && !below.emptyFirst) table.rows = table.rows.map((row) => ['', ...row]);
  if (above.emptyFirst !== below.emptyFirst) below.emptyFirst = false;
  const wanted = above.columns.length >= below.columns.length ? above.columns : below.columns.map((edge) => edge - shift);
  const rows = spread(own, below.columns, wanted, shift);
  if (wanted !== above.columns) table.rows = spread(table.rows, above.columns, wanted, 0);
  below.columns = wanted.map((edge) => edge + shift);
  const headers = Math.max(1, table.headerRows);
  const repeated = table.headerRows > 0 && table.rows.slice(0, headers).every((row, y) => sameRow(row, rows[y]));
  const more = repeated ? rows.slice(table.headerRows) : [...rows];
  const last = table.rows.at(-1);
  const first = more[0];
  if (last) continueMerged(table.rows, more);
  if (last && first && isCut(last, first, repeated)) {
    table.rows[table.rows.length - 1] = last.map((cell, x) => (cell === first[x] ? cell : joinLines(cell, first[x]!)));
    more.shift();
  }
  for (const row of more) table.rows.push(row);
  const doubts = [...(table.doubts ?? []), ...(part.doubts ?? [])];
  if (doubts.length > 0) table.doubts = [...new Set(doubts)];
  if (below.confidence !== undefined) above.confidence = below.confidence;
}

/** Names of groups that are merged over rows are printed once, before the page break: the rows behind it take them over. */
function continueMerged(above: string[][], below: string[][]): void {
  const last = above.at(-1)!;
  const width = last.length;
  const merged = (x: number) => above.some((row, y) => y > 0 && row[x] !== '' && row[x] === above[y - 1]![x]);
  for (let x = 0; x < width - 1 && last[x] !== '' && merged(x); x++) {
    for (const [y, row] of below.entries()) {
      const isRest = row.filter((cell) => cell !== '').length < 2;
      // A first row in which only the rest of a cell stands is a cut row, see isCut.
      if (isRest && y === 0) continue;
      if (row[x] !== '' || isRest) break;
      row[x] = last[x]!;
    }
  }
}

function sameRow(one: string[], other: string[] | undefined): boolean {
  return one.map(bare).join('\u0000') === other?.map(bare).join('\u0000');
}

const bare = (cell: string) => cell.replace(/\s/g, '');

/**
 * The first row of the next page only goes on with the last one of this page: its first cell is empty, and what stands in it follows
 * text that breaks off in the middle of a sentence.
 */
function isCut(last: string[], first: string[], repeated: boolean): boolean {
  if (first.length !== last.length || first.length < 2) return false;
  const filled = first.flatMap((cell, x) => (cell === '' ? [] : [x]));
  if (filled.length === 0 || filled.length === first.length) return false;
  if (first[0] !== '' || !filled.every((x) => last[x] !== '')) return false;
  return (
    filled.every((x) => !endsSentence(last[x]!) && !startsUnit(first[x]!) && !/^[\d.,%]+$/.test(first[x]!)) ||
    (repeated && filled.length === 1 && /[，、]$/.test(last[filled[0]!]!))
  );
}
