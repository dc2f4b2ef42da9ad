import { FileTooLargeError, ParseError, UnsupportedFormatError } from '../../../domain/errors.ts';
import { attribute, child, childrenOf, type Element, elementsOf, localName, parseXml, textOf } from '../docx/xml.ts';
import { decodeText } from '../encoding.ts';
import { cellText } from '../sheets.ts';
import type { ZipEntry } from '../zip.ts';
import { builtInFormat } from './number-format.ts';
import { scanXml } from './xml-scan.ts';

/** Parts read as a tree; sheets and strings are scanned and may be larger. */
const maximumTreeBytes = 32 * 1024 * 1024;
const maximumScanBytes = 160 * 1024 * 1024;

export interface SheetPart {
  name: string;
  hidden: boolean;
  path: string;
  lastPrintTitle: number | null;
}

/** The parts of a workbook that its sheets need (ISO/IEC 29500-1, 18.2-18.8). */
export class WorkbookParts {
  readonly sheets: SheetPart[];
  readonly date1904: boolean;
  readonly strings: string[];
  /** Number formats by the style of a cell. */
  readonly formats: string[];
  private readonly entries: Map<string, ZipEntry>;

  constructor(entries: Map<string, ZipEntry>) {
    this.entries = entries;
    const path = this.findWorkbook();
    const root = this.tree(path);
    if (!root) throw new ParseError('文件已损坏，工作簿缺少目录', `xlsx: ${path}`);
    const relations = this.relations(path);
    this.date1904 = /^(?:1|true)$/.test(attribute(child(root, 'workbookPr'), 'date1904') ?? '');
    this.sheets = readSheetList(root, relations);
    const part = (kind: string) => [...relations.values()].find((relation) => relation.kind === kind)?.target;
    this.strings = readStrings(this.text(part('sharedStrings') ?? 'xl/sharedStrings.xml'));
    this.formats = readFormats(this.tree(part('styles') ?? 'xl/styles.xml'));
  }

  /** Text of a part, to be scanned; empty where there is none. */
  text(path: string): string {
    const entry = this.entries.get(path);
    if (!entry) return '';
    if (entry.size > maximumScanBytes)
      throw new FileTooLargeError('工作表过大，无法读取', `xlsx: ${path} has ${entry.size} bytes`);
    return decodeText(entry.read()).text;
  }

  /** Targets of the relations of a part by id. */
  relations(path: string): Map<string, { kind: string; target: string }> {
    const slash = path.lastIndexOf('/') + 1;
    const root = this.tree(`${path.slice(0, slash)}_rels/${path.slice(slash)}.rels`);
    return new Map(
      childrenOf(root ?? undefined, 'Relationship').map((relation) => {
        const target = attribute(relation, 'Target') ?? '';
        const external = attribute(relation, 'TargetMode') === 'External';
        const kind = attribute(relation, 'Type')?.split('/').at(-1) ?? '';
        return [attribute(relation, 'Id') ?? '', { kind, target: external ? target : resolvePart(path, target) }];
      }),
    );
  }

  private tree(path: string): Element | null {
    const entry = this.entries.get(path);
    if (!entry) return null;
    if (entry.size > maximumTreeBytes)
      throw new FileTooLargeError('工作簿过大，无法读取', `xlsx: ${path} has ${entry.size} bytes`);
    return parseXml(decodeText(entry.read()).text, path);
  }

  private findWorkbook(): string {
    const office = [...this.relations('').values()].find((relation) => relation.kind === 'officeDocument')?.target;
    const path = office && this.entries.has(office) ? office : 'xl/workbook.xml';
    if (path.endsWith('.bin') || (!this.entries.has(path) && this.entries.has('xl/workbook.bin')))
      throw new UnsupportedFormatError('二进制工作簿（XLSB）无法读取，请另存为 XLSX', 'xlsb');
    return path;
  }
}

function resolvePart(from: string, target: string): string {
  return decodeURI(new URL(target, `zip:///${from}`).pathname).replace(/^\//, '');
}

function readSheetList(root: Element, relations: Map<string, { kind: string; target: string }>): SheetPart[] {
  const titles = printTitles(root);
  return childrenOf(child(root, 'sheets'), 'sheet').flatMap((sheet, i) => {
    const relation = relations.get(idOf(sheet));
    // Sheets that hold nothing but a chart or a dialog are no tables.
    if (relation?.kind !== 'worksheet') return [];
    return [
      {
        name: attribute(sheet, 'name') ?? '',
        hidden: /hidden/i.test(attribute(sheet, 'state') ?? ''),
        path: relation.target,
        lastPrintTitle: titles.get(i) ?? null,
      },
    ];
  });
}

/** r:id stands beside sheetId, so the prefix counts. */
function idOf(sheet: Element): string {
  const key = Object.keys(sheet.attribs).find((name) => /:id$/i.test(name)) ?? 'id';
  return sheet.attribs[key] ?? '';
}

/** Last row that is printed on every page, by the place of the sheet: "清单!$1:$3". */
function printTitles(root: Element): Map<number, number> {
  const titles = new Map<number, number>();
  for (const name of childrenOf(child(root, 'definedNames'), 'definedName')) {
    const rows = textOf(name).match(/!\$\d{1,7}:\$(\d{1,7})(?:,|$)/);
    if (attribute(name, 'name') === '_xlnm.Print_Titles' && rows)
      titles.set(Number(attribute(name, 'localSheetId') ?? 0), Number(rows[1]) - 1);
  }
  return titles;
}

function readFormats(root: Element | null): string[] {
  const own = new Map(
    childrenOf(child(root ?? undefined, 'numFmts'), 'numFmt').map((format) => [
      Number(attribute(format, 'numFmtId')),
      attribute(format, 'formatCode') ?? 'General',
    ]),
  );
  return elementsOf(child(root ?? undefined, 'cellXfs') ?? ({ children: [] } as unknown as Element))
    .filter((style) => localName(style) === 'xf')
    .map((style) => {
      const number = Number(attribute(style, 'numFmtId') ?? 0);
      return own.get(number) ?? builtInFormat(number);
    });
}

/** Shared strings; the runs of a rich one are joined, phonetic guides left out. */
export function readStrings(xml: string): string[] {
  const strings: string[] = [];
  let text = '';
  let inText = false;
  let inGuide = false;
  for (const token of scanXml(xml)) {
    if (token.kind === 'text') {
      if (inText && !inGuide) text += token.text;
    } else if (token.name === 't') inText = token.kind === 'open';
    else if (token.name === 'rPh') inGuide = token.kind === 'open';
    else if (token.name === 'si' && token.kind === 'open') text = '';
    else if (token.name === 'si') {
      strings.push(cellText(unescapeControls(text)));
      text = '';
    }
  }
  return strings;
}

/** _x000D_ stands for a character that XML cannot hold (22.9.2.19). */
export function unescapeControls(text: string): string {
  return text.replace(/_x([0-9A-F]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
