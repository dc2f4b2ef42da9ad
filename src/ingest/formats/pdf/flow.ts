import type { Block } from '../../blocks.ts';
import { continuesParagraph, endsSentence, isProse, isSplitTitle, joinLines, startsUnit } from '../paragraphs.ts';
import type { PrintedLine } from './lines.ts';
import { continuesTable, joinTables, type PageTable } from './tables.ts';

/** The text column of a page, in points. */
interface Column {
  left: number;
  right: number;
  /** Size of the body text. */
  size: number;
  /** Distance of two baselines within a paragraph. */
  pitch: number;
}

export interface FlowPage {
  page: number;
  width: number;
  lines: PrintedLine[];
  tables: PageTable[];
}

type Paragraph = Extract<Block, { type: 'paragraph' }> & { size: number };
export type FlowBlock = Paragraph | Extract<Block, { type: 'table' }>;

/** Lines and tables of all pages, in reading order, as paragraphs and tables. */
export function toBlocks(pages: FlowPage[]): FlowBlock[] {
  const whole = measure(pages.flatMap((page) => page.lines));
  const writer = new FlowWriter();
  for (const page of pages) {
    const column = page.lines.length >= 8 ? measure(page.lines, whole) : sameWidth(pages, page, whole);
    const tables = [...page.tables].sort((a, b) => a.top - b.top);
    for (const line of page.lines) {
      while (tables[0] && tables[0].top < line.y) writer.table(tables.shift()!);
      writer.line(line, column);
    }
    for (const table of tables) writer.table(table);
  }
  return writer.finish();
}

/** A page with little text borrows the column of the pages of its width. */
function sameWidth(pages: FlowPage[], page: FlowPage, whole: Column): Column {
  const lines = pages.filter((other) => Math.abs(other.width - page.width) < 5).flatMap((other) => other.lines);
  return lines.length >= 8 ? measure(lines, whole) : whole;
}

/** Left and right edge are the outermost places at which one line in twelve begins or ends. */
function measure(lines: PrintedLine[], whole?: Column): Column {
  const size = whole?.size ?? commonSize(lines);
  const body = lines.filter((line) => Math.abs(line.size - size) < size * 0.15);
  const used = body.length >= 5 ? body : lines;
  if (used.length === 0) return whole ?? { left: 0, right: 0, size, pitch: size * 1.5 };
  const enough = Math.max(1, used.length / 12);
  const near = (place: number, places: number[]) => places.filter((other) => Math.abs(other - place) < size * 0.6).length;
  const lefts = used.map((line) => line.left);
  const rights = used.map((line) => line.right);
  const left = Math.min(...lefts.filter((place) => near(place, lefts) >= enough));
  const right = Math.max(...rights.filter((place) => near(place, rights) >= enough));
  return { left, right, size, pitch: commonPitch(used, size) };
}

function commonSize(lines: PrintedLine[]): number {
  const weights = new Map<number, number>();
  for (const line of lines) {
    const size = Math.round(line.size * 2) / 2;
    weights.set(size, (weights.get(size) ?? 0) + line.text.length);
  }
  return [...weights].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 12;
}

/** The smallest distance of neighbouring lines that is common. */
function commonPitch(lines: PrintedLine[], size: number): number {
  const distances: number[] = [];
  for (let i = 1; i < lines.length; i++) {
    const distance = lines[i]!.y - lines[i - 1]!.y;
    if (lines[i]!.page === lines[i - 1]!.page && distance > size * 0.9 && distance < size * 4) distances.push(distance);
  }
  distances.sort((a, b) => a - b);
  const common = distances.find(
    (distance) => distances.filter((other) => Math.abs(other - distance) < size * 0.2).length >= distances.length / 8,
  );
  return common ?? size * 1.6;
}

class FlowWriter {
  private readonly blocks: FlowBlock[] = [];
  private paragraph: { text: string; lines: PrintedLine[]; column: Column } | null = null;
  private lastTable: PageTable | null = null;

  line(line: PrintedLine, column: Column): void {
    this.lastTable = null;
    const open = this.paragraph;
    if (open && belongsTo(open.text, open.lines, line, column, open.column)) {
      open.text = joinLines(open.text, line.text);
      open.lines.push(line);
      return;
    }
    this.close();
    this.paragraph = { text: line.text, lines: [line], column };
  }

  table(table: PageTable): void {
    this.close();
    const last = this.blocks.at(-1);
    if (this.lastTable && last?.type === 'table' && continuesTable(this.lastTable, table))
      last.table = joinTables(last.table, table.table);
    else this.blocks.push({ type: 'table', table: table.table, page: table.page });
    this.lastTable = table;
  }

