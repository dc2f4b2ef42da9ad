import { InvalidInputError } from '../src/domain/errors.ts';
import { isDay } from '../src/domain/time.ts';
import type { EvalCase } from './cases.ts';
import { readTable, type TableRow, tableText } from './csv.ts';

/** Cases as a table that can be kept in a spreadsheet: one case a row; several values stand in one cell, a line each. */

type Value = string | number | string[] | string[][] | undefined;

interface Column {
  name: string;
  field: keyof EvalCase;
  write: (one: EvalCase) => string;
  /** Undefined for an empty cell. Throws a text in Chinese that says what the cell must be. */
  read: (cell: string) => Value;
}

const lines = (cell: string) =>
  cell
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);

const text = (
  name: string,
  field: 'id' | 'kind' | 'split' | 'lang' | 'region' | 'page' | 'reason' | 'note' | 'status',
): Column => ({
  name,
  field,
  write: (one) => one[field] ?? '',
  read: (cell) => cell || undefined,
});

const list = (name: string, field: 'turns' | 'must_not' | 'gold_files' | 'gold_quotes'): Column => ({
  name,
  field,
  write: (one) => one[field].map((value) => value.replace(/\s*\n\s*/g, ' ')).join('\n'),
  read: (cell) => (cell ? lines(cell) : undefined),
});

function word(name: string, field: 'channel' | 'expect', words: Record<string, string>): Column {
  return {
    name,
    field,
    write: (one) => Object.keys(words).find((key) => words[key] === one[field]) ?? '',
    read: (cell) => {
      if (cell === '') return undefined;
      const known = words[cell] ?? Object.values(words).find((value) => value === cell);
      if (!known) throw new Error(`只能是 ${Object.keys(words).join('、')}，写的是“${cell}”`);
      return known;
    },
  };
}

export const expectWords = { 答复: 'answer', 说明已失效: 'expired', 拒答: 'refuse', 反问: 'clarify' };
export const channelWords = { 网站: 'web', 热线: 'hotline', 窗口: 'window' };

const columns: Column[] = [
  text('编号', 'id'),
  { name: '版本', field: 'version', write: (one) => String(one.version), read: (cell) => (cell ? wholeNumber(cell) : undefined) },
  text('类型', 'kind'),
  text('分组', 'split'),
  text('语言', 'lang'),
  list('问题', 'turns'),
  word('渠道', 'channel', channelWords),
  text('地区', 'region'),
  text('正在看的文件', 'page'),
  { name: '按哪天', field: 'as_of', write: (one) => one.as_of ?? '', read: (cell) => (cell ? day(cell) : undefined) },
  word('期望', 'expect', expectWords),
  text('应有状态', 'status'),
  {
    name: '须说明',
    field: 'must',
    write: (one) => one.must.map((wordings) => wordings.map((one) => one.replaceAll('|', '\\|')).join(' | ')).join('\n'),
    read: (cell) => (cell ? lines(cell).map(wordingsOf) : undefined),
  },
  list('不得出现', 'must_not'),
  list('标准文件', 'gold_files'),
  list('标准原文', 'gold_quotes'),
  text('理由', 'reason'),
  text('备注', 'note'),
];

const wordingsOf = (line: string) =>
  line
    .split(/(?<!\\)\|/)
    .map((wording) => wording.trim().replaceAll('\\|', '|'))
    .filter(Boolean);

function wholeNumber(cell: string): number {
  if (!/^[1-9]\d*$/.test(cell)) throw new Error(`应是从 1 起的整数，写的是“${cell}”`);
  return Number(cell);
}

/** Spreadsheets like to turn 2026-11-01 into 2026/11/1. */
function day(cell: string): string {
  const [year, month, date] = cell.split(/[-/.年月日]/).filter(Boolean);
  const found = `${year}-${month?.padStart(2, '0')}-${date?.padStart(2, '0')}`;
  if (!isDay(found)) throw new Error(`应是日期，如 2026-11-01，写的是“${cell}”`);
  return found;
}

/** Complaints shown at once; the rest are counted. */
const shownProblems = 20;

/** The rows as case objects. Throws InvalidInputError with every wrong cell, by row and column. */
export function readCaseTable(path: string): { row: number; value: Record<string, Value> }[] {
  const table = readTable(path);
  const named = new Map(columns.map((column) => [column.name, column]));
  const unknown = table.columns.filter((name) => name !== '' && !named.has(name) && !name.startsWith('备注'));
  const missing = ['编号', '问题'].filter((name) => !table.columns.includes(name));
  const problems = [
    ...unknown.map(
      (name) => `不认识的列“${name}”；可用的列：${columns.map((column) => column.name).join('、')}（自己的列请以“备注”开头）`,
    ),
    ...missing.map((name) => `缺少“${name}”列`),
  ];
  const rows = table.rows.map((row) => ({ row: row.row, value: readRow(row, named, problems) }));
  if (problems.length > 0) {
    const rest = problems.length > shownProblems ? `\n……另有 ${problems.length - shownProblems} 处` : '';
    throw new InvalidInputError(`${path} 有 ${problems.length} 处要改：\n${problems.slice(0, shownProblems).join('\n')}${rest}`);
  }
  return rows;
}

function readRow({ row, cells }: TableRow, named: Map<string, Column>, problems: string[]): Record<string, Value> {
  const value: Record<string, Value> = {};
  for (const [name, cell] of Object.entries(cells)) {
    const column = named.get(name);
    if (!column) continue;
    try {
      const read = column.read(cell.trim());
      if (read !== undefined) value[column.field] = read;
    } catch (error) {
      problems.push(`第 ${row} 行“${name}”列：${(error as Error).message}`);
    }
  }
  for (const [field, name] of [
    ['id', '编号'],
    ['turns', '问题'],
  ] as const)
    if (named.has(name) && name in cells && value[field] === undefined) problems.push(`第 ${row} 行“${name}”列：不能为空`);
  return value;
}

/** The whole set as CSV; `readCaseTable` gives the same cases back. */
export const caseTableText = (cases: EvalCase[]) =>
  tableText(
    columns.map((column) => column.name),
    cases.map((one) => columns.map((column) => column.write(one))),
  );
