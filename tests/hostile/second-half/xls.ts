import { base, concat, cut, noise, patch, u16, u32 } from '../bytes.ts';
import { either, type HostileFile, ingested, LIMITS, refused } from '../hostile-file.ts';
import { dimensions, feeRecords, labelSst, ole, record, workbook, xls } from '../ole.ts';
import { BASE_XLS, FEES } from '../texts.ts';

export const xlsFiles: HostileFile[] = [
  {
    name: 'xls/cut-at-the-end.xls',
    shows: 'the last sector of the container is missing',
    make: () => cut(xls(), 0.9),
    expect: either(['file_damaged'], FEES),
  },
  {
    name: 'xls/sheet-is-the-workbook.xls',
    shows: 'the sheet is said to begin where the workbook begins',
    make: () => xls({ sheetAt: () => 0 }),
    expect: either(['file_damaged', 'file_empty'], FEES),
  },
  {
    name: 'xls/sheet-nowhere.xls',
    shows: 'the sheet is said to begin at 4,294,967,280',
    make: () => xls({ sheetAt: () => 0xfffffff0 }),
    expect: either(['file_damaged', 'file_empty'], FEES),
  },
  {
    name: 'xls/string-longer-than-table.xls',
    shows: 'the last string of the table says that it has 65,535 characters and 65,535 runs',
    make: () => {
      const good = (text: string): Uint8Array => concat(u16(text.length), Uint8Array.of(1), Buffer.from(text, 'utf16le'));
      const bad = concat(u16(0xffff), Uint8Array.of(0x0d), u16(0xffff), u32(0xffffffff), Buffer.from('水', 'utf16le'));
      return xls({ sst: record(0xfc, u32(4, 4), good('项目'), good('标准（元）'), good('河道采砂管理费'), bad) });
    },
    expect: either(['file_damaged'], ['河道采砂管理费']),
  },
  {
    name: 'xls/sector-chain-loop.xls',
    shows: 'the last sector of the workbook is followed by its first',
    make: () => {
      const data = workbook();
      return ole(
        [{ name: 'Workbook', data: concat(data, Buffer.alloc(8192 - data.length)), size: 0x7fffffff }],
        ({ fat, starts }) => {
          fat[starts.Workbook! + 15] = starts.Workbook!;
        },
      );
    },
    expect: either(['file_damaged', ...LIMITS], FEES),
  },
  {
    name: 'xls/endless-continuation.xls',
    shows: '200,000 empty continuation records behind the string table',
    make: () => {
      const four = ['项目', '标准（元）', '河道采砂管理费', '临江市停车费'].map((text) =>
        concat(u16(text.length), Uint8Array.of(1), Buffer.from(text, 'utf16le')),
      );
      const more = Buffer.alloc(800_000, record(0x3c));
      return xls({ sst: concat(record(0xfc, u32(5, 5), ...four), more) });
    },
    expect: either(['file_damaged', ...LIMITS], FEES),
  },
  {
    name: 'xls/columns-lie.xls',
    shows: 'packed numbers from column 65,535 to column 2, and cells in row 65,535 of column 65,535',
    make: () => xls({ sheet: [...feeRecords, record(0xbd, u16(9, 65_535, 15), u32(6), u16(2)), labelSst(65_535, 65_535, 0)] }),
    expect: either(['file_damaged'], FEES),
  },
  {
    name: 'xls/no-such-string.xls',
    shows: 'cells that name strings number 4,294,967,295 and 77',
    make: () => xls({ sheet: [...feeRecords, labelSst(5, 0, 0xffffffff), labelSst(5, 1, 77)] }),
    expect: either(['file_damaged'], FEES),
  },
  {
    name: 'xls/twenty-thousand-merges.xls',
    shows: '20,000 merged ranges, all of the whole sheet, some turned inside out',
    make: () => {
      const ranges = record(
        0xe5,
        u16(1000),
        Buffer.concat(Array.from({ length: 1000 }, (_, i) => (i % 2 ? u16(65_535, 0, 255, 0) : u16(4, 65_535, 0, 255)))),
      );
      return xls({ sheet: [...feeRecords, ...Array.from({ length: 20 }, () => ranges)] });
    },
    expect: either(['file_damaged', ...LIMITS], FEES),
  },
  {
    name: 'xls/old-edition.xls',
    shows: 'the records of an edition of 1993 (BIFF4), without a container',
    make: () =>
      concat(record(0x409, u16(0, 0x10)), dimensions(2, 1), record(0x204, u16(0, 0, 0, 5), Buffer.from('Shui!')), record(0x0a)),
    expect: either(['unsupported_format', 'file_damaged']),
  },
  {
    name: 'xls/noise-inside.xls',
    shows: 'a workbook stream of noise',
    make: () => ole([{ name: 'Workbook', data: noise(20_000, 43) }]),
    expect: refused('file_damaged', 'file_encrypted', 'file_empty', 'unsupported_format'),
  },
  {
    name: 'xls/book-and-garbage.et',
    shows: 'a sound workbook under the name of another program, with 64 kB of garbage behind it and a wrong sector count',
    make: () => concat(patch(base('fees.xls'), 40, u32(0)), noise(65_536, 47)),
    expect: ingested(BASE_XLS),
  },
];
