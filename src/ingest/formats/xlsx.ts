import type { FormatParser, ParsedSource, SourceFile } from '../blocks.ts';
import { isZip } from './magic.ts';
import { CellBudget, type Sheet, sourceOfSheets } from './sheets.ts';
import { type CellLink, readSheet } from './xlsx/sheet.ts';
import { type SheetPart, WorkbookParts } from './xlsx/workbook.ts';
import { readZip, zipNames } from './zip.ts';

/** Workbooks (ISO/IEC 29500): every sheet with content is a table whose caption is the sheet's name. */
export const xlsxParser: FormatParser = {
  name: 'xlsx',
  mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',

  detect(bytes: Uint8Array): boolean {
    return isZip(bytes) && zipNames(bytes).some((name) => /^xl\//i.test(name));
  },

  async parse(file: SourceFile): Promise<ParsedSource> {
    const entries = readZip(file.bytes);
    const parts = new WorkbookParts(entries);
    const sheets: Sheet[] = [];
    const links: ParsedSource['links'] = [];
    const budget = new CellBudget();
    for (const part of parts.sheets) {
      const read = readSheet(parts, part, budget);
      sheets.push(read.sheet);
      links.push(...linksOf(parts, part, read.sheet, read.links));
    }
    const source = sourceOfSheets(sheets, links, file.path);
    const pictures = [...entries.keys()].filter((name) => /^xl\/media\//i.test(name)).length;
    if (pictures > 0) source.warnings.push({ code: 'pictures', message: `有 ${pictures} 张图片，其中的文字没有读取` });
    return source;
  },
};

function linksOf(parts: WorkbookParts, part: SheetPart, sheet: Sheet, links: CellLink[]): ParsedSource['links'] {
  if (links.length === 0) return [];
  const relations = parts.relations(part.path);
  const labels = new Map(sheet.cells.map((cell) => [`${cell.row},${cell.column}`, cell.text]));
  return links.flatMap(({ row, column, relation }) => {
    const url = relations.get(relation)?.target ?? '';
    const label = labels.get(`${row},${column}`);
    return label && /^https?:/i.test(url) ? [{ label, url }] : [];
  });
}
