import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { projectRoot } from '../config.ts';
import type { Viewer } from '../domain/access.ts';
import { type CorrectedField, type Correction, parseCorrectedValue } from '../domain/correction.ts';
import { fixedClock } from '../domain/time.ts';
import { validityNote } from '../domain/validity.ts';
import type { Embedder } from '../models/contract.ts';
import { createEmbedder } from '../models/create.ts';
import type { Store } from '../store/contract.ts';
import { openSqliteStore } from '../store/sqlite/store.ts';
import { type IngestOptions, ingestFolder } from './pipeline.ts';

const citizen: Viewer = { audiences: ['public'], today: '2026-06-01' };
const policy = (sum: number) =>
  `# 示例市高龄津贴办法\n\n第一条 为了老人，制定本办法。\n\n第二条 每人每月${sum}元。\n\n第三条 本办法自2026年1月1日起施行，有效期5年。《示例市老年补贴办法》同时废止。\n`;

let embedder: Embedder;
let work: string;
let root: string;
let store: Store;

beforeAll(async () => {
  embedder = await createEmbedder({ folder: join(projectRoot, 'models/bge-small-zh-v1.5') });
});
beforeEach(async () => {
  work = mkdtempSync(join(tmpdir(), 'wence-corrections-'));
  root = join(work, 'docs');
  mkdirSync(root);
  store = await openSqliteStore(join(work, 'base.db'));
});
afterEach(async () => {
  await store.close();
  rmSync(work, { recursive: true });
});

const write = (content: string) => writeFileSync(join(root, 'a.md'), content);
const ingest = (more: Partial<IngestOptions> = {}) =>
  ingestFolder({ root, store, embedder, clock: fixedClock('2026-06-01'), sourceId: 'docs', publishAs: '周敏', ...more });
const view = async () => (await store.content.documents({}, citizen)).documents[0]!;
const correction = (field: CorrectedField, value: unknown): Correction => ({
  field,
  value: parseCorrectedValue(field, value),
  reason: '原件为准',
  by: '李编',
  at: '2026-05-20T02:00:00.000Z',
});
const correct = async (...corrections: Correction[]) =>
  store.apply([{ type: 'put_corrections', itemId: (await view()).document.id, corrections }]);

describe('what staff set right', () => {
  it('wins over what is read, is read in once, and stays when the file changes', async () => {
    write(policy(100));
    await ingest();
    expect((await view()).document).toMatchObject({ effectiveOn: '2026-01-01', expiresOn: '2030-12-31', expiryDerived: true });
    await correct(correction('effectiveOn', '2026-03-01'), correction('tags', ['养老']), correction('issuer', '示例市民政局'));

    expect((await ingest()).updated).toHaveLength(1);
    const { document } = await view();
    // The end of the period follows its beginning.
    expect(document).toMatchObject({ effectiveOn: '2026-03-01', expiresOn: '2031-02-28', expiryDerived: true, tags: ['养老'] });
    expect(document.facts[0]).toEqual({
      field: 'effectiveOn',
      value: '2026-03-01',
      basis: 'correction',
      evidence: '李编于2026-05-20更正：原件为准',
      confidence: 1,
    });
    expect(document.facts).toContainEqual(expect.objectContaining({ field: 'effectiveOn', value: '2026-01-01', basis: 'text' }));
    expect(document.quality?.missingFields).not.toContain('发文机关');
    expect(validityNote(document, citizen.today)).toBe('现行有效（至2031年2月28日，推定）');

    const revision = await store.revision();
    expect((await ingest()).unchanged).toHaveLength(1);
    expect(await store.revision()).toBe(revision);

    write(policy(130));
    expect((await ingest()).updated).toHaveLength(1);
    expect((await view()).document).toMatchObject({ effectiveOn: '2026-03-01', issuer: '示例市民政局' });
    expect((await store.content.clauses((await view()).document.id, citizen)).map(({ text }) => text)).toContain(
      '第二条 每人每月130元。',
    );
  });

  it('clears what was read wrongly, and is gone when it is taken back', async () => {
    write(policy(100));
    await ingest();
    await correct(correction('expiresOn', null), correction('statedStatus', 'in_force'));
    await ingest();
    expect((await view()).document).toMatchObject({ expiresOn: null, expiryDerived: false, statedStatus: 'in_force' });
    await correct();
    await ingest();
    expect((await view()).document).toMatchObject({ expiresOn: '2030-12-31', expiryDerived: true, statedStatus: null });
  });

  it('wins over the manifest', async () => {
    write(policy(100));
    const entry = { path: 'a.md', expiresOn: '2027-01-01', audiences: ['public', 'hotline'], title: '清单里的标题' };
    writeFileSync(join(root, 'manifest.json'), JSON.stringify({ source: { id: 'docs', name: '资料' }, files: [entry] }));
    await ingest();
    await correct(
      correction('expiresOn', '2028-01-01'),
      correction('audiences', ['public']),
      correction('title', '示例市高龄津贴发放办法'),
    );
    await ingest();
    const { document, governance } = await view();
    expect(document).toMatchObject({ expiresOn: '2028-01-01', title: '示例市高龄津贴发放办法' });
    expect(governance.audiences).toEqual(['public']);
  });

  it('strikes out relations and adds others', async () => {
    write(policy(100));
    await ingest();
    expect((await view()).relations).toMatchObject([{ kind: 'repeals', targetTitle: '示例市老年补贴办法' }]);
    const removed = [{ kind: 'repeals', targetNumber: null, targetTitle: '示例市老年补贴办法' }];
    const other = { kind: 'supersedes', targetNumber: '示府发〔2020〕1号', targetTitle: null };
    await correct(correction('relations', { removed, added: [{ ...other, effectiveOn: '2026-01-01', until: null }] }));
    await ingest();
    expect((await view()).relations).toEqual([
      { ...other, targetKey: null, evidence: '人工更正（2026-05-20）', confidence: 1, effectiveOn: '2026-01-01' },
    ]);
    expect(await store.check()).toEqual([]);
  });
});
