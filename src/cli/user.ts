import { userInfo } from 'node:os';
import type { Accounts } from '../desk/accounts.ts';
import { type Account, type Actor, type Role, roleNames, roleSchema, roles } from '../domain/account.ts';
import { NotFoundError } from '../domain/errors.ts';
import { systemClock } from '../domain/time.ts';
import type { Store } from '../store/contract.ts';
import { withStore } from './base.ts';
import { type Arguments, type Command, type CommandContext, UsageError } from './command.ts';

// The way in when nobody can sign in any more: whoever can run this program can read the base as well.

interface Tools {
  store: Store;
  accounts: Accounts;
  by: Actor;
  /** Throws NotFoundError. */
  named(login: string): Promise<Account>;
}

async function withAccounts<Result>(
  given: Arguments,
  { config }: CommandContext,
  use: (tools: Tools) => Promise<Result>,
): Promise<Result> {
  const { accountNamed, createAccounts } = await import('../desk/accounts.ts');
  const user = userInfo().username;
  const by: Actor = { id: `cli:${user}`, name: given.text('by') ?? user, from: 'cli' };
  return withStore(
    config,
    (store) => {
      const named = (login: string) => accountNamed(store, login);
      return use({ store, accounts: createAccounts(store, systemClock), by, named });
    },
    true,
  );
}

const by = { type: 'string' as const, value: 'NAME', help: '操作人姓名，记入审计；默认为系统用户名' };
const roleList = { type: 'string' as const, value: 'LIST', help: `角色，可用逗号连写：${roles.join('、')}` };
const deskList = { type: 'string' as const, value: 'LIST', help: '坐席渠道：hotline、window，可用逗号连写' };
const unitName = { type: 'string' as const, value: 'NAME', help: '单位名称；不填为全市' };

const words = (text: string | undefined) => (text ?? '').split(/[,，\s]+/).filter(Boolean);

function rolesIn(text: string | undefined): Role[] {
  return words(text).map((word) => {
    const role = roleSchema.safeParse(word);
    if (!role.success) throw new UsageError(`角色只能是 ${roles.join('、')}，收到的是“${word}”`);
    return role.data;
  });
}

function desksIn(text: string | undefined): Account['desks'] {
  return words(text).map((word) => {
    if (word !== 'hotline' && word !== 'window') throw new UsageError(`--desk 只能是 hotline、window，收到的是“${word}”`);
    return word;
  });
}

async function unitIdOf(store: Store, name: string | undefined): Promise<string | null> {
  if (name === undefined) return null;
  const unit = (await store.accounts.units()).find((known) => known.name === name);
  if (!unit) throw new NotFoundError(`没有名为“${name}”的单位`, 'no such unit');
  return unit.id;
}

const shown = ({ id, login, name, roles: held, desks, unitId, disabledAt, lastLoginAt, hasTotp }: Account) => ({
  id,
  login,
  name,
  roles: held,
  desks,
  unitId,
  disabledAt,
  lastLoginAt,
  hasTotp,
});

const rolesText = (held: readonly Role[]) => held.map((role) => roleNames[role]).join('、');

/** A one-time password goes to the terminal (or the JSON that was asked for), nowhere else. */
function tellPassword({ output }: CommandContext, account: Account, password: string): undefined {
  output.result({ ok: true, ...shown(account), password });
  output.line(`登录名 ${account.login}　${account.name}　${rolesText(account.roles)}`);
  output.line(`一次性密码 ${password}`);
  output.line('请马上交给本人：以后不会再显示，首次登录时必须改掉。');
  return undefined;
}

const list: Command = {
  name: 'user list',
  summary: '列出账号',
  positionals: [],
  options: {},
  examples: [['wence user list', '全部账号，停用的也在内']],
  run: (given, context) =>
    withAccounts(given, context, async ({ accounts }) => {
      const all = await accounts.list();
      context.output.result({ total: all.length, accounts: all.map(shown) });
      if (all.length === 0) context.output.line('还没有账号。首次启动 wence serve 会建立管理员，也可以用 wence user create。');
      for (const account of all) {
        const state = account.disabledAt ? `已于 ${account.disabledAt} 停用` : (account.lastLoginAt ?? '从未登录');
        context.output.line(`${account.login}  ${account.name}  ${rolesText(account.roles)}  ${state}`);
      }
      return undefined;
    }),
};

