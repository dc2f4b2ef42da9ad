import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidInputError, NotFoundError } from '../../src/domain/errors.ts';
import { mcNemar } from '../compare/tests.ts';
import { readTable, tableText } from '../csv.ts';
import { round } from '../statistics.ts';
import { type Agreement, agreementOf, type Mark } from './agreement.ts';
import { keyName, type MarkingKey, sheetNames } from './export.ts';

interface Marked {
  mark: Mark | null;
  remark: string;
  cells: Record<string, string>;
}

export interface SystemScore {
  system: string;
  /** Answers of this system that both have marked. */
  cases: number;
  /** Shares marked 对 by the first, by the second, and by both. */
  first: number | null;
  second: number | null;
  both: number | null;
  /** Where both say the same: share in which the automatic verdict says so too (部分 counts as not right). */
  machine: number | null;
}

export interface MarkingResult {
  items: number;
  /** Codes without a mark of the first, of the second. */
  unmarked: [string[], string[]];
  agreement: Agreement;
  systems: SystemScore[];
  /** Two systems by what both markers say: cases in which only one of them is right, with the exact McNemar p. */
  comparison: { onlyFirst: number; onlySecond: number; p: number } | null;
  disagreements: {
    code: string;
    caseId: string;
    question: string;
    answer: string;
    first: Mark;
    second: Mark;
    remarks: string[];
  }[];
}

const markOf: Record<string, Mark> = {
  ...Object.fromEntries(
    ['对', '正确', '是', '√', '✓', '1', 'y', 'yes', 'right', 't', 'true'].map((word) => [word, '对' as const]),
  ),
  ...Object.fromEntries(
    ['错', '错误', '否', '不对', '×', '✗', 'x', '0', 'n', 'no', 'wrong', 'f', 'false'].map((word) => [word, '错' as const]),
  ),
  ...Object.fromEntries(['部分', '部分对', '半对', '0.5', 'partly', 'partial'].map((word) => [word, '部分' as const])),
};

/**
 * Reads both sheets back and writes `不一致.csv` and `评分结果.json` beside them. Throws NotFoundError; InvalidInputError naming
 * row and column of what cannot be read, a code that is unknown, stands twice or is missing.
 */
export function scoreMarking(folder: string): MarkingResult {
  const key = readKey(join(folder, keyName));
  const [first, second] = sheetNames.map((name) => readSheet(join(folder, name), key)) as [
    Map<string, Marked>,
    Map<string, Marked>,
  ];
  const unmarked = [first, second].map((sheet) => [...sheet].filter(([, { mark }]) => mark === null).map(([code]) => code));
  const marked = key.items.flatMap((item) => {
    const [a, b] = [first.get(item.code)!, second.get(item.code)!];
    return a.mark && b.mark ? [{ item, first: a.mark, second: b.mark, cells: a.cells, remarks: [a.remark, b.remark] }] : [];
  });
  if (marked.length === 0) throw new InvalidInputError('还没有一个答复是两个人都评了的，请在“判定”列填 对、部分 或 错');
  const agreement = agreementOf(marked.map((one) => [one.first, one.second]));
  const result: MarkingResult = {
    items: key.items.length,
    unmarked: unmarked as [string[], string[]],
    agreement: { ...agreement, share: rounded(agreement.share), kappa: rounded(agreement.kappa) },
    systems: key.systems.map((system, index) => systemScore(system, index, marked)),
    comparison: key.systems.length === 2 ? comparisonOf(marked) : null,
    disagreements: marked
      .filter((one) => one.first !== one.second)
      .map(({ item, first, second, cells, remarks }) => ({
        code: item.code,
        caseId: item.caseId,
        question: cells.问题 ?? '',
        answer: cells.答复 ?? '',
        first,
        second,
        remarks,
      })),
  };
  writeFileSync(join(folder, '评分结果.json'), `${JSON.stringify(result, null, 1)}\n`);
  writeFileSync(join(folder, '不一致.csv'), disagreementTable(result));
  return result;
}

