import { EmptyFileError } from '../../domain/errors.ts';
import type { Block, FormatParser, ParsedSource, SourceFile } from '../blocks.ts';
import { decodeText } from './encoding.ts';
import { finishTable } from './html/table.ts';
import { looksBinary } from './magic.ts';
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
} from './paragraphs.ts';

/** Plain text, also text that was extracted from pages and carries their line breaks, page marks and running heads. */
export const txtParser: FormatParser = {
  name: 'txt',
  mediaType: 'text/plain',

  detect(bytes: Uint8Array): boolean {
    return !looksBinary(bytes);
  },

  async parse(file: SourceFile): Promise<ParsedSource> {
    const { text, warnings } = decodeText(file.bytes);
    const { lines, pageCount } = readLines(text);
    const sound = dropRunningHeads(lines.filter((line) => !isGarbledLine(line.text)));
    if (sound.length === 0) throw new EmptyFileError('文件里没有文字，只有空行或页码标记', `${lines.length} lines`);
    const lost = lines.filter((line) => isGarbledLine(line.text)).length;
    if (lost > 0)
      warnings.push({ code: 'garbled', message: `有 ${lost} 行文字无法识别（字体缺少字符映射），可能是标题，已略去` });
    const blocks = splitTables(sound);
    return { blocks, fields: [], title: null, attachments: [], links: [], pageCount, warnings, ocrShare: 0 };
  },
};

interface TextLine {
  text: string;
  page: number | null;
  /** Width without the indent, in Chinese characters. */
  width: number;
  indent: number;
  /** Empty lines before this one. */
  gap: number;
  tabs: boolean;
}

const pageMark = /^[=\-—*#\s]*(?:PAGE|第)\s*(\d{1,4})\s*(?:页)?[=\-—*#\s]*$/i;

/** Lines with text, with the page they stand on when the text has form feeds or page marks. */
function readLines(text: string): { lines: TextLine[]; pageCount: number | null } {
  const lines: TextLine[] = [];
  let page: number | null = text.includes('\f') ? 1 : null;
  let gap = 0;
  for (const raw of text.replace(/\r\n?/g, '\n').replace(/\f/g, '\n\f\n').split('\n')) {
    const mark = raw.trim() === '\f' ? (page ?? 1) + 1 : Number(raw.match(pageMark)?.[1] ?? 0);
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
    });
    gap = 0;
  }
  return { lines: dropPageNumbers(lines), pageCount: page };
}

/** Bare numbers are page numbers only where three or more count up through the text, some lines apart; else they are data. */
function dropPageNumbers(lines: TextLine[]): TextLine[] {
  const chain: number[] = [];
  let expected: number | null = null;
  lines.forEach((line, i) => {
    if (!/^\d{1,4}$/.test(line.text)) return;
    const value = Number(line.text);
    const next = expected === null ? value <= 2 : value === expected && i - chain.at(-1)! > 8;
    if (!next) return;
    chain.push(i);
    expected = value + 1;
  });
  return chain.length < 3 ? lines : lines.filter((_, i) => !chain.includes(i));
}

/** A line of some length that stands unchanged three times or more and is no sentence is a running head: only the first is kept. */
function dropRunningHeads(lines: TextLine[]): TextLine[] {
  const count = new Map<string, number>();
  for (const line of lines) count.set(line.text, (count.get(line.text) ?? 0) + 1);
  const seen = new Set<string>();
  return lines.filter((line) => {
    const repeated = (count.get(line.text) ?? 0) >= 3 && line.width >= 8 && !/[，。；：:?？]/.test(line.text) && !line.tabs;
    if (!repeated || !seen.has(line.text)) {
      seen.add(line.text);
      return true;
    }
    return false;
  });
}

/** Two or more neighbouring lines with tabs between their cells are a table. */
function splitTables(lines: TextLine[]): Block[] {
  const blocks: Block[] = [];
  let start = 0;
  const cells = lines.map((line) => (line.tabs ? line.text.split('\t').map((cell) => cell.trim()) : []));
  const isRow = (i: number) => (cells[i]?.filter((cell) => cell !== '').length ?? 0) >= 2;
  for (let i = 0; i < lines.length; i++) {
    if (!isRow(i) || !isRow(i + 1)) continue;
    let end = i;
    while (isRow(end)) end++;
    blocks.push(...joinParagraphs(lines.slice(start, i)));
    const width = Math.max(...cells.slice(i, end).map((row) => row.length));
    const rows = cells.slice(i, end).map((row) => [...row, ...Array.from({ length: width - row.length }, () => '')]);
    blocks.push({ type: 'table', table: finishTable(rows, null, 0), page: lines[i]!.page });
    start = end;
    i = end - 1;
  }
  return [...blocks, ...joinParagraphs(lines.slice(start))];
}

function joinParagraphs(lines: TextLine[]): Block[] {
  const layout = { usualGap: medianGap(lines), edges: rightEdges(lines) };
  const blocks: Block[] = [];
  let text = '';
  let page: number | null = null;
  lines.forEach((line, i) => {
    const previous = lines[i - 1];
    if (previous && belongsTogether(lines, i, text, layout)) {
      text = isSplitTitle(previous.text, line.text) ? `${text}${line.text}` : joinLines(text, line.text);
      return;
    }
    if (text !== '') blocks.push({ type: 'paragraph', text, page });
    text = line.text;
    page = line.page;
  });
  if (text !== '') blocks.push({ type: 'paragraph', text, page });
  return blocks;
}

interface Layout {
  /** Empty lines between neighbours, usually: 1 where every line is followed by an empty one. */
  usualGap: number;
  /** Widths at which many lines end: the text was broken there. */
  edges: number[];
}

function belongsTogether(lines: TextLine[], i: number, paragraph: string, layout: Layout): boolean {
  const previous = lines[i - 1]!;
  const line = lines[i]!;
  if (isTabular(previous) || isTabular(line)) return false;
  if (isSplitTitle(previous.text, line.text) && previous.width < 40) return true;
  const apart = line.gap > layout.usualGap;
  const full =
    (reachesEdge(lines, i - 1, layout.edges) || (isProse(paragraph) && fillsCell(lines, i - 1))) &&
    line.width <= previous.width + 4;
  return continuesParagraph(paragraph, line.text, {
    full: full && !(apart && (endsSentence(previous.text) || !isProse(previous.text))),
    indented: line.indent >= 1.5 && previous.indent < line.indent ? true : null,
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