  finish(): FlowBlock[] {
    this.close();
    return this.blocks;
  }

  private close(): void {
    if (!this.paragraph) return;
    const { text, lines, column } = this.paragraph;
    const align = alignment(lines, column);
    const first = lines[0]!;
    this.blocks.push({
      type: 'paragraph',
      text,
      page: first.page,
      size: first.size,
      ...(align ? { align } : {}),
    });
    this.paragraph = null;
  }
}

/** True when the line goes on with the open paragraph. */
function belongsTo(text: string, lines: PrintedLine[], line: PrintedLine, column: Column, before: Column): boolean {
  const previous = lines.at(-1)!;
  const sameSize = Math.abs(previous.size - line.size) < Math.max(previous.size, line.size) * 0.12;
  const samePage = previous.page === line.page;
  const pitch = Math.max(column.pitch, line.size * 1.5);
  const distance = line.y - previous.y;
  const apart = samePage && distance > Math.max(pitch * 1.35, pitch + line.size * 0.4);
  const centred = isCentred(previous, before) && isCentred(line, column);
  const large = previous.size > column.size * 1.15 && !isProse(text);
  if (centred || large) return sameSize && samePage && !apart && distance > line.size && continuesTitle(text, line.text, large);
  if (!sameSize && !(isProse(text) && !endsSentence(text))) return false;
  const room = before.right - previous.right;
  const full = room < firstWordWidth(line.text) * previous.size + previous.size * 0.6;
  const indent = line.left - column.left;
  const hanging = lines.length === 1 && full && !endsSentence(text) && startsUnit(text);
  const indented = indent > line.size * 1.2 && !hanging && !followsHanging(lines, line);
  if (apart && !(full && isProse(text) && !endsSentence(text) && !indented)) return false;
  if (indented && full && isProse(text) && !endsSentence(text) && !startsUnit(line.text)) return true;
  // At the foot of a page a sentence may break off anywhere.
  if (!samePage && !indented && isProse(text) && !endsSentence(text) && !startsUnit(line.text)) return true;
  return continuesParagraph(text, line.text, { full, indented, apart });
}

/** The line stands under the second line of a paragraph with a hanging indent. */
function followsHanging(lines: PrintedLine[], line: PrintedLine): boolean {
  const second = lines[1];
  return second !== undefined && Math.abs(second.left - line.left) < line.size * 0.5 && second.left > lines[0]!.left;
}

/** Lines of one centred title: larger than the text, or cut where only a title is cut. */
function continuesTitle(text: string, next: string, large: boolean): boolean {
  if (startsUnit(next) || isProse(text)) return false;
  if (isSplitTitle(text, next)) return true;
  return large && !/^[（(]/.test(next) && !/(通知|通告|公告|意见|办法|规定|细则|方案|决定|文件|报告|函)$/.test(text);
}

/** Large type is a title and centred even when it nearly fills the column; a line of text needs clear space on both sides. */
function isCentred(line: PrintedLine, column: Column): boolean {
  const before = line.left - column.left;
  const after = column.right - line.right;
  const large = line.size > column.size * 1.15;
  if (large) return before > line.size * 0.8 && Math.abs(before - after) < line.size;
  return before > line.size * 2.6 && after > line.size * 1.5 && Math.abs(before - after) < line.size * 2;
}

function alignment(lines: PrintedLine[], column: Column): 'center' | 'right' | undefined {
  if (lines.every((line) => isCentred(line, column)) && !isListed(lines[0]!.text)) return 'center';
  const only = lines.length === 1 ? lines[0] : undefined;
  if (!only) return undefined;
  const middle = (column.left + column.right) / 2;
  return only.left > middle - only.size * 2 && column.right - only.right < only.size * 6 ? 'right' : undefined;
}

/** An item of a list may end where its line looks centred; headings of chapters are centred in earnest. */
function isListed(text: string): boolean {
  return startsUnit(text) && !/^第.{1,6}[编章节]/.test(text);
}

/** Room that the first word of a line needs, in characters: a hanzi with the marks that cannot begin a line, or a Latin word. */
function firstWordWidth(text: string): number {
  const latin = text.match(/^[A-Za-z0-9.%+/-]+/)?.[0];
  if (latin) return latin.length * 0.55;
  return 1 + (text.slice(1).match(/^[，。、；：！？）》”’】」]+/)?.[0].length ?? 0);
}