const create: Command = {
  name: 'user create',
  summary: '新建账号，显示一次性密码',
  positionals: ['登录名'],
  options: {
    name: { type: 'string', value: 'NAME', help: '姓名，记入审核和审计', required: true },
    role: { ...roleList, required: true },
    unit: unitName,
    desk: deskList,
    by,
  },
  examples: [
    ['wence user create zhangsan --name 张三 --role editor', '一名编辑'],
    ['wence user create wangwu --name 王五 --role agent --desk hotline', '一名热线坐席'],
  ],
  run: (given, context) =>
    withAccounts(given, context, async ({ store, accounts, by: actor }) => {
      const { account, password } = await accounts.create(
        {
          login: given.positionals[0]!,
          name: given.text('name')!,
          roles: rolesIn(given.text('role')),
          desks: desksIn(given.text('desk')),
          unitId: await unitIdOf(store, given.text('unit')),
          oidcName: null,
          withPassword: true,
        },
        actor,
      );
      return tellPassword(context, account, password ?? '');
    }),
};

const resetPassword: Command = {
  name: 'user reset-password',
  summary: '重置密码，显示新的一次性密码；该账号的登录全部结束',
  positionals: ['登录名'],
  options: { totp: { type: 'boolean', help: '连同动态验证码一起停用（手机和恢复码都丢了）' }, by },
  examples: [['wence user reset-password admin', '管理员忘了密码']],
  run: (given, context) =>
    withAccounts(given, context, async ({ accounts, by: actor, named }) => {
      const { id } = await named(given.positionals[0]!);
      if (given.flag('totp')) await accounts.resetTotp(id, actor);
      const { account, password } = await accounts.resetPassword(id, actor);
      return tellPassword(context, account, password);
    }),
};

/** A command that does one thing to one account and says so. */
function simple(
  name: string,
  summary: string,
  done: string,
  example: string,
  act: (tools: Tools, account: Account) => Promise<unknown>,
): Command {
  return {
    name: `user ${name}`,
    summary,
    positionals: ['登录名'],
    options: { by },
    examples: [[`wence user ${name} zhangsan`, example]],
    run: (given, context) =>
      withAccounts(given, context, async (tools) => {
        const account = await tools.named(given.positionals[0]!);
        await act(tools, account);
        context.output.result({ ok: true, login: account.login });
        context.output.line(`${account.login} ${done}`);
        return undefined;
      }),
  };
}

const changeRoles: Command = {
  name: 'user roles',
  summary: '更改角色、坐席渠道或单位；该账号须重新登录',
  positionals: ['登录名'],
  options: { role: { ...roleList, required: true }, desk: deskList, unit: unitName, by },
  examples: [['wence user roles zhangsan --role editor,reviewer', '编辑兼审核员（仍不能审核自己改过的）']],
  notes: ['没有给出的 --desk、--unit 不变；--unit 给空文字即为全市。'],
  run: (given, context) =>
    withAccounts(given, context, async ({ store, accounts, by: actor, named }) => {
      const account = await named(given.positionals[0]!);
      const unit = given.text('unit');
      const content = {
        name: account.name,
        roles: rolesIn(given.text('role')),
        desks: given.text('desk') === undefined ? account.desks : desksIn(given.text('desk')),
        unitId: unit === undefined ? account.unitId : await unitIdOf(store, unit || undefined),
        oidcName: (await accounts.oidcOf(account.id)).oidcName,
      };
      const changed = await accounts.change(account.id, content, account.revision, actor);
      context.output.result({ ok: true, ...shown(changed) });
      context.output.line(`${changed.login} 现在是${rolesText(changed.roles)}`);
      return undefined;
    }),
};

export const userCommands: Command[] = [
  list,
  create,
  simple('disable', '停用账号，立即退出登录', '已停用', '人员调离', ({ accounts, by: actor }, { id, revision }) =>
    accounts.disable(id, revision, actor),
  ),
  simple('enable', '重新启用账号', '已启用', '人员回来', ({ accounts, by: actor }, { id, revision }) =>
    accounts.enable(id, revision, actor),
  ),
  resetPassword,
  changeRoles,
  simple('unlock', '解除多次输错密码后的等待', '可以马上再试', '本人等不及了', ({ accounts, by: actor }, { id }) =>
    accounts.unlock(id, actor),
  ),
];
