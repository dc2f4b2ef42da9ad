import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { zipFile } from '../../tests/support/zip.ts';
import { projectRoot } from '../config.ts';
import type { Viewer } from '../domain/access.ts';
import { ConfigError } from '../domain/errors.ts';
import { fixedClock } from '../domain/time.ts';
import type { Embedder } from '../models/contract.ts';
import { createEmbedder } from '../models/create.ts';
import type { Store } from '../store/contract.ts';
import { openSqliteStore } from '../store/sqlite/store.ts';
import { type IngestOptions, ingestFolder } from './pipeline.ts';
import type { ReportLine } from './report.ts';
import { renderReport } from './report.ts';

const citizen: Viewer = { audiences: ['public'], today: '2026-06-01' };
const policy = (sum: number) =>
  `# 示例市高龄津贴办法\n\n第一条 为了老人，制定本办法。\n\n第二条 每人每月${sum}元。\n\n第三条 本办法自2026年1月1日起施行，有效期5年。\n`;
const faq = '问题,答案\n高龄津贴在哪里领？,在社区领。\n高龄津贴多久发？,每月发。\n';

let embedder: Embedder;
let work: string;
let root: string;
let store: Store;

beforeAll(async () => {
  embedder = await createEmbedder({ folder: join(projectRoot, 'models/bge-small-zh-v1.5') });
});

beforeEach(async () => {
  work = mkdtempSync(join(tmpdir(), 'wence-ingest-'));
  root = join(work, 'docs');
  mkdirSync(root);
  store = await openSqliteStore(join(work, 'base.db'));
});

afterEach(async () => {
  await store.close();
  rmSync(work, { recursive: true });
});

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

const ingest = (more: Partial<IngestOptions> = {}) =>
  ingestFolder({ root, store, embedder, clock: fixedClock('2026-06-01'), sourceId: 'docs', ...more });

const files = (lines: ReportLine[]) => lines.map((line) => line.file);
const visible = async () => (await store.content.documents({}, citizen)).documents.map((view) => view.document.title);

