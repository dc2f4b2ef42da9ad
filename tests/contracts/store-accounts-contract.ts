import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Account, Session, Unit } from '../../src/domain/account.ts';
import { ConflictError, NotFoundError } from '../../src/domain/errors.ts';
import type { Change, Store } from '../../src/store/contract.ts';

const now = '2025-03-01T02:00:00.000Z';
const later = '2025-03-01T04:00:00.000Z';

const account = (id: string, changes: Partial<Account> = {}): Account => ({
  id,
  login: id,
  name: `姓名${id}`,
  unitId: null,
  roles: ['editor'],
  desks: [],
  mustChangePassword: false,
  hasPassword: false,
  hasTotp: false,
  disabledAt: null,
  createdAt: now,
  lastLoginAt: null,
  revision: 1,
  ...changes,
});
const put = (given: Account, expected = 0): Change => ({ type: 'put_account', account: given, expected });

const unit = (id: string, changes: Partial<Unit> = {}): Unit => ({
  id,
  name: `单位${id}`,
  parentId: null,
  contact: null,
  retiredAt: null,
  revision: 1,
  ...changes,
});

const session = (tokenHash: string, accountId: string, changes: Partial<Session> = {}): Session => ({
  tokenHash,
  accountId,
  createdAt: now,
  lastSeenAt: now,
  expiresAt: later,
  from: '10.0.0.1',
  ...changes,
});

