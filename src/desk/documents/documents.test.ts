import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { zipFile } from '../../../tests/support/zip.ts';
import type { Viewer } from '../../domain/access.ts';
import type { Account, Role } from '../../domain/account.ts';
import { ConflictError, ForbiddenError, UnprocessableError } from '../../domain/errors.ts';
import { fixedClock } from '../../domain/time.ts';
import { ingestFolder } from '../../ingest/pipeline.ts';
import { type DocumentReader, inProcessReader } from '../../ingest/reading/pool.ts';
import type { Embedder } from '../../models/contract.ts';
import type { Store } from '../../store/contract.ts';
import { openSqliteStore } from '../../store/sqlite/store.ts';
import type { Embed } from '../entries/publish.ts';
import { createGaps } from '../gaps.ts';
import { type Member, memberOf } from '../member.ts';
import { createDocumentDesk, type DocumentDesk } from './documents.ts';
import { checkedUpload, plainName } from './upload.ts';

const clock = fixedClock('2026-06-01');
const citizen: Viewer = { audiences: ['public'], today: '2026-06-01' };
const bytes = (text: string) => new TextEncoder().encode(text);
const policy = (sum: number) =>
  bytes(
    `# 示例市高龄津贴办法\n\n示府发〔2026〕3号\n\n第一条 为了老人，制定本办法。\n\n第二条 每人每月${sum}元。\n\n第三条 本办法自2026年1月1日起施行，有效期5年。\n`,
  );
const file = (sum = 100, name = '高龄津贴办法.md') => ({ name, bytes: policy(sum) });

function person(login: string, roles: Role[], unitId: string | null = null): Member {
  const account: Account = {
    id: `a_${login}`,
    login,
    name: `${login}的姓名`,
    unitId,
    roles,
    desks: [],
    mustChangePassword: false,
    hasPassword: true,
    hasTotp: false,
    disabledAt: null,
    createdAt: '2026-01-01T00:00:00Z',
    lastLoginAt: null,
    revision: 1,
  };
  const session = { tokenHash: '', accountId: account.id, createdAt: '', lastSeenAt: '', expiresAt: '', from: '10.0.0.1' };
  return memberOf({ account, session }, [], '10.0.0.1');
}
const unpublished = {
  reviewState: 'draft' as const,
  createdBy: '',
  reviewedBy: null,
  reviewedAt: null,
  audiences: ['public' as const],
  visibleFrom: null,
  visibleUntil: null,
};
const editor = person('李编', ['editor']);
const reviewer = person('周审', ['reviewer']);
const both = person('王两', ['editor', 'reviewer']);

let work: string;
let store: Store;
let desk: DocumentDesk;
let failures: unknown[];
/** Files that are being read, and the most that were at once. */
let reading: number;
let mostReading: number;

beforeEach(async () => {
  work = mkdtempSync(join(tmpdir(), 'wence-desk-documents-'));
  store = await openSqliteStore(join(work, 'base.db'), { clock });
  await store.apply([editor, reviewer, both].map(({ account }) => ({ type: 'put_account' as const, account, expected: 0 })));
  failures = [];
  const embed: Embed = async (chunks) => ({
    modelId: 'm',
    vectors: chunks.map(({ textHash }) => ({ textHash, vector: new Float32Array(4) })),
  });
  const onFailure = (error: unknown) => failures.push(error);
  reading = mostReading = 0;
  const reader: Pick<DocumentReader, 'read'> = {
    read: async (task) => {
      mostReading = Math.max(mostReading, ++reading);
      return inProcessReader.read(task).finally(() => reading--);
    },
  };
  desk = createDocumentDesk({ store, clock, reader, embed, largestFile: 1024 * 1024, onFailure });
});
afterEach(async () => {
  await desk.idle();
  expect(failures).toEqual([]);
  await store.close();
  rmSync(work, { recursive: true });
});

async function read(id: string, by = editor) {
  await desk.idle();
  return desk.draft(id, by);
}

async function published(sum = 100): Promise<string> {
  const { id } = await desk.upload(file(sum), null, editor);
  const { revision } = await read(id);
  await desk.submit(id, revision, null, editor);
  return (await desk.approve(id, revision + 1, null, reviewer)).itemId;
}

