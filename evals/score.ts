import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { InvalidInputError } from '../src/domain/errors.ts';
import type { Day } from '../src/domain/time.ts';
import { pair, writeReport } from './answers.ts';
import { caseSetOf } from './case-set.ts';
import { type AnswerLine, readCases, readJsonLines } from './cases.ts';
import { readTable } from './csv.ts';
import { summarise } from './metrics/summary.ts';
import { buildReport } from './report/data.ts';

export interface ScoreOptions {
  questions: string;
  split: string | null;
  /** `answers.jsonl`, or a table with the columns 编号 and 答复, 拒答 (是) for refusals, 引用文件, 引用原文. */
  answers: string;
  out: string;
  asOf: Day;
}

const lineSchema = z.object({
  id: z.coerce.string(),
  status: z.string().default('answered_extract'),
  text: z.string(),
  citations: z
    .array(
      z.object({
        file: z.string(),
        quote: z.string().default(''),
        clause: z.string().nullable().default(null),
        page: z.number().nullable().default(null),
      }),
    )
    .default([]),
  ms: z.number().default(0),
  route: z.string().default(''),
});

/** Judges answers given elsewhere, by another system or by people, by the same rule and writes the same report. */
export function scoreAnswers({ questions, split, answers, out, asOf }: ScoreOptions) {
  const cases = readCases(questions, split);
  const lines = readAnswers(answers);
  const known = new Set(cases.map(({ id }) => id));
  const strangers = lines.filter(({ id }) => !known.has(id)).map(({ id }) => id);
  const scored = pair(cases, lines);
  if (scored.length === 0) throw new InvalidInputError(`${questions} 里没有带标准答案的题`);
  const head = {
    title: '答复评分',
    documents: answers,
    questions,
    asOf,
    ranAt: new Date().toISOString(),
    fromBase: false,
    caseSet: caseSetOf(cases, split),
  };
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'answers.jsonl'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  writeReport(out, buildReport(head, scored, new Map()));
  const missing = scored.filter(({ answer }) => answer === null).length;
  return { ...summarise(scored), missing, strangers, out };
}

function readAnswers(path: string): AnswerLine[] {
  if (/\.(csv|tsv)$/i.test(path)) return readAnswerTable(path);
  return readJsonLines(path).map((line, index) => {
    const parsed = lineSchema.safeParse(line);
    if (!parsed.success) throw new InvalidInputError(`${path} 第 ${index + 1} 个答复格式有误`, z.prettifyError(parsed.error));
    return parsed.data;
  });
}

function readAnswerTable(path: string): AnswerLine[] {
  const { columns, rows } = readTable(path);
  const missing = ['编号', '答复'].filter((name) => !columns.includes(name));
  if (missing.length > 0) throw new InvalidInputError(`${path} 缺少列：${missing.join('、')}`);
  const lines = (cell = '') => cell.split(/\r?\n/).filter(Boolean);
  return rows.map(({ row, cells }) => {
    if (!cells.编号) throw new InvalidInputError(`${path} 第 ${row} 行“编号”列：不能为空`);
    const quotes = lines(cells.引用原文);
    const citations = lines(cells.引用文件).map((file, i) => ({ file, quote: quotes[i] ?? '', clause: null, page: null }));
    const declined = /^(是|拒答|y|yes|1|true)$/i.test(cells.拒答 ?? '') || (cells.答复 ?? '') === '';
    const status = declined ? 'declined_no_evidence' : 'answered_extract';
    return { id: cells.编号, status, text: cells.答复 ?? '', citations, ms: 0, route: '' };
  });
}
