import { type Account, type Credentials, loginKey, type Session, type Unit } from '../../domain/account.ts';
import { ConflictError } from '../../domain/errors.ts';
import type { AccountChange, AccountReader } from '../contract-accounts.ts';
import { type Connection, translated } from './connection.ts';

const accountColumns = `
  a.id, a.login, a.name, a.unit_id AS unitId, a.roles, a.desks, a.must_change_password AS mustChangePassword,
  c.password_hash IS NOT NULL AS hasPassword, c.totp_secret IS NOT NULL AS hasTotp,
  a.disabled_at AS disabledAt, a.created_at AS createdAt, a.last_login_at AS lastLoginAt, a.revision`;
const accountsSql = `SELECT ${accountColumns} FROM accounts a LEFT JOIN credentials c ON c.account_id = a.id`;

type Flag = 'mustChangePassword' | 'hasPassword' | 'hasTotp';
type AccountRow = Omit<Account, 'roles' | 'desks' | Flag> & { roles: string; desks: string } & Record<Flag, number>;

const accountOf = (row: AccountRow): Account => ({
  ...row,
  roles: JSON.parse(row.roles),
  desks: JSON.parse(row.desks),
  mustChangePassword: row.mustChangePassword === 1,
  hasPassword: row.hasPassword === 1,
  hasTotp: row.hasTotp === 1,
});

const credentialsSql = `
  SELECT account_id AS accountId, password_hash AS passwordHash, password_at AS passwordAt, totp_secret AS totpSecret, totp_pending AS totpPending,
    totp_last_step AS totpLastStep, recovery_hashes AS recoveryHashes, oidc_subject AS oidcSubject, oidc_name AS oidcName
  FROM credentials WHERE account_id = @accountId`;

const sessionColumns = `
  token_hash AS tokenHash, account_id AS accountId, created_at AS createdAt, last_seen_at AS lastSeenAt,
  expires_at AS expiresAt, opened_from AS "from"`;

function readCredentials(connection: Connection, accountId: string): Credentials | null {
  const row = connection.get<Omit<Credentials, 'recoveryHashes'> & { recoveryHashes: string }>(credentialsSql, { accountId });
  return row ? { ...row, recoveryHashes: JSON.parse(row.recoveryHashes) } : null;
}

export function accountReader(connection: Connection): AccountReader {
  const accountWhere = (condition: string, parameters: Record<string, unknown>) => {
    const row = translated(() => connection.get<AccountRow>(`${accountsSql} WHERE ${condition}`, parameters));
    return row ? accountOf(row) : null;
  };
  return {
    async accounts() {
      return translated(() => connection.all<AccountRow>(`${accountsSql} ORDER BY a.login_key`)).map(accountOf);
    },
    async account(id) {
      return accountWhere('a.id = @id', { id });
    },
    async accountByLogin(login) {
      return accountWhere('a.login_key = @key', { key: loginKey(login) });
    },
    async accountByOidc(subject) {
      return accountWhere('c.oidc_subject = @subject', { subject });
    },
    async accountByOidcName(name) {
      return accountWhere('c.oidc_name = @name', { name });
    },
    async credentials(accountId) {
      return translated(() => readCredentials(connection, accountId));
    },
    async units() {
      const sql = `SELECT id, name, parent_id AS parentId, contact, retired_at AS retiredAt, revision FROM units ORDER BY name, id`;
      return translated(() => connection.all<Unit>(sql));
    },
    async session(tokenHash) {
      const sql = `SELECT ${sessionColumns} FROM sessions WHERE token_hash = @tokenHash`;
      const session = translated(() => connection.get<Session>(sql, { tokenHash }));
      const account = session && accountWhere('a.id = @id', { id: session.accountId });
      return session && account ? { session, account } : null;
    },
    async sessions(accountId, now) {
      const sql = `SELECT ${sessionColumns} FROM sessions WHERE account_id = @accountId AND expires_at > @now
        ORDER BY created_at DESC, token_hash`;
      return translated(() => connection.all<Session>(sql, { accountId, now }));
    },
  };
}

type Writers = {
  [Type in AccountChange['type']]: (connection: Connection, change: Extract<AccountChange, { type: Type }>) => void;
};

/** Each runs inside the transaction of `apply`. */
export const accountWriters: Writers = {
  put_unit: putUnit,
  put_account: putAccount,
  keep_administrator: keepAdministrator,
  put_credentials: putCredentials,
  use_totp_step: useTotpStep,
  use_recovery_code: useRecoveryCode,
  put_session: putSession,
  touch_session: (connection, { tokenHash, at }) => {
    connection.run('UPDATE sessions SET last_seen_at = @at WHERE token_hash = @tokenHash AND last_seen_at < @at', {
      tokenHash,
      at,
    });
  },
  end_sessions: (connection, { accountId, except = '' }) => {
    connection.run('DELETE FROM sessions WHERE account_id = @accountId AND token_hash <> @except', { accountId, except });
  },
  end_session: (connection, { tokenHash }) => {
    connection.run('DELETE FROM sessions WHERE token_hash = @tokenHash', { tokenHash });
  },
  touch_key: (connection, { id, at }) => {
    connection.run('UPDATE api_keys SET last_used_at = @at WHERE id = @id AND (last_used_at IS NULL OR last_used_at < @at)', {
      id,
      at,
    });
  },
  clear_hits: (connection, { bucket }) => {
    connection.run('DELETE FROM rate_hits WHERE bucket = @bucket', { bucket });
  },
};

