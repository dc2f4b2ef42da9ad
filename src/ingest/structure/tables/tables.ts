import type { TableRowFacts } from '../../../domain/document.ts';
import type { Table } from '../../blocks.ts';
import { tidy } from '../lines/tidy.ts';
import { frameOf, isNote, notesOf, type Surroundings, type TableFrame, trailingNotes } from './table-frame.ts';
import { columnNames, headerRowsOf, type Orientation, orientationOf } from './table-headers.ts';

/** A row that can be read alone. */
export interface RowText {
  text: string;
  /** The cells as they stand in the table. */
  row: string[];
  facts: TableRowFacts;
}

/** A table as its name, the names of its columns, and rows. */
export interface TableText extends TableFrame {
  columns: string[];
  rows: RowText[];
}

/**
 * The rows of a table, each readable alone ("列名：值；列名：值；单位：万元"), and what the table is about: its caption, or a short line
 * right above it. Rows that hold one cell over the whole width are sub-headings or notes; notes with a mark stand with the rows that
 * bear it.
 */
export function tableClauses(table: Table, around: Surroundings): TableText {
  const cells = table.rows.map((row) => row.map(tidyCell));
  const width = cells.reduce((widest, row) => Math.max(widest, row.length), 0);
  const frame = frameOf(table, around);
  const orientation = orientationOf(cells, table, frame.name);
  const headerRows = orientation === 'rows' ? headerRowsOf(cells, table) : 0;
  const columns = columnNames(cells.slice(0, headerRows), width);
  const writer = new RowWriter(frame, columns, orientation);
  for (const row of cells.slice(headerRows)) writer.row(row, width);
  writer.end();
  // A form of which only the head is printed: its words are kept as one row.
  if (writer.rows.length === 0 && headerRows > 0) writer.words(columns);
  return { ...frame, columns: columns.filter((column) => column !== ''), rows: writer.rows };
}

const tidyCell = (cell: string) =>
  cell
    .split(/\r\n|\r|\n/)
    .map(tidy)
    .filter(Boolean)
    .join('\n');

const isSpanning = (row: string[], width: number) => width > 1 && row.length === width && row.every((cell) => cell === row[0]);
/** A sub-heading is short; longer text over the whole width is a note. */
const longestGroup = 40;
const isTotal = (cell: string) => /^(?:合\s*计|总\s*计|总\s*数|共\s*计)$/.test(cell);

class RowWriter {
  readonly rows: RowText[] = [];
  readonly #frame: TableFrame;
  readonly #columns: string[];
  readonly #orientation: Orientation;
  #group: string | null = null;
  #groupHasRows = false;

  constructor(frame: TableFrame, columns: string[], orientation: Orientation) {
    this.#frame = frame;
    this.#columns = columns;
    this.#orientation = orientation;
  }

  row(row: string[], width: number): void {
    const first = row.find((cell) => cell !== '');
    if (first === undefined) return;
    if (isSpanning(row, width)) {
      const isText = first.length > longestGroup;
      if (!isNote(first)) this.#openGroup(isText ? null : first);
      if (isNote(first) || isText) this.#push([first], first, [['', first]], null);
      return;
    }
    if (isTotal(first)) this.#openGroup(null);
    this.#pairs(this.#orientation === 'rows' ? pairsOf(row, this.#columns) : labelledPairs(row, this.#orientation), row);
  }

  /** After the last row. */
  end(): void {
    this.#openGroup(null);
  }

  /** A sub-heading without rows below it is a row itself. */
  #openGroup(group: string | null): void {
    if (this.#group !== null && !this.#groupHasRows) this.#push([this.#group], this.#group, [['', this.#group]], null);
    this.#group = group;
    this.#groupHasRows = false;
  }

  /** Words without columns. */
  words(words: string[]): void {
    this.#pairs(pairsOf(words, []), words);
  }

