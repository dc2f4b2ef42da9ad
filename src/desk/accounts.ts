import { type Account, type Actor, loginKey, type Role } from '../domain/account.ts';
import { ConflictError, ForbiddenError, InvalidInputError, NotFoundError } from '../domain/errors.ts';
import { randomId } from '../domain/ids.ts';
import type { Clock } from '../domain/time.ts';
import type { Change, ChangeSet, Store } from '../store/contract.ts';
import { type Attempts, createAttempts } from './attempts.ts';
import { auditOf, changedParts } from './audit.ts';
import { requirePlainName } from './names.ts';
import { withoutTotp } from './own-account.ts';
import { hashPassword, oneTimePassword } from './passwords.ts';

/** What an administrator writes of an account. */
export interface AccountContent {
  name: string;
  unitId: string | null;
  roles: Role[];
  desks: Account['desks'];
  /** Login name at the identity provider under which the person comes first; null: none waits. */
  oidcName: string | null;
}

export interface NewAccount extends AccountContent {
  login: string;
  /** Without one the person only comes through OpenID Connect. */
  withPassword: boolean;
}

export type Accounts = ReturnType<typeof createAccounts>;

/** Latin letters, digits and what mail addresses have; Chinese names too. Letters of other scripts look like Latin ones. */
const loginPattern = /^[\p{Script=Latin}\p{Script=Han}0-9][\p{Script=Latin}\p{Script=Han}0-9._@-]{1,39}$/u;

/**
 * Who may sign in and with which roles. `by` is an administrator or the command line. What touches rights ends the account's sessions;
 * nobody changes the roles of their own account, and one administrator always stays.
 */