describe('an approval right after submission', () => {
  it('says what it waits for while the vectors are made, and goes through once they are', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const embed: Embed = async (chunks) => {
      await held;
      return { modelId: 'm', vectors: chunks.map(({ textHash }) => ({ textHash, vector: new Float32Array(4) })) };
    };
    const onFailure = (error: unknown) => failures.push(error);
    const slow = () =>
      createDocumentDesk({ store, clock, reader: inProcessReader, embed, largestFile: 1024 * 1024, onFailure, patienceMs: 20 });
    const first = slow();
    const articles = Array.from(
      { length: 300 },
      (_, number) => `第${number + 1}条 第${number}类单位每月${number + 1}日前报送一次。`,
    );
    const bytes = Buffer.from(`# 示例市报送办法\n\n${articles.join('\n\n')}\n`);
    const { id } = await first.upload({ name: '报送办法.md', bytes }, null, editor);
    await expect.poll(async () => (await first.draft(id, editor)).content.summary).not.toBeNull();
    const { revision } = await first.submit(id, (await first.draft(id, editor)).revision, null, editor);
    await expect(first.approve(id, revision, null, reviewer)).rejects.toThrow('正在为检索做准备');
    // After a restart nothing goes on for the draft: the approval begins it again.
    const second = slow();
    await expect(second.approve(id, revision, null, reviewer)).rejects.toThrow('正在为检索做准备');
    release();
    await Promise.all([first.idle(), second.idle()]);
    expect(await second.approve(id, revision, null, reviewer)).toMatchObject({ number: 1 });
  });
});

describe('an upload', () => {
  it('is read, corrected, approved by another person, and found', async () => {
    const begun = await desk.upload(file(), null, editor);
    expect(begun).toMatchObject({ kind: 'document', state: 'draft', title: '高龄津贴办法.md', content: { summary: null } });
    const draft = await read(begun.id);
    expect(draft).toMatchObject({ title: '示例市高龄津贴办法', content: { failure: null, sameAs: null } });
    expect(await store.content.documents({}, citizen)).toMatchObject({ total: 0 });

    const wanted = [{ field: 'effectiveOn' as const, value: '2026-02-01', reason: '原件第三条' }];
    const corrected = await desk.correct(draft.id, draft.revision, wanted, editor);
    expect((await desk.readings.reading(draft.id))!.document).toMatchObject({
      effectiveOn: '2026-02-01',
      expiresOn: '2031-01-31',
    });
    await expect(desk.correct(draft.id, draft.revision, wanted, editor)).rejects.toThrow(ConflictError);

    const submitted = await desk.submit(draft.id, corrected.revision, '请审', editor);
    await expect(desk.approve(draft.id, submitted.revision, null, editor)).rejects.toThrow(ForbiddenError);
    const { itemId, number } = await desk.approve(draft.id, submitted.revision, null, reviewer);
    expect([itemId, number]).toEqual([draft.itemId, 1]);

    const [view] = (await store.content.documents({ documentNumber: '示府发〔2026〕3号' }, citizen)).documents;
    expect(view!.document).toMatchObject({ effectiveOn: '2026-02-01', expiresOn: '2031-01-31', sourceId: 'staff' });
    expect(view!.governance).toMatchObject({ createdBy: '李编的姓名', reviewedBy: '周审的姓名' });
    expect((await store.content.original(itemId, citizen))!.bytes).toEqual(Buffer.from(policy(100)));
    expect(await store.drafts.draft(draft.id)).toBeNull();
    const acts = (await store.activity.audit(10)).map(({ action }) => action).reverse();
    expect(acts).toEqual(['document.upload', 'document.correct', 'document.submit', 'document.approve']);
    const correction = (await store.audit.list({ action: 'document.correct' })).entries[0];
    expect(correction).toMatchObject({ before: { effectiveOn: '2026-01-01' }, after: { effectiveOn: '2026-02-01' } });
    expect(await store.check()).toEqual([]);
  });

  it('is told apart from what is there: the same file, and the same words', async () => {
    const itemId = await published();
    await expect(desk.upload(file(), null, editor)).rejects.toThrow(/已经上传过/);
    const twin = await desk.upload({ ...file(), bytes: bytes(`${new TextDecoder().decode(policy(100))}\n\n`) }, null, editor);
    const draft = await read(twin.id);
    expect(draft.content.sameAs).toEqual({ id: itemId, title: '示例市高龄津贴办法' });
    await expect(desk.submit(draft.id, draft.revision, null, editor)).rejects.toThrow(/文字完全相同/);
    await desk.discard(draft.id, draft.revision, editor);
    expect(await store.drafts.draftFile(draft.id)).toBeNull();
  });

  it('that cannot be read says why and goes nowhere', async () => {
    const { id } = await desk.upload({ name: '坏.pdf', bytes: bytes('%PDF-1.4 broken') }, null, editor);
    const draft = await read(id);
    expect(draft.content.failure?.reason).toMatch(/损坏|无法读取|没有/);
    await expect(desk.submit(id, draft.revision, null, editor)).rejects.toThrow(UnprocessableError);
    const replaced = await desk.replace(id, draft.revision, file(), editor);
    expect((await read(replaced.id)).content).toMatchObject({ failure: null, change: 'new', summary: { kind: 'policy' } });
  });

  it('that a stop broke off is read when somebody looks at it', async () => {
    const { id } = await desk.upload(file(), null, editor);
    await desk.idle();
    const draft = (await store.drafts.draft(id))!;
    const content = { ...(draft.content as object), summary: null };
    await store.apply([{ type: 'put_draft', draft: { ...draft, content, revision: 3 }, expected: draft.revision }]);
    expect((await read(id)).content.summary).toBeNull();
    expect((await read(id)).content.summary).toMatchObject({ kind: 'policy' });
  });

  it('has its vectors before anybody approves it', async () => {
    const { id } = await desk.upload(file(), null, editor);
    const { revision } = await read(id);
    const chunks = (await desk.readings.bundle(await desk.draft(id, editor), unpublished, policy(100))).version.chunks;
    const missing = () =>
      store.content.missingVectors(
        'm',
        chunks.map(({ textHash }) => textHash),
      );
    expect(await missing()).toHaveLength(chunks.length);
    await desk.submit(id, revision, null, editor);
    await desk.idle();
    expect(await missing()).toEqual([]);
    expect((await store.content.documents({}, citizen)).total).toBe(0);
  });

  it('waits for its turn among many', async () => {
    const ids = await Promise.all([1, 2, 3, 4, 5].map(async (sum) => (await desk.upload(file(sum), null, editor)).id));
    await desk.idle();
    expect(mostReading).toBe(2);
    const drafts = await Promise.all(ids.map((id) => desk.draft(id, editor)));
    expect(drafts.map(({ content }) => content.summary !== null)).toEqual([true, true, true, true, true]);
  });

  it('belongs to a unit and stays with it', async () => {
    const inUnit = person('刘单', ['editor'], 'n1');
    await expect(desk.upload(file(), 'n1', inUnit)).rejects.toThrow(/没有这个单位/);
    const unit = { id: 'n1', name: '一局', parentId: null, contact: null, retiredAt: null, revision: 1 };
    await store.apply([{ type: 'put_unit', unit, expected: 0 }]);
    await expect(desk.upload(file(), null, inUnit)).rejects.toThrow(ForbiddenError);
    const { id } = await desk.upload(file(), 'n1', inUnit);
    const { revision } = await read(id);
    await expect(desk.draft(id, person('别的', ['editor'], 'n2'))).rejects.toThrow(ForbiddenError);
    await desk.submit(id, revision, null, inUnit);
    const { itemId } = await desk.approve(id, revision + 1, null, reviewer);
    await expect(desk.edit(itemId, person('别的', ['editor'], 'n2'))).rejects.toThrow(ForbiddenError);
    expect((await read((await desk.edit(itemId, inUnit)).id, inUnit)).unitId).toBe('n1');
  });
});

