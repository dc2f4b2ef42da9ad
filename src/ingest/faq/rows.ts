import { type Audience, audiences, type Channel, channels } from '../../domain/access.ts';
import type { ServiceLink } from '../../domain/document.ts';
import type { Day } from '../../domain/time.ts';
import { findDates } from '../../text/dates.ts';
import { machineTalkIn } from '../../text/machine-talk.ts';
import { type ColumnMap, columnNames, type FaqColumn } from './columns.ts';

/** One row of a FAQ list as read; null audiences and channels mean that the row says nothing. */
export interface FaqRow {
  question: string;
  answer: string;
  similarQuestions: string[];
  script: string | null;
  internalNote: string | null;
  conditions: string | null;
  materials: string | null;
  steps: string | null;
  contact: string | null;
  serviceLink: ServiceLink | null;
  unit: string | null;
  region: string | null;
  topic: string | null;
  tags: string[];
  legalBasis: string[];
  audiences: Audience[] | null;
  channels: Channel[] | null;
  visibleFrom: Day | null;
  visibleUntil: Day | null;
}

export interface RowError {
  /** Row of the sheet, or of the table where that is not known; 1 is the first one. */
  row: number;
  column: string;
  message: string;
}

/** Rows with what is wrong with others. A row with an error is left out as a whole: half an entry would mislead. */
export function readRows(
  table: string[][],
  map: ColumnMap,
  rowNumbers?: number[],
): { rows: { row: number; value: FaqRow }[]; errors: RowError[] } {
  const rows: { row: number; value: FaqRow }[] = [];
  const errors: RowError[] = [];
  const seen = new Map<string, number>();
  table.forEach((cells, index) => {
    const row = rowNumbers?.[index] ?? index + 1;
    if (index <= map.headerRow || cells.every((cell) => cell.trim() === '')) return;
    const problems: RowError[] = [];
    // Many lists number their entries: the first cell names the row for whoever looks for it.
    const name = clip(cells.find((cell) => cell.trim() !== '') ?? '');
    const complain: Complain = (column, message) =>
      problems.push({ row, column: columnNames[column], message: `${message}（${name}）` });
    const value = readRow(cells, map, complain);
    const key = value.question.replace(/[\s？?。]/g, '');
    const twin = seen.get(key);
    if (key !== '' && twin !== undefined) complain('question', `与第 ${twin} 行的问题重复`);
    complainOfOrders(value, complain);
    for (const problem of problems) errors.push(problem);
    if (problems.length === 0) {
      seen.set(key, row);
      rows.push({ row, value });
    }
  });
  return { rows, errors };
}

const clip = (text: string) => (text.length > 20 ? `${text.slice(0, 20)}…` : text).replace(/\s+/g, ' ').trim();

type Complain = (column: FaqColumn, message: string) => void;

/** An entry that gives orders to an answering machine instead of telling people something is for a person to look at first. */
function complainOfOrders({ question, similarQuestions, answer }: FaqRow, complain: Complain): void {
  const holds = (text: string) => machineTalkIn(text).length > 0;
  if ([question, ...similarQuestions].some(holds)) complain('question', '疑似含有对答复程序的指令或网页代码，未收入，请人工核对');
  if (holds(answer)) complain('answer', '疑似含有对答复程序的指令或网页代码，未收入，请人工核对');
}

