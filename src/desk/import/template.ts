import { type ImportColumn, importColumns } from './columns.ts';
import { maximumRows } from './read-table.ts';
import type { OutTable } from './write-table.ts';

/** A required column bears an asterisk; it is no part of its name. */
const headerOf = ({ header, required }: ImportColumn) => (required ? `${header}*` : header);

/** The empty list with an example row, which is never imported, and a sheet that explains each column. */
export function importTemplate(): OutTable {
  return {
    sheet: '问答',
    header: importColumns.map(headerOf),
    rows: [importColumns.map(({ example }) => example)],
    widths: importColumns.map(({ width }) => width),
    more: [
      {
        sheet: '填写说明',
        header: ['列', '必填', '怎么填'],
        rows: [
          ...importColumns.map(({ header, required, words }) => [header, required ? '必填' : '', words]),
          ['', '', `一次最多 ${maximumRows} 条。第 2 行是示例，不会导入，可以删去。`],
          ['', '', '导入后是草稿，审核通过之前谁也查不到。'],
        ],
        widths: [16, 8, 90],
      },
    ],
  };
}
