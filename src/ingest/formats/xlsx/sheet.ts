import { FileTooLargeError } from '../../../domain/errors.ts';
import {
  type CellBudget,
  type CellRange,
  cellText,
  countLines,
  maximumCells,
  type Sheet,
  type Unshown,
  withoutHidden,
} from '../sheets.ts';
import { showNumber } from './number-format.ts';
import { type SheetPart, unescapeControls, type WorkbookParts } from './workbook.ts';
import { attributeOf, scanXml } from './xml-scan.ts';

const lastRow = 1_048_575;
const lastColumn = 16_383;

/** Hyperlink of a cell: the address itself or the id of a relation. */
export interface CellLink {
  row: number;
  column: number;
  relation: string;
}

interface OpenCell {
  column: number;
  type: string;
  style: number;
  value: string;
}

/** Reads the cells of a worksheet as they are shown. Throws FileTooLargeError beyond the budget. */
export function readSheet(parts: WorkbookParts, part: SheetPart, budget: CellBudget): { sheet: Sheet; links: CellLink[] } {
  const xml = parts.text(part.path);
  if (countOf(xml, '</v>') > maximumCells)
    throw new FileTooLargeError('工作簿里的单元格过多，无法读取', `xlsx: more than ${maximumCells} cells`);
  const reader = new SheetReader(parts, budget);
  for (const token of scanXml(xml)) {
    if (token.kind === 'text') reader.text(token.text);
    else if (token.kind !== 'close') reader.open(token.name, token.text, token.kind === 'empty');
    if (token.kind === 'close' || token.kind === 'empty') reader.close(token.name);
  }
  const { hidden, folded } = reader.unshown();
  const { cells, merges } = withoutHidden(reader, hidden);
  return {
    sheet: {
      name: part.name,
      hidden: part.hidden,
      cells,
      merges,
      hiddenLines: countLines(reader.cells, hidden),
      foldedLines: countLines(cells, folded),
      lastPrintTitle: part.lastPrintTitle,
    },
    links: reader.links,
  };
}

function countOf(text: string, mark: string): number {
  let count = 0;
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + mark.length)) count++;
  return count;
}

class SheetReader {
  readonly cells: Sheet['cells'] = [];
  readonly merges: CellRange[] = [];
  readonly links: CellLink[] = [];
  private readonly hiddenRows = new Set<number>();
  private readonly foldedRows = new Set<number>();
  private readonly hiddenColumns: [first: number, last: number][] = [];
  private readonly foldedColumns: [first: number, last: number][] = [];
  /** A filter hides rows that do not meet it; which ones is not said, so that none counts as hidden by hand. */
  private filtered = false;
  private readonly parts: WorkbookParts;
  private readonly budget: CellBudget;
  private row = -1;
  private column = -1;
  private cell: OpenCell | null = null;
  /** Name of the element whose text counts: v, or t of a string within the cell. */
  private collecting = false;
  private inGuide = false;

  constructor(parts: WorkbookParts, budget: CellBudget) {
    this.parts = parts;
    this.budget = budget;
  }

  /** What a person hid, and what only a filter or a folded group does not show. */
  unshown(): { hidden: Unshown; folded: Unshown } {
    const among = (ranges: [number, number][]) => (column: number) =>
      ranges.some(([first, last]) => column >= first && column <= last);
    const folded = this.filtered ? new Set([...this.foldedRows, ...this.hiddenRows]) : this.foldedRows;
    return {
      hidden: { rows: this.filtered ? new Set() : this.hiddenRows, isColumn: among(this.hiddenColumns) },
      folded: { rows: folded, isColumn: among(this.foldedColumns) },
    };
  }

  text(text: string): void {
    if (this.cell && this.collecting && !this.inGuide) this.cell.value += text;
  }

  open(name: string, attributes: string, empty: boolean): void {
    if (name === 'c') this.openCell(attributes);
    else if (name === 'v' || name === 't') this.collecting = !empty;
    else if (name === 'rPh') this.inGuide = !empty;
    else if (name === 'row') this.openRow(attributes);
    else if (name === 'filterColumn' || name === 'tablePart') this.filtered = true;
    else if (name === 'col' && isTrue(attributeOf(attributes, 'hidden')))
      (isGrouped(attributes) ? this.foldedColumns : this.hiddenColumns).push([
        Number(attributeOf(attributes, 'min')) - 1,
        Number(attributeOf(attributes, 'max')) - 1,
      ]);
    else if (name === 'mergeCell') {
      const range = readRange(attributeOf(attributes, 'ref') ?? '');
      if (range) this.merges.push(range);
    } else if (name === 'hyperlink') {
      const range = readRange(attributeOf(attributes, 'ref') ?? '');
      const relation = attributes.match(/\bid\s*=\s*["']([^"']*)["']/i)?.[1];
      if (range && relation) this.links.push({ row: range.top, column: range.left, relation });
    }
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.collecting = false;
    else if (name === 'rPh') this.inGuide = false;
    else if (name === 'c' && this.cell) {
      const text = this.shownText(this.cell);
      if (text !== '') {
        this.budget.take(text);
        this.cells.push({ row: this.row, column: this.cell.column, text });
      }
      this.cell = null;
    }
  }

  /** Numbers of rows may be left out, and lie. */
  private openRow(attributes: string): void {
    const number = Number(attributeOf(attributes, 'r')) - 1;
    this.row = Number.isInteger(number) && number > this.row && number <= lastRow ? number : this.row + 1;
    this.column = -1;
    if (isTrue(attributeOf(attributes, 'hidden'))) (isGrouped(attributes) ? this.foldedRows : this.hiddenRows).add(this.row);
  }

  private openCell(attributes: string): void {
    const letters = attributeOf(attributes, 'r')?.match(/^[A-Z]{1,3}/i)?.[0];
    const column = letters ? columnNumber(letters) : -1;
    this.column = column > this.column && column <= lastColumn ? column : this.column + 1;
    this.cell = {
      column: this.column,
      type: attributeOf(attributes, 't') ?? 'n',
      style: Number(attributeOf(attributes, 's') ?? 0),
      value: '',
    };
  }

  private shownText({ type, style, value }: OpenCell): string {
    if (value === '') return '';
    if (type === 's') return this.parts.strings[Number(value)] ?? '';
    if (type === 'b') return value.trim() === '1' ? '是' : '否';
    if (type === 'n' || type === 'd') {
      const number = Number(value);
      if (type === 'n' && value.trim() !== '' && Number.isFinite(number))
        return showNumber(number, this.parts.formats[style], this.parts.date1904);
      return cellText(value);
    }
    return cellText(unescapeControls(value));
  }
}

const isGrouped = (attributes: string) => Number(attributeOf(attributes, 'outlineLevel') ?? 0) > 0;

function isTrue(value: string | null): boolean {
  return value === '1' || value === 'true';
}

/** A to XFD as 0 to 16383. */
function columnNumber(letters: string): number {
  return [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** "B2:D4" or "B2", its corners in either order. */
function readRange(reference: string): CellRange | null {
  const found = reference.replaceAll('$', '').match(/^([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?$/i);
  if (!found) return null;
  const columns = [columnNumber(found[1]!), columnNumber(found[3] ?? found[1]!)];
  const rows = [Number(found[2]) - 1, Number(found[4] ?? found[2]) - 1];
  return { top: Math.min(...rows), bottom: Math.max(...rows), left: Math.min(...columns), right: Math.max(...columns) };
}
