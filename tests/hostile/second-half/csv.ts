import { again, concat, encode, utf8, utf16le } from '../bytes.ts';
import { either, type HostileFile, ingested, LIMITS, refused } from '../hostile-file.ts';
import { FEE_CSV, FEE_ROWS, FEES } from '../texts.ts';

export const csvFiles: HostileFile[] = [
  {
    name: 'csv/utf-16-with-tabs.csv',
    shows: 'UTF-16 with a byte-order mark and tabs, as a spreadsheet program saves "Unicode text"',
    make: () => utf16le(`\ufeff${FEE_CSV.replaceAll(',', '\t')}`),
    expect: ingested(FEES),
  },
  {
    name: 'csv/utf-16-without-mark.csv',
    shows: 'UTF-16 without a byte-order mark',
    make: () => utf16le(FEE_CSV),
    expect: either(['unsupported_format', 'file_damaged'], FEES),
  },
  {
    name: 'csv/quotation-marks.csv',
    shows: '1,000,001 quotation marks in one line',
    make: () => concat(FEE_CSV, again('"', 1_000_001), '\r\n'),
    expect: either([...LIMITS, 'file_damaged'], FEES),
  },
  {
    name: 'csv/million-rows.csv',
    shows: '1,000,000 rows of one digit',
    make: () => concat(FEE_CSV, again('7\n', 1_000_000)),
    expect: either(LIMITS, FEES),
  },
  {
    name: 'csv/carriage-returns.csv',
    shows: 'lines that end with carriage returns alone',
    make: () => utf8(FEE_CSV.replaceAll('\r\n', '\r')),
    expect: ingested(FEES),
  },
  {
    name: 'csv/formulas.csv',
    shows: 'fields that a spreadsheet program would run',
    make: () => utf8(`${FEE_CSV}"=cmd|' /C calc'!A0",@SUM(1+1),+1\r\n"=HYPERLINK(""file:///etc/passwd"")",-1,\t=1\r\n`),
    expect: ingested([...FEES, '@SUM(1+1)'], ['root:']),
  },
  {
    name: 'csv/three-separators.csv',
    shows: 'commas, semicolons and tabs in turn, and rows of one to ten fields',
    make: () => utf8(`${FEE_CSV}青禾县;元;5\r\n南屿省\t元\t6\r\n,,,,,,,,,\r\n单列\r\n`),
    expect: ingested([...FEES, '青禾县', '南屿省', '单列']),
  },
  {
    name: 'csv/half-gbk.csv',
    shows: 'a head in UTF-8 with rows in GBK under it',
    make: () => concat(FEE_CSV, encode('gbk', '农村公路养护费,公里,800\r\n'.repeat(3))),
    expect: either(['file_damaged', 'unsupported_format'], FEES),
  },
  {
    name: 'csv/marks-and-marks.csv',
    shows: 'three byte-order marks, and one at the beginning of each line',
    make: () => utf8(`\ufeff\ufeff\ufeff${FEE_CSV.replaceAll('\r\n', '\r\n\ufeff')}`),
    expect: ingested(FEES),
  },
  {
    name: 'csv/quoted-emptiness.csv',
    shows: 'nothing but quoted blanks',
    make: () => utf8('" ","\u3000",""\r\n'.repeat(5000)),
    expect: refused('file_empty'),
  },
  {
    name: 'csv/lines-in-a-field.csv',
    shows: 'a quoted field of 500,000 empty lines in the middle of a sound table',
    make: () =>
      concat(FEE_ROWS[0]!.join(','), '\r\n"河道采砂管理费', again('\r\n', 500_000), '",立方米,3.20\r\n临江市停车费,小时,4\r\n'),
    expect: either(LIMITS, FEES),
  },
];
