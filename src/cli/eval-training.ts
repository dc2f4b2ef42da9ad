import { type Command, required, UsageError } from './command.ts';
import { optionalDay } from './days.ts';
import { userPath } from './paths.ts';

const exportTraining: Command = {
  name: 'eval export-training',
  summary: '导出训练模型用的片段、向量、句子和特征',
  positionals: [],
  options: {
    documents: { type: 'string', value: 'DOCS', help: '资料文件夹，或每行 {id,title,text} 的 .jsonl 文件' },
    base: { type: 'string', value: 'FILE', help: '用留下的知识库，不再导入' },
    questions: { type: 'string', value: 'FILE', help: '问题文件（.jsonl）', required: true },
    'as-of': { type: 'string', value: 'DATE', help: '按这一天的效力判断', required: true },
    out: { type: 'string', value: 'OUT', help: '输出文件夹', required: true },
  },
  notes: ['写出 chunks.jsonl、vectors.f32、lexical.jsonl、reading.jsonl，供 training/ 读取。最后一行是 JSON 小结。'],
  examples: [
    ['wence eval export-training --documents corpus --questions q.jsonl --as-of 2026-11-01 --out /tmp/out', '导出样例库'],
  ],
  async run(given, { config, output, signal }) {
    const [documents, base] = ['documents', 'base'].map((name) => {
      const text = given.text(name);
      return text === undefined ? null : userPath(text);
    });
    if (!documents && !base) throw new UsageError('缺少必需的选项 --documents（或用 --base 给出留下的知识库）');
    const { exportTraining: run } = await import('../../evals/export-training.ts');
    const summary = await run(config, {
      documents: documents ?? null,
      base: base ?? null,
      questions: userPath(required(given, 'questions')),
      asOf: optionalDay(given, 'as-of')!,
      out: userPath(required(given, 'out')),
      watch: { signal, progress: output.progress, note: output.note },
    });
    output.result(summary, true);
    return 0;
  },
};

export const evalTrainingCommands = [exportTraining];