const rounded = (value: number | null) => (value === null ? null : round(value));

function readKey(path: string): MarkingKey {
  if (!existsSync(path)) throw new NotFoundError(`没有 ${path}。文件夹应是 wence eval mark export 写出的那一个`);
  const key = JSON.parse(readFileSync(path, 'utf8')) as MarkingKey;
  if (key.format !== 'wence-marking') throw new InvalidInputError(`${path} 不是评分的对照表`);
  return key;
}

function readSheet(path: string, key: MarkingKey): Map<string, Marked> {
  const { columns, rows } = readTable(path);
  const missing = ['代号', '判定'].filter((name) => !columns.includes(name));
  if (missing.length > 0) throw new InvalidInputError(`${path} 缺少列：${missing.join('、')}`);
  const codes = new Set(key.items.map(({ code }) => code));
  const read = new Map<string, Marked>();
  const problems: string[] = [];
  for (const { row, cells } of rows) {
    const code = cells.代号 ?? '';
    const written = (cells.判定 ?? '').trim();
    const mark = written === '' ? null : (markOf[written.toLowerCase()] ?? undefined);
    if (!codes.has(code)) problems.push(`第 ${row} 行“代号”列：没有“${code}”这个代号`);
    else if (read.has(code)) problems.push(`第 ${row} 行“代号”列：“${code}”出现了两次`);
    if (mark === undefined) problems.push(`第 ${row} 行“判定”列：应是 对、部分 或 错，写的是“${written}”`);
    read.set(code, { mark: mark ?? null, remark: cells.说明 ?? '', cells });
  }
  const lost = [...codes].filter((code) => !read.has(code));
  if (lost.length > 0) problems.push(`少了 ${lost.length} 行：${lost.slice(0, 10).join('、')}`);
  if (problems.length > 0)
    throw new InvalidInputError(`${path} 有 ${problems.length} 处要改：\n${problems.slice(0, 20).join('\n')}`);
  return read;
}

interface BothMarked {
  item: MarkingKey['items'][number];
  first: Mark;
  second: Mark;
}

function systemScore(system: string, index: number, marked: BothMarked[]): SystemScore {
  const own = marked.filter(({ item }) => item.systems.includes(index));
  const share = (test: (one: BothMarked) => boolean, of = own) =>
    of.length === 0 ? null : round(of.filter(test).length / of.length);
  const agreed = own.filter((one) => one.first === one.second);
  const machineSays = ({ item }: BothMarked) => item.passed[item.systems.indexOf(index)] === true;
  return {
    system,
    cases: own.length,
    first: share((one) => one.first === '对'),
    second: share((one) => one.second === '对'),
    both: share((one) => one.first === '对' && one.second === '对'),
    machine: share((one) => machineSays(one) === (one.first === '对'), agreed),
  };
}

/** An answer counts as right when both say so. What was answered alike cannot differ. */
function comparisonOf(marked: BothMarked[]): MarkingResult['comparison'] {
  const right = new Map<string, boolean>();
  for (const { item, first, second } of marked)
    for (const system of item.systems) right.set(`${system} ${item.caseId}`, first === '对' && second === '对');
  const cases = [...new Set(marked.map(({ item }) => item.caseId))].filter((id) => right.has(`0 ${id}`) && right.has(`1 ${id}`));
  const only = (winner: number) => cases.filter((id) => right.get(`${winner} ${id}`) && !right.get(`${1 - winner} ${id}`)).length;
  const [onlyFirst, onlySecond] = [only(0), only(1)];
  return { onlyFirst, onlySecond, p: round(mcNemar(onlyFirst, onlySecond)) };
}

const disagreementTable = ({ disagreements }: MarkingResult) =>
  tableText(
    ['代号', '编号', '问题', '答复', '甲判定', '乙判定', '甲说明', '乙说明', '商定'],
    disagreements.map((one) => [
      one.code,
      one.caseId,
      one.question,
      one.answer,
      one.first,
      one.second,
      one.remarks[0] ?? '',
      one.remarks[1] ?? '',
      '',
    ]),
  );