export function createAccounts(store: Store, clock: Clock, attempts: Attempts = createAttempts(store, clock)) {
  const now = () => clock.now().toISOString();
  const find = async (id: string): Promise<Account> => {
    const account = await store.accounts.account(id);
    if (!account) throw new NotFoundError('没有这个账号', `no account ${id}`);
    return account;
  };
  const current = async (id: string, revision: number): Promise<Account> => {
    const account = await find(id);
    if (account.revision !== revision)
      throw new ConflictError('账号刚被别人修改过，请刷新后再改', `revision is ${account.revision}`);
    return account;
  };
  const requireUnit = async (unitId: string | null, before: string | null) => {
    if (unitId === null || unitId === before) return;
    const unit = (await store.accounts.units()).find(({ id }) => id === unitId);
    if (!unit) throw new NotFoundError('没有这个单位', `no unit ${unitId}`);
    if (unit.retiredAt) throw new InvalidInputError('这个单位已停用', 'the unit is retired');
  };
  const requireFreeName = async (oidcName: string | null, id: string | null) => {
    const other = oidcName && (await store.accounts.accountByOidcName(oidcName));
    if (other && other.id !== id)
      throw new ConflictError(`统一身份认证的登录名“${oidcName}”已登记在账号“${other.login}”上`, 'the identity is taken');
  };
  const putting = (account: Account): Change => ({ type: 'put_account', account, expected: account.revision });
  const ending = ({ id }: Account): Change => ({ type: 'end_sessions', accountId: id });
  /** Where an administrator may be lost: another one must be left. */
  const keeping = ({ roles }: Account): ChangeSet => (roles.includes('administrator') ? [{ type: 'keep_administrator' }] : []);
  /** Applied with the record; gives back the account as it is then. */
  async function write(account: Account, changes: ChangeSet, by: Actor, act: Omit<Parameters<typeof auditOf>[2], 'subject'>) {
    await store.apply([...changes, auditOf(clock.now(), by, { subject: account.id, ...act })]);
    return find(account.id);
  }
  const notOneself = (account: Account, by: Actor, what: string) => {
    if (account.id === by.id) throw new ForbiddenError(`不能${what}自己的账号，请由另一名管理员操作`, 'one’s own account');
  };

  return {
    list: (): Promise<Account[]> => store.accounts.accounts(),
    find,

    /** How the account is tied to the identity provider. */
    async oidcOf(id: string): Promise<{ oidcName: string | null; oidcLinked: boolean }> {
      const credentials = await store.accounts.credentials(id);
      return { oidcName: credentials?.oidcName ?? null, oidcLinked: Boolean(credentials?.oidcSubject) };
    },

    /** With a one-time password, shown once, that the person must change. Throws ConflictError when the login is taken. */
    async create(
      given: NewAccount,
      by: Actor,
      /** Told right before it is written: whoever is broken off then knows the password of what may have been made. */
      tell: (password: string | null) => void = () => {},
    ): Promise<{ account: Account; password: string | null }> {
      const { withPassword, oidcName, login: typed, ...rest } = given;
      const login = typed.normalize('NFKC').trim();
      const content = { ...rest, desks: desksOf(rest) };
      if (!loginPattern.test(login)) throw new InvalidInputError('登录名用 2 至 40 个字母、数字、汉字或 . _ @ -', 'bad login');
      requirePlainName(content.name);
      requireRoles(content);
      if (!withPassword && !oidcName)
        throw new InvalidInputError('没有密码的账号须填写统一身份认证的登录名', 'neither a password nor an identity');
      await requireUnit(content.unitId, null);
      await requireFreeName(oidcName, null);
      const password = withPassword ? oneTimePassword() : null;
      const account: Account = {
        id: randomId('a_'),
        login,
        ...content,
        mustChangePassword: withPassword,
        hasPassword: withPassword,
        hasTotp: false,
        disabledAt: null,
        createdAt: now(),
        lastLoginAt: null,
        revision: 0,
      };
      const passwordHash = password && (await hashPassword(password));
      const changes: ChangeSet = [
        putting(account),
        { type: 'put_credentials', accountId: account.id, set: { passwordHash, passwordAt: account.createdAt, oidcName } },
      ];
      const after = { login: account.login, ...content, oidcName };
      tell(password);
      return {
        account: await write(account, changes, by, { action: 'account.create', detail: account.name, after }),
        password,
      };
    },

    /** Sessions end when roles, desks or the unit change. Throws ForbiddenError for one's own roles, ConflictError. */
    async change(id: string, { oidcName, ...content }: AccountContent, revision: number, by: Actor): Promise<Account> {
      const account = await current(id, revision);
      const credentials = await store.accounts.credentials(id);
      const before = { ...rightsOf(account), name: account.name, oidcName: credentials?.oidcName ?? null };
      const next = { ...account, ...content, roles: [...content.roles], desks: desksOf(content) };
      if (next.name !== account.name) requirePlainName(next.name);
      requireRoles(next);
      await requireUnit(content.unitId, account.unitId);
      await requireFreeName(oidcName, id);
      const otherRights = JSON.stringify(rightsOf(next)) !== JSON.stringify(rightsOf(account));
      if (otherRights) notOneself(account, by, '更改角色或单位：');
      const changes: ChangeSet = [
        putting(next),
        { type: 'put_credentials', accountId: id, set: { oidcName } },
        ...(otherRights ? [...keeping(account), ending(account)] : []),
      ];
      const parts = changedParts(before, { ...rightsOf(next), name: next.name, oidcName });
      return write(account, changes, by, { action: 'account.change', detail: next.name, ...parts });
    },

    /** Signed out at once everywhere. The last administrator and one's own account stay. */
    async disable(id: string, revision: number, by: Actor): Promise<Account> {
      const account = await current(id, revision);
      notOneself(account, by, '停用');
      if (account.disabledAt) return account;
      const changes: ChangeSet = [putting({ ...account, disabledAt: now() }), ...keeping(account), ending(account)];
      return write(account, changes, by, { action: 'account.disable', detail: account.name });
    },

    async enable(id: string, revision: number, by: Actor): Promise<Account> {
      const account = await current(id, revision);
      if (!account.disabledAt) return account;
      return write(account, [putting({ ...account, disabledAt: null })], by, { action: 'account.enable', detail: account.name });
    },

    /** A one-time password, shown once; sessions end and attempts are forgotten. */
    async resetPassword(id: string, by: Actor): Promise<{ account: Account; password: string }> {
      const account = await find(id);
      notOneself(account, by, '重置');
      const password = oneTimePassword();
      const changes: ChangeSet = [
        putting({ ...account, mustChangePassword: true }),
        { type: 'put_credentials', accountId: id, set: { passwordHash: await hashPassword(password), passwordAt: now() } },
        ending(account),
        ...attempts.forget(account.login),
      ];
      return { account: await write(account, changes, by, { action: 'account.reset', detail: '重置密码' }), password };
    },

    /** For who lost the telephone and the recovery codes. */
    async resetTotp(id: string, by: Actor): Promise<Account> {
      const account = await find(id);
      notOneself(account, by, '重置');
      const changes: ChangeSet = [{ type: 'put_credentials', accountId: id, set: withoutTotp }, ending(account)];
      return write(account, changes, by, { action: 'account.totp', detail: '管理员停用动态验证码' });
    },

    /** The tie to the identity provider is cut; the next one who comes under `oidcName` is linked anew. */
    async unlink(id: string, by: Actor): Promise<Account> {
      const account = await find(id);
      const changes: ChangeSet = [{ type: 'put_credentials', accountId: id, set: { oidcSubject: null } }, ending(account)];
      return write(account, changes, by, { action: 'account.unlink', detail: '解除统一身份认证的绑定' });
    },

    async endSessions(id: string, by: Actor): Promise<void> {
      const account = await find(id);
      await write(account, [ending(account)], by, { action: 'session.end', detail: '管理员结束全部登录' });
    },

    /** Forgets failed attempts, so that the person can try again at once. */
    async unlock(id: string, by: Actor): Promise<void> {
      const account = await find(id);
      await write(account, attempts.forget(account.login), by, { action: 'account.unlock', detail: '解除登录等待' });
    },
  };
}

