import { utf16le } from '../bytes.ts';
import { either, type HostileFile, LIMITS, refused } from '../hostile-file.ts';
import {
  columnName,
  feeRowsXml,
  inline,
  OFFICE_RELS,
  R,
  readsFile,
  rels,
  S,
  sheetXml,
  withStrings,
  XML,
  xlsx,
  xlsxParts,
} from '../office.ts';
import { FEES } from '../texts.ts';
import { bombEntry } from '../zip.ts';

const sheetPart = 'xl/worksheets/sheet1.xml';

export const xlsxFiles: HostileFile[] = [
  {
    name: 'xlsx/four-corners.xlsx',
    shows: 'values in the four corners of the largest sheet there is, and the fees in the first rows',
    make: () => {
      const far = `<row r="1048576">${inline('A1048576', '西南角')}${inline('XFD1048576', '东南角')}</row>`;
      const corner = feeRowsXml.replace('</row>', `${inline('XFD1', '东北角')}</row>`);
      return xlsx(sheetXml(corner + far));
    },
    expect: either(LIMITS, FEES),
  },
  {
    name: 'xlsx/ten-million-cells.xlsx',
    shows: 'ten million real cells in 60 kB: one row again and again',
    make: () => {
      const unit = Buffer.from(`<row>${'<c><v>1</v></c>'.repeat(100)}</row>`.repeat(500));
      const [head, tail] = sheetXml('|').split('|') as [string, string];
      return xlsx(undefined, { [sheetPart]: bombEntry('', head, unit, 200, tail) });
    },
    expect: either(LIMITS, ['1']),
  },
  {
    name: 'xlsx/four-thousand-sheets.xlsx',
    shows: '4,000 sheets that all lie in one part',
    make: () => {
      const sheets = Array.from({ length: 4000 }, (_, i) => `<sheet name="表${i}" sheetId="${i + 1}" r:id="rId1"/>`).join('');
      return xlsx(undefined, { 'xl/workbook.xml': `${XML}<workbook ${S} ${R}><sheets>${sheets}</sheets></workbook>` });
    },
    expect: either([...LIMITS, 'file_damaged'], FEES),
  },
  {
    name: 'xlsx/sheet-outside.xlsx',
    shows: 'a second sheet that lies at ../../../etc/passwd, and a third that is the workbook itself',
    make: () =>
      xlsx(undefined, {
        'xl/workbook.xml': `${XML}<workbook ${S} ${R}><sheets><sheet name="一" sheetId="1" r:id="rId1"/><sheet name="二" sheetId="2" r:id="rId2"/><sheet name="三" sheetId="3" r:id="rId3"/></sheets></workbook>`,
        'xl/_rels/workbook.xml.rels': rels([
          { id: 'rId1', type: 'worksheet', target: 'worksheets/sheet1.xml' },
          { id: 'rId2', type: 'worksheet', target: '../../../../../etc/passwd' },
          { id: 'rId3', type: 'worksheet', target: 'workbook.xml' },
        ]),
      }),
    expect: either(['file_damaged'], FEES, ['root:']),
  },
  {
    name: 'xlsx/hundred-thousand-merges.xlsx',
    shows: '100,000 merged ranges that all overlap one another',
    make: () => {
      const merges = Array.from({ length: 100_000 }, (_, i) => `<mergeCell ref="A5:${columnName((i % 200) + 2)}${6 + i}"/>`).join(
        '',
      );
      return xlsx(sheetXml(feeRowsXml, '', `<mergeCells count="100000">${merges}</mergeCells>`));
    },
    expect: either([...LIMITS, 'file_damaged'], FEES),
  },
  {
    name: 'xlsx/no-such-string.xlsx',
    shows: 'cells that name shared strings number 99999999, -1, 1e300 and none',
    make: () => {
      const cells = ['99999999', '-1', '1e300', '', 'NaN'].map((index) => `<c t="s"><v>${index}</v></c>`).join('');
      return xlsx(sheetXml(`${feeRowsXml}<row r="4">${cells}</row>`), {
        'xl/_rels/workbook.xml.rels': withStrings,
        'xl/sharedStrings.xml': `${XML}<sst ${S} count="4000000000" uniqueCount="4000000000"><si><t>元</t></si></sst>`,
      });
    },
    expect: either(['file_damaged'], FEES),
  },
  {
    name: 'xlsx/external-entity.xlsx',
    shows: 'a sheet that reads /etc/passwd into a cell',
    make: () => {
      const row = `<row r="4">${inline('A4', '&outside;')}</row>`;
      return xlsx(sheetXml(feeRowsXml + row).replace('<worksheet', `${readsFile()}<worksheet`));
    },
    expect: either(['file_damaged'], FEES, ['root:']),
  },
  {
    name: 'xlsx/odd-references.xlsx',
    shows: 'cells at ZZZZZZZZ1, at 1A, at A0, and three at the same place',
    make: () => {
      const cells = ['ZZZZZZZZ1', '1A', 'A0', '', '$B$4', 'B4', 'B4'].map((ref) => inline(ref, '青禾')).join('');
      return xlsx(sheetXml(`${feeRowsXml}<row r="4">${cells}</row>`));
    },
    expect: either(['file_damaged', ...LIMITS], FEES),
  },
  {
    name: 'xlsx/utf-16-sheet.xlsx',
    shows: 'a sheet in UTF-16, as XML allows',
    make: () => xlsx(undefined, { [sheetPart]: utf16le(`\ufeff${sheetXml(feeRowsXml).replace('UTF-8', 'UTF-16')}`) }),
    expect: either(['file_damaged'], FEES),
  },
  {
    name: 'xlsx/numbers-out-of-range.xlsx',
    shows: 'dates of the year 10^300, infinite and broken numbers, styles that do not exist, a formula on itself',
    make: () => {
      const values = ['1e308', '-1e308', 'Infinity', '1e999', '0x10', '٣']
        .map((value) => `<c s="4000000000" t="n"><v>${value}</v></c>`)
        .join('');
      const dates = '<c t="d"><v>99999-99-99T99:99:99Z</v></c><c><f>A5+A5</f></c><c t="e"><v>#REF!</v></c><c t="zz"><v>1</v></c>';
      return xlsx(sheetXml(`${feeRowsXml}<row r="5">${values}${dates}</row>`));
    },
    expect: either(['file_damaged'], FEES),
  },
  {
    name: 'xlsx/no-sheets.xlsx',
    shows: 'a workbook without one sheet',
    make: () => xlsx(undefined, { 'xl/workbook.xml': `${XML}<workbook ${S} ${R}><sheets/></workbook>`, [sheetPart]: undefined }),
    expect: refused('file_empty', 'file_damaged'),
  },
  {
    name: 'xlsx/ring-of-relations.xlsx',
    shows: 'the package names its own list of relations as its document',
    make: () => {
      const relation = `<Relationship Id="a" Type="${OFFICE_RELS}/officeDocument" Target="_rels/.rels"/>`;
      return xlsx(undefined, {
        '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relation}</Relationships>`,
        'xl/workbook.xml': xlsxParts()['_rels/.rels'],
      });
    },
    expect: refused('file_damaged', 'file_empty', 'unsupported_format'),
  },
];
