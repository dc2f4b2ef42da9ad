import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import { bundleProgram } from '../../../tests/support/bundle-program.ts';
import { sha256 } from '../../domain/ids.ts';
import type { AuditRecord, Change } from '../contract.ts';
import { first } from './migrations/0001-first.ts';
import { openSqliteStore } from './store.ts';

const folder = mkdtempSync(join(tmpdir(), 'wence-audit-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;

const record = (n: number, more: Partial<AuditRecord> = {}): Change => ({
  type: 'audit',
  record: {
    at: `2026-03-0${1 + (n % 9)}T00:00:0${n % 10}.000Z`,
    actor: n % 2 ? '张三' : '李四',
    actorId: n % 2 ? 'u1' : 'u2',
    origin: '10.0.0.1',
    action: n % 2 ? 'entry.submit' : 'entry.approve',
    subject: `f${n}`,
    detail: `第${n}件`,
    before: { n },
    after: { n: n + 1 },
    ...more,
  },
});

/** A base with six records in its chain, damaged past the store; returns what verifying finds. */
async function damaged(sql: string, noted?: string) {
  const path = join(folder, `${++files}.db`);
  const store = await openSqliteStore(path);
  await store.apply([1, 2, 3].map((n) => record(n)));
  for (const n of [4, 5, 6]) await store.apply([record(n)]);
  const before = await store.audit.verify();
  await store.close();
  expect(before).toMatchObject({ records: 6, broken: null });
  const database = new Database(path);
  database.exec(`DROP TRIGGER audit_is_not_changed; DROP TRIGGER audit_is_not_deleted; ${sql}`);
  database.close();
  const again = await openSqliteStore(path, { readOnly: true });
  const after = await again.audit.verify(noted ?? before.headHash ?? undefined);
  await again.close();
  return { before, after };
}

describe('the chain of the audit', () => {
  it.each([
    ['a text', `UPDATE audit SET detail = '别的' WHERE key = 3`],
    ['who', `UPDATE audit SET actor_id = 'u9' WHERE key = 3`],
    ['when', `UPDATE audit SET at = '2026-01-01T00:00:00.000Z' WHERE key = 3`],
    ['from where', `UPDATE audit SET origin = NULL WHERE key = 3`],
    ['the state before', `UPDATE audit SET before = '{"n":9}' WHERE key = 3`],
    ['the state after', `UPDATE audit SET after = NULL WHERE key = 3`],
    ['the hash', `UPDATE audit SET hash = '${sha256('x')}' WHERE key = 3`],
    ['the hash taken away', `UPDATE audit SET hash = NULL WHERE key = 3`],
  ])('finds a record whose content was changed: %s', async (_what, sql) => {
    expect((await damaged(sql)).after.broken).toMatchObject({ number: 3, reason: 'changed' });
  });

  it('finds a record that was taken out of the middle, and its neighbours moved up', async () => {
    expect((await damaged('DELETE FROM audit WHERE key = 3')).after.broken).toMatchObject({ number: 3, reason: 'missing' });
    const moved = 'DELETE FROM audit WHERE key = 3; UPDATE audit SET key = key - 1 WHERE key > 3';
    expect((await damaged(moved)).after.broken).toMatchObject({ number: 3, reason: 'changed' });
  });

  it('finds a first record that was taken away', async () => {
    expect((await damaged('DELETE FROM audit WHERE key = 1')).after.broken).toMatchObject({ number: 1, reason: 'missing' });
  });

  it('finds a tail that was cut off, and an emptied table', async () => {
    expect((await damaged('DELETE FROM audit WHERE key > 4')).after.broken).toMatchObject({ number: 5, reason: 'tail' });
    expect((await damaged('DELETE FROM audit')).after.broken).toMatchObject({ number: 1, reason: 'tail' });
  });

  it('finds two records that changed places', async () => {
    const swap =
      'UPDATE audit SET key = 99 WHERE key = 2; UPDATE audit SET key = 2 WHERE key = 3; UPDATE audit SET key = 3 WHERE key = 99';
    expect((await damaged(swap)).after.broken).toMatchObject({ number: 2, reason: 'changed' });
  });

  it('finds a record that was put in', async () => {
    const rest = `SELECT at, actor, actor_id, origin, action, subject, detail, before, after, hash FROM audit WHERE key = 3`;
    const into = 'INSERT INTO audit (key, at, actor, actor_id, origin, action, subject, detail, before, after, hash)';
    const middle = `UPDATE audit SET key = key + 10 WHERE key > 3; UPDATE audit SET key = key - 9 WHERE key > 3; ${into} SELECT 4, * FROM (${rest})`;
    expect((await damaged(middle)).after.broken).toMatchObject({ number: 4, reason: 'changed' });
    const atTheEnd = `${into} SELECT 7, * FROM (${rest})`;
    expect((await damaged(atTheEnd)).after.broken).toMatchObject({ number: 7, reason: 'tail' });
    const withHead = `${atTheEnd}; UPDATE audit_head SET number = 7`;
    expect((await damaged(withHead)).after.broken).toMatchObject({ number: 7, reason: 'changed' });
  });

  it('finds a head that was removed or set back', async () => {
    expect((await damaged('DELETE FROM audit_head')).after.broken).toMatchObject({ reason: 'head' });
    const back = `DELETE FROM audit WHERE key > 4; UPDATE audit_head SET number = 4, hash = (SELECT hash FROM audit WHERE key = 4)`;
    const forged = await damaged(back);
    // Forged so that the file agrees with itself: only the hash noted elsewhere tells.
    expect(forged.after.broken).toBeNull();
    expect(forged.after.noted).toBeNull();
    expect(forged.before.headHash).not.toBe(forged.after.headHash);
  });

  it('finds the record that bears a noted hash', async () => {
    const store = await openSqliteStore(join(folder, `${++files}.db`));
    await store.apply([record(1), record(2)]);
    const { headHash } = await store.audit.verify();
    await store.apply([record(3)]);
    expect(await store.audit.verify(headHash ?? '')).toMatchObject({ records: 3, noted: 2, broken: null });
    expect((await store.audit.verify(sha256('never'))).noted).toBeNull();
    await store.close();
  });

  it('stays whole whatever was typed', async () => {
    const store = await openSqliteStore(join(folder, `${++files}.db`));
    const typed = ['\ud800半个', '半个\udfff', 'a\u0000b', '\u0000', '\ufeffx', '\ufffe', '𠮷', 'e\u0301', '\r\n\u2028'];
    for (const words of typed)
      await store.apply([
        record(1, {
          actor: words,
          actorId: words,
          origin: words,
          subject: words,
          detail: words,
          before: words,
          after: { [words]: words },
        }),
      ]);
    expect(await store.audit.verify()).toMatchObject({ records: typed.length, broken: null });
    await store.close();
  });

  it('says that an empty audit is whole', async () => {
    const store = await openSqliteStore(join(folder, `${++files}.db`));
    expect(await store.audit.verify()).toEqual({ records: 0, headHash: null, broken: null, noted: null });
    await store.close();
  });

  it('seals the records from before the chain with its first one', async () => {
    const path = join(folder, `${++files}.db`);
    const old = new Database(path);
    old.exec(first);
    old.exec(`INSERT INTO audit (at, actor, action, subject, detail) VALUES
      ('2025-01-01T00:00:00.000Z', '甲', 'review.submit', 'f1', '一'), ('2025-01-02T00:00:00.000Z', '乙', 'review.approve', 'f1', '一')`);
    old.pragma('user_version = 1');
    old.close();
    const store = await openSqliteStore(path);
    expect(await store.audit.verify()).toMatchObject({ records: 2, headHash: null, broken: null });
    await store.apply([record(3)]);
    expect(await store.audit.verify()).toMatchObject({ records: 3, broken: null });
    await store.close();
    const database = new Database(path);
    database.exec(`DROP TRIGGER audit_is_not_changed; UPDATE audit SET detail = '改' WHERE key = 1`);
    database.close();
    const again = await openSqliteStore(path);
    expect((await again.audit.verify()).broken).toMatchObject({ number: 3, reason: 'changed' });
    await again.close();
  });

  it('keeps values under the names of secrets out', async () => {
    const store = await openSqliteStore(join(folder, `${++files}.db`));
    const secrets = { login: 'zhang', passwordHash: '$argon2id$x', nested: [{ totpSecret: 'ABC', mustChangePassword: true }] };
    await store.apply([record(1, { after: secrets })]);
    const [entry] = (await store.audit.list({})).entries;
    expect(JSON.stringify(entry)).not.toMatch(/argon2id|ABC/);
    expect(entry?.after).toMatchObject({ login: 'zhang', nested: [{ mustChangePassword: true }] });
    await store.close();
  });

  it('lists newest first, filtered and in pages', async () => {
    const store = await openSqliteStore(join(folder, `${++files}.db`));
    await store.apply([1, 2, 3, 4, 5, 6].map((n) => record(n)));
    const numbers = async (filter: Parameters<typeof store.audit.list>[0]) =>
      (await store.audit.list(filter)).entries.map((entry) => entry.number);
    expect(await numbers({})).toEqual([6, 5, 4, 3, 2, 1]);
    expect(await numbers({ who: '张' })).toEqual([5, 3, 1]);
    expect(await numbers({ who: 'u2' })).toEqual([6, 4, 2]);
    expect(await numbers({ who: 'u' })).toEqual([]);
    expect(await numbers({ action: 'entry' })).toHaveLength(6);
    expect(await numbers({ action: 'entry.submit' })).toEqual([5, 3, 1]);
    expect(await numbers({ action: 'entry.sub' })).toEqual([]);
    expect(await numbers({ subject: 'f2' })).toEqual([2]);
    expect(await numbers({ from: '2026-03-03', before: '2026-03-05' })).toEqual([3, 2]);
    expect(await store.audit.list({ limit: 2, offset: 2 })).toMatchObject({ total: 6, entries: [{ number: 4 }, { number: 3 }] });
    await store.close();
  });

  it('stays one chain when two processes write at once', async () => {
    const path = join(folder, `${++files}.db`);
    await (await openSqliteStore(path)).close();
    const program = join(folder, 'writer.mjs');
    await bundleProgram(writer, program);
    const run = (name: string) =>
      new Promise<number | null>((resolve) => fork(program, [path, name, '60'], { stdio: 'inherit' }).on('exit', resolve));
    expect(await Promise.all([run('甲'), run('乙')])).toEqual([0, 0]);
    const store = await openSqliteStore(path, { readOnly: true });
    expect(await store.audit.verify()).toMatchObject({ records: 120, broken: null });
    const actors = (await store.audit.list({ limit: 200 })).entries.map((entry) => entry.actor);
    expect(actors.filter((actor) => actor === '甲')).toHaveLength(60);
    await store.close();
  });
});

const writer = `
  import { openSqliteStore } from './src/store/sqlite/store.ts';
  const [path, actor, count] = process.argv.slice(2);
  const store = await openSqliteStore(path);
  for (let n = 0; n < Number(count); n++)
    await store.apply([{ type: 'audit', record: { at: new Date().toISOString(), actor, action: 'test.write', subject: 's', detail: '' } }]);
  await store.close();
`;
