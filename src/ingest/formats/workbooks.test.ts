import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { utils, type WorkBook, write } from '@e965/xlsx';
import ExcelJS from 'exceljs';
import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import {
  EmptyFileError,
  EncryptedFileError,
  FileTooLargeError,
  ParseError,
  UnsupportedFormatError,
} from '../../domain/errors.ts';
import type { Table } from '../blocks.ts';
import { readOle } from './ole.ts';
import { type Sheet, sourceOfSheets } from './sheets.ts';
import { checkRecords } from './xls/records.ts';
import { xlsParser } from './xls.ts';
import { readStrings } from './xlsx/workbook.ts';
import { xlsxParser } from './xlsx.ts';

const fixtures = join(import.meta.dirname, '../../../tests/fixtures/formats');
const prices = readFileSync(join(fixtures, 'xls-prices/source.xls'));

function sheet(cells: [row: number, column: number, text: string][], more: Partial<Sheet> = {}): Sheet {
  return {
    name: '表',
    hidden: false,
    cells: cells.map(([row, column, text]) => ({ row, column, text })),
    merges: [],
    hiddenLines: 0,
    foldedLines: 0,
    lastPrintTitle: null,
    ...more,
  };
}

function tableOf(one: Sheet): Table {
  const block = sourceOfSheets([one], [], 'a.xlsx').blocks[0]!;
  if (block.type !== 'table') throw new Error('no table');
  return block.table;
}

describe('sheets', () => {
  it('leaves out empty rows and columns, however far apart the filled ones are', () => {
    const table = tableOf(
      sheet([
        [5, 3, '项目'],
        [5, 16_000, '金额'],
        [900_000, 3, '水费'],
        [900_000, 16_000, '2.5'],
      ]),
    );
    expect(table.rows).toEqual([
      ['项目', '金额'],
      ['水费', '2.5'],
    ]);
  });
  it('repeats merged cells among the filled ones alone', () => {
    const merges = [{ top: 0, left: 0, bottom: 1_048_575, right: 0 }];
    const table = tableOf(
      sheet(
        [
          [0, 0, '类'],
          [0, 1, '名'],
          [1, 1, '甲'],
          [2, 1, '乙'],
        ],
        { merges },
      ),
    );
    expect(table.rows).toEqual([
      ['类', '名'],
      ['类', '甲'],
      ['类', '乙'],
    ]);
    expect(table.doubts).toBeUndefined();
  });
  it('shows what a merged cell covers as a doubt', () => {
    const merges = [{ top: 0, left: 0, bottom: 1, right: 0 }];
    const table = tableOf(
      sheet(
        [
          [0, 0, '类'],
          [0, 1, '名'],
          [1, 0, '盖住的'],
          [1, 1, '甲'],
        ],
        { merges },
      ),
    );
    expect(table.rows[1]).toEqual(['类', '甲']);
    expect(table.doubts).toEqual(['有 1 个值被合并单元格盖住，没有读取']);
  });
  it('takes the rows repeated in print as the header, but not titles and units alone', () => {
    const cells: [number, number, string][] = [
      [0, 0, '1'],
      [0, 1, '2'],
      [1, 0, '3'],
      [1, 1, '4'],
      [2, 0, '5'],
      [2, 1, '6'],
    ];
    expect(tableOf(sheet(cells, { lastPrintTitle: 1 })).headerRows).toBe(2);
    expect(tableOf(sheet([...cells.slice(0, 3), ...cells.slice(4)], { lastPrintTitle: 1 })).headerRows).toBe(0);
  });
  it('takes the line over the whole width for the title, and names of sheets that say nothing for none', () => {
    const merges = [{ top: 0, left: 0, bottom: 0, right: 1 }];
    const cells = (title: string): [number, number, string][] => [
      [0, 0, title],
      [1, 0, '名'],
      [1, 1, '额'],
      [2, 0, '甲'],
      [2, 1, '5'],
    ];
    const read = (title: string, name: string) => sourceOfSheets([sheet(cells(title), { merges, name })], [], 'a.xlsx');
    expect(read('示例市补贴表', 'Sheet1')).toMatchObject({
      title: '示例市补贴表',
      blocks: [{ table: { caption: '示例市补贴表' } }],
    });
    expect(read('示例市补贴表', '补贴')).toMatchObject({
      title: '示例市补贴表',
      blocks: [{ table: { caption: '补贴 示例市补贴表' } }],
    });
    expect(read('附件2', '补贴').title).toBeNull();
  });
  it('refuses tables and merges beyond any list that people read', () => {
    const wide = Array.from({ length: 3000 }, (_, i): [number, number, string] => [i, i, 'x']);
    expect(() => tableOf(sheet(wide))).toThrow(FileTooLargeError);
    const merges = Array.from({ length: 2000 }, () => ({ top: 0, left: 0, bottom: 99, right: 99 }));
    const square = Array.from({ length: 100 }, (_, i): [number, number, string] => [i, i, 'x']);
    expect(() => tableOf(sheet(square, { merges }))).toThrow(FileTooLargeError);
  });
});

