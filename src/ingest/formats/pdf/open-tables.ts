import { finishTable } from '../html/table.ts';
import { startsUnit } from '../paragraphs.ts';
import type { TextItem } from './items.ts';
import { toRows } from './lines.ts';
import { columnsOf, groupRows, layOut, type Segment, segmentsOf } from './open-grid.ts';
import type { Rulings, Stroke } from './strokes.ts';
import { machineRead, type PageTable } from './tables.ts';

/**
 * Tables without lines between their columns: those with rules above, below the header and at the end, and those without any line,
 * which are guessed from the alignment of their columns. What is guessed says so in `doubts`.
 */

type Found = { tables: PageTable[]; rest: TextItem[] };

const slack = 6;
const shortestRule = 120;

/** Tables between horizontal rules of one width. `boxes` are places where a table was already found. */
export function findRuledOpenTables(rulings: Rulings, items: TextItem[], page: number, done: PageTable[]): Found {
  const tables: PageTable[] = [];
  let rest = items;
  for (const rules of rulesOfOneWidth(rulings.horizontal, done)) {
    for (let from = 0; from + 1 < rules.length; ) {
      const found = tableBetween(rules.slice(from), rulings.horizontal, rest, page);
      if (!found) {
        from++;
        continue;
      }
      tables.push(found.table);
      rest = rest.filter((item) => !found.used.has(item));
      from += found.rules;
    }
  }
  return { tables, rest };
}

/** Long horizontal lines that begin and end at the same places, top to bottom. */
function rulesOfOneWidth(strokes: Stroke[], done: PageTable[]): Stroke[][] {
  const groups: Stroke[][] = [];
  for (const stroke of strokes) {
    if (stroke.end - stroke.start < shortestRule) continue;
    if (
      done.some(
        (table) =>
          stroke.at > table.top - slack &&
          stroke.at < table.bottom + slack &&
          stroke.start < table.right &&
          stroke.end > table.left,
      )
    )
      continue;
    const group = groups.find(
      ([first]) => Math.abs(first!.start - stroke.start) < slack && Math.abs(first!.end - stroke.end) < slack,
    );
    if (group) group.push(stroke);
    else groups.push([stroke]);
  }
  return groups.filter((group) => group.length >= 2).map((group) => group.sort((a, b) => a.at - b.at));
}

/** The table that begins at the first rule: stretches between rules whose rows have several columns. */
function tableBetween(
  rules: Stroke[],
  all: Stroke[],
  items: TextItem[],
  page: number,
): { table: PageTable; used: Set<TextItem>; rules: number } | null {
  const { start, end } = rules[0]!;
  const within = items.filter((item) => item.left > start - slack && item.right < end + slack);
  const bands: Segment[][][] = [];
  for (let i = 0; i + 1 < rules.length; i++) {
    const inside = within.filter(
      (item) => item.y - item.size * 0.35 > rules[i]!.at && item.y - item.size * 0.35 < rules[i + 1]!.at,
    );
    const rows = toRows(inside).map((row) => segmentsOf(row));
    if (!isColumnar(rows, bands.length > 0)) break;
    bands.push(rows);
  }
  const rows = bands.flat();
  if (rows.length < 2 || (bands.length < 2 && rows.length < 3)) return null;
  const columns = columnsOf(bands.length > 1 ? bands.slice(1).flat() : rows, { left: start, right: end });
  if (columns.length < 2) return null;
  const last = rules[bands.length]!;
  const partial = all.filter(
    (stroke) => stroke.start > start - slack && stroke.end < end + slack && stroke.end - stroke.start < (end - start) * 0.9,
  );
  const headerBand = bands.length > 1 ? bands[0]! : [];
  if (bands.length > 1 ? !looksLikeNames(headerBand) : !looksTabular(rows, columns.length)) return null;
  const header = layOut(headerBand, columns, partial);
  const body = bands
    .slice(bands.length > 1 ? 1 : 0)
    .map((band, _, { length }) => groupRows(band, columns, length > 2 && isOneRow(band, columns.length)));
  const grid = [...header, ...body.flatMap((part) => part.rows)];
  const doubts = body.flatMap((part) => part.doubts);
  const used = new Set(rows.flat().flatMap((segment) => segment.items));
  const table = finishTable(grid, null, headerBand.length > 0 ? header.length : 0);
  return {
    table: {
      table: { ...table, ...(doubts.length > 0 ? { doubts: [...new Set(doubts)] } : {}) },
      page,
      left: start,
      right: end,
      top: rules[0]!.at,
      bottom: last.at,
      columns: columns.slice(1).map((column) => column.left),
      ...machineRead([...used]),
    },
    used,
    rules: bands.length + 1,
  };
}

/** Names of columns are short and no sentences, and nothing is to be ticked or filled in. */
function looksLikeNames(rows: Segment[][]): boolean {
  const cells = rows.flat().map((segment) => segment.text.trim());
  return cells.length >= 2 && cells.every((cell) => cell.length <= 25 && !/[。；□☑：:]|_{3}/.test(cell));
}