describe('ingesting a folder', () => {
  it('takes documents and FAQ lists in as drafts that nobody sees', async () => {
    write('policy.md', policy(100));
    write('faq.csv', faq);
    const report = await ingest();
    expect(report.created).toHaveLength(3);
    expect(await visible()).toEqual([]);
    expect((await store.content.allItems({})).map((item) => item.reviewState)).toEqual(['draft', 'draft', 'draft']);
    expect(await store.check()).toEqual([]);
    expect(renderReport(report)).toContain('新增 3');
  });

  it('changes nothing when nothing changed, and rereads only what did', async () => {
    write('a.md', policy(100));
    write('b.txt', '示例市公园开放公告\n\n各公园每日六时至二十二时向公众免费开放，请游客文明游园。\n');
    write('faq.csv', faq);
    await ingest({ publishAs: '周敏' });
    const revision = await store.revision();
    const again = await ingest({ publishAs: '周敏' });
    expect(again.unchanged).toHaveLength(4);
    expect([again.created, again.updated, again.published, again.failed].flat()).toEqual([]);
    expect(await store.revision()).toBe(revision);

    write('a.md', policy(120));
    write('faq.csv', faq.replace('每月发。', '每季度发。'));
    const changed = await ingest({ publishAs: '周敏' });
    expect(files(changed.updated)).toEqual(['a.md', 'faq.csv']);
    const [view] = (await store.content.documents({ title: '示例市高龄津贴办法' }, citizen)).documents;
    expect((await store.content.clauses(view!.document.id, citizen)).map((clause) => clause.text)).toContain(
      '第二条 每人每月120元。',
    );
    expect(await store.content.versions(view!.document.id, citizen)).toHaveLength(2);
  });

  it('tidies the base after a run that wrote something, or where one left something over', async () => {
    write('a.md', policy(100));
    const maintained: number[] = [];
    const watched: Store = { ...store, maintain: async () => void maintained.push(await store.revision()) };
    const textHash = 'without a text';
    const leftOver = () => store.content.missingVectors(embedder.id, [textHash]);
    await store.apply([{ type: 'put_vectors', modelId: embedder.id, vectors: [{ textHash, vector: new Float32Array(512) }] }]);
    await ingest({ store: watched });
    expect(maintained).toEqual([await store.revision()]);
    const counts = await store.counts();
    const report = await ingest({ store: watched });
    await ingest({ store: watched, dryRun: true });
    expect([maintained.length, report.unchanged.length, await leftOver()]).toEqual([2, 1, []]);
    await ingest();
    await ingest({ store: watched });
    expect([maintained.length, await leftOver()]).toEqual([2, [textHash]]);

    write('a.md', policy(110));
    await ingest();
    expect(await leftOver()).toEqual([textHash]);
    expect((await store.counts()).documents).toBe(counts.documents);
    expect((await store.activity.audit(10)).map(({ action }) => action)).toEqual(['ingest.update', 'ingest.create']);
  });

  it('publishes in a name only what the manifest leaves open, with a record', async () => {
    write('open.md', policy(100));
    write('closed.md', '# 内部口径\n\n尚未审核的内容，不得公开。\n');
    write(
      'manifest.json',
      JSON.stringify({ source: { id: 'docs', name: '资料' }, files: [{ path: 'closed.md', reviewState: 'draft' }] }),
    );
    const report = await ingest({ publishAs: '周敏' });
    expect([files(report.created), files(report.published)]).toEqual([['closed.md', 'open.md'], ['open.md']]);
    expect(renderReport(report)).toMatch(/新增 2.*发布 1/);
    expect(await visible()).toEqual(['示例市高龄津贴办法']);
    expect((await store.activity.audit(10)).map(({ actor, action }) => [actor, action])).toContainEqual([
      '周敏',
      'ingest.create.publish',
    ]);
  });

  it('takes a list of a single question for a list, and no link that is not an address', async () => {
    write('one.csv', '问题,答案\n高龄津贴在哪里领？,在社区领。\n');
    write(
      'links.csv',
      '问题,答案,办理链接\n怎么领？,到社区领。,javascript:alert(1)\n怎么查？,上网查。,https://example.gov.cn/a\n',
    );
    write('only.csv', '问题,答案,链接\n怎么退？,到社区退。,javascript:alert(2)\n');
    const report = await ingest({ publishAs: '周敏' });
    const items = await store.content.allItems({});
    expect(items.map((item) => [item.kind, item.title]).sort()).toEqual([
      ['faq', '怎么查？'],
      ['faq', '高龄津贴在哪里领？'],
    ]);
    expect(report.failed.map((line) => line.reason)).toEqual(
      ['怎么领？', '怎么退？'].map((name, index) => `第 2 行“办理链接”：不是网址：“javascript:alert(${index + 1})”（${name}）`),
    );
  });

  it('publishes drafts of an earlier run without reading them anew', async () => {
    write('a.md', policy(100));
    await ingest();
    const report = await ingest({ publishAs: '周敏' });
    expect(files(report.published)).toEqual(['a.md']);
    expect(await visible()).toEqual(['示例市高龄津贴办法']);
  });

  it('goes on behind a broken file and says why it failed', async () => {
    write('a.md', policy(100));
    write('broken.pdf', new TextEncoder().encode('%PDF-1.7 nothing more'));
    write('empty.txt', '');
    const report = await ingest();
    expect(files(report.created)).toEqual(['a.md']);
    expect(files(report.failed).sort()).toEqual(['broken.pdf', 'empty.txt']);
    for (const line of report.failed) expect(line.reason).toMatch(/\p{Script=Han}/u);
  });

  it('keeps the same text at two places as one document with two addresses', async () => {
    write('a.md', policy(100));
    write('copy/b.md', policy(100));
    const report = await ingest({ publishAs: '周敏' });
    expect(files(report.created)).toEqual(['a.md']);
    expect(files(report.aliases)).toEqual(['copy/b.md']);
    const [view] = (await store.content.documents({ key: 'copy/b.md' }, citizen)).documents;
    expect(view?.document.canonicalKey).toBe('a.md');
    const again = await ingest({ publishAs: '周敏', prune: true });
    expect(files(again.unchanged)).toEqual(['a.md', 'copy/b.md']);
    expect(again.deleted).toEqual([]);
  });

  it('prunes what left the folder, within its source, but not what it could not read', async () => {
    write('a.md', policy(100));
    write('b.md', '# 示例市公告\n\n市民中心周末照常办公，请合理安排时间。\n');
    write('faq.csv', faq);
    await ingest();
    await ingest({ root: projectFolder('other'), sourceId: 'other' });
    rmSync(join(root, 'b.md'));
    write('faq.csv', '问题,答案\n高龄津贴在哪里领？,在社区领。\n');
    expect((await ingest()).deleted).toEqual([]);
    write('a.md', '');
    const report = await ingest({ prune: true });
    expect(report.deleted.map((line) => line.title).sort()).toEqual(['示例市公告', '高龄津贴多久发？']);
    expect((await store.content.allItems({ sourceId: 'other' })).length).toBe(1);
    expect((await store.content.allItems({ sourceId: 'docs' })).map((item) => item.title).sort()).toEqual([
      '示例市高龄津贴办法',
      '高龄津贴在哪里领？',
    ]);
    expect(await store.check()).toEqual([]);
  });

  it('leaves alone what staff have taken over, whether its row changes, goes, or its list goes', async () => {
    write('faq.csv', faq);
    write('other.csv', '问题,答案\n津贴怎么停？,到社区登记。\n');
    await ingest({ publishAs: '周敏' });
    const owned = (await store.content.allItems({})).filter(({ title }) => title !== '高龄津贴多久发？');
    await store.apply(
      owned.map(({ id }) => ({
        type: 'put_item_revision' as const,
        revision: {
          itemId: id,
          number: 1,
          content: {},
          writtenBy: ['u1'],
          approvedBy: 'u2',
          approvedAt: '2026-06-01',
          note: null,
        },
      })),
    );
    write('faq.csv', '问题,答案\n高龄津贴在哪里领？,改成在街道领。\n高龄津贴多久发？,改成每季发。\n');
    rmSync(join(root, 'other.csv'));
    const report = await ingest({ publishAs: '周敏', prune: true });
    expect(report.kept.map(({ file, title }) => [file, title])).toEqual([
      ['faq.csv', '高龄津贴在哪里领？'],
      ['other.csv', '津贴怎么停？'],
    ]);
    expect(report.updated.map(({ title }) => title)).toEqual(['高龄津贴多久发？']);
    expect(report.deleted).toEqual([]);
    expect(renderReport(report)).toContain('已由工作人员接管，未改动：\n  faq.csv  高龄津贴在哪里领？');
    const views = await store.content.faqsByIds(
      owned.map(({ id }) => id),
      citizen,
    );
    expect([...views.values()].map(({ entry }) => entry.answer).sort()).toEqual(['到社区登记。', '在社区领。']);
    write('faq.csv', '问题,答案\n高龄津贴多久发？,改成每季发。\n');
    expect((await ingest({ prune: true })).kept).toHaveLength(2);
  });

  it('prunes nothing when the folder is empty: more likely it is not mounted', async () => {
    write('a.md', policy(100));
    await ingest();
    rmSync(join(root, 'a.md'));
    const report = await ingest({ prune: true });
    expect(report.deleted).toEqual([]);
    expect(report.notes.join()).toContain('文件夹是空的');
    expect(await store.content.allItems({})).toHaveLength(1);
  });

  it('takes in what is in an archive as files of their own', async () => {
    const notice = '# 示例市公告\n\n市民中心周末照常办公，请合理安排时间。\n';
    write(
      '包.zip',
      zipFile([
        { name: '内/津贴.md', content: policy(100) },
        { name: '公告.md', content: notice },
        { name: '空.md', content: '' },
      ]),
    );
    const report = await ingest({ prune: true });
    expect(files(report.created)).toEqual(['包.zip/内/津贴.md', '包.zip/公告.md']);
    expect(report.failed).toMatchObject([{ file: '包.zip/空.md', code: 'file_empty' }]);
    expect(files((await ingest({ prune: true })).unchanged)).toEqual(['包.zip/内/津贴.md', '包.zip/公告.md']);
    write('包.zip', zipFile([{ name: '公告.md', content: notice }]));
    expect(files((await ingest({ prune: true })).deleted)).toEqual(['包.zip/内/津贴.md']);
    // An archive that can no longer be opened costs nothing that came out of it.
    write('包.zip', zipFile([{ name: '公告.md', content: notice }]).subarray(0, 60));
    const broken = await ingest({ prune: true });
    expect(broken.failed).toMatchObject([{ file: '包.zip', code: 'file_damaged' }]);
    expect(broken.deleted).toEqual([]);
  });

  it('writes nothing in a dry run', async () => {
    write('a.md', policy(100));
    const report = await ingest({ dryRun: true, prune: true });
    expect(files(report.created)).toEqual(['a.md']);
    expect(await store.content.allItems({})).toEqual([]);
  });

  it('takes corrections from the manifest and leaves withdrawn documents withdrawn', async () => {
    write('a.md', policy(100));
    const manifest = {
      source: { id: 'docs', name: '资料' },
      files: [{ path: 'a.md', documentNumber: '示府规[2026]第1号', expiresOn: '2027-01-01' }],
    };
    write('manifest.json', JSON.stringify(manifest));
    await ingest({ publishAs: '周敏' });
    const [view] = (await store.content.documents({ documentNumber: '示府规〔2026〕1号' }, citizen)).documents;
    expect(view!.document).toMatchObject({ expiresOn: '2027-01-01', expiryDerived: false });
    const at = '2026-06-01T00:00:00Z';
    await store.apply([
      { type: 'set_review', itemId: view!.document.id, from: ['published'], to: 'withdrawn', by: '周敏', at, note: '有误' },
    ]);
    write('a.md', policy(130));
    const report = await ingest({ publishAs: '周敏' });
    expect([files(report.updated), report.published]).toEqual([['a.md'], []]);
    expect(await visible()).toEqual([]);
  });

  it('stops between items and is completed by the next run', async () => {
    for (let index = 0; index < 5; index++) write(`${index}.md`, policy(100 + index).replace('高龄津贴', `第${index}号津贴`));
    const stop = new AbortController();
    const report = await ingest({ signal: stop.signal, onProgress: (done) => done === 2 && stop.abort() });
    expect(report.stopped).toBe(true);
    expect(await store.check()).toEqual([]);
    const rest = await ingest();
    expect(rest.unchanged.length + rest.created.length).toBe(5);
  });

  it('refuses a wrong manifest before anything is written', async () => {
    write('a.md', policy(100));
    write(
      'manifest.json',
      JSON.stringify({
        source: { id: 'docs', name: '资料' },
        files: [
          { path: 'a.md', reviewState: 'published', createdBy: '甲', approvedBy: '甲', approvedAt: '2026-01-01T00:00:00Z' },
        ],
      }),
    );
    await expect(ingest()).rejects.toThrow(ConfigError);
    expect(await store.content.allItems({})).toEqual([]);
  });
});

/** A second folder with one document. */
function projectFolder(name: string): string {
  const folder = join(work, name);
  mkdirSync(folder);
  writeFileSync(join(folder, 'x.md'), '# 示例市另一份文件\n\n另一个来源的文件，内容不同，不应被删除。\n');
  return folder;
}
