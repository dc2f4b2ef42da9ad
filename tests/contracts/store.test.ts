import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import { StoreError } from '../../src/domain/errors.ts';
import { fixedClock } from '../../src/domain/time.ts';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import { citizen, documentBundle, source } from './items.ts';
import { storeAccountsContract } from './store-accounts-contract.ts';
import { storeActivityContract } from './store-activity-contract.ts';
import { storeChangesContract } from './store-changes-contract.ts';
import { storeContract } from './store-contract.ts';
import { storeCorrectionsContract } from './store-corrections-contract.ts';
import { storeDocumentsContract } from './store-documents-contract.ts';
import { storeDraftsContract } from './store-drafts-contract.ts';
import { storeRelationsContract } from './store-relations-contract.ts';
import { storeReportsContract } from './store-reports-contract.ts';
import { storeSearchContract } from './store-search-contract.ts';
import { storeVisibilityContract } from './store-visibility-contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'wence-store-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const newPath = () => join(folder, `base-${++files}.db`);
const openNew = () => openSqliteStore(newPath());

storeContract('sqlite', openNew);
storeSearchContract('sqlite', openNew);
storeVisibilityContract('sqlite', openNew);
storeRelationsContract('sqlite', openNew);
storeActivityContract('sqlite', openNew);
storeDraftsContract('sqlite', openNew);
storeCorrectionsContract('sqlite', openNew);
storeDocumentsContract('sqlite', openNew);
storeAccountsContract('sqlite', openNew);
storeReportsContract('sqlite', openNew);
storeChangesContract('sqlite', (day) => openSqliteStore(newPath(), { clock: fixedClock(day) }));

const bundle = documentBundle('甲', { texts: ['补贴 标准'] });

async function filledBase(): Promise<string> {
  const path = newPath();
  const store = await openSqliteStore(path, { clock: fixedClock('2025-03-01') });
  await store.apply([...source, { type: 'put_document', bundle }]);
  await store.close();
  return path;
}

/** Writes past the Store, as damage would. */
function damage(path: string, sql: string): void {
  const database = new Database(path);
  database.pragma('foreign_keys = OFF');
  database.exec(sql);
  database.close();
}

describe('sqlite: the base file', () => {
  it('keeps everything over a restart', async () => {
    const store = await openSqliteStore(await filledBase());
    expect((await store.content.document(bundle.document.id, citizen))?.document).toEqual(bundle.document);
    const [version] = await store.content.versions(bundle.document.id, citizen);
    expect(version?.createdAt).toBe('2025-03-01T04:00:00.000Z');
    await store.close();
  });

  it('shows another connection what is written, at the next read', async () => {
    const path = await filledBase();
    const [reader, writer] = [await openSqliteStore(path, { readOnly: true }), await openSqliteStore(path)];
    const before = await reader.revision();
    const hits = () => reader.search.lexical({ bodyTerms: ['新增'], headingTerms: [], limit: 5 }, citizen);
    expect(await hits()).toEqual([]);
    await writer.apply([{ type: 'put_document', bundle: documentBundle('乙', { texts: ['新增'] }) }]);
    expect(await reader.revision()).toBe(before + 1);
    expect(await hits()).toHaveLength(1);
    await expect(reader.apply(source)).rejects.toThrow(StoreError);
    await reader.close();
    await writer.close();
  });

  it('refuses a base of a newer version, a missing one and a file that is no base', async () => {
    const newer = await filledBase();
    damage(newer, 'PRAGMA user_version = 999');
    await expect(openSqliteStore(newer)).rejects.toThrow(/更新版本的程序/);
    await expect(openSqliteStore(newPath(), { readOnly: true })).rejects.toThrow(/找不到知识库文件/);
    const text = newPath();
    writeFileSync(text, '这不是数据库。'.repeat(200));
    await expect(openSqliteStore(text)).rejects.toThrow(StoreError);
    await expect(openSqliteStore(join(folder, 'no folder', 'base.db'))).rejects.toThrow(StoreError);
    const empty = newPath();
    new Database(empty).close();
    writeFileSync(empty, '');
    await expect(openSqliteStore(empty, { readOnly: true })).rejects.toThrow(/版本过旧/);
  });

  it('makes a whole copy while open, and names why it cannot', async () => {
    const store = await openSqliteStore(await filledBase());
    const target = join(folder, 'copy.db');
    await store.backup(target);
    await expect(store.backup(join(folder, 'no folder', 'copy.db'))).rejects.toThrow(/备份失败/);
    await store.close();
    const copy = await openSqliteStore(target, { readOnly: true });
    expect(await copy.search.lexical({ bodyTerms: ['标准'], headingTerms: [], limit: 5 }, citizen)).toHaveLength(1);
    expect(await copy.check()).toEqual([]);
    await copy.close();
    expect(readdirSync(folder).filter((file) => file.includes('.part'))).toEqual([]);
  });

  it('lets nobody change or delete what was audited', async () => {
    const path = await filledBase();
    const store = await openSqliteStore(path);
    await store.apply([
      { type: 'audit', record: { at: '2025-03-01T00:00:00Z', actor: '乙', action: 'a', subject: 's', detail: '' } },
    ]);
    expect(() => damage(path, `UPDATE audit SET actor = '丙'`)).toThrow(/append-only/);
    expect(() => damage(path, 'DELETE FROM audit')).toThrow(/append-only/);
    expect(await store.activity.audit(5)).toMatchObject([{ actor: '乙' }]);
    await store.close();
  });

  it.each([
    ['chunk_not_indexed', 'DELETE FROM chunk_fts'],
    ['index_row_orphan', `INSERT INTO chunk_fts (rowid, body_terms) VALUES (77, '多余')`],
    ['chunk_orphan', 'UPDATE chunks SET version_key = 99'],
    ['chunk_clause_mismatch', 'UPDATE chunks SET clause_key = 99'],
    ['clause_orphan', 'DELETE FROM versions'],
    ['item_without_version', 'UPDATE items SET current_version_key = NULL'],
    ['item_without_record', 'DELETE FROM documents'],
    ['reference_broken', `UPDATE items SET source_id = 'none'`],
    ['vector_damaged', `INSERT INTO vector_models VALUES (1, 'm'); INSERT INTO vectors VALUES (1, 'h', x'010203')`],
  ])('finds damage of the kind %s', async (code, sql) => {
    const path = await filledBase();
    damage(path, sql);
    const store = await openSqliteStore(path);
    expect((await store.check()).map((problem) => problem.code)).toContain(code);
    await store.close();
  });
});
