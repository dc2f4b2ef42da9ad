import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { zipFile } from '../../../../tests/support/zip.ts';
import type { ApiApp } from '../../contract.ts';
import { appOf, openTestWence, type TestWence } from '../../test-app.ts';
import { as, type SignedIn, signInStaff, type TestStaff } from '../../test-staff.ts';

const fixture = (name: string, file: string) =>
  readFileSync(new URL(`../../../../tests/fixtures/formats/${name}/${file}`, import.meta.url));

let test: TestWence;
let app: ApiApp;
let staff: TestStaff;
beforeAll(async () => {
  test = await openTestWence();
  app = appOf(test.wence);
  staff = await signInStaff(test.wence);
});
afterAll(() => test.remove());

const path = '/v1/staff/documents';

async function send(who: SignedIn, to: string, name: string, bytes: Uint8Array, fields: Record<string, string> = {}) {
  const form = new FormData();
  form.set('file', new File([new Uint8Array(bytes)], name));
  for (const [field, value] of Object.entries(fields)) form.set(field, value);
  return Promise.resolve(app.request(to, { method: 'POST', headers: who.headers, body: form }));
}

async function upload(name: string, bytes: Uint8Array, who = staff.editor): Promise<string> {
  const response = await send(who, path, name, bytes);
  expect(response.status).toBe(201);
  return (await response.json()).id;
}

const get = async (to: string, who = staff.editor) => (await as(app, who, 'GET', to)).json();

async function whenRead(id: string) {
  await expect
    .poll(async () => (await get(`${path}/${id}/reading`)).state, { timeout: 90_000, interval: 100 })
    .not.toBe('reading');
  return get(`${path}/${id}`);
}

async function step(who: SignedIn, id: string, name: string, body: object) {
  const response = await as(app, who, 'POST', `${path}/${id}/${name}`, body);
  return { status: response.status, body: await response.json() };
}

async function publish(id: string, expected: number) {
  const submitted = await step(staff.editor, id, 'submit', { expected, note: '请审' });
  expect(submitted.status).toBe(200);
  const approved = await step(staff.reviewer, id, 'approve', { expected: submitted.body.revision });
  expect(approved).toMatchObject({ status: 200, body: { itemId: id } });
}

const found = async (title: string) =>
  (await (await app.request(`/v1/documents?q=${encodeURIComponent(title)}`)).json()).documents as Record<string, unknown>[];
const searched = async (words: string) =>
  JSON.stringify((await (await app.request(`/v1/search?q=${encodeURIComponent(words)}`)).json()).hits);

