import { FEE_ROWS, LINES } from './texts.ts';
import { type ZipEntry, zip } from './zip.ts';

export const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const TYPES = 'http://schemas.openxmlformats.org/package/2006/content-types';
export const PACKAGE_RELS = 'http://schemas.openxmlformats.org/package/2006/relationships';
export const OFFICE_RELS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
export const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
export const S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
export const R = `xmlns:r="${OFFICE_RELS}"`;

export type Parts = Record<string, string | Uint8Array | ZipEntry | undefined>;

/** A package of parts; a part may be a ready ZIP entry, and `undefined` takes one away. */
export function pack(parts: Parts, more: ZipEntry[] = []): Uint8Array {
  const entries: ZipEntry[] = [];
  for (const [name, part] of Object.entries(parts)) {
    if (part === undefined) continue;
    if (typeof part === 'string' || part instanceof Uint8Array) entries.push({ name, data: part });
    else entries.push({ ...part, name });
  }
  return zip([...entries, ...more]);
}
export interface Rel {
  id: string;
  type: string;
  target: string;
  external?: boolean;
}
export function rels(list: Rel[]): string {
  const rows = list.map(
    ({ id, type, target, external }) =>
      `<Relationship Id="${id}" Type="${OFFICE_RELS}/${type}" Target="${target}"${external ? ' TargetMode="External"' : ''}/>`,
  );
  return `${XML}<Relationships xmlns="${PACKAGE_RELS}">${rows.join('')}</Relationships>`;
}
function types(overrides: Record<string, string>): string {
  const rows = Object.entries(overrides).map(([part, type]) => `<Override PartName="${part}" ContentType="${type}"/>`);
  const defaults = [
    ['rels', 'application/vnd.openxmlformats-package.relationships+xml'],
    ['xml', 'application/xml'],
    ['png', 'image/png'],
    ['htm', 'text/html'],
  ].map(([extension, type]) => `<Default Extension="${extension}" ContentType="${type}"/>`);
  return `${XML}<Types xmlns="${TYPES}">${defaults.join('')}${rows.join('')}</Types>`;
}

export const p = (text: string): string => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
export const noticeXml = LINES.map(p).join('');
export const documentXml = (body: string, doctype = ''): string =>
  `${XML}${doctype}<w:document ${W} ${R}><w:body>${body}<w:sectPr/></w:body></w:document>`;
const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

/** The parts of a sound DOCX. */
export function docxParts(body = noticeXml, documentRels: Rel[] = []): Parts {
  return {
    '[Content_Types].xml': types({
      '/word/document.xml': `${word}.document.main+xml`,
      '/word/styles.xml': `${word}.styles+xml`,
      '/word/numbering.xml': `${word}.numbering+xml`,
      '/word/footnotes.xml': `${word}.footnotes+xml`,
    }),
    '_rels/.rels': rels([{ id: 'rId1', type: 'officeDocument', target: 'word/document.xml' }]),
    'word/_rels/document.xml.rels': rels(documentRels),
    'word/document.xml': documentXml(body),
  };
}
export const docx = (body?: string, documentRels?: Rel[], parts: Parts = {}): Uint8Array =>
  pack({ ...docxParts(body, documentRels), ...parts });

export const columnName = (n: number): string => {
  let name = '';
  for (let rest = n; rest > 0; rest = Math.floor((rest - 1) / 26)) name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
};
export const inline = (ref: string, text: string): string => `<c r="${ref}" t="inlineStr"><is><t>${text}</t></is></c>`;
export const feeRowsXml = FEE_ROWS.map(
  (row, i) => `<row r="${i + 1}">${row.map((text, j) => inline(`${columnName(j + 1)}${i + 1}`, text)).join('')}</row>`,
).join('');
export const sheetXml = (rows: string, before = '', after = ''): string =>
  `${XML}<worksheet ${S} ${R}>${before}<sheetData>${rows}</sheetData>${after}</worksheet>`;