function readRow(cells: string[], map: ColumnMap, complain: Complain): FaqRow {
  const text = (column: FaqColumn): string => {
    const index = map.columns.get(column);
    return index === undefined ? '' : (cells[index] ?? '').replace(/\r\n?/g, '\n').trim();
  };
  const some = (column: FaqColumn) => text(column) || null;
  const question = text('question')
    .replace(/\s+/g, ' ')
    .replace(/^(?:问|Q)\s*[:：]\s*/i, '');
  const answer = text('answer').replace(/^(?:答|A)\s*[:：]\s*/i, '');
  if (question === '') complain('question', '缺少问题');
  else if (question.length > 300) complain('question', `问题太长（${question.length} 字）`);
  if (answer === '') complain('answer', '缺少答案');
  const similar = text('similar')
    .split(/[\n；;|｜]/)
    .map((part) => part.trim());
  const [visibleFrom, visibleUntil] = (['from', 'until'] as const).map((column) => dayOfCell(text(column), column, complain));
  if (visibleFrom && visibleUntil && visibleUntil < visibleFrom) complain('until', '结束日期早于开始日期');
  return {
    question,
    answer,
    similarQuestions: [...new Set(similar)].filter((part) => part !== '' && part !== question),
    script: some('script'),
    internalNote: some('internalNote'),
    conditions: some('conditions'),
    materials: some('materials'),
    steps: some('steps'),
    contact: some('contact'),
    serviceLink: linkOfCell(text('serviceUrl'), text('serviceLabel'), complain),
    unit: some('unit'),
    region: some('region'),
    topic: some('topic'),
    tags: text('tags')
      .split(/[\n；;，,、\s]+/)
      .filter(Boolean),
    legalBasis: text('basis')
      .split(/[\n；;]/)
      .map((part) => part.trim())
      .filter(Boolean),
    audiences: wordsOfCell(text('audience'), 'audience', audiences, complain),
    channels: wordsOfCell(text('channels'), 'channels', channels, complain),
    visibleFrom: visibleFrom ?? null,
    visibleUntil: visibleUntil ?? null,
  };
}

function dayOfCell(cell: string, column: FaqColumn, complain: Complain): Day | null {
  if (cell === '' || /^(?:长期|无|永久|-|—|\/)$/.test(cell)) return null;
  const day = findDates(cell)[0]?.day ?? null;
  if (!day) complain(column, `日期看不懂：“${cell.slice(0, 30)}”`);
  return day;
}

function linkOfCell(cell: string, label: string, complain: Complain): ServiceLink | null {
  if (cell === '') return null;
  const url = /https?:\/\/[^\s，。；）)》]+/.exec(cell)?.[0];
  if (!url || !URL.canParse(url)) {
    complain('serviceUrl', `不是网址：“${cell.slice(0, 60)}”`);
    return null;
  }
  return {
    label:
      label ||
      cell
        .replace(url, '')
        .replace(/[：:\s]+$/, '')
        .trim() ||
      '办理入口',
    url,
  };
}

const meanings: Record<string, Audience & string> = {
  公开: 'public',
  公众: 'public',
  全部: 'public',
  所有人: 'public',
  市民: 'public',
  热线: 'hotline',
  坐席: 'hotline',
  '12345': 'hotline',
  窗口: 'window',
  大厅: 'window',
};
const channelMeanings: Record<string, Channel> = {
  网页: 'web',
  网站: 'web',
  网上: 'web',
  热线: 'hotline',
  坐席: 'hotline',
  '12345': 'hotline',
  窗口: 'window',
  大厅: 'window',
};

/** All desks, and nobody outside. */
const forStaff = /^(?:仅限?|只对)?(?:内部)?(?:内部|工作人员)(?:可见)?$/;
const staff: readonly string[] = ['hotline', 'window'];

/** A word that nobody knows is an error: guessing who may see an entry could show it to everybody. */
function wordsOfCell<Word extends string>(
  cell: string,
  column: 'audience' | 'channels',
  known: readonly Word[],
  complain: Complain,
): Word[] | null {
  if (cell === '') return null;
  const table: Record<string, string> = column === 'audience' ? meanings : channelMeanings;
  const found = new Set<Word>();
  for (const part of cell.split(/[\n；;，,、/\s]+/).filter(Boolean)) {
    if (column === 'audience' && forStaff.test(part)) {
      for (const word of known) if (staff.includes(word)) found.add(word);
      continue;
    }
    const plain = part.toLowerCase().replace(/(?:可见|内部|仅|人员|端)/g, '');
    const word = known.find((candidate) => candidate === plain) ?? known.find((candidate) => candidate === table[plain]);
    if (word) found.add(word);
    else complain(column, `不认识“${part.slice(0, 20)}”`);
  }
  return found.size > 0 ? [...found] : null;
}
