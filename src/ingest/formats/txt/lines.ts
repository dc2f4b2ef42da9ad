import { closeSpacing, displayWidth, endsSentence, isGarbledLine, isPageNumber, startsUnit } from '../paragraphs.ts';
import { isFrameLine } from './frames.ts';

/** Where a line was lost, mostly a heading, the text before it does not go on after it. */
export function withoutGarbled(lines: TextLine[]): TextLine[] {
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

export interface TextLine {
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
export function readLines(text: string): { lines: TextLine[]; pageCount: number | null } {
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
export function dropRunningHeads(lines: TextLine[]): TextLine[] {
  const places = new Map<string, number[]>();
  for (const [i, line] of lines.entries()) {
    const found = places.get(line.text);
    if (found) found.push(i);
    else places.set(line.text, [i]);
  }
  const marked = marksEnds(lines);
  const heads = headsOfPages(lines);
  return lines.filter((line, i) => {
    if (i > 0 && heads.has(line.text) && line.page !== lines[i - 1]!.page) return false;
    const found = places.get(line.text)!;
    if (found.length < 3 || found[0] === i || !isRunning(found)) return true;
    const isLine = line.width >= 8 && !/[，。；：:?？]/.test(line.text) && !line.tabs && !isFrameLine(line.raw);
    return !isLine || (marked && !endsWithBlank(line));
  });
}

/** Words, no sentence, no unit and no form, with which two pages or more begin, and at least two in five: no paragraph begins there. */
function headsOfPages(lines: TextLine[]): Set<string> {
  const tops = lines.filter((line, i) => line.page !== null && line.page !== lines[i - 1]?.page);
  const times = new Map<string, number>();
  for (const { text } of tops) times.set(text, (times.get(text) ?? 0) + 1);
  const isHead = ({ text, width, tabs, raw }: TextLine) =>
    width >= 4 && !tabs && !isFrameLine(raw) && !/[，。；：:?？]|[表书单]$/.test(text) && !startsUnit(text);
  const enough = Math.max(2, tops.length * 0.4);
  return new Set(tops.filter((line) => isHead(line) && times.get(line.text)! >= enough).map(({ text }) => text));
}

/** True for places that lie a page apart, and no more of them than a text has pages. */
function isRunning(places: number[]): boolean {
  return places.length <= 2000 && places.every((place, n) => n === 0 || place - places[n - 1]! >= pageLines.least);
}

/**
 * Word prints the mark of a paragraph as a blank, which extraction from its PDF files keeps: then sentences end in lines with a blank at
 * the end, and hardly one in the others.
 */
export function marksEnds(lines: TextLine[]): boolean {
  const marked = lines.filter((line) => endsWithBlank(line));
  const others = lines.filter((line) => !endsWithBlank(line));
  const share = (some: TextLine[]) => some.filter((line) => endsSentence(line.text)).length / Math.max(1, some.length);
  return marked.length >= 10 && others.length >= 10 && share(marked) > 0.15 && share(others) < 0.03;
}

export const endsWithBlank = (line: TextLine) => /[^ ] $/.test(line.raw);
