import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { AnswerStages } from '../desk/stages.ts';
import { channels } from '../domain/access.ts';
import { withStore, withWence } from './base.ts';
import { type Arguments, type Command, type CommandContext, oneOf, required, UsageError } from './command.ts';
import { optionalDay } from './days.ts';
import { path, watchOf } from './eval-options.ts';
import type { Output } from './output.ts';
import { userPath } from './paths.ts';

const oneCase: Command = {
  name: 'eval case',
  summary: '把一题逐步摊开：怎样理解、找到什么、依据够不够、说了什么',
  positionals: ['编号或问题…'],
  options: {
    from: { type: 'string', value: 'OUT', help: '从一次评测的结果里看，不重新提问' },
    questions: { type: 'string', value: 'FILE', help: '编号所在的题目文件（.jsonl 或 .csv）' },
    base: { type: 'string', value: 'FILE', help: '在留下的知识库里提问；默认用数据目录里的知识库' },
    channel: { type: 'string', value: 'NAME', help: '渠道：web（默认）、hotline、window' },
    region: { type: 'string', value: 'PLACE', help: '所在地' },
    'as-of': { type: 'string', value: 'DATE', help: '按这一天的效力判断，默认今天' },
    html: { type: 'string', value: 'FILE', help: '另写一页网页（要 --from）' },
  },
  notes: ['提问不留任何记录：不进答复记录、对话和知识缺口。多轮对话请用题目文件。'],
  examples: [
    ['wence eval case s001 --from /tmp/out', '看评测里的一题'],
    ['wence eval case s001 --questions evals/cases/sample.jsonl', '在现在的知识库里重新问这一题'],
    ['wence eval case 电动轮椅的补贴限额是多少 --as-of 2026-11-01', '问一个新问题'],
  ],
  async run(given, context) {
    const wanted = given.positionals.join(' ');
    if (!wanted) throw new UsageError('缺少题目编号或问题');
    const from = path(given, 'from');
    if (from) return showKept(from, wanted, given, context);
    if (given.text('html')) throw new UsageError('--html 要和 --from 一起用');
    const asked = await askedCase(given, wanted);
    const { rehearseCase } = await import('../../evals/one-case.ts');
    const { response, stages } = await withChosenBase(given, context, asked.as_of, (wence) =>
      rehearseCase(wence, asked, context.signal),
    );
    printStages(context.output, stages);
    context.output.line(`\n⑤ 最后的答复（${stages.status.label}）\n${response.answer}`);
    for (const { n, title, clause, quote } of response.citations)
      context.output.line(`[${n}] ${title} ${clause ?? ''}\n    “${quote}”`);
    context.output.result({ turns: asked.turns, stages, response });
    return 0;
  },
};

async function showKept(from: string, wanted: string, given: Arguments, { output }: CommandContext): Promise<number> {
  const { caseOfReport } = await import('../../evals/one-case.ts');
  const found = caseOfReport(from, wanted);
  const html = path(given, 'html');
  if (html) {
    const { page } = await import('../../evals/report/page.ts');
    const { caseDetails } = await import('../../evals/report/html.ts');
    mkdirSync(dirname(html), { recursive: true });
    writeFileSync(html, page(`题目 ${found.id}`, `<h2>${found.passed ? '通过' : '未通过'}</h2>${caseDetails(found, true)}`));
    output.note(`已写到 ${html}`);
  }
  const { caseInWords } = await import('../../evals/report/case-words.ts');
  for (const line of caseInWords(found)) output.line(line);
  output.result(found);
  return 0;
}

async function askedCase(given: Arguments, wanted: string) {
  const questions = path(given, 'questions');
  const channel = given.text('channel');
  const own = {
    ...(channel === undefined ? {} : { channel: oneOf(given, 'channel', channels, 'web') }),
    ...(given.text('region') ? { region: given.text('region')! } : {}),
    ...(optionalDay(given, 'as-of') ? { as_of: optionalDay(given, 'as-of')! } : {}),
  };
  if (!questions) return { turns: [wanted], channel: 'web' as const, ...own };
  const { caseOfFile } = await import('../../evals/one-case.ts');
  return { ...caseOfFile(questions, wanted), ...own };
}

