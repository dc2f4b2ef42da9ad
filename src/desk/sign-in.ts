import type { Account, Actor, Credentials } from '../domain/account.ts';
import { CodeNeededError, ConflictError, LoginFailedError } from '../domain/errors.ts';
import type { Clock } from '../domain/time.ts';
import type { Change, ChangeSet, Store } from '../store/contract.ts';
import type { Attempts } from './attempts.ts';
import { auditOf } from './audit.ts';
import type { Identity } from './identity.ts';
import { isPassword } from './passwords.ts';
import type { Sessions } from './sessions.ts';
import { recoveryHash, totpStep } from './totp.ts';

export interface Login {
  login: string;
  password: string;
  /** Of the second factor, or a recovery code. */
  code?: string | undefined;
}

export type SignIn = ReturnType<typeof createSignIn>;

/** Whoever is not let in does not learn why. */
const failed = () => new LoginFailedError('登录名、密码或验证码不正确', 'wrong login, password or code');

export const actorOf = ({ id, name }: Account, from: string): Actor => ({ id, name, from });

/** Said to somebody who has the right one-time password. */
const oneTimeOver = () => new LoginFailedError('一次性密码已过期，请管理员重新给一个', 'the one-time password is over');

/** Opens and ends sessions. */
export function createSignIn(store: Store, clock: Clock, sessions: Sessions, attempts: Attempts) {
  /** Opens a session after everything was checked; that of before, if the browser had one, is over. */
  async function open(account: Account, from: string, how: string, changes: ChangeSet, before: string | null) {
    const { token, changes: opening } = sessions.begin(account, from);
    const ending: ChangeSet = before ? [{ type: 'end_session', tokenHash: before }] : [];
    const act = { action: 'session.open', subject: account.id, detail: how };
    await store.apply([...changes, ...ending, ...opening, auditOf(clock.now(), actorOf(account, from), act)]);
    return { account, token };
  }

  async function fail(account: Account | null, from: string, what: string, error = failed()): Promise<never> {
    const actor: Actor = { id: account?.id ?? '', name: account?.name ?? '（未知）', from };
    const act = { action: 'session.refused', subject: account?.id ?? '', detail: what };
    await store.apply([...attempts.failed(from), auditOf(clock.now(), actor, act)]);
    throw error;
  }

  const isOver = (credentials: Credentials | null) =>
    clock.now().getTime() - Date.parse(credentials?.passwordAt ?? '') >= sessions.limits.oneTimeHours * 3_600_000;

  async function compare({ login, password, code }: Login, from: string, before: string | null) {
    await attempts.begin(login, from);
    const account = await store.accounts.accountByLogin(login);
    const credentials = account && (await store.accounts.credentials(account.id));
    const right = await isPassword(credentials?.passwordHash ?? null, password);
    if (!account || !right) return fail(account, from, '密码不正确');
    if (account.disabledAt) return fail(account, from, '账号已停用');
    if (account.mustChangePassword && isOver(credentials)) return fail(account, from, '一次性密码已过期', oneTimeOver());
    const done: ChangeSet = attempts.forget(login);
    if (credentials?.totpSecret) {
      // The attempt stays counted: else a right password would open the way to guess codes without end.
      if (!code) throw new CodeNeededError('请输入动态验证码', 'the code of the second factor is needed');
      const use = codeUse(credentials, code, clock.now());
      if (!use) return fail(account, from, '验证码不正确');
      done.push(use);
    }
    try {
      return await open(account, from, credentials?.totpSecret ? '密码和验证码' : '密码', done, before);
    } catch (error) {
      // Of two who come with the same code at once, one is let in; and nobody with a password that was changed meanwhile.
      if (error instanceof ConflictError) return fail(account, from, '验证码已用过，或账号刚被修改');
      throw error;
    }
  }

  return {
    /**
     * Login, password and, where it is set up, a code. Throws LoginFailedError without a reason, CodeNeededError when only the code is
     * missing, RateLimitedError after too many attempts. `before` is the hash of the session that the browser had.
     */
    withPassword: (given: Login, from: string, before: string | null) =>
      attempts.inTurn(from, () => compare(given, from, before)),

    /**
     * Somebody whom the identity provider vouches for. The account is the one linked to the subject, else the one for which an
     * administrator entered this login name: it is linked now. Rights are never made here. Throws LoginFailedError.
     */
    async withIdentity({ subject, name }: Identity, from: string, before: string | null) {
      const linked = await store.accounts.accountByOidc(subject);
      const account = linked ?? (name === null ? null : await store.accounts.accountByOidcName(name));
      if (!account) return fail(null, from, '统一身份认证的身份没有登记');
      if (account.disabledAt) return fail(account, from, '账号已停用');
      const set = { oidcSubject: subject, oidcName: null };
      const linking: ChangeSet = linked ? [] : [{ type: 'put_credentials', accountId: account.id, set }];
      return open(account, from, linked ? '统一身份认证' : '统一身份认证，首次绑定', linking, before);
    },

    async signOut(account: Account, tokenHash: string, from: string): Promise<void> {
      const act = { action: 'session.end', subject: account.id, detail: '退出登录' };
      await store.apply([{ type: 'end_session', tokenHash }, auditOf(clock.now(), actorOf(account, from), act)]);
    },
  };
}

/** What marks the code as used, or null when it is none: six digits of the app, or one of the recovery codes. */
function codeUse(credentials: Credentials, code: string, now: Date): Change | null {
  const { accountId, totpSecret, recoveryHashes } = credentials;
  const step = totpSecret ? totpStep(totpSecret, code, now) : null;
  if (step !== null) return { type: 'use_totp_step', accountId, step };
  const hash = recoveryHash(code);
  return recoveryHashes.includes(hash) ? { type: 'use_recovery_code', accountId, hash } : null;
}
