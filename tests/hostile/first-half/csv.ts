import { again, concat, encode, utf8 } from '../bytes.ts';
import { either, type HostileFile, ingested, LIMITS, refused } from '../hostile-file.ts';
import { FEE_CSV, FEES } from '../texts.ts';

export const csvFiles: HostileFile[] = [
  {
    name: 'csv/field-of-50-megabytes.csv',
    shows: 'one quoted field of 50 MB',
    make: () => concat(FEE_CSV, '"', again('水费标准说明', 2_900_000), '",元,1\r\n'),
    expect: either(LIMITS, FEES),
  },
  {
    name: 'csv/quote-never-closed.csv',
    shows: 'a quotation mark in the second row that is never closed, with 20,000 rows after it',
    make: () =>
      utf8(`项目,单位,标准（元）\r\n"河道采砂管理费,立方米,3.20\r\n临江市停车费,小时,4\r\n${'路灯,盏,12\r\n'.repeat(20_000)}`),
    expect: either(['file_damaged', ...LIMITS], [...FEES, '路灯']),
  },
  {
    name: 'csv/gbk-says-nothing.csv',
    shows: 'GBK, which no byte of the file says',
    make: () => encode('gbk', FEE_CSV),
    expect: ingested(FEES),
  },
  {
    name: 'csv/million-columns.csv',
    shows: 'a row of 1,000,000 fields between two rows of three',
    make: () => utf8(`${FEE_CSV}${'1,'.repeat(1_000_000)}1\r\n青禾县堤防费,亩,6\r\n`),
    expect: either(LIMITS, FEES),
  },
  {
    name: 'csv/nul-bytes.csv',
    shows: 'NUL bytes inside and between the fields',
    make: () => utf8(FEE_CSV.replaceAll(',', ',\0').replace('临江', '临\0江')),
    expect: either(['file_damaged', 'unsupported_format'], ['河道采砂管理费']),
  },
  {
    name: 'csv/commas-only.csv',
    shows: '100,000 rows of commas and not one value',
    make: () => utf8(',,,,,,,,,,\r\n'.repeat(100_000)),
    expect: refused('file_empty'),
  },
];