const rightsOf = ({ unitId, roles, desks }: Account) => ({ unitId, roles: [...roles].sort(), desks: [...desks].sort() });

/** Only those who answer or evaluate look through a desk's eyes. */
const desksOf = ({ roles, desks }: Pick<Account, 'roles' | 'desks'>) =>
  roles.includes('agent') || roles.includes('evaluator') ? [...new Set(desks)] : [];

/**
 * Throws InvalidInputError: at least one role; who audits does nothing else (GB/T 22239); an agent answers for a desk; accounts, settings
 * and the audit are those of the whole city.
 */
function requireRoles({ roles, desks, unitId }: Pick<Account, 'roles' | 'desks' | 'unitId'>): void {
  if (roles.length === 0) throw new InvalidInputError('请至少选择一个角色', 'no role');
  if (new Set(roles).size !== roles.length) throw new InvalidInputError('角色重复', 'a role is given twice');
  if (roles.includes('auditor') && roles.length > 1)
    throw new InvalidInputError('审计员不能兼任其他角色', 'an auditor holds no other role');
  if (roles.includes('agent') && desks.length === 0)
    throw new InvalidInputError('坐席账号须选择热线或窗口', 'an agent needs a desk');
  if (unitId !== null && (roles.includes('administrator') || roles.includes('auditor')))
    throw new InvalidInputError('管理员和审计员管全市，单位请选“全市”', 'administrators and auditors belong to no unit');
}

interface FirstAdministrator {
  login: string;
  password: string;
}

/**
 * The first start: an administrator with a one-time password, or null when accounts exist already. The password is for the terminal
 * alone, and must be changed at the first login; `tell` shows it before the account is written, so that no start that is broken off
 * leaves one whose password nobody knows.
 */
export async function firstAdministrator(
  store: Store,
  clock: Clock,
  tell: (administrator: FirstAdministrator) => void = () => {},
): Promise<FirstAdministrator | null> {
  if ((await store.accounts.accounts()).length > 0) return null;
  const by: Actor = { id: 'cli:first-start', name: '首次启动', from: 'cli' };
  const content: NewAccount = {
    login: 'admin',
    name: '系统管理员',
    unitId: null,
    roles: ['administrator'],
    desks: [],
    oidcName: null,
    withPassword: true,
  };
  const made = (login: string, password: string | null) => ({ login, password: password ?? '' });
  const { account, password } = await createAccounts(store, clock).create(content, by, (given) =>
    tell(made(content.login, given)),
  );
  return made(account.login, password);
}

/** Login of an administrator whose one-time password may be lost, where no administrator has ever signed in; else null. */
export async function unusedAdministrator({ accounts }: Store): Promise<string | null> {
  const administrators = (await accounts.accounts()).filter(
    ({ roles, disabledAt }) => roles.includes('administrator') && !disabledAt,
  );
  return administrators.some(({ lastLoginAt }) => lastLoginAt !== null) ? null : (administrators[0]?.login ?? null);
}

/** The account of a login. Throws NotFoundError. */
export async function accountNamed(store: Store, login: string): Promise<Account> {
  const account = await store.accounts.accountByLogin(login);
  if (!account) throw new NotFoundError(`没有登录名为“${loginKey(login)}”的账号`, 'no such login');
  return account;
}
