import { cut, noise, utf8 } from '../bytes.ts';
import { either, type HostileFile, ingested, LIMITS, refused } from '../hostile-file.ts';
import { columnName, feeRowsXml, inline, laughs, S, sheetXml, withStrings, XML, xlsx } from '../office.ts';
import { ole } from '../ole.ts';
import { FEES } from '../texts.ts';
import { bombEntry } from '../zip.ts';

const strings = (inner: string, doctype = ''): string => `${XML}${doctype}<sst ${S} count="1" uniqueCount="1">${inner}</sst>`;

export const xlsxFiles: HostileFile[] = [
  {
    name: 'xlsx/cut-off.xlsx',
    shows: 'cut off in the last third',
    make: () => cut(xlsx(), 0.7),
    expect: refused('file_damaged'),
  },
  {
    name: 'xlsx/password.xlsx',
    shows: 'an encrypted package in an OLE container',
    make: () =>
      ole([
        { name: 'EncryptionInfo', data: noise(1200, 5) },
        { name: 'EncryptedPackage', data: noise(9000, 6) },
      ]),
    expect: refused('file_encrypted'),
  },
  {
    name: 'xlsx/million-cells.xlsx',
    shows: '1,000,000 real cells, 10,000 rows of 100 numbers',
    make: () => {
      const rows: string[] = [];
      for (let r = 4; r < 10_004; r++) {
        let row = `<row r="${r}">`;
        for (let c = 1; c <= 100; c++) row += `<c r="${columnName(c)}${r}"><v>${r * c}</v></c>`;
        rows.push(`${row}</row>`);
      }
      return xlsx(sheetXml(feeRowsXml + rows.join('')));
    },
    expect: either(LIMITS, FEES),
  },
  {
    name: 'xlsx/dimension-lies.xlsx',
    shows: 'three rows in a sheet that says it reaches from A1 to XFD1048576',
    make: () => xlsx(sheetXml(feeRowsXml, '<dimension ref="A1:XFD1048576"/>')),
    expect: ingested(FEES),
  },
  {
    name: 'xlsx/whole-sheet-merged.xlsx',
    shows: 'the title merged over the whole sheet, every cell of it, with the rows underneath',
    make: () =>
      xlsx(
        sheetXml(feeRowsXml, '', '<mergeCells count="2"><mergeCell ref="A1:XFD1048576"/><mergeCell ref="C3:A1"/></mergeCells>'),
      ),
    expect: either(['file_damaged', ...LIMITS], ['项目']),
  },
  {
    name: 'xlsx/strings-bomb.xlsx',
    shows: 'shared strings that unpack to 1.5 GB',
    make: () => {
      const unit = utf8('<si><t>水费</t></si>'.repeat(50_000));
      const [head, tail] = strings('|').split('|') as [string, string];
      return xlsx(sheetXml(`${feeRowsXml}<row r="4"><c r="A4" t="s"><v>7</v></c></row>`), {
        'xl/_rels/workbook.xml.rels': withStrings,
        'xl/sharedStrings.xml': bombEntry('', head, unit, 1300, tail),
      });
    },
    expect: refused(...LIMITS),
  },
  {
    name: 'xlsx/sixteen-thousand-columns.xlsx',
    shows: 'thirty rows that use all 16,384 columns',
    make: () => {
      const rows: string[] = [];
      for (let r = 4; r < 34; r++) {
        let row = `<row r="${r}">`;
        for (let c = 1; c <= 16_384; c++) row += `<c r="${columnName(c)}${r}"><v>${c}</v></c>`;
        rows.push(`${row}</row>`);
      }
      return xlsx(sheetXml(feeRowsXml + rows.join('')));
    },
    expect: either(LIMITS, FEES),
  },
  {
    name: 'xlsx/billion-laughs.xlsx',
    shows: 'shared strings whose entities grow to 10^10 copies',
    make: () =>
      xlsx(sheetXml(`${feeRowsXml}<row r="4"><c r="A4" t="s"><v>0</v></c></row>`), {
        'xl/_rels/workbook.xml.rels': withStrings,
        'xl/sharedStrings.xml': strings('<si><t>&e10;</t></si>', laughs(10)),
      }),
    expect: either([...LIMITS, 'file_damaged'], FEES, ['哈哈嘿嘿哈哈嘿嘿']),
  },
  {
    name: 'xlsx/row-numbers-lie.xlsx',
    shows: 'rows numbered 99999999999, -4, 0 and not at all',
    make: () => {
      const far = inline('A99999999999', '远处');
      const rows = `<row r="99999999999">${far}</row><row r="-4"><c r="A-4"><v>1</v></c></row><row r="0"/><row><c><v>5</v></c></row>`;
      return xlsx(sheetXml(feeRowsXml + rows));
    },
    expect: either(['file_damaged', ...LIMITS], FEES),
  },
];
