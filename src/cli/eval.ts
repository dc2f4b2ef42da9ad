import { type Command, required, UsageError } from './command.ts';
import { optionalDay } from './days.ts';
import { evalCaseCommands } from './eval-case.ts';
import { evalCompareCommands } from './eval-compare.ts';
import { evalMarkCommands } from './eval-mark.ts';
import { path, watchOf } from './eval-options.ts';
import { evalTrainingCommands } from './eval-training.ts';
import { userPath } from './paths.ts';

const out = { type: 'string' as const, value: 'OUT', help: '输出文件夹', required: true };

const answers: Command = {
  name: 'eval answers',
  summary: '用一批问题评测答复',
  positionals: [],
  options: {
    documents: { type: 'string', value: 'DOCS', help: '资料文件夹，或每行 {id,title,text} 的 .jsonl 文件' },
    questions: { type: 'string', value: 'FILE', help: '问题文件（.jsonl 或 .csv）', required: true },
    split: { type: 'string', value: 'NAME', help: '只用题集的这一部分，如 dev' },
    'as-of': { type: 'string', value: 'DATE', help: '按这一天的效力判断', required: true },
    out,
    'keep-base': { type: 'string', value: 'FILE', help: '把建好的知识库留在 FILE' },
    base: { type: 'string', value: 'FILE', help: '用留下的知识库，不再导入' },
  },
  notes: [
    '写出 answers.jsonl 和 answers.csv；问题带标准答案时另有 report.html（给人看）、report.csv（表格）和 report.json。',
    '最后一行是 JSON 小结。',
  ],
  examples: [
    [
      'wence eval answers --documents corpus --questions evals/cases/sample.jsonl --as-of 2026-11-01 --out /tmp/out',
      '评测样例库',
    ],
  ],
  async run(given, context) {
    const [documents, base] = [path(given, 'documents'), path(given, 'base')];
    if (!documents && !base) throw new UsageError('缺少必需的选项 --documents（或用 --base 给出留下的知识库）');
    const { evaluateAnswers } = await import('../../evals/answers.ts');
    const summary = await evaluateAnswers(context.config, {
      documents,
      base,
      questions: userPath(required(given, 'questions')),
      split: given.text('split') ?? null,
      asOf: optionalDay(given, 'as-of')!,
      out: userPath(required(given, 'out')),
      keepBase: path(given, 'keep-base'),
      watch: watchOf(context),
    });
    context.output.result(summary, true);
    return 0;
  },
};

const retrieval: Command = {
  name: 'eval retrieval',
  summary: '在一个 BEIR 式数据集上评测检索',
  positionals: [],
  options: {
    dataset: { type: 'string', value: 'DIR', help: '数据集文件夹', required: true },
    corpus: { type: 'string', value: 'F', help: '默认 DIR/corpus.jsonl' },
    queries: { type: 'string', value: 'F', help: '默认 DIR/queries.jsonl' },
    qrels: { type: 'string', value: 'F', help: '默认 DIR/qrels.tsv' },
    unanswerable: { type: 'string', value: 'F', help: '没有答案的问题，另写出判断得分' },
    out,
  },
  notes: ['写出 run.txt（TREC 格式，每题 100 份）；最后一行是 JSON 小结。同一语料的库和向量会留到下一次用。'],
  examples: [['wence eval retrieval --dataset ../data/policy-qa --out /tmp/out', '评测检索']],
  async run(given, context) {
    const { evaluateRetrieval } = await import('../../evals/retrieval.ts');
    const summary = await evaluateRetrieval(context.config, {
      dataset: userPath(required(given, 'dataset')),
      corpus: path(given, 'corpus'),
      queries: path(given, 'queries'),
      qrels: path(given, 'qrels'),
      unanswerable: path(given, 'unanswerable'),
      out: userPath(required(given, 'out')),
      watch: watchOf(context),
    });
    context.output.result(summary, true);
    return 0;
  },
};

const ingestEval: Command = {
  name: 'eval ingest',
  summary: '导出每个文件读出的标题、日期、正文、条款，供评测',
  positionals: [],
  options: {
    documents: { type: 'string', value: 'DIR', help: '资料文件夹', required: true },
    'as-of': { type: 'string', value: 'DATE', help: '按这一天判断有效性，默认今天' },
    out,
  },
  notes: ['写出 records.jsonl，一个文件一行；读不出的文件也占一行，原因在 warnings 里。最后一行是 JSON 小结。'],
  examples: [['wence eval ingest --documents corpus --as-of 2026-11-01 --out /tmp/out', '导出样例库的记录']],
  async run(given, context) {
    const { evaluateIngest } = await import('../../evals/ingest.ts');
    const summary = await evaluateIngest({
      documents: userPath(required(given, 'documents')),
      asOf: optionalDay(given, 'as-of') ?? null,
      out: userPath(required(given, 'out')),
      watch: watchOf(context),
    });
    context.output.result(summary, true);
    return 0;
  },
};

export const evalCommands = [
  answers,
  ...evalCaseCommands,
  ...evalCompareCommands,
  ...evalMarkCommands,
  retrieval,
  ingestEval,
  ...evalTrainingCommands,
];