  #pairs(pairs: [string, string][], row: string[]): void {
    this.#groupHasRows = true;
    const words = pairs.map(([name, value]) => (name && value ? `${name}：${value}` : name || value));
    const { unit, notes } = this.#frame;
    const bound = notesOf(row, notes);
    if (unit && pairs.some(([name, value]) => isBareFigure(value) && !namesUnit(name))) words.push(`单位：${unit}`);
    const cells: [string, string][] = this.#group ? [['分组', this.#group], ...pairs] : pairs;
    const text = [...words, ...bound].join('；');
    this.#push(
      row,
      this.#group ? `${this.#group}：${text}` : text,
      [...cells, ...bound.map((note): [string, string] => ['注', note])],
      unit,
    );
  }

  #push(row: string[], text: string, cells: [string, string][], unit: string | null): void {
    this.rows.push({ row, text, facts: { caption: this.#frame.name, unit, cells } });
  }
}

/** A figure that says nothing about its unit. */
const isBareFigure = (value: string) =>
  /^[-+−±≥≤<>]?\d[\d,.]*(?:\s?[-~～—至]\s?\d[\d,.]*)?$/.test(value.replace(/[*＊①-⑳]+$/, ''));
/** 序号, 年份 and columns with a unit of their own ("人数（人）") do not have the table's. */
const namesUnit = (name: string) =>
  /序号|编号|代码|年份|年度|电话|[（(](?:[^（）()]*[元人户个套%％㎡米亩吨次天日月年]|单位[^（）()]*)[)）]/.test(name);

/** One pair per cell; a merged cell stands once. */
function pairsOf(row: string[], columns: string[]): [string, string][] {
  const pairs: [string, string][] = [];
  row.forEach((value, column) => {
    const name = columns[column] ?? '';
    const last = pairs.at(-1);
    if (value === '' || (last && last[1] === value && last[0] === name)) return;
    pairs.push([name, value]);
  });
  return pairs;
}

/** Names stand in the row itself: in its first cell, or before each blank of a form. */
function labelledPairs(row: string[], orientation: Orientation): [string, string][] {
  const cells = row.filter((cell, column) => column === 0 || cell !== row[column - 1]);
  if (orientation === 'names_first') {
    const values = cells.slice(1).filter(Boolean);
    return values.length > 0 ? [[cells[0]!, values.join('；')]] : [['', cells[0]!]];
  }
  return cells.filter(Boolean).map((cell): [string, string] => ['', cell]);
}

/** Tables with their name, unit, notes and header rows filled in, for whoever shows the table itself. */
export function describedTable(table: Table, around: Surroundings): Table {
  const { name, unit, notes } = frameOf(table, around);
  const cells = table.rows.map((row) => row.map(tidyCell));
  const headerRows = orientationOf(cells, table, name) === 'rows' ? headerRowsOf(cells, table) : 0;
  const rows = table.rows.slice(0, table.rows.length - trailingNotes(table.rows).length);
  return {
    ...table,
    rows,
    caption: table.caption ?? name,
    headerRows,
    ...(unit ? { unit } : {}),
    ...(notes.length > 0 ? { notes: notes.map(({ text }) => text) } : {}),
  };
}

/** Rows as lines, cells separated by tabs. A merged cell stands once; equal values below different headers are two values. */
export function tableLines({ rows, headerRows }: Table): string[] {
  const headers = rows.slice(0, headerRows);
  const sameHeader = (column: number) => headers.every((header) => header[column] === header[column - 1]);
  return rows.map((row, index) => {
    const isHeader = index < headerRows || row.every((cell) => cell === row[0]);
    const isRepeated = (cell: string, column: number) => {
      if (column === 0 || cell !== row[column - 1]) return false;
      return isHeader || cell === '' || (headerRows > 0 ? sameHeader(column) : !isBareFigure(cell));
    };
    return row.filter((cell, column) => !isRepeated(cell, column)).join('\t');
  });
}
