import type { Review } from '../desk/review.ts';
import { reviewStateSchema, reviewStates } from '../domain/access.ts';
import { systemClock } from '../domain/time.ts';
import { withStore } from './base.ts';
import { type Arguments, type Command, type CommandContext, oneOf, required, UsageError } from './command.ts';

const stateNames = { draft: '草稿', submitted: '待审核', returned: '已退回', published: '已发布', withdrawn: '已撤下' };

const by = { type: 'string' as const, value: 'NAME', help: '操作人姓名，记入审计', required: true };
const reason = { type: 'string' as const, value: 'TEXT', help: '理由，记入审计', required: true };
const source = { type: 'string' as const, value: 'ID', help: '只看一个来源' };

async function withReview<Result>({ config }: CommandContext, use: (review: Review) => Promise<Result>): Promise<Result> {
  const { createReview } = await import('../desk/review.ts');
  return withStore(config, (store) => use(createReview(store, systemClock)));
}

const list: Command = {
  name: 'review list',
  summary: '列出等待审核的内容',
  positionals: [],
  options: {
    state: { type: 'string', value: 'STATE', help: `只看一种状态：${reviewStates.join('、')}；默认列出所有未发布且未撤下的` },
    source,
  },
  examples: [
    ['wence review list', '等待处理的全部内容'],
    ['wence review list --state published --source corpus --json', '一个来源中已发布的，输出 JSON'],
  ],
  async run(given, context) {
    const state = given.text('state') === undefined ? undefined : oneOf(given, 'state', reviewStates, 'draft');
    const sourceId = given.text('source');
    const items = await withReview(context, (review) => review.list({ ...(state && { state }), ...(sourceId && { sourceId }) }));
    context.output.result({ total: items.length, items });
    if (items.length === 0) context.output.line('没有等待审核的内容。');
    for (const item of items) {
      context.output.line(`${item.id}  ${stateNames[reviewStateSchema.parse(item.reviewState)]}  ${item.title}`);
      context.output.line(`    ${item.canonicalKey}，来源 ${item.sourceId}，录入 ${item.createdBy}`);
    }
    return undefined;
  },
};

/** The ids given, or with --all everything that waits, within --source. */
async function chosen(given: Arguments, review: Review): Promise<string[]> {
  if (!given.flag('all')) {
    if (given.positionals.length === 0) throw new UsageError('请给出内容编号，或用 --all');
    return given.positionals;
  }
  if (given.positionals.length > 0) throw new UsageError('给了编号就不要再用 --all');
  const sourceId = given.text('source');
  return (await review.list(sourceId ? { sourceId } : {}))
    .filter((item) => item.reviewState !== 'returned')
    .map((item) => item.id);
}

/** Takes one step for each item; goes on after a failure and says which failed. */
async function stepEach(
  context: CommandContext,
  ids: string[],
  done: string,
  step: (id: string) => Promise<void>,
): Promise<number> {
  const failed: { id: string; message: string }[] = [];
  for (const id of ids) {
    try {
      await step(id);
      context.output.line(`${id} ${done}`);
    } catch (error) {
      failed.push({ id, message: (error as Error).message });
      context.output.note(`${id} 未处理：${(error as Error).message}`);
    }
  }
  context.output.result({ ok: failed.length === 0, done: ids.length - failed.length, failed });
  if (ids.length === 0) context.output.line('没有需要处理的内容。');
  return failed.length === 0 ? 0 : 1;
}

const approve: Command = {
  name: 'review approve',
  summary: '审核通过并发布（不能审核自己录入的）',
  positionals: ['[编号…]'],
  options: { by, all: { type: 'boolean', help: '通过全部草稿和待审核的' }, source },
  examples: [
    ['wence review approve d1a2b3 --by 李四', '通过一项'],
    ['wence review approve --all --source corpus --by 李四', '通过一个来源的全部'],
  ],
  run: (given, context) =>
    withReview(context, async (review) => {
      const person = required(given, 'by');
      return stepEach(context, await chosen(given, review), '已发布', (id) => review.approve(id, person));
    }),
};

const submit: Command = {
  name: 'review submit',
  summary: '提交审核：草稿、退回的、撤下的都可以',
  positionals: ['编号…'],
  options: { by },
  notes: ['撤下的内容这样回来：先提交，再由另一人 review approve。'],
  examples: [['wence review submit d1a2b3 --by 张三', '把撤下的一项重新送审']],
  run: (given, context) =>
    withReview(context, (review) =>
      stepEach(context, given.positionals, '已提交审核', (id) => review.submit(id, required(given, 'by'))),
    ),
};

const withdraw: Command = {
  name: 'review withdraw',
  summary: '撤下：从下一次提问起查不到',
  positionals: ['编号…'],
  options: { by, reason },
  examples: [['wence review withdraw d1a2b3 --by 李四 --reason 内容有误', '撤下一项']],
  run: (given, context) =>
    withReview(context, (review) =>
      stepEach(context, given.positionals, '已撤下', (id) =>
        review.withdraw(id, required(given, 'by'), required(given, 'reason')),
      ),
    ),
};

const returnIt: Command = {
  name: 'review return',
  summary: '退回给录入的人修改',
  positionals: ['编号…'],
  options: { by, reason },
  examples: [['wence review return d1a2b3 --by 李四 --reason 缺少有效期', '退回一项']],
  run: (given, context) =>
    withReview(context, (review) =>
      stepEach(context, given.positionals, '已退回', (id) => review.return(id, required(given, 'by'), required(given, 'reason'))),
    ),
};

export const reviewCommands = [list, submit, approve, withdraw, returnIt];