/** Inserts for `expected` 0, else changes the row of that revision. Throws ConflictError when it is another by now. */
function putRevised(connection: Connection, what: string, expected: number, statements: [string, string], row: object): void {
  const [insert, update] = statements;
  const parameters = { ...row, expected, revision: expected + 1 };
  const { changes } = connection.run(expected === 0 ? insert : update, parameters);
  if (changes === 0)
    throw new ConflictError(`${what}刚被别人修改过，请刷新后再改`, `revision ${expected} is not the current one`);
}

function putUnit(connection: Connection, { unit, expected }: Extract<AccountChange, { type: 'put_unit' }>): void {
  const row = { ...unit, nameKey: loginKey(unit.name) };
  const taken = connection.get('SELECT 1 FROM units WHERE name_key = @nameKey AND id <> @id', row);
  if (taken) throw new ConflictError(`已有名为“${unit.name}”的单位`, 'the name of the unit is taken');
  const insert = `INSERT INTO units VALUES (@id, @name, @nameKey, @parentId, @contact, @retiredAt, @revision)`;
  const update = `UPDATE units SET name = @name, name_key = @nameKey, parent_id = @parentId, contact = @contact,
    retired_at = @retiredAt, revision = @revision WHERE id = @id AND revision = @expected`;
  putRevised(connection, '单位', expected, [insert, update], row);
}

function putAccount(connection: Connection, { account, expected }: Extract<AccountChange, { type: 'put_account' }>): void {
  const row = {
    ...account,
    loginKey: loginKey(account.login),
    roles: JSON.stringify(account.roles),
    desks: JSON.stringify(account.desks),
    mustChangePassword: Number(account.mustChangePassword),
  };
  const taken = connection.get('SELECT 1 FROM accounts WHERE login_key = @loginKey AND id <> @id', row);
  if (taken) throw new ConflictError(`登录名“${account.login}”已被使用`, 'the login is taken');
  const insert = `INSERT INTO accounts VALUES (@id, @login, @loginKey, @name, @unitId, @roles, @desks, @mustChangePassword,
    @disabledAt, @createdAt, NULL, @revision)`;
  const update = `UPDATE accounts SET login = @login, login_key = @loginKey, name = @name, unit_id = @unitId, roles = @roles,
    desks = @desks, must_change_password = @mustChangePassword, disabled_at = @disabledAt, revision = @revision
    WHERE id = @id AND revision = @expected`;
  putRevised(connection, '账号', expected, [insert, update], row);
}

function keepAdministrator(connection: Connection): void {
  const sql = `SELECT 1 FROM accounts, json_each(accounts.roles) role
    WHERE accounts.disabled_at IS NULL AND role.value = 'administrator' LIMIT 1`;
  if (!connection.get(sql)) throw new ConflictError('至少要留一名能登录的管理员', 'no administrator would be left');
}

function putCredentials(connection: Connection, { accountId, set }: Extract<AccountChange, { type: 'put_credentials' }>): void {
  const empty: Credentials = {
    accountId,
    passwordHash: null,
    passwordAt: null,
    totpSecret: null,
    totpPending: null,
    totpLastStep: null,
    recoveryHashes: [],
    oidcSubject: null,
    oidcName: null,
  };
  const whole = { ...(readCredentials(connection, accountId) ?? empty), ...set };
  connection.run(
    `INSERT INTO credentials (account_id, password_hash, password_at, totp_secret, totp_pending, totp_last_step, recovery_hashes,
        oidc_subject, oidc_name)
      VALUES (@accountId, @passwordHash, @passwordAt, @totpSecret, @totpPending, @totpLastStep, @recoveryHashes, @oidcSubject, @oidcName)
      ON CONFLICT (account_id) DO UPDATE SET password_hash = excluded.password_hash, password_at = excluded.password_at, totp_secret = excluded.totp_secret,
        totp_pending = excluded.totp_pending, totp_last_step = excluded.totp_last_step,
        recovery_hashes = excluded.recovery_hashes, oidc_subject = excluded.oidc_subject, oidc_name = excluded.oidc_name`,
    { ...whole, recoveryHashes: JSON.stringify(whole.recoveryHashes) },
  );
}

function useTotpStep(connection: Connection, change: Extract<AccountChange, { type: 'use_totp_step' }>): void {
  const { changes } = connection.run(
    `UPDATE credentials SET totp_last_step = @step
      WHERE account_id = @accountId AND (totp_last_step IS NULL OR totp_last_step < @step)`,
    { ...change },
  );
  if (changes === 0) throw new ConflictError('这个验证码已经用过', 'the step was used before');
}

function useRecoveryCode(
  connection: Connection,
  { accountId, hash }: Extract<AccountChange, { type: 'use_recovery_code' }>,
): void {
  const left = readCredentials(connection, accountId)?.recoveryHashes ?? [];
  if (!left.includes(hash)) throw new ConflictError('这个恢复码已经用过', 'the recovery code is not there');
  const recoveryHashes = JSON.stringify(left.filter((known) => known !== hash));
  connection.run('UPDATE credentials SET recovery_hashes = @recoveryHashes WHERE account_id = @accountId', {
    accountId,
    recoveryHashes,
  });
}

function putSession(connection: Connection, { session, revision }: Extract<AccountChange, { type: 'put_session' }>): void {
  const current = connection.get<{ revision: number }>('SELECT revision FROM accounts WHERE id = @accountId', { ...session });
  if (revision !== undefined && current?.revision !== revision)
    throw new ConflictError('账号刚被修改过，请重新登录', `revision ${revision} is not the current one`);
  connection.run('INSERT INTO sessions VALUES (@tokenHash, @accountId, @createdAt, @lastSeenAt, @expiresAt, @from)', {
    ...session,
  });
  connection.run('UPDATE accounts SET last_login_at = @createdAt WHERE id = @accountId', { ...session });
}