describe('a PDF from its upload to its withdrawal', () => {
  const title = '示例市人民政府办公室关于印发示例市家庭医生签约服务办法的通知';
  let id: string;

  it('is read with warnings and evidence, invisible to everybody', async () => {
    id = await upload('家庭医生.pdf', fixture('pdf-notice', 'source.pdf'));
    const one = await whenRead(id);
    expect(one).toMatchObject({
      id,
      item: null,
      draft: { state: 'draft', title, change: 'new', failure: null, sameAs: null, mine: true },
      document: { title, quality: { missingFields: ['发文字号'], pageCount: 3 } },
      steps: ['correct', 'exchange', 'submit', 'discard'],
    });
    expect(one.document.facts).toContainEqual(expect.objectContaining({ field: 'title', evidence: expect.any(String) }));
    expect(one.clauses.length).toBeGreaterThan(5);
    expect(await found('家庭医生')).toEqual([]);
    expect(await searched('家庭医生签约服务')).not.toContain('家庭医生');
    const list = await get(`${path}?doubtful=true&state=draft`);
    expect(list.documents).toContainEqual(expect.objectContaining({ id, title, validity: null }));
  });

  it('shows its pages and gives its original, inert', async () => {
    const picture = await as(app, staff.reviewer, 'GET', `${path}/${id}/pages/2`);
    expect(picture.headers.get('Cache-Control')).toBe('no-store');
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect([...new Uint8Array(await picture.arrayBuffer()).subarray(1, 4)]).toEqual([...Buffer.from('PNG')]);
    expect(picture.headers.get('content-security-policy')).toContain('sandbox');
    expect((await as(app, staff.editor, 'GET', `${path}/${id}/pages/4`)).status).toBe(404);
    const original = await as(app, staff.auditor, 'GET', `${path}/${id}/original`);
    expect(original.headers.get('content-type')).toBe('application/octet-stream');
    expect(original.headers.get('content-disposition')).toMatch(/^attachment; .*%E5%AE%B6.*\.pdf$/);
    expect(original.headers.get('x-content-type-options')).toBe('nosniff');
    expect(Buffer.from(await original.arrayBuffer())).toEqual(fixture('pdf-notice', 'source.pdf'));
    expect((await as(app, staff.editor, 'GET', `${path}/${id}/original/text`)).status).toBe(404);
  });

  it('takes a correction with its reason, and shows what citizens will see', async () => {
    const before = await get(`${path}/${id}`);
    const wrong = [{ field: 'effectiveOn', value: '2026-13-01', reason: '原件' }];
    const expected = before.draft.revision;
    expect((await step(staff.editor, id, 'corrections', { expected, corrections: wrong })).status).toBe(400);
    const unexplained = [{ field: 'effectiveOn', value: '2020-03-01', reason: ' ' }];
    expect((await step(staff.editor, id, 'corrections', { expected, corrections: unexplained })).body.message).toContain('理由');
    const corrections = [
      { field: 'effectiveOn', value: '2020-03-01', reason: '原件第二页' },
      { field: 'expiresOn', value: '2021-02-28', reason: '原件第二页' },
    ];
    expect((await step(staff.reviewer, id, 'corrections', { expected, corrections })).status).toBe(403);
    const corrected = await step(staff.editor, id, 'corrections', { expected, corrections });
    expect(corrected).toMatchObject({ status: 200, body: { revision: expected + 1 } });
    const stale = await step(staff.editor2, id, 'corrections', { expected, corrections });
    expect([stale.status, stale.body.code]).toEqual([409, 'conflict']);
    const one = await get(`${path}/${id}`);
    expect(one.validity).toMatchObject({ status: 'expired', note: '已失效（有效期至2021年2月28日）' });
    expect(one.document.facts[0]).toMatchObject({ basis: 'correction', evidence: expect.stringContaining('原件第二页') });
  });

  it('is approved by another person only, returned with a reason before that, and then found', async () => {
    const { draft } = await get(`${path}/${id}`);
    const submitted = await step(staff.editor, id, 'submit', { expected: draft.revision });
    const expected = submitted.body.revision;
    expect((await step(staff.editor, id, 'approve', { expected })).status).toBe(403);
    expect((await step(staff.reviewer, id, 'return', { expected, reason: '' })).status).toBe(400);
    const returned = await step(staff.reviewer, id, 'return', { expected, reason: '请核对页码' });
    expect(await get(`${path}/${id}`)).toMatchObject({ draft: { state: 'returned', note: '请核对页码' } });
    await publish(id, returned.body.revision);
    expect(await found('家庭医生')).toMatchObject([
      { id, title, validity: 'expired', validityNote: '已失效（有效期至2021年2月28日）' },
    ]);
    expect(await searched('家庭医生签约服务')).toContain(title);
    const { revisions } = await get(`${path}/${id}/revisions`);
    expect(revisions).toMatchObject([
      {
        number: 1,
        change: 'new',
        writtenBy: ['editor的姓名'],
        approvedBy: 'reviewer的姓名',
        fields: { expiresOn: '2021-02-28' },
      },
    ]);
  });

  it('tells citizens that somebody set it right, but not who', async () => {
    const shown = await (await app.request(`/v1/documents/${id}`)).text();
    expect(JSON.parse(shown).validityFacts).toContainEqual(
      expect.objectContaining({ basis: 'correction', value: '2021-02-28', evidence: '人工更正' }),
    );
    expect(shown).not.toContain('editor的姓名');
    expect(shown).not.toContain('原件第二页');
  });

  it('keeps its corrections when its file is replaced, and shows what the new one changes', async () => {
    const text = `# ${title}\n\n第一条 家庭医生团队由全科医生组成。\n\n第二条 本办法自2026年1月1日起施行。\n`;
    const response = await send(staff.editor2, `${path}/${id}/file`, '新版.md', Buffer.from(text));
    expect(response.status).toBe(200);
    const one = await whenRead(id);
    expect(one).toMatchObject({
      item: { state: 'published', revision: 1 },
      draft: { change: 'replace', file: { name: '新版.md' } },
      document: { effectiveOn: '2020-03-01', expiresOn: '2021-02-28' },
    });
    const changes = await get(`${path}/${id}/changes`);
    expect(changes.clauses.added + changes.clauses.changed).toBeGreaterThan(0);
    expect(await searched('家庭医生团队由全科医生组成')).not.toContain('由全科医生组成');
    const again = await send(staff.editor, `${path}/${id}/file`, '再一版.md', Buffer.from(`${text}\n第三条 增加一条。\n`));
    expect(again.status).toBe(409);
    await publish(id, one.draft.revision);
    expect(await searched('家庭医生团队由全科医生组成')).toContain('由全科医生组成');
    expect(await found('家庭医生')).toMatchObject([{ id, validityNote: '已失效（有效期至2021年2月28日）' }]);
    const { revisions } = await get(`${path}/${id}/revisions`);
    const diff = await get(`${path}/${id}/versions/${revisions[1].versionId}/diff/${revisions[0].versionId}`);
    expect(diff.added + diff.changed).toBeGreaterThan(0);
  });

  it('is withdrawn and gone at the next request', async () => {
    expect((await step(staff.editor, id, 'withdraw', { reason: '印发有误' })).status).toBe(403);
    expect((await step(staff.reviewer, id, 'withdraw', { reason: '印发有误' })).status).toBe(200);
    expect(await found('家庭医生')).toEqual([]);
    expect(await searched('家庭医生团队由全科医生组成')).not.toContain('全科医生组成');
    expect((await app.request(`/v1/documents/${id}`)).status).toBe(404);
    expect(await get(`${path}/${id}`)).toMatchObject({
      item: { state: 'withdrawn', reviewNote: '印发有误' },
      steps: ['edit', 'replace'],
    });
    expect((await test.wence.store.audit.verify()).broken).toBeNull();
  });
});