/** What every Store promises about units, accounts, their secrets and sessions. */
export function storeAccountsContract(name: string, openStore: () => Promise<Store>): void {
  describe(`${name}: accounts`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await openStore();
    });
    afterEach(() => store.close());

    it('gives back an account as it was put, by id and by login without regard to case, width and spaces', async () => {
      await store.apply([
        { type: 'put_unit', unit: unit('u1'), expected: 0 },
        put(account('a1', { login: 'Zhang.San', unitId: 'u1', roles: ['agent', 'editor'], desks: ['hotline'] })),
      ]);
      const found = await store.accounts.account('a1');
      expect(found).toEqual(account('a1', { login: 'Zhang.San', unitId: 'u1', roles: ['agent', 'editor'], desks: ['hotline'] }));
      for (const login of ['zhang.san', ' ZHANG.SAN', 'ｚｈａｎｇ.san'])
        expect((await store.accounts.accountByLogin(login))?.id).toBe('a1');
      expect(await store.accounts.accountByLogin('lisi')).toBeNull();
      await expect(store.apply([put(account('a2', { login: 'ＺＨＡＮＧ.san' }))])).rejects.toThrow('已被使用');
      await expect(store.apply([put(account('a3', { unitId: 'nowhere' }))])).rejects.toThrow(NotFoundError);
      expect((await store.accounts.accounts()).map(({ id }) => id)).toEqual(['a1']);
    });

    it('refuses a change made from another revision, of accounts and of units', async () => {
      await store.apply([put(account('a1')), { type: 'put_unit', unit: unit('u1'), expected: 0 }]);
      await store.apply([put(account('a1', { name: '新名' }), 1)]);
      expect(await store.accounts.account('a1')).toMatchObject({ name: '新名', revision: 2 });
      for (const expected of [0, 1, 3])
        await expect(store.apply([put(account('a1', { name: '旧名' }), expected)])).rejects.toThrow(ConflictError);
      await store.apply([{ type: 'put_unit', unit: unit('u1', { contact: '电话' }), expected: 1 }]);
      await expect(store.apply([{ type: 'put_unit', unit: unit('u1'), expected: 1 }])).rejects.toThrow(ConflictError);
      expect(await store.accounts.units()).toEqual([unit('u1', { contact: '电话', revision: 2 })]);
      await expect(store.apply([{ type: 'put_unit', unit: unit('u2', { name: '单位U1' }), expected: 0 }])).rejects.toThrow(
        '已有名为',
      );
    });

    it('keeps one administrator who can sign in', async () => {
      const keep: Change = { type: 'keep_administrator' };
      await expect(store.apply([put(account('a1')), keep])).rejects.toThrow('至少要留一名');
      expect(await store.accounts.accounts()).toEqual([]);
      await store.apply([
        put(account('a1', { roles: ['administrator'] })),
        put(account('a2', { roles: ['administrator'] })),
        keep,
      ]);
      await store.apply([put(account('a1', { roles: ['administrator'], disabledAt: now }), 1), keep]);
      await expect(store.apply([put(account('a2', { roles: ['editor'] }), 1), keep])).rejects.toThrow(ConflictError);
      expect((await store.accounts.account('a2'))?.roles).toEqual(['administrator']);
    });

    it('keeps secrets apart and changes only those named', async () => {
      await store.apply([put(account('a1')), put(account('a2'))]);
      expect(await store.accounts.credentials('a1')).toBeNull();
      const set = (fields: Extract<Change, { type: 'put_credentials' }>['set'], accountId = 'a1') =>
        store.apply([{ type: 'put_credentials', accountId, set: fields }]);
      await set({ passwordHash: '$argon2id$x', passwordAt: now, oidcName: 'zhangsan' });
      await set({ totpSecret: 'ABC', recoveryHashes: ['h1', 'h2'] });
      expect(await store.accounts.credentials('a1')).toEqual({
        accountId: 'a1',
        passwordHash: '$argon2id$x',
        passwordAt: now,
        totpSecret: 'ABC',
        totpPending: null,
        totpLastStep: null,
        recoveryHashes: ['h1', 'h2'],
        oidcSubject: null,
        oidcName: 'zhangsan',
      });
      expect(await store.accounts.account('a1')).toMatchObject({ hasPassword: true, hasTotp: true });
      expect((await store.accounts.accountByOidcName('zhangsan'))?.id).toBe('a1');
      await set({ oidcName: null, oidcSubject: 'https://id.example s1' });
      expect(await store.accounts.accountByOidcName('zhangsan')).toBeNull();
      expect((await store.accounts.accountByOidc('https://id.example s1'))?.id).toBe('a1');
      await expect(set({ oidcSubject: 'https://id.example s1' }, 'a2')).rejects.toThrow(ConflictError);
    });

    it('lets a code open once', async () => {
      await store.apply([
        put(account('a1')),
        { type: 'put_credentials', accountId: 'a1', set: { recoveryHashes: ['h1', 'h2'] } },
      ]);
      const step = (at: number) => store.apply([{ type: 'use_totp_step', accountId: 'a1', step: at }]);
      await step(100);
      await expect(step(100)).rejects.toThrow(ConflictError);
      await expect(step(99)).rejects.toThrow(ConflictError);
      await step(101);
      const recover = () => store.apply([{ type: 'use_recovery_code', accountId: 'a1', hash: 'h1' }]);
      await recover();
      await expect(recover()).rejects.toThrow(ConflictError);
      expect((await store.accounts.credentials('a1'))?.recoveryHashes).toEqual(['h2']);
    });

    it('keeps sessions until they are ended or over', async () => {
      await store.apply([put(account('a1')), put(account('a2'))]);
      await store.apply([
        { type: 'put_session', session: session('t1', 'a1') },
        { type: 'put_session', session: session('t2', 'a1', { createdAt: '2025-03-01T02:30:00.000Z' }) },
        { type: 'put_session', session: session('t3', 'a1', { createdAt: '2025-03-01T02:10:00.000Z' }) },
        { type: 'put_session', session: session('t4', 'a2', { expiresAt: now }) },
      ]);
      const hashes = async (id: string) => (await store.accounts.sessions(id, now)).map(({ tokenHash }) => tokenHash);
      expect(await store.accounts.session('t1')).toEqual({
        session: session('t1', 'a1'),
        account: account('a1', { lastLoginAt: '2025-03-01T02:10:00.000Z' }),
      });
      expect(await hashes('a1')).toEqual(['t2', 't3', 't1']);
      expect(await hashes('a2')).toEqual([]);
      await store.apply([{ type: 'touch_session', tokenHash: 't1', at: later }]);
      await store.apply([{ type: 'touch_session', tokenHash: 't1', at: now }]);
      expect((await store.accounts.session('t1'))?.session.lastSeenAt).toBe(later);
      await expect(store.apply([{ type: 'put_session', session: session('t5', 'a1'), revision: 2 }])).rejects.toThrow(
        ConflictError,
      );
      await store.apply([{ type: 'end_session', tokenHash: 't3' }]);
      await store.apply([{ type: 'end_sessions', accountId: 'a1', except: 't1' }]);
      expect(await hashes('a1')).toEqual(['t1']);
      await store.apply([{ type: 'end_sessions', accountId: 'a1' }]);
      expect(await store.accounts.session('t1')).toBeNull();
      expect((await store.accounts.session('t4'))?.account.id).toBe('a2');
      await store.apply([{ type: 'forget_before', at: now }]);
      expect(await store.accounts.session('t4')).toBeNull();
    });

    it('notes when a key was last used, and forgets what a bucket counted', async () => {
      const key = {
        id: 'k1',
        name: '钥',
        hash: 'h',
        audiences: [],
        scopes: [],
        createdAt: now,
        revokedAt: null,
        lastUsedAt: null,
      };
      await store.apply([{ type: 'put_key', key }]);
      await store.apply([{ type: 'touch_key', id: 'k1', at: later }]);
      await store.apply([{ type: 'touch_key', id: 'k1', at: now }]);
      expect((await store.access.keys())[0]?.lastUsedAt).toBe(later);
      await store.apply([{ type: 'add_hit', bucket: 'b', windowStart: 0, expiresAt: 9 }]);
      await store.apply([{ type: 'clear_hits', bucket: 'b' }]);
      expect(await store.activity.hits('b', 0)).toBe(0);
    });
  });
}