describe('a published document', () => {
  it('keeps its corrections, its id and its clauses when its file is replaced', async () => {
    const itemId = await published();
    const clause = (await store.documents.clauses(itemId)).find(({ text }) => text.startsWith('第二条'))!;
    const edit = await desk.edit(itemId, editor);
    const first = await read(edit.id);
    expect(first.content.change).toBe('correct');
    const tagged = await desk.correct(edit.id, first.revision, [{ field: 'tags', value: ['养老'], reason: '目录' }], editor);
    const submitted = await desk.submit(edit.id, tagged.revision, null, editor);
    await desk.approve(edit.id, submitted.revision, null, reviewer);

    const replaced = await read((await desk.replace(itemId, null, file(150, '新稿.md'), both)).id, both);
    expect(replaced).toMatchObject({ itemId, baseVersion: 2, content: { change: 'replace' } });
    expect(await store.documents.clauses(itemId)).toContainEqual(expect.objectContaining({ text: '第二条 每人每月100元。' }));
    const again = await desk.submit(replaced.id, replaced.revision, null, both);
    await expect(desk.approve(replaced.id, again.revision, null, both)).rejects.toThrow(ForbiddenError);
    expect(await desk.approve(replaced.id, again.revision, '新版', reviewer)).toEqual({ itemId, number: 3 });
    const now = (await store.documents.document(itemId))!;
    expect(now.document).toMatchObject({ tags: ['养老'], title: '示例市高龄津贴办法' });
    const after = (await store.documents.clauses(itemId)).find(({ id }) => id === clause.id);
    expect(after?.text).toBe('第二条 每人每月150元。');
    expect(await store.documents.versions(itemId)).toHaveLength(2);
    expect((await store.drafts.itemRevisions(itemId)).map(({ number }) => number)).toEqual([3, 2, 1]);
  });

  it('is withdrawn at once and comes back by an approved edit', async () => {
    const itemId = await published();
    await desk.withdraw(itemId, '印发有误', reviewer);
    expect((await store.content.documents({}, citizen)).total).toBe(0);
    await expect(desk.withdraw(itemId, '再撤', reviewer)).rejects.toThrow(ConflictError);
    const draft = await read((await desk.edit(itemId, editor)).id);
    const submitted = await desk.submit(draft.id, draft.revision, null, editor);
    await desk.approve(draft.id, submitted.revision, null, reviewer);
    expect((await store.content.documents({}, citizen)).total).toBe(1);
  });

  it('answers the errors that were reported in it, in the moment it is published', async () => {
    const itemId = await published();
    const gaps = createGaps(store, clock);
    const said = { words: '日期不对', channel: 'web', answerId: null, clauseId: null, unitId: null } as const;
    const { gap } = await gaps.report({ kind: 'error', question: '日期', itemId, ...said }, null);
    await gaps.link([gap.id], itemId, null, editor.actor);
    const draft = await read((await desk.edit(itemId, editor)).id);
    const submitted = await desk.submit(draft.id, draft.revision, null, editor);
    await desk.approve(draft.id, submitted.revision, null, reviewer);
    expect((await gaps.get(gap.id, null)).gap).toMatchObject({ state: 'answered', handledBy: reviewer.actor.id });
  });

  it('is not approved when it changed since it was submitted', async () => {
    const itemId = await published();
    const draft = await read((await desk.edit(itemId, editor)).id);
    const submitted = await desk.submit(draft.id, draft.revision, null, editor);
    const item = (await store.documents.document(itemId))!;
    const clauses = await store.documents.clauses(itemId);
    const version = { id: item.versionId, contentHash: 'x', clauses, chunks: [], references: [], definitions: [] };
    const { document, governance, relations } = item;
    await store.apply([
      { type: 'put_document', bundle: { document, governance, relations, version, original: null, fingerprint: 'other' } },
    ]);
    await expect(desk.approve(draft.id, submitted.revision, null, reviewer)).rejects.toThrow(/又变了/);
  });

  it('is superseded by another one from a day on', async () => {
    const old = await published();
    const { id } = await desk.upload(
      {
        name: '新办法.md',
        bytes: bytes('# 示例市老年人补贴办法\n\n第一条 每人每月200元。\n\n第二条 本办法自2026年5月1日起施行。\n'),
      },
      null,
      editor,
    );
    // While it is still being read.
    await desk.supersede(old, { byId: id, effectiveOn: '2026-05-01', reason: '市政府第8次会议' }, editor);
    const draft = await read(id);
    expect((await desk.readings.reading(id))!.relations).toMatchObject([
      { kind: 'supersedes', targetNumber: '示府发〔2026〕3号' },
    ]);
    const submitted = await desk.submit(id, draft.revision, null, editor);
    await desk.approve(id, submitted.revision, null, reviewer);
    const ended = (await store.content.document(old, citizen))!.document;
    expect(ended.effects).toMatchObject([{ kind: 'supersedes', effectiveOn: '2026-05-01', confidence: 1 }]);
  });
});

