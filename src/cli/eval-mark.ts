import { type Command, required, UsageError, wholeNumber } from './command.ts';
import { userPath } from './paths.ts';

const percent = (value: number | null) => (value === null ? '—' : `${(value * 100).toFixed(1)}%`);

const exportSheets: Command = {
  name: 'eval mark export',
  summary: '写出两份人工评分表：顺序不同，看不出是哪个系统',
  positionals: ['A', '[B]'],
  options: {
    out: { type: 'string', value: 'DIR', help: '写到哪里', required: true },
    seed: { type: 'string', value: 'N', help: '打乱顺序的种子，默认 1；同样的种子得到同样的表' },
    sample: { type: 'string', value: 'N', help: '只抽 N 题，默认全部' },
  },
  notes: [
    'A、B 是评测的输出文件夹。写出 评分表-甲.csv、评分表-乙.csv，分别交给两位评分人；对照表.json 不要给他们看。',
    '评分人在“判定”列填 对、部分 或 错，可在“说明”列写原因。',
  ],
  examples: [['wence eval mark export /tmp/before /tmp/after --out /tmp/marking --sample 60', '抽 60 题给两个人评']],
  async run(given, { output }) {
    const { exportMarking } = await import('../../evals/marking/export.ts');
    const folders = given.positionals.map((folder) => userPath(folder));
    if (folders.length === 0) throw new UsageError('缺少评测输出文件夹 A');
    const made = exportMarking({
      folders,
      out: userPath(required(given, 'out')),
      seed: wholeNumber(given, 'seed', 1, 0),
      sample: given.text('sample') === undefined ? null : wholeNumber(given, 'sample', 1),
    });
    output.line(`${made.cases} 题，${made.items} 个答复，已写到 ${made.out}`);
    output.line('把 评分表-甲.csv 和 评分表-乙.csv 分别交给两位评分人；填好后放回原处，运行 wence eval mark score。');
    output.result(made);
    return 0;
  },
};

const score: Command = {
  name: 'eval mark score',
  summary: '读回两份评分表：两人是否一致、各系统的正确率',
  positionals: ['DIR'],
  options: {},
  notes: ['DIR 是 eval mark export 写出的文件夹。写出 不一致.csv（要商定的答复）和 评分结果.json。最后一行是 JSON 小结。'],
  examples: [['wence eval mark score /tmp/marking', '两人都填好之后']],
  async run(given, { output }) {
    const { scoreMarking } = await import('../../evals/marking/score.ts');
    const { kappaWords } = await import('../../evals/marking/agreement.ts');
    const result = scoreMarking(userPath(given.positionals[0]!));
    const { agreement, systems, comparison, disagreements, unmarked } = result;
    output.line(`两人都评了的答复 ${agreement.cases} 个，判定相同 ${agreement.same} 个（${percent(agreement.share)}）。`);
    output.line(`Kappa ${agreement.kappa ?? '—'}：除去碰巧，一致程度${kappaWords(agreement.kappa)}。`);
    systems.forEach(({ system, cases, first, second, both, machine }, index) => {
      output.line(
        `${'AB'[index]} ${system}：${cases} 个答复，甲判对 ${percent(first)}，乙判对 ${percent(second)}，两人都判对 ${percent(both)}`,
      );
      output.line(`  两人一致的答复里，自动判分与人相同 ${percent(machine)}`);
    });
    if (comparison)
      output.line(`只有 A 对的 ${comparison.onlyFirst} 题，只有 B 对的 ${comparison.onlySecond} 题（p = ${comparison.p}）。`);
    unmarked.forEach((codes, index) => {
      if (codes.length > 0) output.line(`评分表-${'甲乙'[index]} 还有 ${codes.length} 个没有填。`);
    });
    if (disagreements.length > 0) output.line(`${disagreements.length} 个判定不同，见 不一致.csv。`);
    output.result(
      { ...agreement, systems, comparison, disagreements: disagreements.length, unmarked: unmarked.map((codes) => codes.length) },
      true,
    );
    return 0;
  },
};

export const evalMarkCommands = [exportSheets, score];
