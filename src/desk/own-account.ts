import { renderSVG } from 'uqr';
import type { Credentials } from '../domain/account.ts';
import { ForbiddenError, InvalidInputError, NotFoundError, UnprocessableError } from '../domain/errors.ts';
import type { Clock } from '../domain/time.ts';
import type { ChangeSet, Store } from '../store/contract.ts';
import type { Attempts } from './attempts.ts';
import { auditOf } from './audit.ts';
import type { Member } from './member.ts';
import { checkPassword, hashPassword, isPassword } from './passwords.ts';
import type { Sessions } from './sessions.ts';
import { newRecoveryCodes, newTotpSecret, totpStep, totpUri } from './totp.ts';

export type OwnAccount = ReturnType<typeof createOwnAccount>;

/** What everybody does about their own account: password, second factor, open sessions. */
export function createOwnAccount(store: Store, clock: Clock, sessions: Sessions, attempts: Attempts) {
  const audited = ({ account, actor }: Member, action: string, detail: string, changes: ChangeSet) =>
    store.apply([...changes, auditOf(clock.now(), actor, { action, subject: account.id, detail })]);

  const credentialsOf = async ({ account }: Member): Promise<Credentials> => {
    const credentials = await store.accounts.credentials(account.id);
    if (!credentials?.passwordHash)
      throw new ForbiddenError('您经统一身份认证登录，没有本系统的密码', 'the account has no password');
    return credentials;
  };

  /** Asked again before what hurts. Throws UnprocessableError; guessing is limited as at login. */
  async function requirePassword(member: Member, password: string): Promise<Credentials> {
    const credentials = await credentialsOf(member);
    await attempts.begin(member.account.login, member.actor.from);
    if (!(await isPassword(credentials.passwordHash, password)))
      throw new UnprocessableError('现在的密码不正确', 'the current password is wrong');
    await store.apply(attempts.forget(member.account.login));
    return credentials;
  }

  return {
    /** Ends every other session and takes the mark of the one-time password away. Throws UnprocessableError for a wrong or weak password. */
    async changePassword(member: Member, { current, next }: { current: string; next: string }): Promise<void> {
      const { passwordHash } = await requirePassword(member, current);
      await checkPassword(next, member.account);
      if (await isPassword(passwordHash, next))
        throw new UnprocessableError('新密码不能与现在的相同', 'the password is the same');
      const { account, session } = member;
      const hash = await hashPassword(next);
      await audited(member, 'account.password', '本人修改密码', [
        { type: 'put_account', account: { ...account, mustChangePassword: false }, expected: account.revision },
        { type: 'put_credentials', accountId: account.id, set: { passwordHash: hash, passwordAt: clock.now().toISOString() } },
        { type: 'end_sessions', accountId: account.id, except: session.tokenHash },
      ]);
    },

    /** A secret that waits for its first code, as text, address and picture. Asking again makes another. */
    async startTotp(member: Member, password: string): Promise<{ secret: string; uri: string; svg: string }> {
      await requirePassword(member, password);
      const { account } = member;
      if (account.hasTotp) throw new InvalidInputError('已经设置了动态验证码，请先停用', 'a second factor is set up already');
      const secret = newTotpSecret();
      const uri = totpUri(secret, account.login);
      await store.apply([{ type: 'put_credentials', accountId: account.id, set: { totpPending: secret } }]);
      return { secret, uri, svg: renderSVG(uri, { border: 4 }) };
    },

    /** Takes effect with a right code: other sessions end, and ten recovery codes are shown once. Throws UnprocessableError. */
    async confirmTotp(member: Member, code: string): Promise<{ recoveryCodes: string[] }> {
      const { totpPending } = await credentialsOf(member);
      if (!totpPending) throw new InvalidInputError('请先开始设置动态验证码', 'no second factor waits for its first code');
      const step = totpStep(totpPending, code, clock.now());
      if (step === null) throw new UnprocessableError('验证码不正确，请核对手机时间后重试', 'wrong code');
      const { codes, hashes } = newRecoveryCodes();
      const set = { totpSecret: totpPending, totpPending: null, totpLastStep: step, recoveryHashes: hashes };
      await audited(member, 'account.totp', '启用动态验证码', [
        { type: 'put_credentials', accountId: member.account.id, set },
        { type: 'end_sessions', accountId: member.account.id, except: member.session.tokenHash },
      ]);
      return { recoveryCodes: codes };
    },

    async removeTotp(member: Member, password: string): Promise<void> {
      await requirePassword(member, password);
      await audited(member, 'account.totp', '停用动态验证码', [
        { type: 'put_credentials', accountId: member.account.id, set: withoutTotp },
      ]);
    },

    /** How many recovery codes are left. */
    async recoveryCodesLeft({ account }: Member): Promise<number> {
      return (await store.accounts.credentials(account.id))?.recoveryHashes.length ?? 0;
    },

    /** Newest first; a short id stands for each, since the hash of a token is nobody's to see. */
    async sessions({ account, session }: Member) {
      return (await sessions.list(account.id)).map((one) => ({
        id: shortIdOf(one.tokenHash),
        createdAt: one.createdAt,
        lastSeenAt: one.lastSeenAt,
        from: one.from,
        current: one.tokenHash === session.tokenHash,
      }));
    },

    async endOtherSessions(member: Member): Promise<void> {
      await audited(member, 'session.end', '结束其他登录', [
        { type: 'end_sessions', accountId: member.account.id, except: member.session.tokenHash },
      ]);
    },

    /** Throws NotFoundError when it is over already. */
    async endSession(member: Member, id: string): Promise<void> {
      const found = (await sessions.list(member.account.id)).find(({ tokenHash }) => shortIdOf(tokenHash) === id);
      if (!found) throw new NotFoundError('这个登录已经结束', 'no such session');
      await audited(member, 'session.end', '结束一个登录', [{ type: 'end_session', tokenHash: found.tokenHash }]);
    },
  };
}

const shortIdOf = (tokenHash: string) => tokenHash.slice(0, 16);

/** The second factor as before it was set up. */
export const withoutTotp = {
  totpSecret: null,
  totpPending: null,
  totpLastStep: null,
  recoveryHashes: [],
} satisfies Partial<Credentials>;
