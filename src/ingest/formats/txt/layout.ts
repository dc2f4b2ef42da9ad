import type { Block, Table } from '../../blocks.ts';
import { finishTable } from '../html/table.ts';
import {
  closeSpacing,
  continuesParagraph,
  displayWidth,
  endsSentence,
  isGarbledLine,
  isPageNumber,
  isProse,
  isSplitTitle,
  joinLines,
  mustContinue,
  startsUnit,
} from '../paragraphs.ts';
import { isFrameLine, readFrame } from './frames.ts';

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

/** Where a line was lost, mostly a heading, the text before it does not go on after it. */
function withoutGarbled(lines: TextLine[]): TextLine[] {
  const kept: TextLine[] = [];
  let lost = false;
  for (const line of lines) {
    if (isGarbledLine(line.text)) lost = true;
    else {
      kept.push(lost ? { ...line, afterLoss: true } : line);
      lost = false;
    }
  }
  return kept;
}

interface TextLine {
  text: string;
  page: number | null;
  /** Width without the indent, in Chinese characters. */
  width: number;
  indent: number;
  /** Empty lines before this one. */
  gap: number;
  tabs: boolean;
  /** As it came, for tables that are drawn with characters. */
  raw: string;
  /** An unreadable line stood before it. */
  afterLoss?: boolean;
}

const pageMark = /^[=\-—*#\s]*(?:PAGE|第)\s*(\d{1,4})\s*(?:页)?[=\-—*#\s]*$/i;

/** Lines with text, with the page they stand on when the text has form feeds or page marks. */
function readLines(text: string): { lines: TextLine[]; pageCount: number | null } {
  const lines: TextLine[] = [];
  let page: number | null = text.includes('\f') ? 1 : null;
  let gap = 0;
  for (const raw of text.replace(/\r\n?/g, '\n').replace(/\f/g, '\n\f\n').split('\n')) {
    const mark = raw === '\f' ? (page ?? 1) + 1 : Number(raw.match(pageMark)?.[1] ?? 0);
    if (mark > 0) page = mark;
    const clean = raw.replace(/\p{Cc}(?<!\t)|\ufffd/gu, '').trim();
    if (mark > 0 || clean === '' || (isPageNumber(clean) && !/^\d+$/.test(clean))) {
      gap += clean === '' ? 1 : 0;
      continue;
    }
    const indent = displayWidth(raw.match(/^[ \u3000\u00a0]*/)?.[0] ?? '');
    lines.push({
      text: closeSpacing(clean.replace(/[ \u3000\u00a0]+/g, ' ')),
      page,
      width: displayWidth(clean),
      indent,
      gap,
      tabs: /\t/.test(raw),
      raw,
    });
    gap = 0;
  }
  return { lines: dropPageNumbers(lines), pageCount: page };
}

/** Lines that a page may have, at least and at most. */
const pageLines = { least: 9, most: 80 };

/** Bare numbers are page numbers only where three or more count up, a page apart, through a good part of the text; else they are data. */
function dropPageNumbers(lines: TextLine[]): TextLine[] {
  const chain: number[] = [];
  let expected: number | null = null;
  lines.forEach((line, i) => {
    if (!/^\d{1,4}$/.test(line.text)) return;
    const value = Number(line.text);
    const apart = i - (chain.at(-1) ?? 0);
    const next = expected === null ? value <= 2 : value === expected && apart >= pageLines.least && apart <= pageLines.most;
    if (!next) return;
    chain.push(i);
    expected = value + 1;
  });
  const covered = (chain.at(-1) ?? 0) - (chain[0] ?? 0);
  return chain.length < 3 || covered < lines.length * 0.25 ? lines : lines.filter((_, i) => !chain.includes(i));
}

/**
 * A line of some length that stands unchanged three times or more, a page apart, and is no sentence is a running head: only the first is
 * kept. A line that goes on in the next one is a piece of a sentence that stands there more than once.
 */
function dropRunningHeads(lines: TextLine[]): TextLine[] {
  const places = new Map<string, number[]>();
  for (const [i, line] of lines.entries()) {
    const found = places.get(line.text);
    if (found) found.push(i);
    else places.set(line.text, [i]);
  }
  const marked = marksEnds(lines);
  return lines.filter((line, i) => {
    const found = places.get(line.text)!;
    if (found.length < 3 || found[0] === i || !isRunning(found)) return true;
    const isLine = line.width >= 8 && !/[，。；：:?？]/.test(line.text) && !line.tabs && !isFrameLine(line.raw);
    return !isLine || (marked && !endsWithBlank(line));
  });
}

/** True for places that lie a page apart, and no more of them than a text has pages. */
function isRunning(places: number[]): boolean {
  return places.length <= 2000 && places.every((place, n) => n === 0 || place - places[n - 1]! >= pageLines.least);
}

/** Tables - neighbouring lines with tabs between their cells, or drawn with characters - between the paragraphs. */
function splitTables(lines: TextLine[]): Block[] {
  const found: { start: number; end: number; table: Table }[] = [];
  for (let i = 0; i < lines.length; ) {
    const next = tabbedTable(lines, i) ?? drawnTable(lines, i);
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

function drawnTable(lines: TextLine[], start: number): { end: number; table: Table } | null {
  let end = start;
  while (end < lines.length && isFrameLine(lines[end]!.raw) && (end === start || lines[end]!.gap === 0)) end++;
  const table = end - start >= 2 ? readFrame(lines.slice(start, end).map((line) => line.raw)) : null;
  return table && { end, table };
}

/** `page`: the measures of the whole text; where lines end is seen in the passage alone, tables apart. */
function joinParagraphs(lines: TextLine[], page: PageLayout): Block[] {
  const layout: Layout = { ...page, usualGap: medianGap(lines), edges: rightEdges(lines) };
  const blocks: Block[] = [];
  let text = '';
  let first: TextLine | undefined;
  let count = 0;
  const close = () => {
    if (!first || text === '') return;
    const align = count === 1 ? alignment(first, layout.width) : undefined;
    blocks.push({ type: 'paragraph', text, page: first.page, ...(align ? { align } : {}) });
  };
  lines.forEach((line, i) => {
    const previous = lines[i - 1];
    if (previous && belongsTogether(lines, i, text, layout)) {
      text = isSplitTitle(previous.text, line.text) ? `${text}${line.text}` : joinLines(text, line.text);
      count++;
      return;
    }
    close();
    text = line.text;
    first = line;
    count = 1;
  });
  close();
  return blocks;
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

/**
 * Word prints the mark of a paragraph as a blank, which extraction from its PDF files keeps: then sentences end in lines with a blank at
 * the end, and hardly one in the others.
 */
function marksEnds(lines: TextLine[]): boolean {
  const marked = lines.filter((line) => endsWithBlank(line));
  const others = lines.filter((line) => !endsWithBlank(line));
  const share = (some: TextLine[]) => some.filter((line) => endsSentence(line.text)).length / Math.max(1, some.length);
  return marked.length >= 10 && others.length >= 10 && share(marked) > 0.15 && share(others) < 0.03;
}

const endsWithBlank = (line: TextLine) => /[^ ] $/.test(line.raw);

function belongsTogether(lines: TextLine[], i: number, paragraph: string, layout: Layout): boolean {
  const previous = lines[i - 1]!;
  const line = lines[i]!;
  if (line.afterLoss) return false;
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

function medianGap(lines: TextLine[]): number {
  const gaps = lines.slice(1).map((line) => line.gap);
  gaps.sort((a, b) => a - b);
  return gaps[Math.floor(gaps.length / 2)] ?? 0;
}
