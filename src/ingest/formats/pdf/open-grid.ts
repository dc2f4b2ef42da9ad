import { joinLines } from '../paragraphs.ts';
import type { TextItem } from './items.ts';
import { toLines } from './lines.ts';
import type { Stroke } from './strokes.ts';

/** Pieces of one line that stand close together: a cell, or a line of one. */
export interface Segment {
  text: string;
  left: number;
  right: number;
  y: number;
  size: number;
  items: TextItem[];
}

/** No table is wider, in points; a page may say that it is. */
const widestTable = 20_000;

export interface ColumnBand {
  left: number;
  right: number;
}

/** A row of pieces, cut where white space of more than `gap` sizes stands between two. */
export function segmentsOf(row: TextItem[], gap = 0.9): Segment[] {
  const groups: TextItem[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const item of row) {
    // Blanks at the ends of a piece are white space, too.
    if (item.left - end > item.size * gap) groups.push([item]);
    else groups.at(-1)!.push(item);
    end = Math.max(end, item.right);
  }
  return groups.map((items) => {
    const line = toLines(items, 0)[0]!;
    return {
      text: line?.text ?? '',
      left: items[0]!.left,
      right: Math.max(...items.map((item) => item.right)),
      y: line?.y ?? items[0]!.y,
      size: line?.size ?? items[0]!.size,
      items,
    };
  });
}

/** Columns are parted by strips, half a size wide and more, in which hardly a row has text. */
export function columnsOf(rows: Segment[][], area: { left: number; right: number }): ColumnBand[] {
  const from = Math.floor(area.left) - 6;
  const length = Math.ceil(area.right - area.left) + 12;
  if (!(length < widestTable)) return [];
  const coverage = new Uint16Array(length);
  const several = rows.filter((row) => row.length >= 2);
  for (const row of several) {
    for (const segment of row)
      for (let x = Math.max(0, Math.floor(segment.left) - from); x < Math.min(length, Math.ceil(segment.right) - from); x++)
        coverage[x]!++;
  }
  const size = several[0]?.[0]?.size ?? 10;
  const few = Math.floor(several.length / 12);
  const columns: ColumnBand[] = [];
  let white = Number.POSITIVE_INFINITY;
  for (let x = 0; x < length; x++) {
    if (coverage[x]! <= few) {
      white++;
      continue;
    }
    const last = columns.at(-1);
    if (last && white < size * 0.5) last.right = from + x + 1;
    else columns.push({ left: from + x, right: from + x + 1 });
    white = 0;
  }
  return columns;
}

/** Column numbers that a segment stands over; a piece in the white between two columns names both. */
function columnsUnder(segment: { left: number; right: number }, columns: ColumnBand[]): number[] {
  const under = columns.flatMap((column, i) => {
    const common = Math.min(segment.right, column.right) - Math.max(segment.left, column.left);
    return common > Math.min(3, (column.right - column.left) / 2) ? [i] : [];
  });
  if (under.length > 0) return under;
  const next = columns.findIndex((column) => column.left >= segment.right);
  if (next > 0) return [next - 1, next];
  return [next === 0 ? 0 : columns.length - 1];
}

/** Rows as they stand, cell by cell; a name over several columns is repeated in each. Used for headers, row by row of print. */
export function layOut(rows: Segment[][], columns: ColumnBand[], partial: Stroke[]): string[][] {
  const grid = rows.map((row) => {
    const cells = columns.map(() => '');
    for (const segment of row) {
      const rule = partial.find(
        (stroke) =>
          stroke.at > segment.y - segment.size * 0.5 &&
          stroke.at < segment.y + segment.size * 1.4 &&
          stroke.start < segment.right &&
          stroke.end > segment.left,
      );
      for (const column of columnsUnder(rule ? { left: rule.start, right: rule.end } : segment, columns))
        cells[column] = joinLines(cells[column]!, segment.text);
    }
    return cells;
  });
  return joinHeader(grid);
}