describe('what may be uploaded', () => {
  const limit = 1000;
  const check = (name: string, content: Uint8Array) => () => checkedUpload({ name, bytes: content }, limit);

  it('has an ending that fits its bytes, and a size', () => {
    expect(check('a.pdf', bytes('%PDF-1.7'))).not.toThrow();
    expect(check('a.docx', bytes('%PDF-1.7'))).toThrow('扩展名是“.docx”，内容却是PDF');
    expect(check('a.txt', Uint8Array.from([0, 1, 2, 3, 4, 5]))).toThrow('无法识别');
    expect(check('a.exe', bytes('MZ'))).toThrow('不能上传“.exe”');
    expect(check('a', bytes('文字'))).toThrow('没有扩展名');
    expect(check('a.md', bytes(''))).toThrow('文件是空的');
    expect(check('a.md', bytes('长'.repeat(400)))).toThrow('超过');
    expect(check('a.zip', zipFile([{ name: '通知.md', content: '文字' }]))).toThrow('先解压');
    expect(check('a.docx', zipFile([{ name: '通知.md', content: '文字' }]))).toThrow('先解压');
  });

  it('has a name that is only a name', () => {
    expect(plainName('..\\..\\秘密/通知<1>.PDF')).toBe('通知1.PDF');
    expect(plainName('/etc/passwd')).toBe('passwd');
    expect(plainName('a\u202Efdp.exe\u0000')).toBe('afdp.exe');
    expect(plainName(`${'长'.repeat(300)}.docx`)).toHaveLength(120);
    expect(plainName('???')).toBe('未命名');
  });
});

