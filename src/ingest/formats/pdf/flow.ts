import type { Block, Box } from '../../blocks.ts';
import { joinLines } from '../paragraphs.ts';
import { alignment, belongsTo } from './continues.ts';
import type { PageNote } from './footnotes.ts';
import { hull } from './graphics.ts';
import type { PrintedLine } from './lines.ts';
import { type Column, enoughLines, measure } from './measure.ts';
import { continuesTable, joinTables, type PageTable } from './tables.ts';

export interface FlowPage {
  page: number;
  width: number;
  lines: PrintedLine[];
  tables: PageTable[];
  notes?: PageNote[];
  asides?: PrintedLine[];
}

type Sized<T> = T & { size: number };
type Paragraph = Sized<Extract<Block, { type: 'paragraph' }>>;
type Footnote = Sized<Extract<Block, { type: 'footnote' }>>;
export type FlowBlock = Paragraph | Footnote | Extract<Block, { type: 'table' }>;

/** Lines, tables and notes of all pages, in reading order, as paragraphs, tables and footnotes. */
export function toBlocks(pages: FlowPage[]): FlowBlock[] {
  const columns = new Columns(pages);
  const writer = new FlowWriter();
  for (const page of pages) {
    for (const part of partsOf(page)) {
      const column = columns.of(page, part.lines);
      const tables = [...part.tables].sort((a, b) => a.top - b.top);
      for (const line of part.lines) {
        while (tables[0] && tables[0].top < line.y) writer.table(tables.shift()!);
        writer.line(line, column);
      }
      for (const table of tables) writer.table(table);
    }
    writer.notes(page.notes ?? []);
    writer.asides(page.asides ?? []);
  }
  return writer.finish();
}

interface FlowPart {
  lines: PrintedLine[];
  tables: PageTable[];
}

function partsOf(page: FlowPage): FlowPart[] {
  const parts = new Map<number, FlowPart>();
  const part = (number: number) => {
    const found = parts.get(number) ?? { lines: [], tables: [] };
    parts.set(number, found);
    return found;
  };
  for (const line of page.lines) part(line.part ?? 0).lines.push(line);
  for (const table of page.tables) part(table.part ?? 0).tables.push(table);
  return [...parts].sort((a, b) => a[0] - b[0]).map(([, found]) => found);
}

/** Where text begins and ends on each page. */
class Columns {
  private readonly pages: FlowPage[];
  private readonly whole: Column;
  private readonly byWidth = new Map<number, Column>();

  constructor(pages: FlowPage[]) {
    this.pages = pages;
    this.whole = measure(pages.flatMap((page) => page.lines));
  }

  /** A part with little text borrows the column of the pages of its width, unless it is one of several columns. */
  of(page: FlowPage, lines: PrintedLine[]): Column {
    const alone = lines.length === page.lines.length;
    if (lines.length >= (alone ? enoughLines : 4)) return measure(lines, this.whole);
    const width = Math.round(page.width / 10);
    const known = this.byWidth.get(width) ?? this.measureWidth(width);
    this.byWidth.set(width, known);
    return known;
  }

  private measureWidth(width: number): Column {
    const lines = this.pages.filter((page) => Math.round(page.width / 10) === width).flatMap((page) => page.lines);
    return lines.length >= enoughLines ? measure(lines, this.whole) : this.whole;
  }
}

interface OpenParagraph {
  text: string;
  lines: PrintedLine[];
  /** Of its first and of its last line. */
  column: Column;
  lastColumn: Column;
  pageStarts: { at: number; page: number }[];
}

class FlowWriter {
  private readonly blocks: FlowBlock[] = [];
  private paragraph: OpenParagraph | null = null;
  private lastTable: PageTable | null = null;
  /** Blocks that name notes, by page and mark. */
  private readonly naming = new Map<string, number>();
  /** Blocks that come after one of those above. */
  private readonly later: { block: FlowBlock; after: number }[] = [];

  line(line: PrintedLine, column: Column): void {
    this.lastTable = null;
    const open = this.paragraph;
    if (open && belongsTo(open.text, open.lines, line, column, open.lastColumn)) {
      const text = joinLines(open.text, line.text);
      if (line.page !== open.lines.at(-1)!.page)
        open.pageStarts.push({ at: text.length - line.text.trimStart().length, page: line.page });
      open.text = text;
      open.lines.push(line);
      open.lastColumn = column;
      return;
    }
    this.close();
    this.paragraph = { text: line.text, lines: [line], column, lastColumn: column, pageStarts: [] };
  }