/** Names that are broken over lines are put together; a first row with names over several columns stays a row of its own. */
function joinHeader(grid: string[][]): string[][] {
  if (grid.length < 2) return grid;
  const spanning = grid.findIndex((row) => row.some((cell, x) => cell !== '' && cell === row[x + 1]));
  const join = (rows: string[][]): string[] => rows[0]!.map((_, x) => rows.reduce((text, row) => joinLines(text, row[x]!), ''));
  if (spanning < 0) return [join(grid)];
  const upper = join(grid.slice(0, spanning + 1));
  const lower = grid.slice(spanning + 1);
  if (lower.length === 0) return [upper];
  const names = join(lower);
  // A name beside those over several columns stands for both rows, wherever it was printed.
  const top = upper.map((cell, x) => cell || names[x]!);
  const single = (x: number) => upper[x] !== '' && upper[x] !== upper[x - 1] && upper[x] !== upper[x + 1];
  const bottom = names.map((cell, x) => (single(x) && cell !== '' ? cell : cell || upper[x]!));
  const whole = top.map((cell, x) => (single(x) && names[x] !== '' ? joinLines(cell, names[x]!) : cell));
  return [whole, bottom.map((cell, x) => (single(x) && names[x] !== '' ? whole[x]! : cell))];
}

/** Printed lines put together to rows of the table; `one` says that they are a single row. */
export function groupRows(lines: Segment[][], columns: ColumnBand[], one: boolean): { rows: string[][]; doubts: string[] } {
  const placed = lines.map((line) => placeLine(line, columns));
  const limit = rowDistance(lines);
  const rows: string[][] = [];
  const doubts: string[] = [];
  placed.forEach((cells, i) => {
    const above = rows.at(-1);
    const distance = i === 0 ? 0 : lines[i]![0]!.y - lines[i - 1]![0]!.y;
    const goesOn = above && (one || (limit === null ? continues(cells, placed[i - 1]!, columns) : distance < limit));
    if (goesOn) {
      rows[rows.length - 1] = above.map((cell, x) => joinLines(cell, cells[x]?.text ?? ''));
      return;
    }
    const row = cells.map((cell) => cell?.text ?? '');
    if (above && row[0] === '' && above[0] !== '' && row.filter((cell) => cell !== '').length >= 2 && limit === null) {
      row[0] = above[0]!;
      doubts.push('第一列的空格按合并单元格补全');
    }
    rows.push(row);
  });
  return { rows, doubts };
}

type PlacedCell = { text: string; right: number; size: number } | null;

function placeLine(line: Segment[], columns: ColumnBand[]): PlacedCell[] {
  const cells: PlacedCell[] = columns.map(() => null);
  for (const segment of line) {
    for (const column of columnsUnder(segment, columns)) {
      const text = cells[column] ? joinLines(cells[column].text, segment.text) : segment.text;
      cells[column] = { text, right: segment.right, size: segment.size };
    }
  }
  return cells;
}

/** Distance of lines that parts two rows, where rows stand clearly farther apart than the lines of a cell; else null. */
function rowDistance(lines: Segment[][]): number | null {
  const distances = lines.slice(1).map((line, i) => line[0]!.y - lines[i]![0]!.y);
  if (distances.length < 2) return null;
  const least = Math.min(...distances);
  const most = Math.max(...distances);
  const between = distances.filter((distance) => distance > least * 1.12 && distance < most * 0.88).length;
  return most > least * 1.25 && between === 0 && least < lines[0]![0]!.size * 1.7 ? (least + most) / 2 : null;
}

/** The line holds only the rest of cells whose first line was full. */
function continues(cells: PlacedCell[], above: PlacedCell[], columns: ColumnBand[]): boolean {
  const filled = cells.flatMap((cell, x) => (cell ? [x] : []));
  if (filled.length === 0) return true;
  if (filled.length === cells.length || (cells[0] && filled.length > 1)) return false;
  return filled.every((x) => {
    const upper = above[x];
    return upper !== null && upper !== undefined && columns[x]!.right - upper.right < upper.size * 1.5;
  });
}
