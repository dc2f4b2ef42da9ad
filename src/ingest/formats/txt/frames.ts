import type { Table } from '../../blocks.ts';
import { finishTable } from '../html/table.ts';
import { displayWidth, joinLines } from '../paragraphs.ts';

/** Box-drawing characters, and the plus, minus and bar with which they are imitated. */
const horizontal = /[─━═╌┄┈-]/;
const vertical = /[│┃║|｜]/;
const corner = /[\u2500-\u257f+]/;
const drawn = /[\u2500-\u257f]/;
const plainRule = /^\s*\+(?:[-=]+\+)+\s*$/;
const plainRow = /^\s*[|｜].*[|｜]\s*$/;

/** True for a line that may be part of a table drawn with characters. */
export function isFrameLine(raw: string): boolean {
  return drawn.test(raw) || plainRule.test(raw) || plainRow.test(raw);
}

/**
 * A table drawn with characters (┌─┬─┐ │ or +--+ |): columns by the place of the bars, rows by the rules between them, cells without a
 * rule between them taken as one. Null when the lines are no table: a single rule, a box round a text.
 */
export function readFrame(lines: string[]): Table | null {
  const wide = framesAreWide(lines);
  const cut = lines.map((line) => segmentsOf(line.trimEnd(), wide));
  const edges = edgesOf(cut);
  if (edges.length < 3) return null;
  const grid = new Grid(edges);
  const own = linesAreRows(cut);
  for (const segments of cut) grid.line(aligned(segments, edges), own);
  const rows = grid.rows.map((row) => row.map((cell) => cell.text)).filter((row) => row.some((text) => text !== ''));
  if (rows.length < 2) return null;
  const table = finishTable(rows, null, 0);
  return grid.exact ? table : { ...table, doubts: ['表格由字符画成，有的竖线没有对齐，列可能有误'] };
}

interface Segment {
  text: string;
  /** Places of the bars on both sides, in Chinese characters. */
  start: number;
  end: number;
  isRule: boolean;
}

/** Chinese systems draw these characters as wide as a hanzi, others half as wide: whichever makes the lines equally long. */
function framesAreWide(lines: string[]): boolean {
  const spread = (wide: boolean) => {
    const widths = lines.map((line) => widthOf(line.trimEnd(), wide));
    return Math.max(...widths) - Math.min(...widths);
  };
  return spread(true) < spread(false);
}

function widthOf(text: string, wide: boolean): number {
  let width = 0;
  for (const character of text) width += wide && drawn.test(character) ? 1 : displayWidth(character);
  return width;
}

/** A line cut at its bars and corners. */
function segmentsOf(line: string, wide: boolean): Segment[] {
  const segments: Segment[] = [];
  const isPlain = plainRule.test(line);
  let place = 0;
  let start: number | null = null;
  let text = '';
  for (const character of line) {
    const isBar =
      vertical.test(character) || (corner.test(character) && !horizontal.test(character) && (drawn.test(character) || isPlain));
    if (isBar) {
      if (start !== null) segments.push({ text, start, end: place, isRule: isRule(text) });
      start = place;
      text = '';
    } else text += character;
    place += widthOf(character, wide);
  }
  return segments;
}

function isRule(text: string): boolean {
  return text.trim() !== '' && /^[\s─━═╌┄┈=-]+$/.test(text);
}

/** Distance, in Chinese characters, at which two bars still stand below each other. */
const tolerance = 0.8;

/** Where columns part: the rules are drawn exactly, the lines of text often miss them. */
function edgesOf(cut: Segment[][]): number[] {
  const ruled = cut.filter((segments) => segments.some((segment) => segment.isRule));
  const places = (ruled.length > 0 ? ruled : cut).flatMap((segments) => segments.flatMap(({ start, end }) => [start, end]));
  const edges: number[] = [];
  for (const place of places.sort((a, b) => a - b))
    if (edges.length === 0 || place - edges.at(-1)! > tolerance) edges.push(place);
  return edges;
}

/** A line with as many bars as there are edges has them in order, wherever they stand. */
function aligned(segments: Segment[], edges: number[]): Segment[] {
  if (segments.length !== edges.length - 1) return segments;
  return segments.map((segment, i) => ({ ...segment, start: edges[i]!, end: edges[i + 1]! }));
}

interface Cell {
  text: string;
}

/** The fields between the edges, row by row, each with the cell it belongs to. */
class Grid {
  readonly rows: Cell[][] = [];
  /** Every bar stands at an edge, and text between edges. */
  exact = true;
  private readonly edges: number[];
  /** Columns whose cells end at the rule that was read last; null while no rule is waiting for its next row. */
  private closed: Set<number> | null = new Set();

  constructor(edges: number[]) {
    this.edges = edges;
  }

  /** `own`: the line is a row of its own. */
  line(segments: Segment[], own: boolean): void {
    const ruled = segments.filter((segment) => segment.isRule);
    const texts = segments.filter((segment) => !segment.isRule && segment.text.trim() !== '');
    if (ruled.length > 0) {
      // What stands beside a rule that does not cross the whole table belongs to the cell that goes on.
      for (const segment of texts) this.put(segment);
      this.closed = new Set(ruled.flatMap((segment) => this.columnsOf(segment)));
      return;
    }
    if (texts.length === 0) return;
    if (own || this.closed) this.begin(own ? null : this.closed);
    for (const segment of texts) this.put(segment);
  }

  private begin(closed: Set<number> | null): void {
    const above = this.rows.at(-1);
    const columns = Array.from({ length: this.edges.length - 1 }, (_, x) => x);
    this.rows.push(columns.map((x) => (above && closed && !closed.has(x) ? above[x]! : { text: '' })));
    this.closed = null;
  }

  private put(segment: Segment): void {
    const row = this.rows.at(-1);
    const columns = this.columnsOf(segment);
    const cell = row?.[columns[0] ?? -1];
    if (!row || !cell) {
      this.exact = false;
      return;
    }
    const text = segment.text.trim();
    cell.text = cell.text === '' ? text : joinLines(cell.text, text);
    for (const x of columns) row[x] = cell;
  }

  private columnsOf(segment: Segment): number[] {
    const from = this.edgeNear(segment.start);
    const to = this.edgeNear(segment.end);
    if (from < 0 || to <= from) this.exact = false;
    return Array.from({ length: Math.max(1, to - from) }, (_, i) => Math.max(0, from) + i);
  }

  private edgeNear(place: number): number {
    return this.edges.findIndex((edge) => Math.abs(edge - place) <= tolerance);
  }
}

/** With rules between the rows, the lines between two rules are one row; with one under the header at most, every line is. */
function linesAreRows(cut: Segment[][]): boolean {
  const inner = cut.slice(1, -1).filter((segments) => segments.some((segment) => segment.isRule));
  return inner.length < 2 && cut.length > 4;
}