async function xlsx(fill: (workbook: ExcelJS.Workbook) => void, change: (zip: JSZip) => Promise<void> = async () => {}) {
  const workbook = new ExcelJS.Workbook();
  fill(workbook);
  const zip = await JSZip.loadAsync(await workbook.xlsx.writeBuffer());
  await change(zip);
  return xlsxParser.parse({ path: 'a.xlsx', bytes: await zip.generateAsync({ type: 'nodebuffer' }) });
}

describe('XLSX', () => {
  it('leaves out what its author hides and says so; a merged title that begins there stays', async () => {
    const parsed = await xlsx((workbook) => {
      const one = workbook.addWorksheet('清单');
      one.addRow(['编号', '云湖市路灯补助一览表']);
      one.mergeCells('A1:D1');
      one.getCell('A1').value = '云湖市路灯补助一览表';
      one.addRow([null, null, null, '单位：元/盏']);
      one.addRow(['编号', '类别', '补助', '测算']);
      one.addRow(['a', '甲', '草案', '1']);
      one.addRow(['b', '乙', '90', '2']);
      one.addRow(['c', '丙', '80', '3']);
      one.getRow(4).hidden = true;
      one.getColumn(1).hidden = true;
    });
    expect(parsed.blocks[0]).toMatchObject({
      table: {
        caption: '清单 云湖市路灯补助一览表',
        unit: '元/盏',
        headerRows: 1,
        rows: [
          ['类别', '补助', '测算'],
          ['乙', '90', '2'],
          ['丙', '80', '3'],
        ],
      },
    });
    expect(parsed.title).toBe('云湖市路灯补助一览表');
    expect(parsed.warnings).toEqual([{ code: 'hidden_lines', message: '有 2 行或列被设为隐藏，没有读取' }]);
  });
  it('reads rows of a folded group and says so', async () => {
    const parsed = await xlsx((workbook) => {
      const one = workbook.addWorksheet('清单');
      one.addRow(['名称', '电话']);
      one.addRow(['甲', '1']);
      one.getRow(2).hidden = true;
      one.getRow(2).outlineLevel = 1;
    });
    expect(parsed.blocks[0]).toMatchObject({
      table: {
        rows: [
          ['名称', '电话'],
          ['甲', '1'],
        ],
      },
    });
    expect(parsed.warnings).toEqual([{ code: 'folded_lines', message: '有 1 行或列被筛选或折叠，也已读取，请核对' }]);
  });
  it('reads links, rich text, truth and errors as shown', async () => {
    const parsed = await xlsx((workbook) => {
      const one = workbook.addWorksheet('清单');
      one.addRow([{ text: '办理', hyperlink: 'https://a.example/x?a=1&b=2' }, true, { error: '#N/A' }]);
      one.addRow([{ richText: [{ text: '粗', font: { bold: true } }, { text: '细' }] }, 0.5, 3]);
    });
    expect(parsed.blocks[0]).toMatchObject({
      table: {
        rows: [
          ['办理', '是', '#N/A'],
          ['粗细', '0.5', '3'],
        ],
      },
    });
    expect(parsed.links).toEqual([{ label: '办理', url: 'https://a.example/x?a=1&b=2' }]);
  });
  it('does not believe what a sheet says of its size and rows', async () => {
    const rows =
      '<dimension ref="A1:XFD1048576"/><sheetData><row r="99999999999"><c r="A99999999999" t="inlineStr"><is><t>甲</t></is></c></row>' +
      '<row r="-4"><c t="inlineStr"><is><t>乙</t></is></c><c><v>5</v></c></row></sheetData>';
    const parsed = await xlsx(
      (workbook) => void workbook.addWorksheet('清单').addRow(['x']),
      async (zip) => {
        const path = 'xl/worksheets/sheet1.xml';
        const xml = await zip.file(path)!.async('string');
        zip.file(path, xml.replace(/<dimension[^>]*>/, '').replace(/<sheetData>.*<\/sheetData>/s, rows));
      },
    );
    expect(parsed.blocks[0]).toMatchObject({
      table: {
        rows: [
          ['甲', ''],
          ['乙', '5'],
        ],
      },
    });
  });
  it('refuses a sheet of too many cells before it reads one', async () => {
    const row = `<row>${'<c><v>1</v></c>'.repeat(1000)}</row>`;
    const read = xlsx(
      (workbook) => void workbook.addWorksheet('清单').addRow(['x']),
      async (zip) =>
        void zip.file('xl/worksheets/sheet1.xml', `<worksheet><sheetData>${row.repeat(1001)}</sheetData></worksheet>`),
    );
    await expect(read).rejects.toThrow(FileTooLargeError);
  });
  it('refuses a long text that very many cells show', async () => {
    const cells = `<row>${'<c t="s"><v>0</v></c>'.repeat(300)}</row>`;
    const read = xlsx(
      (workbook) => void workbook.addWorksheet('清单').addRow(['x']),
      async (zip) => {
        zip.file('xl/sharedStrings.xml', `<sst><si><t>${'长'.repeat(100_000)}</t></si></sst>`);
        zip.file('xl/worksheets/sheet1.xml', `<worksheet><sheetData>${cells}</sheetData></worksheet>`);
      },
    );
    await expect(read).rejects.toThrow(/文字过多/);
  });
  it('names a binary workbook', async () => {
    const zip = new JSZip();
    zip.file('xl/workbook.bin', 'x');
    const bytes = await zip.generateAsync({ type: 'nodebuffer' });
    await expect(xlsxParser.parse({ path: 'a.xlsb', bytes })).rejects.toThrow(UnsupportedFormatError);
  });
  it('joins the runs of a shared string and leaves out phonetic guides, escapes and entities of a document type', () => {
    const xml =
      '<!DOCTYPE sst [<!ENTITY a "b">]><x:sst><x:si><x:r><x:t>甲</x:t></x:r><x:r><x:t xml:space="preserve"> 乙&amp;&#20057;</x:t></x:r>' +
      '<x:rPh><x:t>yi</x:t></x:rPh></x:si><x:si/><x:si><x:t>一_x000D_\n二&a;<![CDATA[<三>]]></x:t></x:si></x:sst>';
    expect(readStrings(xml)).toEqual(['甲 乙&乙', '', '一\n二&a;<三>']);
  });
});

