import type { AnswerLine } from '../cases.ts';
import { tableText } from '../csv.ts';
import type { Report } from './data.ts';
import { faults } from './fault.ts';
import { expectNames, kindName, statusName } from './words.ts';

const citationsText = (citations: AnswerLine['citations']) =>
  citations.map(({ file, clause, quote }) => `${file}${clause ? ` ${clause}` : ''}：${quote}`).join('\n');

/** Every case with its verdict, for a spreadsheet. */
export function reportTable({ cases }: Report): string {
  const rows = cases.map((item) => [
    item.id,
    item.version,
    kindName(item.kind),
    item.turns.join('\n'),
    expectNames[item.expect],
    item.passed ? '通过' : '未通过',
    item.reason,
    item.fault ? faults[item.fault] : '',
    statusName(item.status),
    item.answer,
    citationsText(item.citations),
    item.expect === 'refuse' ? '' : item.rightPage ? '是' : '否',
    item.expect === 'refuse' ? '' : item.goldSpan ? '是' : '否',
    item.pageRank,
    item.spanRank,
    item.probability,
    item.understood ?? '',
    item.must.map((wordings) => wordings.join(' | ')).join('\n'),
    item.mustNot.join('\n'),
    item.why || item.note,
    item.ms,
  ]);
  return tableText(
    [
      '编号',
      '版本',
      '类型',
      '问题',
      '期望',
      '结果',
      '未通过的原因',
      '错在哪一步',
      '状态',
      '答复',
      '引用',
      '引对文件',
      '引到原句',
      '文件名次',
      '原句名次',
      '把握',
      '理解为',
      '须说明',
      '不得出现',
      '理由',
      '毫秒',
    ],
    rows,
  );
}

/** What was answered, for a spreadsheet; `questions` by id. */
export const answersTable = (lines: AnswerLine[], questions: Map<string, string[]>) =>
  tableText(
    ['编号', '问题', '状态', '答复', '引用', '毫秒'],
    lines.map((line) => [
      line.id,
      questions.get(line.id)?.join('\n') ?? '',
      statusName(line.status),
      line.text,
      citationsText(line.citations),
      line.ms,
    ]),
  );
