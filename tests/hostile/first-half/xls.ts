import { base, cut, noise, u16, u32 } from '../bytes.ts';
import { either, type HostileFile, LIMITS, refused } from '../hostile-file.ts';
import { dimensions, feeRecords, ole, record, workbook, XLS_STRINGS, xls } from '../ole.ts';
import { FEES } from '../texts.ts';

export const xlsFiles: HostileFile[] = [
  {
    name: 'xls/cut-off.xls',
    shows: 'cut off in the middle of the cells',
    make: () => cut(base('fees.xls'), 0.2),
    expect: refused('file_damaged'),
  },
  {
    name: 'xls/password.xls',
    shows: 'a FILEPASS record; all after it is encrypted',
    make: () => {
      const filePass = record(0x2f, u16(1, 1, 1), noise(48, 9));
      const whole = workbook({ early: [filePass] });
      const clear = 20 + filePass.length;
      const data = Buffer.concat([whole.subarray(0, clear), noise(5000, 10)]);
      // Record heads stay readable under RC4: a few of them, with encrypted bodies.
      data.set(record(0x42, noise(2, 12)), clear);
      data.set(record(0xfc, noise(4000, 13)), clear + 6);
      return ole([{ name: 'Workbook', data }]);
    },
    expect: refused('file_encrypted'),
  },
  {
    name: 'xls/string-count-lies.xls',
    shows: 'a string table that promises 4,294,967,295 strings and holds four',
    make: () => {
      const four = XLS_STRINGS.flatMap((text) => [u16(text.length), Uint8Array.of(1), Buffer.from(text, 'utf16le')]);
      return xls({ sst: record(0xfc, u32(0xffffffff, 0xffffffff), ...four) });
    },
    expect: either(['file_damaged', ...LIMITS], FEES),
  },
  {
    name: 'xls/million-cells.xls',
    shows: '1,000,000 numbers: 62,500 rows of 16, packed in MULRK records',
    make: () => {
      const rows: Uint8Array[] = [];
      for (let r = 3; r < 62_503; r++) {
        const cells: Uint8Array[] = [];
        for (let c = 0; c < 16; c++) cells.push(u16(15), u32(((r + c) << 2) | 2));
        rows.push(record(0xbd, u16(r, 0), ...cells, u16(15)));
      }
      return xls({ sheet: [...feeRecords, ...rows] });
    },
    expect: either(LIMITS, FEES),
  },
  {
    name: 'xls/dimensions-lie.xls',
    shows: 'three rows in a sheet said to have 65,536 rows of 256 columns, all one merged cell',
    make: () => {
      const merged = record(0xe5, u16(1, 0, 65_535, 0, 255));
      return xls({ sheet: [dimensions(65_536, 256), ...feeRecords.slice(1), merged] });
    },
    expect: either(['file_damaged', ...LIMITS], ['项目']),
  },
  {
    name: 'xls/record-past-the-end.xls',
    shows: 'the first record after the table’s head says it is 65,535 bytes long',
    make: () => xls({ sheet: [...feeRecords, Buffer.from([0x04, 0x02, 0xff, 0xff, 0x41])] }),
    expect: either(['file_damaged'], FEES),
  },
  {
    name: 'xls/empty-sheet.xls',
    shows: 'sound, with not one cell filled',
    make: () => xls({ strings: [], sheet: [dimensions(0, 0)] }),
    expect: refused('file_empty'),
  },
];