describe('a document of a folder that staff took over', () => {
  const embedder = { id: 'm', dimension: 4, embedPassages: async (texts: string[]) => texts.map(() => new Float32Array(4)) };
  const ingest = (publishAs: string | null = null) =>
    ingestFolder({
      root: join(work, 'docs'),
      store,
      clock,
      embedder: embedder as unknown as Embedder,
      sourceId: 'docs',
      publishAs,
      reader: inProcessReader,
    });
  const write = (sum: number) => writeFileSync(join(work, 'docs', 'a.md'), policy(sum));
  const clausesOf = async (id: string) => (await store.documents.clauses(id)).map(({ text }) => text);

  async function taken(): Promise<string> {
    mkdirSync(join(work, 'docs'));
    write(100);
    await ingest('周敏');
    const itemId = (await store.content.documents({}, citizen)).documents[0]!.document.id;
    const draft = await read((await desk.edit(itemId, editor)).id);
    const wanted = [{ field: 'effectiveOn' as const, value: '2026-02-01', reason: '原件' }];
    const corrected = await desk.correct(draft.id, draft.revision, wanted, editor);
    const submitted = await desk.submit(draft.id, corrected.revision, null, editor);
    await desk.approve(draft.id, submitted.revision, null, reviewer);
    return itemId;
  }

  it('is not read again while its file stays as it is', async () => {
    const itemId = await taken();
    const revision = await store.revision();
    const report = await ingest('周敏');
    expect([report.unchanged.length, report.kept, report.updated]).toEqual([1, [], []]);
    expect(await store.revision()).toBe(revision);
    expect((await store.drafts.itemRevisions(itemId)).map(({ number, note }) => [number, note])).toEqual([
      [1, null],
      [0, '由文件导入'],
    ]);
  });

  it('gets the new words of its file as a draft, with its corrections, and only once', async () => {
    const itemId = await taken();
    write(150);
    expect((await ingest('周敏')).kept).toMatchObject([{ reason: '文件有了新内容，已送审，等人审核' }]);
    expect(await clausesOf(itemId)).toContain('第二条 每人每月100元。');
    expect((await ingest('周敏')).kept).toMatchObject([{ reason: '文件的改动已在等待审核' }]);
    write(180);
    await ingest();
    const draft = (await store.drafts.draftOfItem(itemId))!;
    expect(draft).toMatchObject({ state: 'submitted', createdBy: 'ingest', content: { change: 'update' } });
    await desk.approve(draft.id, draft.revision, null, reviewer);
    expect(await clausesOf(itemId)).toContain('第二条 每人每月180元。');
    const [view] = (await store.content.documents({}, citizen)).documents;
    expect(view!.document).toMatchObject({ effectiveOn: '2026-02-01', expiresOn: '2031-01-31' });
    expect((await ingest()).unchanged).toHaveLength(1);
    expect(await store.check()).toEqual([]);
  });

  it('is left alone while somebody works on it, when it was withdrawn, and when its file was replaced', async () => {
    const itemId = await taken();
    const draft = await read((await desk.edit(itemId, editor)).id);
    write(150);
    expect((await ingest()).kept).toMatchObject([{ reason: expect.stringContaining('正在修改') }]);
    await desk.discard(draft.id, draft.revision, editor);
    await desk.withdraw(itemId, '有误', reviewer);
    expect((await ingest()).kept).toMatchObject([{ reason: expect.stringContaining('撤下') }]);
    const replaced = await read((await desk.replace(itemId, null, file(200), editor)).id);
    const submitted = await desk.submit(replaced.id, replaced.revision, null, editor);
    await desk.approve(replaced.id, submitted.revision, null, reviewer);
    expect((await ingest()).kept).toMatchObject([{ reason: expect.stringContaining('替换') }]);
    expect(await clausesOf(itemId)).toContain('第二条 每人每月200元。');
    expect(await store.drafts.draftOfItem(itemId)).toBeNull();
  });
});
