import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../src/config.ts';
import { type AnswersOptions, evaluateAnswers } from './answers.ts';
import { scoreAnswers } from './score.ts';
import { silentWatch } from './watch.ts';

/** A small world for the tests of the harness: three documents, four questions, real runs over them. */

export const documents = [
  {
    id: 'heat',
    title: '示例市高温津贴发放办法',
    text: '第一条 用人单位应当发放高温津贴。\n第二条 高温津贴标准为每人每月300元，于每年6月至10月发放。',
  },
  {
    id: 'cards',
    title: '示例市老年人优待证办理规定',
    text: '第一条 年满60周岁的老年人可以申领优待证。\n第二条 优待证自受理之日起5个工作日内办结，不收取费用。',
  },
  {
    id: 'bikes',
    title: '示例市电动自行车登记办法',
    text: '第一条 电动自行车应当自购买之日起30日内申请登记。\n第二条 登记时应当提交购车发票、车辆合格证和身份证明。',
  },
];

export const questions = [
  {
    id: 'q1',
    version: 1,
    kind: 'fact',
    split: 'dev',
    turns: ['高温津贴每个月发多少钱？'],
    expect: 'answer',
    must: [['300元', '三百元']],
    must_not: ['200元'],
    gold_files: ['heat'],
    gold_quotes: ['高温津贴标准为每人每月300元'],
    reason: '《示例市高温津贴发放办法》第二条写明标准。',
  },
  {
    id: 'q2',
    version: 1,
    kind: 'fact',
    split: 'dev',
    turns: ['老年人优待证要几个工作日办好？'],
    expect: 'answer',
    must: [['5个工作日', '五个工作日']],
    gold_files: ['cards'],
    gold_quotes: ['优待证自受理之日起5个工作日内办结'],
    reason: '《示例市老年人优待证办理规定》第二条写明期限。',
  },
  {
    id: 'q3',
    version: 1,
    kind: 'procedure',
    split: 'heldout',
    turns: ['电动自行车登记要带什么材料？'],
    expect: 'answer',
    must: [['购车发票'], ['合格证']],
    gold_files: ['bikes'],
    gold_quotes: ['登记时应当提交购车发票、车辆合格证和身份证明'],
    reason: '《示例市电动自行车登记办法》第二条写明材料。',
  },
  {
    id: 'q4',
    version: 1,
    kind: 'refuse',
    split: 'heldout',
    turns: ['办护照要多少钱？'],
    expect: 'refuse',
    reason: '资料里没有护照的内容。',
  },
];

const answered = (id: string, text: string, file: string, quote: string) => ({
  id,
  status: 'answered_extract',
  text,
  citations: [{ file, quote, clause: '第二条', page: null }],
  ms: 12,
  route: 'verify',
});
const declined = (id: string) => ({
  id,
  status: 'declined_no_evidence',
  text: '没有找到依据。',
  citations: [],
  ms: 8,
  route: 'judge',
});

/** Answers of two systems, as if made elsewhere: one right throughout, one that loses three cases. */
export const goodAnswers = [
  answered('q1', '高温津贴标准为每人每月300元。', 'heat', '高温津贴标准为每人每月300元'),
  answered('q2', '自受理之日起5个工作日内办结。', 'cards', '优待证自受理之日起5个工作日内办结'),
  answered('q3', '应当提交购车发票、车辆合格证和身份证明。', 'bikes', '登记时应当提交购车发票、车辆合格证和身份证明'),
  declined('q4'),
];
export const poorAnswers = [
  answered('q1', '用人单位应当发放高温津贴。', 'heat', '用人单位应当发放高温津贴'),
  declined('q2'),
  answered('q3', '应当提交购车发票、车辆合格证和身份证明。', 'bikes', '登记时应当提交购车发票、车辆合格证和身份证明'),
  answered('q4', '工本费300元。', 'heat', '高温津贴标准为每人每月300元'),
];

export const jsonLines = (values: unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('');

export interface SmallWorld {
  folder: string;
  at: (name: string) => string;
  write: (name: string, text: string) => string;
  /** Asks the questions over the documents and writes into the folder's `name`. */
  run: (name: string, options?: Partial<AnswersOptions>) => ReturnType<typeof evaluateAnswers>;
  /** Judges answers made elsewhere and writes into the folder's `name`. */
  score: (name: string, answers: unknown[], questionFile?: string) => ReturnType<typeof scoreAnswers>;
  remove: () => void;
}

export const config = { ...readConfig({}), WENCE_LOG_LEVEL: 'error' as const };

export function smallWorld(): SmallWorld {
  const folder = mkdtempSync(join(tmpdir(), 'wence-evals-'));
  const at = (name: string) => join(folder, name);
  const write = (name: string, text: string) => {
    writeFileSync(at(name), text);
    return at(name);
  };
  write('documents.jsonl', jsonLines(documents));
  write('questions.jsonl', jsonLines(questions));
  return {
    folder,
    at,
    write,
    run: (name, options = {}) =>
      evaluateAnswers(config, {
        documents: at('documents.jsonl'),
        questions: at('questions.jsonl'),
        asOf: '2026-11-01',
        out: at(name),
        keepBase: null,
        base: null,
        watch: silentWatch,
        ...options,
      }),
    score: (name, answers, questionFile = at('questions.jsonl')) =>
      scoreAnswers({
        questions: questionFile,
        split: null,
        answers: write(`${name}.answers.jsonl`, jsonLines(answers)),
        out: at(name),
        asOf: '2026-11-01',
      }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