type Wence = Parameters<Parameters<typeof withWence<unknown>>[1]>[0];

/** The base in use, where a rehearsal writes nothing; or a copy of a base kept by an evaluation. */
async function withChosenBase<Result>(
  given: Arguments,
  context: CommandContext,
  asOf: string | undefined,
  use: (wence: Wence) => Promise<Result>,
): Promise<Result> {
  const base = path(given, 'base');
  if (!base) return withWence(context.config, use);
  const { openAnswerBase } = await import('../../evals/base.ts');
  const { dayOf } = await import('../domain/time.ts');
  const day = asOf ?? dayOf(new Date());
  const opened = await openAnswerBase(context.config, {
    documents: null,
    asOf: day,
    keepBase: null,
    base,
    watch: watchOf(context),
  });
  try {
    return await use(opened.wence);
  } finally {
    await opened.close();
  }
}

const shownCandidates = 10;

function printStages(output: Output, { understood, candidates, sentences, judgement, steps, endedBy }: AnswerStages): void {
  output.line('① 问题与理解');
  output.line(
    understood ? `理解为：${understood.text}（问的是：${understood.intent}；按 ${understood.asOf} 的效力）` : '没有走到这一步。',
  );
  if (understood?.expansions.length) output.line(`补充的官方用语：${understood.expansions.map(({ term }) => term).join('、')}`);
  output.line(`\n② 找到的候选（${candidates.length} 个，显示前 ${Math.min(shownCandidates, candidates.length)} 个）`);
  for (const { rank, score, title, clause, features } of candidates.slice(0, shownCandidates)) {
    output.line(`${String(rank).padStart(2)}. ${score.toFixed(3)} ${title} ${clause ?? ''}`);
    output.line(`    ${features.map(({ label, value }) => `${label} ${value.toFixed(2)}`).join('，')}`);
  }
  output.line('\n③ 读出的句子');
  for (const { score, text, title, clause, chosen } of sentences)
    output.line(`${chosen ? '✓' : ' '} ${score.toFixed(2)} ${text}（${title} ${clause}）`);
  output.line('\n④ 依据够不够');
  if (judgement) {
    const { probability, threshold, enough, afterwards, features } = judgement;
    const result = `${enough ? '够' : '不够'}${afterwards ? '（答复没有经过这一步，事后补判）' : ''}`;
    output.line(`答对的把握 ${(probability * 100).toFixed(0)}%，门槛 ${(threshold * 100).toFixed(0)}%：${result}`);
    output.line(features.map(({ label, value }) => `${label} ${value.toFixed(2)}`).join('，'));
  } else output.line('没有走到这一步。');
  output.line(`结束于“${endedBy.label}”；用时（毫秒）：${steps.map(({ label, ms }) => `${label} ${ms}`).join('，')}`);
}

const addCase: Command = {
  name: 'eval add-case',
  summary: '把一次真实提问变成一道题',
  positionals: ['答复编号'],
  options: { file: { type: 'string', value: 'FILE', help: '题目文件（.jsonl 或 .csv），没有就新建', required: true } },
  notes: [
    '取答复记录里去除了个人信息的问题、前文、渠道和日期，以及当时所引的文件。程序当时的答复只作备注，不当作标准答案。',
    '答复编号在接口返回和 wence ask --json 的 id 里，也在评价和知识缺口的记录里。',
  ],
  examples: [['wence eval add-case a1b2c3d4 --file cases.jsonl', '加一道题']],
  async run(given, { config, output }) {
    const { addCase: add } = await import('../../evals/add-case.ts');
    const file = userPath(required(given, 'file'));
    const { added, toDo, notes } = await withStore(config, (store) => add(store, given.positionals[0]!, file));
    output.line(`已加到 ${file}：${added.id}`);
    output.line(`问题：${added.turns.join(' → ')}`);
    for (const note of notes) output.line(`注意：${note}`);
    output.line('还要由人填写：');
    for (const item of toDo) output.line(`· ${item}`);
    output.result({ ok: true, id: added.id, file, case: added, toDo, notes });
    return 0;
  },
};

