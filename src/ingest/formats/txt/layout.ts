import type { Block, Table } from '../../blocks.ts';
import { finishTable } from '../html/table.ts';
import {
  continuesParagraph,
  displayWidth,
  endsSentence,
  isProse,
  isSplitTitle,
  joinLines,
  mustContinue,
  standApart,
  startsUnit,
} from '../paragraphs.ts';
import { isFrameLine, readFrame } from './frames.ts';
import { dropRunningHeads, endsWithBlank, marksEnds, readLines, type TextLine, withoutGarbled } from './lines.ts';

export interface PlainText {
  blocks: Block[];
  pageCount: number | null;
  /** Lines that a font without a character map made unreadable; they are left out. */
  lost: number;
}

/** Plain text as paragraphs and tables: the lines of a page put together, page marks and running heads left out. */
export function layOut(text: string): PlainText {
  const { lines, pageCount } = readLines(text);
  const sound = withoutGarbled(lines);
  return { blocks: splitTables(dropRunningHeads(sound)), pageCount, lost: lines.length - sound.length };
}

/** Tables - neighbouring lines with tabs between their cells, or drawn with characters - between the paragraphs. */
function splitTables(lines: TextLine[]): Block[] {
  const found: { start: number; end: number; table: Table }[] = [];
  for (let i = 0; i < lines.length; ) {
    const next = tabbedTable(lines, i) ?? drawnTable(lines, i) ?? spacedTable(lines, i);
    if (next) found.push({ start: i, ...next });
    i = next?.end ?? i + 1;
  }
  const inTable = (i: number) => found.some(({ start, end }) => i >= start && i < end);
  const layout = measure(lines.filter((_, i) => !inTable(i)));
  const blocks: Block[] = [];
  let from = 0;
  for (const { start, end, table } of found) {
    blocks.push(...joinParagraphs(lines.slice(from, start), layout), { type: 'table', table, page: lines[start]!.page });
    from = end;
  }
  return [...blocks, ...joinParagraphs(lines.slice(from), layout)];
}

function tabbedTable(lines: TextLine[], start: number): { end: number; table: Table } | null {
  const rows: string[][] = [];
  for (let i = start; lines[i]?.tabs; i++) {
    const cells = lines[i]!.text.split('\t').map((cell) => cell.trim());
    if (cells.filter((cell) => cell !== '').length < 2) break;
    rows.push(cells);
  }
  if (rows.length < 2) return null;
  const width = Math.max(...rows.map((row) => row.length));
  const full = rows.map((row) => [...row, ...Array.from({ length: width - row.length }, () => '')]);
  return { end: start + rows.length, table: finishTable(full, null, 0) };
}

/** Three or more neighbouring lines of equally many short words with wide gaps between them. */
function spacedTable(lines: TextLine[], start: number): { end: number; table: Table } | null {
  const rows: string[][] = [];
  for (let i = start; i < lines.length && (i === start || lines[i]!.gap === 0); i++) {
    const cells = lines[i]!.raw.trim()
      .split(/[ \u3000\u00a0]{2,}/)
      .map((cell) => cell.trim());
    const isRow = cells.length >= 2 && cells.every((cell) => cell !== '' && displayWidth(cell) <= 24 && !isProse(cell));
    if (!isRow || (rows.length > 0 && cells.length !== rows[0]!.length)) break;
    rows.push(cells);
  }
  // Two columns of words may be names side by side: figures tell a table.
  const isTable = rows.length >= 3 && (rows[0]!.length >= 3 || rows.slice(1).every((row) => /\d/.test(row[1]!)));
  if (!isTable) return null;
  return { end: start + rows.length, table: { ...finishTable(rows, null, 0), doubts: ['列只由空格分开，按位置推定'] } };
}

function drawnTable(lines: TextLine[], start: number): { end: number; table: Table } | null {
  let end = start;
  while (end < lines.length && isFrameLine(lines[end]!.raw) && (end === start || lines[end]!.gap === 0)) end++;
  const table = end - start >= 2 ? readFrame(lines.slice(start, end).map((line) => line.raw)) : null;
  return table && { end, table };
}

/** `page`: the measures of the whole text; where lines end is seen in the passage alone, tables apart. */
function joinParagraphs(lines: TextLine[], page: PageLayout): Block[] {
  const layout: Layout = { ...page, usualGap: usualGap(lines), edges: rightEdges(lines) };
  const blocks: Block[] = [];
  let open: OpenParagraph | null = null;
  const close = () => {
    if (open) blocks.push(open.finish(layout.width));
  };
  lines.forEach((line, i) => {
    if (open && i > 0 && belongsTogether(lines, i, open.view, layout)) open.add(line);
    else {
      close();
      open = new OpenParagraph(line);
    }
  });
  close();
  return blocks;
}

/** A paragraph while lines are added to it. */
class OpenParagraph {
  /** Its text, of a very long one only the beginning and the end: what decides whether a line belongs to it. */
  view: string;
  private readonly first: TextLine;
  private readonly done: string[] = [];
  private readonly start: string;
  private last: TextLine;

  constructor(line: TextLine) {
    this.first = line;
    this.last = line;
    this.view = line.text;
    this.start = line.text.slice(0, 400);
  }

  add(line: TextLine): void {
    const whole = isSplitTitle(this.last.text, line.text) ? this.view + line.text : joinLines(this.view, line.text);
    this.last = line;
    this.view = whole;
    if (whole.length <= 2500) return;
    const cut = whole.length - 1000;
    this.done.push(this.done.length === 0 ? whole.slice(0, cut) : whole.slice(this.start.length, cut));
    this.view = this.start + whole.slice(cut);
  }