const excel = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The parts of a sound XLSX with one sheet. */
export function xlsxParts(sheet = sheetXml(feeRowsXml)): Parts {
  return {
    '[Content_Types].xml': types({
      '/xl/workbook.xml': `${excel}.sheet.main+xml`,
      '/xl/worksheets/sheet1.xml': `${excel}.worksheet+xml`,
      '/xl/sharedStrings.xml': `${excel}.sharedStrings+xml`,
    }),
    '_rels/.rels': rels([{ id: 'rId1', type: 'officeDocument', target: 'xl/workbook.xml' }]),
    'xl/workbook.xml': `${XML}<workbook ${S} ${R}><sheets><sheet name="收费标准" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': rels([{ id: 'rId1', type: 'worksheet', target: 'worksheets/sheet1.xml' }]),
    'xl/worksheets/sheet1.xml': sheet,
  };
}
export const xlsx = (sheet?: string, parts: Parts = {}): Uint8Array => pack({ ...xlsxParts(sheet), ...parts });
/** The workbook's relationships with shared strings added. */
export const withStrings = rels([
  { id: 'rId1', type: 'worksheet', target: 'worksheets/sheet1.xml' },
  { id: 'rId2', type: 'sharedStrings', target: 'sharedStrings.xml' },
]);

export const OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"';
export const textObject = (text: string, y: number, id = y, delta = `DeltaX="g ${[...text].length - 1} 5"`): string =>
  `<ofd:TextObject ID="${id + 100}" Boundary="20 ${y} 170 8" Font="3" Size="5"><ofd:TextCode X="0" Y="6" ${delta}>${text}</ofd:TextCode></ofd:TextObject>`;
export const layer = (inner: string): string => `<ofd:Content><ofd:Layer ID="9">${inner}</ofd:Layer></ofd:Content>`;
export const pageXml = (inner: string, before = '', doctype = ''): string =>
  `${XML}${doctype}<ofd:Page ${OFD}>${before}${inner}</ofd:Page>`;
export const noticeLayer = layer(LINES.map((line, i) => textObject(line, 20 + i * 10)).join(''));
export const ofdDocument = (pages: string, area = '0 0 210 297', more = ''): string =>
  `${XML}<ofd:Document ${OFD}><ofd:CommonData><ofd:MaxUnitID>999</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>${area}</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>${more}</ofd:CommonData><ofd:Pages>${pages}</ofd:Pages></ofd:Document>`;
export const ONE_PAGE = '<ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/>';

/** The parts of a sound OFD with one page. */
export function ofdParts(page = pageXml(noticeLayer)): Parts {
  return {
    'OFD.xml': `${XML}<ofd:OFD ${OFD} DocType="OFD" Version="1.0"><ofd:DocBody><ofd:DocInfo><ofd:DocID>44d8fb8f3e0b4c2c9f0b7a1d5c6e7f80</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
    'Doc_0/Document.xml': ofdDocument(ONE_PAGE),
    'Doc_0/PublicRes.xml': `${XML}<ofd:Res ${OFD} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="3" FontName="宋体"/></ofd:Fonts></ofd:Res>`,
    'Doc_0/Pages/Page_0/Content.xml': page,
  };
}
export const ofd = (page?: string, parts: Parts = {}): Uint8Array => pack({ ...ofdParts(page), ...parts });

/** A document type that grows to `10 ** depth` copies of a word when it is expanded. */
export function laughs(depth: number): string {
  let entities = '<!ENTITY e0 "哈哈嘿嘿">';
  for (let i = 1; i <= depth; i++) entities += `<!ENTITY e${i} "${`&e${i - 1};`.repeat(10)}">`;
  return `<!DOCTYPE x [${entities}]>`;
}
/** A document type with an entity that reads a file of the machine. */
export const readsFile = (path = 'file:///etc/passwd'): string => `<!DOCTYPE x [<!ENTITY outside SYSTEM "${path}">]>`;
