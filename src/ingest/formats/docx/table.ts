import type { Block } from '../../blocks.ts';
import { finishTable } from '../html/table.ts';
import { type BodyParts, readBody } from './body.ts';
import { attribute, child, childrenOf, descendants, type Element, elementsOf, localName, value } from './xml.ts';

/** A table wider than this is a mistake or an attack (Word stops at 63 columns). */
const maximumColumns = 1000;

/** A table as a grid with merged cells repeated; a table that only arranges text on the page gives its text. */
export function readTable(table: Element, parts: BodyParts): Block[] {
  const rows = rowsOf(table);
  if (isLayout(rows)) return rows.flatMap((row) => cellsOf(row).flatMap((cell) => readBody(cell, parts)));
  const notes: Block[] = [];
  const grid: string[][] = [];
  for (const row of rows) {
    const properties = child(row, 'trPr');
    const before = Math.min(Number(value(properties, 'gridBefore')) || 0, maximumColumns);
    const line: string[] = Array.from({ length: before }, () => '');
    for (const cell of cellsOf(row)) {
      const cellProperties = child(cell, 'tcPr');
      const text = goesOn(cellProperties, 'vMerge')
        ? (grid.at(-1)?.[line.length] ?? '')
        : goesOn(cellProperties, 'hMerge')
          ? (line.at(-1) ?? '')
          : cellText(cell, parts, notes);
      const width = Math.min(Math.max(1, Number(value(cellProperties, 'gridSpan')) || 1), maximumColumns);
      for (let i = 0; i < width && line.length < maximumColumns; i++) line.push(text);
    }
    grid.push(line);
  }
  const width = grid.reduce((most, line) => Math.max(most, line.length), 0);
  const full = grid.map((line) => [...line, ...Array.from({ length: width - line.length }, () => '')]);
  const marked = rows.findIndex((row) => !child(child(row, 'trPr'), 'tblHeader'));
  const filled = full.filter((line) => line.some((cell) => cell !== ''));
  if (filled.length === 0) return notes;
  return [{ type: 'table', table: finishTable(filled, null, Math.max(0, marked)), page: null }, ...notes];
}

/** Cells with this much text are passages, not data. */
const passage = 200;

/** Letter heads and signatures of several authorities are set in tables: authorities, 文件, number, signatory, date, and nothing else. */
const maximumHeadRows = 8;
const headOrSignature =
  /^(?:|[\u4e00-\u9fff]{3,30}(?:政府|委员会|委|办公室|局|厅|部|院|署|行|会|中心|总队|支队|公司)|文件|[\u4e00-\u9fff]{2,14}[〔[［（(]\d{4}[〕\]］）)]\d+号|签发人[:：].{0,12}|\d{4}年\d{1,2}月\d{1,2}日)$/;

/**
 * True for a table that only arranges text: one column, one row (a letter head with the number at its right), or a few passages; with a
 * table inside only where that makes up most of it, for the rest of such a table is data.
 */
function isLayout(rows: Element[]): boolean {
  const cells = rows.map(cellsOf);
  if (rows.length <= 1 || cells.every((row) => row.length <= 1)) return true;
  if (rows.length <= maximumHeadRows && cells.flat().every((cell) => headOrSignature.test(textOfCell(cell)))) return true;
  const lengths = cells.flat().map(textLength);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const nested = cells.flat().filter((cell) => descendants(cell, 'tbl').length > 0);
  if (nested.reduce((sum, cell) => sum + textLength(cell), 0) > total / 2) return true;
  const passages = lengths.filter((length) => length > passage);
  return rows.length <= 3 && passages.reduce((sum, length) => sum + length, 0) > total * 0.8;
}

function textOfCell(cell: Element): string {
  return descendants(cell, 't')
    .flatMap((text) => text.children.map((node) => ('data' in node ? node.data : '')))
    .join('')
    .replace(/\s+/g, '');
}

function textLength(cell: Element): number {
  return textOfCell(cell).length;
}

/** The cell belongs to the one above it or before it (ISO/IEC 29500-1, 17.4.84; hMerge is of older writers). */
function goesOn(properties: Element | undefined, name: 'vMerge' | 'hMerge'): boolean {
  const merge = child(properties, name);
  return merge !== undefined && (attribute(merge, 'val') ?? 'continue') === 'continue';
}

/** Lines of a cell; its footnotes stand below the table. */
function cellText(cell: Element, parts: BodyParts, notes: Block[]): string {
  const lines: string[] = [];
  for (const block of readBody(cell, parts)) {
    if (block.type === 'footnote') notes.push(block);
    else if (block.type === 'table') lines.push(...block.table.rows.map((row) => row.join(' ')));
    else lines.push(block.text);
  }
  return lines.join('\n');
}

function rowsOf(table: Element): Element[] {
  return elementsOf(table).flatMap((element) => {
    const name = localName(element);
    if (name === 'tr') return child(child(element, 'trPr'), 'del') ? [] : [element];
    if (name === 'sdt') return rowsOf(child(element, 'sdtContent') ?? element);
    return name === 'ins' || name === 'customXml' ? rowsOf(element) : [];
  });
}

function cellsOf(row: Element): Element[] {
  const found = elementsOf(row).flatMap((element) => {
    const name = localName(element);
    if (name === 'tc') return [element];
    if (name === 'sdt') return childrenOf(child(element, 'sdtContent'), 'tc');
    return name === 'customXml' ? childrenOf(element, 'tc') : [];
  });
  return found.filter((cell) => !child(child(cell, 'tcPr'), 'cellDel'));
}
