import type { Table } from '../../blocks.ts';
import { isDialogue } from '../tree/question-tables.ts';

/** Names of values stand above them, in the first cell of their row, or before each blank of a form. */
export type Orientation = 'rows' | 'names_first' | 'form';

const isFigure = (cell: string) => /^\d+(?:[.,]\d+)*[%元]?$/.test(cell);
/** Words that name something: short, no sentence, no figure. */
const isLabel = (cell: string) => cell !== '' && cell.length <= 14 && !/[。；，,;\d]/.test(cell);
/** What the first column of a list of properties says. */
const property =
  /名称|事项|主体|机关|部门|单位|依据|条件|对象|范围|材料|时限|期限|时间|地点|地址|电话|方式|收费|费用|流程|程序|类型|类别|编码|代码|日期|结果|渠道|窗口|来源|文号|标准|姓名|性别|身份/;
/** Names of columns: a table of two columns with these above is a list. */
const columnWord = /^(?:序号|项目|内容|名称|类别|类型|标准|金额|数量|说明|备注|要求|值|数值|指标|情形|症状|成分|学历|等级|级别)$/;

/** How a table is to be read; only one whose first row may be something else than a header is doubted. */
export function orientationOf(cells: string[][], table: Table, name: string | null): Orientation {
  const width = cells.reduce((widest, row) => Math.max(widest, row.length), 0);
  if (isDialogue({ ...table, rows: cells })) return 'names_first';
  if (table.headerRows > 1 || cells.length === 0) return 'rows';
  if (table.headerRows === 0 && (table.headerColumns ?? 0) > 0) return 'names_first';
  if (width === 2 && isPropertyList(cells)) return 'names_first';
  return table.headerRows === 0 && isForm(cells, name) ? 'form' : 'rows';
}

function isPropertyList(cells: string[][]): boolean {
  const first = cells.map((row) => row[0] ?? '');
  if (cells.length < 2 || first.some((cell) => !isLabel(cell)) || new Set(first).size < first.length) return false;
  if (columnWord.test(first[0]!) || columnWord.test(cells[0]![1] ?? '')) return false;
  return first.filter((cell) => property.test(cell)).length >= first.length * 0.4;
}

/** Many blanks beside short names, or the name of a form and hardly anything else than names. */
function isForm(cells: string[][], name: string | null): boolean {
  const all = cells.flat();
  const blank = all.filter((cell) => cell === '').length;
  const label = all.filter(isLabel).length;
  const isNamed =
    name !== null && /(?:申请|申报|登记|审批|调查|备案|推荐|评估|信息|承诺|回执|报名|审核)(?:表|书)(?:[（(].*)?$/.test(name);
  return cells.length >= 2 && blank + label >= all.length * 0.7 && (blank >= all.length * 0.3 || isNamed);
}

/** Rows of column names: as the format says, or guessed where the format is silent. */
export function headerRowsOf(cells: string[][], table: Table): number {
  if (table.headerRows > 0) return Math.min(cells.length, table.headerRows);
  return looksLikeHeader(cells) ? headerDepth(cells) : 0;
}

/** Short words without figures above rows that hold figures or longer text. */
function looksLikeHeader(cells: string[][]): boolean {
  const first = cells[0];
  if (!first || cells.length < 2) return false;
  return first.every((cell) => cell.length <= 30 && !isFigure(cell)) && first.some((cell) => cell !== '');
}

/** A header cell that spans columns has its parts in the row below; cells that span rows are repeated there. */
function headerDepth(cells: string[][]): number {
  const first = cells[0]!;
  const second = cells[1];
  if (!second || cells.length < 3) return 1;
  const spans = first.some((cell, column) => cell !== '' && cell === first[column + 1]);
  const repeated = first.some((cell, column) => cell !== '' && cell === second[column]);
  const short = second.every((cell) => cell.length <= 30 && !isFigure(cell));
  return short && (spans || repeated) && second.some((cell, column) => cell !== first[column]) ? 2 : 1;
}

/** Header rows joined per column, equal parts once: "统筹基金最高支付限额 职工医保". */
export function columnNames(headers: string[][], width: number): string[] {
  return Array.from({ length: width }, (_, column) => {
    const parts: string[] = [];
    for (const row of headers) {
      const part = (row[column] ?? '').replaceAll('\n', '');
      if (part !== '' && !parts.includes(part)) parts.push(part);
    }
    return parts.join(' ');
  });
}