  finish(pageWidth: number): Block {
    const rest = this.done.length === 0 ? this.view : this.view.slice(this.start.length);
    const align = this.first === this.last ? alignment(this.first, pageWidth) : undefined;
    return { type: 'paragraph', text: this.done.join('') + rest, page: this.first.page, ...(align ? { align } : {}) };
  }
}

/** Blanks that put a line in the middle or at the right of the page, as titles and signatures are set in plain text. */
function alignment(line: TextLine, pageWidth: number): 'center' | 'right' | undefined {
  const after = pageWidth - line.indent - line.width;
  if (line.indent < 4 || pageWidth < 20 || after < -6) return undefined;
  if (Math.abs(line.indent - after) <= Math.max(2, pageWidth * 0.15)) return 'center';
  return line.indent > after + 6 && line.indent >= pageWidth * 0.35 ? 'right' : undefined;
}

interface Layout extends PageLayout {
  /** Empty lines between neighbours, usually: 1 where every line is followed by an empty one. */
  usualGap: number;
  /** Widths at which many lines end: the text was broken there. */
  edges: number[];
}

interface PageLayout {
  /** Width of the page with the indents, in Chinese characters. */
  width: number;
  /** Paragraphs begin with an indent, so that a line without one goes on with the paragraph. */
  indented: boolean;
  /** The last line of a paragraph, and no other, ends with a blank. */
  marksEnds: boolean;
}

function measure(lines: TextLine[]): PageLayout {
  const widths = lines.map((line) => line.indent + line.width).sort((a, b) => a - b);
  const firsts = lines.filter((line) => line.indent >= 1.5 && line.indent <= 2.5).length;
  const flush = lines.filter((line) => line.indent === 0).length;
  return {
    width: widths[Math.floor(widths.length * 0.9)] ?? 0,
    indented: firsts >= 3 && flush >= 3 && firsts + flush >= lines.length * 0.6,
    marksEnds: marksEnds(lines),
  };
}

function belongsTogether(lines: TextLine[], i: number, paragraph: string, layout: Layout): boolean {
  const previous = lines[i - 1]!;
  const line = lines[i]!;
  if (line.afterLoss || standApart(previous.text, line.text)) return false;
  if (layout.marksEnds && !startsUnit(line.text)) return !endsWithBlank(previous) || mustContinue(paragraph, line.text);
  if (isTabular(previous) || isTabular(line)) return false;
  if (isSplitTitle(previous.text, line.text) && previous.width < 40) return true;
  const apart = line.gap > layout.usualGap;
  const full =
    (reachesEdge(lines, i - 1, layout.edges) || (isProse(paragraph) && fillsCell(lines, i - 1))) &&
    line.width <= previous.width + 4;
  return continuesParagraph(paragraph, line.text, {
    full: full && !(apart && (endsSentence(previous.text) || !isProse(previous.text))),
    indented: line.indent >= 1.5 && previous.indent < line.indent ? true : layout.indented && line.indent === 0 ? false : null,
    apart,
  });
}

/** Cells of a table that ran together on one line: tabs, bars, or several short words without the marks of running text. */
function isTabular(line: TextLine): boolean {
  if (line.tabs || /^\||\|$/.test(line.text)) return true;
  const words = line.text.replace(/(?<=\p{Script=Han}) (?=[\dA-Z])|(?<=[\dA-Z%]) (?=\p{Script=Han})/giu, '').split(' ');
  return words.length >= 3 && !isProse(line.text) && !/[A-Za-z]{3}/.test(line.text);
}

/** Widths, in whole characters, at which at least three lines and one in twelve end. */
function rightEdges(lines: TextLine[]): number[] {
  const counts: number[] = [];
  for (const line of lines) counts[Math.round(line.width)] = (counts[Math.round(line.width)] ?? 0) + 1;
  const enough = Math.max(3, lines.length / 12);
  const near = (width: number) => [0, 1, 2].reduce((sum, less) => sum + (counts[width - less] ?? 0), 0);
  return [...counts.keys()].filter((width) => width >= 10 && (counts[width] ?? 0) > 0 && near(width) >= enough);
}

/**
 * A line reaches the edge when it is at most three characters short of one, of the whole text or of its neighbourhood, and its
 * neighbours do not go far beyond it.
 */
function reachesEdge(lines: TextLine[], i: number, edges: number[]): boolean {
  const width = lines[i]!.width;
  const near = lines.slice(Math.max(0, i - 5), i + 6).map((line) => line.width);
  near.sort((a, b) => b - a);
  if ((near[1] ?? 0) > width + 4) return false;
  const alike = near.filter((other) => Math.abs(other - width) <= 3).length;
  return edges.some((edge) => edge >= width - 1 && edge <= width + 3) || (width >= 15 && alike >= 5);
}

/** In a run of equally narrow lines, the cells of a table, every line but the last is full. */
function fillsCell(lines: TextLine[], i: number): boolean {
  const width = lines[i]!.width;
  const near = lines.slice(Math.max(0, i - 5), i + 6);
  return width >= 6 && near.filter((line) => Math.abs(line.width - width) <= 1.5).length >= 6;
}

/** The smallest number of empty lines that one line in seven has before it: where lines follow each other closely, one parts paragraphs. */
function usualGap(lines: TextLine[]): number {
  const gaps = lines.slice(1).map((line) => line.gap);
  gaps.sort((a, b) => a - b);
  return gaps[Math.floor(gaps.length / 7)] ?? 0;
}
