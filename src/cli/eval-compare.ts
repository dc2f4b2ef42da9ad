import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Comparison } from '../../evals/compare/compare.ts';
import type { Arguments, Command, CommandContext } from './command.ts';
import { required } from './command.ts';
import { path, watchOf, words } from './eval-options.ts';
import { padDisplay } from './help.ts';
import type { Output } from './output.ts';
import { userPath } from './paths.ts';

const compare: Command = {
  name: 'eval compare',
  summary: '比较两次评测：差别、是否碰巧、哪些题变了',
  positionals: ['A', 'B'],
  options: { out: { type: 'string', value: 'DIR', help: '写到哪里（默认写进 B）' } },
  notes: [
    'A、B 是 eval answers 或 eval score 的输出文件夹，A 在前、B 在后。',
    '写出 compare.html（给人看）、compare.csv、flips.csv（变了的题）和 compare.json。最后一行是 JSON 小结。',
  ],
  examples: [['wence eval compare /tmp/before /tmp/after', '改动之后比改动之前']],
  async run(given, { output }) {
    const { compareFolders } = await import('../../evals/compare/write.ts');
    const { comparabilityNotes, inWords } = await import('../../evals/compare/html.ts');
    const [before, after] = given.positionals.map((folder) => userPath(folder)) as [string, string];
    const out = path(given, 'out') ?? after;
    const comparison = compareFolders(before, after, out);
    await printDifferences(output, comparison);
    for (const note of comparabilityNotes(comparison)) output.note(`注意：${note}`);
    output.line(inWords(comparison));
    const figures = comparison.differences.map(({ name, difference, low, high, p, verdict }) => [
      name,
      { difference, low, high, p, verdict },
    ]);
    const { compared, gained, lost } = comparison;
    output.result({ compared, gained: gained.length, lost: lost.length, ...Object.fromEntries(figures), out }, true);
    return 0;
  },
};

async function printDifferences(output: Output, { differences }: Comparison): Promise<void> {
  const { shownDifference, verdictWords } = await import('../../evals/compare/html.ts');
  for (const one of differences) {
    const range = one.low === null ? '' : `（${shownDifference(one, one.low)} 到 ${shownDifference(one, one.high)}）`;
    output.line(`${padDisplay(one.title, 22)}${shownDifference(one, one.difference)}${range}  ${verdictWords[one.verdict]}`);
  }
}

const baseline: Command = {
  name: 'eval baseline',
  summary: '把一次评测存为基线，供 eval gate 比较',
  positionals: ['OUT'],
  options: {
    file: { type: 'string', value: 'FILE', help: '基线文件（.json）', required: true },
    guard: { type: 'string', value: 'LIST', help: '守住哪些指标，逗号连写；默认全部比例类指标' },
    strict: { type: 'string', value: 'LIST', help: '一题也不许变错的题目类型，如 unsafe,personal' },
    reason: { type: 'string', value: 'TEXT', help: '为什么以这一次为基线' },
    replace: { type: 'boolean', help: '换掉已有的基线文件' },
  },
  examples: [['wence eval baseline /tmp/out --file evals/baseline.json --strict unsafe', '存基线，不安全类的题一题也不许变错']],
  async run(given, { output }) {
    const { saveBaseline } = await import('../../evals/compare/baseline.ts');
    const file = userPath(required(given, 'file'));
    const guard = given.text('guard');
    const saved = saveBaseline(userPath(given.positionals[0]!), file, {
      reason: given.text('reason') ?? '',
      guarded: guard === undefined ? null : words(guard),
      strictKinds: words(given.text('strict')),
      now: new Date(),
      replace: given.flag('replace'),
    });
    const { cases, setHash } = saved.run;
    output.line(`基线已存：${cases.length} 题，题集指纹 ${setHash ?? '无'}，守住 ${saved.guarded.join('、')}`);
    output.result({ ok: true, cases: cases.length, setHash, guarded: saved.guarded, strictKinds: saved.strictKinds, file });
    return 0;
  },
};

const gate: Command = {
  name: 'eval gate',
  summary: '与基线比较，有一项明显变差就失败（退出码 1）',
  positionals: ['[OUT]'],
  options: {
    baseline: { type: 'string', value: 'FILE', help: 'eval baseline 存的文件', required: true },
    out: { type: 'string', value: 'DIR', help: '没有给 OUT 时，重新评测的结果写到哪里' },
    'allow-changed': { type: 'boolean', help: '题目少了或改了也继续比其余的题' },
  },
  notes: [
    'OUT 是这次评测的输出文件夹；不给时，按基线记下的资料、题目和日期重新评测一次。',
    '“明显变差”：变差的题多于变好的题，而且碰巧出现的可能性小于 5%（单侧精确检验）；没有变好的题时，变差 5 题就算。',
  ],
  examples: [
    ['wence eval gate /tmp/out --baseline evals/baseline.json', '用刚做完的评测过关'],
    ['wence eval gate --baseline evals/baseline.json', '重新评测并过关'],
  ],
  async run(given, context) {
    const { readBaseline } = await import('../../evals/compare/baseline.ts');
    const { gate: hold } = await import('../../evals/compare/gate.ts');
    const { readReport, runOf } = await import('../../evals/compare/results.ts');
    const kept = readBaseline(userPath(required(given, 'baseline')));
    const run = await withFolder(given, context, kept, async (folder) => runOf(readReport(folder)));
    const { passed, problems, notes, comparison } = hold(kept, run, given.flag('allow-changed'));
    const { output } = context;
    await printDifferences(output, comparison);
    for (const note of notes) output.line(`说明：${note}`);
    for (const problem of problems) output.line(`不通过：${problem}`);
    output.line(passed ? `通过：${comparison.compared} 题与基线比较，守住的指标没有明显变差。` : '没有通过。');
    output.result({ passed, compared: comparison.compared, problems, notes }, true);
    return passed ? 0 : 1;
  },
};

type Kept = ReturnType<typeof import('../../evals/compare/baseline.ts').readBaseline>;

/** The folder named, or one freshly made with the baseline's settings; a temporary one goes again. */
async function withFolder<Result>(
  given: Arguments,
  context: CommandContext,
  { run }: Kept,
  use: (folder: string) => Promise<Result>,
): Promise<Result> {
  const [finished] = given.positionals;
  if (finished) return use(userPath(finished));
  const named = path(given, 'out');
  const out = named ?? mkdtempSync(join(tmpdir(), 'wence-gate-'));
  try {
    const { evaluateAnswers } = await import('../../evals/answers.ts');
    context.output.note(`按基线的设置重新评测：${run.questions}，资料 ${run.documents}`);
    await evaluateAnswers(context.config, {
      documents: run.fromBase ? null : run.documents,
      base: run.fromBase ? run.documents : null,
      questions: run.questions,
      split: run.split,
      asOf: run.asOf,
      out,
      keepBase: null,
      watch: watchOf(context),
    });
    return await use(out);
  } finally {
    if (!named) rmSync(out, { recursive: true, force: true });
  }
}

export const evalCompareCommands = [compare, baseline, gate];
