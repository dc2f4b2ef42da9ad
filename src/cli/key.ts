import { userInfo } from 'node:os';
import type { Keys } from '../desk/keys.ts';
import { audienceSchema } from '../domain/access.ts';
import { systemClock } from '../domain/time.ts';
import { withStore } from './base.ts';
import { type Command, type CommandContext, UsageError } from './command.ts';

async function withKeys<Result>({ config }: CommandContext, use: (keys: Keys) => Promise<Result>): Promise<Result> {
  const { createKeys } = await import('../desk/keys.ts');
  return withStore(config, (store) => use(createKeys(store, systemClock)), true);
}

const by = { type: 'string' as const, value: 'NAME', help: '操作人姓名，记入审计；默认为系统用户名' };

const words = (text: string | undefined) => (text ?? '').split(/[,，\s]+/).filter(Boolean);

const create: Command = {
  name: 'key create',
  summary: '新建密钥（只显示一次，库里只存摘要）',
  positionals: ['名称'],
  options: {
    audience: { type: 'string', value: 'LIST', help: '能看的范围：hotline、window，可用逗号连写', required: true },
    scope: { type: 'string', value: 'LIST', help: '额外权限：metrics（运行指标）、evaluate（评测台）' },
    by,
  },
  examples: [
    ['wence key create 热线一组 --audience hotline', '给热线坐席'],
    ['wence key create 监控 --audience public --scope metrics', '给监控系统读 /metrics'],
    ['wence key create 评测 --audience hotline --scope evaluate', '给评测人员打开评测台'],
  ],
  async run(given, context) {
    const audiences = words(given.text('audience')).map((word) => {
      const audience = audienceSchema.safeParse(word);
      if (!audience.success) throw new UsageError(`--audience 只能是 public、hotline、window，收到的是“${word}”`);
      return audience.data;
    });
    const { key, secret } = await withKeys(context, (keys) =>
      keys.create({
        name: given.positionals[0]!,
        audiences,
        scopes: words(given.text('scope')),
        by: given.text('by') ?? userInfo().username,
      }),
    );
    context.output.result({ id: key.id, name: key.name, audiences: key.audiences, scopes: key.scopes, secret });
    context.output.line(`密钥 ${key.name}（${key.id}）`);
    context.output.line(secret);
    context.output.line('请马上保存：以后不会再显示。');
    return undefined;
  },
};

const revoke: Command = {
  name: 'key revoke',
  summary: '停用密钥，从下一次请求起无效',
  positionals: ['编号'],
  options: { by },
  examples: [['wence key revoke key_1a2b3c', '停用一个密钥']],
  async run(given, context) {
    const id = given.positionals[0]!;
    await withKeys(context, (keys) => keys.revoke(id, given.text('by') ?? userInfo().username));
    context.output.result({ ok: true, id });
    context.output.line(`${id} 已停用`);
    return undefined;
  },
};

const list: Command = {
  name: 'key list',
  summary: '列出密钥（不含密钥本身）',
  positionals: [],
  options: {},
  examples: [['wence key list', '全部密钥']],
  async run(_given, context) {
    const keys = await withKeys(context, (all) => all.list());
    const shown = keys.map(({ hash: _hash, ...rest }) => rest);
    context.output.result({ total: shown.length, keys: shown });
    if (shown.length === 0) context.output.line('还没有密钥。');
    for (const key of shown) {
      const state = key.revokedAt ? `已于 ${key.revokedAt} 停用` : '有效';
      context.output.line(
        `${key.id}  ${key.name}  范围 ${key.audiences.join(' ') || '无'}  权限 ${key.scopes.join(' ') || '无'}  ${state}`,
      );
    }
    return undefined;
  },
};

export const keyCommands = [create, revoke, list];