  table(table: PageTable): void {
    this.close();
    const last = this.blocks.at(-1);
    if (this.lastTable && last?.type === 'table' && continuesTable(this.lastTable, table))
      joinTables(last.table, this.lastTable, table);
    else
      this.blocks.push({
        type: 'table',
        table: table.table,
        page: table.page,
        box: boxOf(table.left, table.right, table.top, table.bottom),
        ...(table.confidence === undefined ? {} : { ocrConfidence: table.confidence }),
      });
    this.lastTable = table;
  }

  /** Notes of a page; each goes below the paragraph that names it, which may go on over the next page. */
  notes(notes: PageNote[]): void {
    for (const note of notes) {
      const inOpen = this.paragraph?.lines.some((line) => line.page === note.page && line.marks?.includes(note.marker));
      const named = this.naming.get(`${note.page} ${note.marker}`);
      this.later.push({ block: footnote(note), after: inOpen ? this.blocks.length : (named ?? this.blocks.length - 1) });
    }
    this.naming.clear();
  }

  /** Lines beside the text come after the paragraph that is being read. */
  asides(lines: PrintedLine[]): void {
    const after = this.paragraph ? this.blocks.length : this.blocks.length - 1;
    for (const { text, page, size, left, right, y } of lines)
      this.later.push({
        block: { type: 'paragraph', text, page, size, box: boxOf(left, right, y - size, y + size * text.length) },
        after,
      });
  }

  finish(): FlowBlock[] {
    this.close();
    if (this.later.length === 0) return this.blocks;
    const after = new Map<number, FlowBlock[]>();
    for (const { block, after: index } of this.later) after.set(index, [...(after.get(index) ?? []), block]);
    return [...(after.get(-1) ?? []), ...this.blocks.flatMap((block, i) => [block, ...(after.get(i) ?? [])])];
  }

  private close(): void {
    if (!this.paragraph) return;
    const { text, lines, column, pageStarts } = this.paragraph;
    const align = alignment(lines, column);
    const first = lines[0]!;
    for (const line of lines) for (const mark of line.marks ?? []) this.naming.set(`${line.page} ${mark}`, this.blocks.length);
    this.blocks.push({
      type: 'paragraph',
      text,
      page: first.page,
      size: first.size,
      ...(align ? { align } : {}),
      box: linesBox(lines),
      ...(pageStarts.length > 0 ? { pageStarts } : {}),
      ...machineRead(lines),
    });
    this.paragraph = null;
  }
}

function footnote(note: PageNote): Footnote {
  return {
    type: 'footnote',
    marker: note.marker,
    text: note.text,
    page: note.page,
    size: 0,
    box: boxOf(note.left, note.right, note.top, note.bottom),
    ...(note.confidence === undefined ? {} : { ocrConfidence: note.confidence }),
  };
}

/** Around the lines of the first page; a paragraph that goes on elsewhere is found by its beginning. */
function linesBox(lines: PrintedLine[]): Box {
  const first = lines[0]!;
  const here = lines.filter((line) => line.page === first.page && (line.part ?? 0) === (first.part ?? 0));
  return here.map((line) => boxOf(line.left, line.right, line.y - line.size * 0.85, line.y + line.size * 0.15)).reduce(hull);
}

/** In tenths of a point. */
function boxOf(left: number, right: number, top: number, bottom: number): Box {
  const round = (value: number) => Math.round(value * 10) / 10;
  return { x: round(left), y: round(top), width: round(right - left), height: round(bottom - top) };
}

function machineRead(lines: PrintedLine[]): { ocrConfidence?: number } {
  const characters = lines.reduce((sum, line) => sum + (line.machineCharacters ?? 0), 0);
  if (characters === 0) return {};
  const sum = lines.reduce((all, line) => all + (line.confidence ?? 0) * (line.machineCharacters ?? 0), 0);
  return { ocrConfidence: Math.round((sum / characters) * 100) / 100 };
}