/** Most rows have two cells and more; below a header the rows of a list of single words count, too. */
function isColumnar(rows: Segment[][], belowHeader: boolean): boolean {
  if (rows.length === 0) return false;
  const several = rows.filter((row) => row.length >= 2).length;
  return several >= rows.length * (belowHeader ? 0.4 : 0.5) && several >= 1;
}

/** Where every row has its own rules, the lines between two of them are one row, unless one after the first fills all columns. */
function isOneRow(band: Segment[][], columns: number): boolean {
  return band.slice(1).every((line) => line.length < columns);
}

/** White space between two cells, in sizes of the type. */
const cellGap = 1.4;
const minimumRows = 3;

/** Tables without any line, in a part of a page that is read from top to bottom. */
export function findUnruledTables(items: TextItem[], page: number, left: number, right: number): Found {
  const rows = toRows(items).map((row) => segmentsOf(row, cellGap));
  const tables: PageTable[] = [];
  const used = new Set<TextItem>();
  for (let from = 0; from < rows.length; ) {
    const to = endOfRun(rows, from, right - left);
    const table = to - from >= minimumRows ? guessTable(rows.slice(from, to), page, left, right) : null;
    if (table) {
      tables.push(table);
      for (const segment of rows.slice(from, to).flat()) for (const item of segment.items) used.add(item);
    }
    from = Math.max(from + 1, to);
  }
  return { tables, rest: used.size === 0 ? items : items.filter((item) => !used.has(item)) };
}

/** Rows of several cells that follow each other closely; a row with one short cell may be the rest of a cell. */
function endOfRun(rows: Segment[][], from: number, width: number): number {
  if (rows[from]!.length < 2) return from;
  let to = from + 1;
  let lastFull = from;
  for (; to < rows.length; to++) {
    const row = rows[to]!;
    const distance = row[0]!.y - rows[to - 1]![0]!.y;
    if (distance > row[0]!.size * 3.2) break;
    if (row.length >= 2) lastFull = to;
    else if (to - lastFull > 1 || row[0]!.right - row[0]!.left > width * 0.6 || startsUnit(row[0]!.text)) break;
  }
  return lastFull + 1;
}

function guessTable(rows: Segment[][], page: number, left: number, right: number): PageTable | null {
  const columns = columnsOf(rows, { left, right });
  const full = rows.filter((row) => row.length >= 2);
  if (columns.length < 2 || full.length < minimumRows || !looksTabular(full, columns.length)) return null;
  const { rows: grid, doubts } = groupRows(rows, columns, false);
  if (grid.length < minimumRows) return null;
  const segments = rows.flat();
  return {
    table: { ...finishTable(grid, null, headerByContrast(grid)), doubts: ['表格没有画线，列按对齐推断', ...doubts] },
    page,
    left: Math.min(...segments.map((segment) => segment.left)),
    right: Math.max(...segments.map((segment) => segment.right)),
    top: Math.min(...segments.map((segment) => segment.y - segment.size)),
    bottom: Math.max(...segments.map((segment) => segment.y)),
    columns: columns.slice(1).map((column) => column.left),
    ...machineRead(segments.flatMap((segment) => segment.items)),
  };
}

/** A first row without plain figures over columns of figures names the columns. */
function headerByContrast(grid: string[][]): number {
  const figure = (cell: string) => /^[\d.,，%％~～—-]+$/.test(cell);
  const columns = grid[0]!.flatMap((_, x) => (grid.slice(1).every((row) => row[x] === '' || figure(row[x]!)) ? [x] : []));
  return columns.length > 0 && grid[0]!.every((cell) => !figure(cell)) ? 1 : 0;
}

/** Cells are short; two columns need figures in the second; forms (姓名：…), contents with leaders and lists of names are no tables. */
function looksTabular(rows: Segment[][], columns: number): boolean {
  const cells = rows.flat().map((segment) => segment.text.trim());
  const share = (test: (cell: string) => boolean) => cells.filter(test).length / cells.length;
  if (share((cell) => /[。；]$/.test(cell) || cell.length > 40) > 0.2) return false;
  if (share((cell) => /[：:]|_{3}|[.…·]{4}/.test(cell)) > 0.3) return false;
  if (share((cell) => /[\d%％]/.test(cell)) < 0.15 && share((cell) => cell.length <= 4) > 0.8) return false;
  const regular = rows.filter((row) => row.length === columns).length;
  if (columns >= 3) return regular >= rows.length * 0.5;
  const figures = rows.filter((row) => /^[\d.,，%％\s元万人户个项份次件年月日/～~—-]+$/.test(row.at(-1)!.text.trim())).length;
  const listed = rows.filter((row) => /^[（(]?[\d一二三四五六七八九十]+[)）.、．]?$/.test(row[0]!.text.trim())).length;
  return rows.length >= 4 && regular >= rows.length * 0.8 && figures >= rows.length * 0.6 && listed < rows.length * 0.5;
}