const convert: Command = {
  name: 'eval cases',
  summary: '检查题目文件，或在 .jsonl 与 .csv 之间转换',
  positionals: ['FILE'],
  options: {
    to: { type: 'string', value: 'FILE', help: '转换后写到这里（.csv 或 .jsonl），不覆盖已有的文件' },
    split: { type: 'string', value: 'NAME', help: '只取题集的这一部分' },
  },
  notes: ['CSV 用 Excel、WPS 直接打开；一格里有几项时每行一项（Alt+Enter 换行），同一事实的几种写法用 | 隔开。'],
  examples: [
    ['wence eval cases cases.csv', '检查有没有填错'],
    ['wence eval cases evals/cases/sample.jsonl --to /tmp/cases.csv', '变成表格'],
  ],
  async run(given, { output }) {
    const { checkCases, writeCases } = await import('../../evals/case-files.ts');
    const file = userPath(given.positionals[0]!);
    const checked = checkCases(file, given.text('split') ?? null);
    const to = path(given, 'to');
    if (to && existsSync(to)) throw new UsageError(`${to} 已经存在，请换一个名字`);
    if (to) writeCases(checked.cases, to);
    const { cases, set, warnings } = checked;
    output.line(`${cases.length} 题，其中 ${cases.filter(({ expect }) => expect).length} 题带标准答案；题集指纹 ${set.hash}`);
    for (const warning of warnings) output.line(`注意：${warning}`);
    if (to) output.line(`已写到 ${to}`);
    output.result({ ok: true, cases: cases.length, hash: set.hash, warnings });
    return 0;
  },
};

const score: Command = {
  name: 'eval score',
  summary: '给别处来的答复评分：另一个系统的，或人写的',
  positionals: ['ANSWERS'],
  options: {
    questions: { type: 'string', value: 'FILE', help: '题目文件（.jsonl 或 .csv）', required: true },
    split: { type: 'string', value: 'NAME', help: '只用题集的这一部分' },
    'as-of': { type: 'string', value: 'DATE', help: '答复是按哪一天的效力作的', required: true },
    out: { type: 'string', value: 'OUT', help: '输出文件夹', required: true },
  },
  notes: [
    'ANSWERS 是 answers.jsonl，或有“编号、答复”两列的 CSV；“拒答”列填“是”表示拒答，“引用文件”“引用原文”每行一条。',
    '写出与 eval answers 一样的报告，可以用 eval compare 与别的结果比较。最后一行是 JSON 小结。',
  ],
  examples: [['wence eval score 对方答复.csv --questions cases.csv --as-of 2026-11-01 --out /tmp/other', '给另一个系统评分']],
  async run(given, { output }) {
    const { scoreAnswers } = await import('../../evals/score.ts');
    const result = scoreAnswers({
      answers: userPath(given.positionals[0]!),
      questions: userPath(required(given, 'questions')),
      split: given.text('split') ?? null,
      asOf: optionalDay(given, 'as-of')!,
      out: userPath(required(given, 'out')),
    });
    if (result.missing > 0) output.note(`${result.missing} 题没有答复，算错`);
    if (result.strangers.length > 0) output.note(`题目文件里没有这些编号，没有评分：${result.strangers.slice(0, 10).join('、')}`);
    output.result({ ...result, strangers: result.strangers.length }, true);
    return 0;
  },
};

export const evalCaseCommands = [oneCase, addCase, convert, score];
