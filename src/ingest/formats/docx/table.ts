import type { Block } from '../../blocks.ts';
import { finishTable } from '../html/table.ts';
import { type BodyParts, readBody } from './body.ts';
import { attribute, child, childrenOf, descendants, type Element, elementsOf, localName, value } from './xml.ts';

/** A table as a grid with merged cells repeated; a table that only frames text (one column, or tables inside) gives its text. */
export function readTable(table: Element, parts: BodyParts): Block[] {
  const rows = rowsOf(table);
  const columns = rows.reduce((most, row) => Math.max(most, cellsOf(row).length), 0);
  if (columns <= 1 || descendants(table, 'tbl').length > 0) {
    return rows.flatMap((row) => cellsOf(row).flatMap((cell) => readBody(cell, parts)));
  }
  const grid: string[][] = [];
  rows.forEach((row) => {
    const properties = child(row, 'trPr');
    const line: string[] = Array.from({ length: Number(value(properties, 'gridBefore') ?? 0) }, () => '');
    for (const cell of cellsOf(row)) {
      const cellProperties = child(cell, 'tcPr');
      const merge = child(cellProperties, 'vMerge');
      const continued = merge !== undefined && (attribute(merge, 'val') ?? 'continue') === 'continue';
      const text = continued ? (grid.at(-1)?.[line.length] ?? '') : cellText(cell, parts);
      const width = Math.min(Math.max(1, Number(value(cellProperties, 'gridSpan') ?? 1) || 1), 1000);
      for (let i = 0; i < width; i++) line.push(text);
    }
    grid.push(line);
  });
  const width = grid.reduce((most, line) => Math.max(most, line.length), 0);
  const full = grid.map((line) => [...line, ...Array.from({ length: width - line.length }, () => '')]);
  const marked = rows.findIndex((row) => !child(child(row, 'trPr'), 'tblHeader'));
  const filled = full.filter((line) => line.some((cell) => cell !== ''));
  if (filled.length === 0) return [];
  return [{ type: 'table', table: finishTable(filled, null, Math.max(0, marked)), page: null }];
}

function cellText(cell: Element, parts: BodyParts): string {
  return readBody(cell, parts)
    .map((block) => (block.type === 'table' ? block.table.rows.map((row) => row.join(' ')).join('\n') : block.text))
    .join('\n');
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
  return elementsOf(row).flatMap((element) => {
    const name = localName(element);
    if (name === 'tc') return [element];
    if (name === 'sdt') return childrenOf(child(element, 'sdtContent'), 'tc');
    return [];
  });
}