describe('other files', () => {
  it('a DOCX is read with its clauses and table', async () => {
    const id = await upload('图书馆.docx', fixture('docx-libreoffice', 'source.docx'));
    const one = await whenRead(id);
    expect(one.document).toMatchObject({ title: '示例市公共图书馆开放管理办法', documentNumber: '示文旅规〔2025〕6号' });
    expect(one.clauses.map(({ kind }: { kind: string }) => kind)).toContain('table_row');
    await publish(id, one.draft.revision);
    expect(await found('公共图书馆')).toMatchObject([{ id }]);
  });

  it('a scan is read by machine and says so', async () => {
    const id = await upload('扫描.pdf', fixture('pdf-scan', 'source.pdf'));
    const one = await whenRead(id);
    expect(one.document.quality).toMatchObject({ ocrShare: 1 });
    expect(one.document.warnings.map(({ message }: { message: string }) => message).join()).toMatch(/识别/);
    expect(one.clauses.some(({ ocrConfidence }: { ocrConfidence: number | null }) => ocrConfidence !== null)).toBe(true);
  }, 120_000);

  it('a web page is shown without its scripts', async () => {
    const page =
      '<!doctype html><html><head><title>示例市公告</title></head><body><h1>示例市公告</h1><script>alert(1)</script><p>全市公园自五月一日起免费开放。</p></body></html>';
    const id = await upload('公告.html', Buffer.from(page));
    await whenRead(id);
    const shown = await get(`${path}/${id}/original/text`);
    expect(shown).toMatchObject({ kind: 'html', cut: false });
    expect(shown.text).toContain('免费开放');
    expect(shown.text).not.toContain('alert');
  });

  it.each([
    ['a.exe', Buffer.from('MZ'), 415, 'unsupported_format'],
    ['a.pdf', Buffer.from('不是 PDF'), 400, 'invalid_input'],
    ['包.zip', zipFile([{ name: '通知.md', content: '文字' }]), 415, 'unsupported_format'],
    ['空.txt', Buffer.from(''), 422, 'file_empty'],
  ])('%s is refused', async (name, bytes, status, code) => {
    const response = await send(staff.editor, path, name, bytes);
    expect([response.status, (await response.json()).code]).toEqual([status, code]);
  });

  it('a file beyond the limit, or none, is refused', async () => {
    const small = appOf(test.wence, { parts: { documents: { ...test.wence.documents, largestFile: 1000 } } });
    const form = new FormData();
    form.set('file', new File([new Uint8Array(100_000)], 'a.txt'));
    expect((await small.request(path, { method: 'POST', headers: staff.editor.headers, body: form })).status).toBe(413);
    expect((await as(app, staff.editor, 'POST', path, { file: 'x' })).status).toBe(415);
  });

  it('are seen within the own unit and those below it', async () => {
    const own = await upload('本单位.md', Buffer.from('# 示例市人社局通知\n\n请各单位按时报送材料。\n'), staff.unitEditor);
    await whenRead(own);
    expect((await get(`${path}?q=人社局通知`, staff.unitEditor)).total).toBe(1);
    expect((await get(`${path}?q=人社局通知`, staff.otherEditor)).total).toBe(0);
    expect((await as(app, staff.otherEditor, 'GET', `${path}/${own}`)).status).toBe(403);
    expect((await as(app, staff.otherEditor, 'GET', `${path}/${own}/original`)).status).toBe(403);
    expect((await as(app, staff.agent, 'GET', `${path}/${own}`)).status).toBe(403);
    expect((await get(`${path}?unit=u_ju`)).total).toBe(1);
  });
});