const xls = (workbook: WorkBook, bookType: 'biff8' | 'biff5' | 'xlml' = 'biff8') =>
  Buffer.from(write(workbook, { type: 'buffer', bookType, codepage: 936 } as Parameters<typeof write>[1]) as Buffer);

function book(): WorkBook {
  const workbook = utils.book_new();
  utils.book_append_sheet(
    workbook,
    utils.aoa_to_sheet([
      ['街道', '电话'],
      ['东湖街道', 12345],
    ]),
    '窗口',
  );
  return workbook;
}

describe('XLS', () => {
  it.each(['biff8', 'xlml'] as const)('reads what is written as %s', async (kind) => {
    const bytes = xls(book(), kind);
    expect(xlsParser.detect(bytes, 'a.bin')).toBe(true);
    const parsed = await xlsParser.parse({ path: 'a.bin', bytes });
    expect(parsed.blocks).toHaveLength(1);
    expect(parsed.blocks[0]).toMatchObject({
      table: {
        caption: '窗口',
        headerRows: 1,
        rows: [
          ['街道', '电话'],
          ['东湖街道', '12345'],
        ],
      },
    });
  });
  it('reads the code page of Excel 5', async () => {
    const workbook = utils.book_new();
    utils.book_append_sheet(
      workbook,
      utils.aoa_to_sheet([
        ['AAAA', 'b'],
        ['c', 1],
      ]),
      'S',
    );
    const bytes = xls(workbook, 'biff5');
    // 街道 in GBK, and the record that names the code page.
    bytes.set([0xbd, 0xd6, 0xb5, 0xc0], bytes.indexOf('AAAA'));
    const page = bytes.indexOf(Buffer.from([0x42, 0, 2, 0]));
    bytes.writeUInt16LE(936, page + 4);
    const parsed = await xlsParser.parse({ path: 'a.xls', bytes });
    expect(parsed.blocks[0]).toMatchObject({
      table: {
        rows: [
          ['街道', 'b'],
          ['c', '1'],
        ],
      },
    });
  });
  it('leaves tables of a web page and plain text under its name to others', () => {
    expect(
      xlsParser.detect(Buffer.from('<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table><tr><td>1'), 'a.xls'),
    ).toBe(false);
    expect(xlsParser.detect(Buffer.from('街道\t电话\n东湖\t1\n'), 'a.xls')).toBe(false);
  });
  it('names passwords, damage, masses of cells and emptiness', async () => {
    const stream = readOle(prices).get('workbook')!();
    const record = (type: number, size: number) => {
      const head = Buffer.alloc(4 + size);
      head.writeUInt16LE(type, 0);
      head.writeUInt16LE(size, 2);
      return head;
    };
    expect(checkRecords(stream)).toBe(true);
    expect(() => checkRecords(Buffer.concat([stream.subarray(0, 20), record(0x2f, 6)]))).toThrow(EncryptedFileError);
    expect(checkRecords(Buffer.concat([stream.subarray(0, 20), record(0x42, 2)]))).toBe(false);
    expect(() => checkRecords(Buffer.concat([stream.subarray(0, 20), record(0x42, 9).subarray(0, 8)]))).toThrow(ParseError);
    expect(() => checkRecords(Buffer.concat(Array.from({ length: 800 }, () => record(0xbd, 6 + 6 * 1300))))).toThrow(
      FileTooLargeError,
    );
    const themed = Buffer.concat([stream.subarray(0, 20), record(0x896, 8)]);
    checkRecords(themed);
    expect(themed.readUInt16LE(20)).toBe(0xe2);
    const other = xls(book());
    other.fill('PK', other.indexOf(Buffer.from([9, 8, 16, 0])), other.indexOf(Buffer.from([9, 8, 16, 0])) + 4);
    await expect(xlsParser.parse({ path: 'a.xls', bytes: other })).rejects.toThrow(ParseError);
    const empty = utils.book_new();
    utils.book_append_sheet(empty, utils.aoa_to_sheet([['']]), '空');
    await expect(xlsParser.parse({ path: 'a.xls', bytes: xls(empty) })).rejects.toThrow(EmptyFileError);
  });
});
