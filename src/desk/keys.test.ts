import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InvalidInputError, NotFoundError } from '../domain/errors.ts';
import { fixedClock } from '../domain/time.ts';
import type { Store } from '../store/contract.ts';
import { openSqliteStore } from '../store/sqlite/store.ts';
import { createKeys, type Keys, type NewKey } from './keys.ts';

const wanted: NewKey = { name: ' 热线一组 ', audiences: ['hotline', 'hotline'], scopes: ['metrics'], by: '管理员' };

describe('keys', () => {
  let store: Store;
  let keys: Keys;
  beforeEach(async () => {
    store = await openSqliteStore(':memory:');
    keys = createKeys(store, fixedClock('2025-03-01'));
  });
  afterEach(() => store.close());

  it('makes 256-bit secrets that are never stored', async () => {
    const { key, secret } = await keys.create(wanted);
    expect(secret).toMatch(/^wk_[A-Za-z0-9_-]{43}$/);
    expect((await keys.create(wanted)).secret).not.toBe(secret);
    expect(JSON.stringify([await keys.list(), await store.activity.audit(10)])).not.toContain(secret);
    expect(key).toMatchObject({ name: '热线一组', audiences: ['hotline'], scopes: ['metrics'], revokedAt: null });
  });

  it('knows a secret until its key is revoked', async () => {
    const { key, secret } = await keys.create(wanted);
    const other = await keys.create({ ...wanted, audiences: ['window'] });
    expect(await keys.authenticate(secret)).toEqual(key);
    await keys.revoke(key.id, '管理员');
    await keys.revoke(key.id, '管理员');
    expect(await keys.authenticate(secret)).toBeNull();
    expect((await keys.authenticate(other.secret))?.audiences).toEqual(['window']);
    expect((await store.activity.audit(10)).map((record) => record.action)).toEqual(['key.revoke', 'key.create', 'key.create']);
  });

  it('takes nothing else for a secret', async () => {
    const { key, secret } = await keys.create(wanted);
    const wrong = [
      '',
      'wk_',
      secret.slice(0, -1),
      `${secret}x`,
      secret.toUpperCase(),
      ` ${secret}`,
      key.hash,
      key.id,
      `wk_${'A'.repeat(43)}`,
    ];
    for (const attempt of wrong) expect(await keys.authenticate(attempt)).toBeNull();
  });

  it('refuses what makes no sense', async () => {
    await expect(keys.create({ ...wanted, name: ' ' })).rejects.toThrow(InvalidInputError);
    await expect(keys.create({ ...wanted, audiences: ['everything' as 'public'] })).rejects.toThrow(InvalidInputError);
    await expect(keys.revoke('key_unknown', '管理员')).rejects.toThrow(NotFoundError);
    expect(await keys.list()).toEqual([]);
  });
});
