import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csvOf, xlsxOf } from '../../../desk/import/write-table.ts';
import type { ApiApp } from '../../contract.ts';
import { appOf, openTestWence, type TestWence } from '../../test-app.ts';
import { as, type SignedIn, signInStaff, type TestStaff } from '../../test-staff.ts';

let test: TestWence;
let staff: TestStaff;
let app: ApiApp;
beforeAll(async () => {
  test = await openTestWence();
  app = appOf(test.wence);
  staff = await signInStaff(test.wence);
});
afterAll(() => test.remove());

const send = (who: SignedIn, path: string, bytes: Uint8Array) =>
  Promise.resolve(
    app.request(path, {
      method: 'POST',
      headers: { ...who.headers, 'Content-Type': 'application/octet-stream' },
      body: bytes as Uint8Array<ArrayBuffer>,
    }),
  );
const call = async (who: SignedIn, method: string, path: string, body?: unknown) => {
  const response = await as(app, who, method, path, body);
  return { status: response.status, body: await response.json() };
};
const list = (...rows: string[][]) => xlsxOf({ sheet: '问答', header: ['问题', '答案', '依据', '结束日期'], rows });

describe('/v1/staff/import, export and bulk', () => {
  it('looks first, then takes the good rows in, and exports what it reads back without a change', async () => {
    const bytes = list(
      ['甲事项怎么办？', '去甲窗口。', '《甲办法》', ''],
      ['乙事项怎么办？', '', '', ''],
      ['丙事项怎么办？', '去丙窗口。', '《丙办法》', '2026-02-30'],
    );
    const looked = await send(staff.editor, '/v1/staff/import/preview?name=a.xlsx', bytes);
    const preview = await looked.json();
    expect([looked.status, preview.counts]).toEqual([200, { new: 1, change: 0, same: 0, example: 0, faulty: 2 }]);
    expect(preview.rows[1].faults[0]).toMatchObject({ row: 3, letter: 'B', column: '答案', message: '缺少答案，必须填写' });
    expect((await send(staff.reviewer, '/v1/staff/import/preview?name=a.xlsx', bytes)).status).toBe(403);

    const stale = await send(staff.editor, `/v1/staff/import/accept?name=a.xlsx&mark=${'0'.repeat(64)}`, bytes);
    expect(stale.status).toBe(409);
    const accepted = await send(staff.editor, `/v1/staff/import/accept?name=a.xlsx&state=submitted&mark=${preview.mark}`, bytes);
    const { submitted, drafts, faulty, rows } = await accepted.json();
    expect([accepted.status, submitted, drafts, faulty]).toEqual([200, 1, 0, 2]);
    const whole = await call(staff.editor, 'GET', `/v1/staff/entries/${rows[0].itemId}`);
    expect(whole.body).toMatchObject({ published: null, draft: { state: 'submitted', title: '甲事项怎么办？' } });

    const faults = await send(staff.editor, '/v1/staff/import/faults?name=a.xlsx', bytes);
    expect([faults.status, faults.headers.get('content-disposition')]).toEqual([200, expect.stringContaining('.xlsx')]);
    const again = await send(staff.editor, '/v1/staff/import/preview?name=b.xlsx', new Uint8Array(await faults.arrayBuffer()));
    expect((await again.json()).counts).toMatchObject({ new: 0, faulty: 2 });

    for (const format of ['xlsx', 'csv']) {
      const out = await as(app, staff.editor, 'GET', `/v1/staff/export/entries?q=甲事项&format=${format}`);
      const back = await send(staff.editor, `/v1/staff/import/preview?name=c.${format}`, new Uint8Array(await out.arrayBuffer()));
      expect((await back.json()).counts).toEqual({ new: 0, change: 0, same: 1, example: 0, faulty: 0 });
    }
    const everything = await as(app, staff.reviewer, 'GET', '/v1/staff/export/entries?state=published');
    const published = await send(
      staff.editor,
      '/v1/staff/import/preview?name=d.xlsx',
      new Uint8Array(await everything.arrayBuffer()),
    );
    const { counts, rows: shown } = await published.json();
    expect([counts.faulty, counts.change, counts.new, counts.same > 0], JSON.stringify(shown)).toEqual([0, 0, 0, true]);
  });

  it('gives a template that it reads', async () => {
    const template = await as(app, staff.editor, 'GET', '/v1/staff/import/template');
    const read = await send(staff.editor, '/v1/staff/import/preview?name=t.xlsx', new Uint8Array(await template.arrayBuffer()));
    expect((await read.json()).counts).toEqual({ new: 0, change: 0, same: 0, example: 1, faulty: 0 });
  });

  it('refuses other files, and more than 8 MiB before reading them', async () => {
    const picture = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]);
    expect((await send(staff.editor, '/v1/staff/import/preview?name=a.png', picture)).status).toBe(415);
    expect((await send(staff.editor, '/v1/staff/import/preview?name=a.csv', new Uint8Array(9 * 1024 * 1024))).status).toBe(413);
    const bare = csvOf({ header: ['名称', '内容'], rows: [['甲', '乙']] });
    const refused = await send(staff.editor, '/v1/staff/import/preview?name=a.csv', bare);
    expect([refused.status, (await refused.json()).message]).toEqual([400, expect.stringContaining('没有找到表头')]);
  });

  it('takes a step for many entries, each with its own outcome', async () => {
    const { body: one } = await call(staff.editor, 'POST', '/v1/staff/entries', {
      content: { question: '批量一？', answer: '答一', legalBasis: ['《法》'] },
    });
    const { body: two } = await call(staff.editor, 'POST', '/v1/staff/entries', { content: { question: '批量二？' } });
    const ids = [one.itemId, two.itemId, 'f-nobody'];
    const bulk = (change: object, itemIds = ids) => call(staff.editor, 'POST', '/v1/staff/bulk/entries', { itemIds, change });
    expect((await bulk({ step: 'add_tag', tag: '批量' })).body.outcomes).toEqual([
      { itemId: one.itemId, ok: true, message: '已改在草稿里' },
      { itemId: two.itemId, ok: true, message: '已改在草稿里' },
      { itemId: 'f-nobody', ok: false, message: '没有这条问答' },
    ]);
    expect((await bulk({ step: 'add_tag', tag: '批量' }, [one.itemId])).body.outcomes[0].message).toBe('已是这样，没有改动');
    await bulk({ step: 'set_end', until: '2027-01-01' }, [one.itemId]);
    const submitted = (await bulk({ step: 'submit' }, ids)).body.outcomes;
    expect(submitted.map(({ ok }: { ok: boolean }) => ok)).toEqual([true, false, true]);
    expect(submitted[1].message).toContain('请填写“答案”');
    expect((await bulk({ step: 'remove_tag', tag: '批量' }, [one.itemId])).body.outcomes[0]).toMatchObject({
      ok: false,
      message: '已送审，先收回再改',
    });
    const { body } = await call(staff.editor, 'GET', `/v1/staff/entries/${one.itemId}`);
    expect(body.draft).toMatchObject({ state: 'submitted', content: { tags: ['批量'], visibleUntil: '2027-01-01' } });

    await call(staff.reviewer, 'POST', `/v1/staff/drafts/${body.draft.id}/approve`, { expected: body.draft.revision });
    const withdraw = { itemIds: [one.itemId, two.itemId], reason: '有误' };
    expect((await call(staff.editor, 'POST', '/v1/staff/bulk/withdraw', withdraw)).status).toBe(403);
    const withdrawn = await call(staff.reviewer, 'POST', '/v1/staff/bulk/withdraw', withdraw);
    expect(withdrawn.body.outcomes.map(({ ok }: { ok: boolean }) => ok)).toEqual([true, false]);
  });
});

describe('/v1/staff/audit and /v1/staff/settings', () => {
  it('show the auditor who did what, and whether the chain is whole', async () => {
    const { body } = await call(staff.auditor, 'GET', '/v1/staff/audit?action=entry&who=reviewer&limit=5');
    expect(body.entries[0]).toMatchObject({ action: 'entry.withdraw', actorId: staff.reviewer.account.id });
    const checked = await call(staff.auditor, 'GET', '/v1/staff/audit/verify');
    expect(checked.body).toMatchObject({ sound: true, broken: null });
    const noted = await call(staff.auditor, 'GET', `/v1/staff/audit/verify?hash=${checked.body.headHash}`);
    expect(noted.body.noted).toBe(checked.body.records);
    expect((await call(staff.auditor, 'GET', `/v1/staff/audit/verify?hash=${'a'.repeat(64)}`)).body.sound).toBe(false);
    expect((await call(staff.administrator, 'GET', '/v1/staff/audit')).status).toBe(403);
    expect((await call(staff.auditor, 'GET', '/v1/staff/audit?from=2025-02-30')).status).toBe(422);
  });

  it('are searched by words, named, and exported, which is recorded', async () => {
    const { body: draft } = await call(staff.editor, 'POST', '/v1/staff/entries', {
      content: { question: '共享雨伞怎么还？', answer: '电话 0000-12399', legalBasis: ['《法》'] },
    });
    await call(staff.editor, 'PUT', `/v1/staff/drafts/${draft.id}`, { content: draft.content, expected: 1 });
    const find = async (query: string) => (await call(staff.auditor, 'GET', `/v1/staff/audit?${query}`)).body.entries;
    expect((await find('q=共享雨伞 怎么还')).map(({ subject }: { subject: string }) => subject)).toEqual([
      draft.itemId,
      draft.itemId,
    ]);
    expect(await find('q=共享雨伞 不存在的词')).toEqual([]);
    expect((await find('q=共享雨伞'))[0]).toMatchObject({ subjectName: '共享雨伞怎么还？', words: '问答：修改草稿' });

    const withdrawn = (await test.wence.store.content.allItems({ reviewState: 'published' })).find(
      ({ kind }) => kind === 'document',
    )!;
    await call(staff.reviewer, 'POST', `/v1/staff/documents/${withdrawn.id}/withdraw`, { reason: '有误' });
    expect((await find('action=document'))[0]).toMatchObject({ words: '文件：撤下', subjectName: withdrawn.title });

    const out = await as(app, staff.auditor, 'GET', '/v1/staff/audit/export?q=共享雨伞');
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await out.arrayBuffer());
    expect([out.status, text.split('\r\n').length]).toEqual([200, 4]);
    expect(text).toContain('问答：起草,entry.begin,共享雨伞怎么还？');
    expect((await as(app, staff.editor, 'GET', '/v1/staff/audit/export')).status).toBe(403);
    expect((await find('action=audit'))[0]).toMatchObject({
      words: '审计：导出',
      detail: '2 条，CSV',
      after: { words: ['共享雨伞'] },
    });
  });

  it('change a setting from the revision that was looked at, audited', async () => {
    const put = (who: SignedIn, name: string, value: unknown, revision: number) =>
      call(who, 'PUT', `/v1/staff/settings/${name}`, { value, revision });
    const { body } = await call(staff.editor, 'GET', '/v1/staff/settings');
    const stale = body.settings.find(({ name }: { name: string }) => name === 'staleDays');
    expect(stale).toMatchObject({ value: 365, default: 365, unit: '天', revision: 0, changedBy: null });
    expect((await put(staff.editor, 'staleDays', 180, 0)).status).toBe(403);
    expect((await put(staff.administrator, 'staleDays', 180, 0)).body).toMatchObject({
      value: 180,
      revision: 1,
      changedBy: 'administrator的姓名',
    });
    const late = await put(staff.administrator, 'staleDays', 200, 0);
    expect([late.status, late.body.message]).toEqual([409, '这项设置已由administrator的姓名修改，请刷新后再改']);
    expect((await put(staff.administrator, 'auditDays', 30, 0)).body).toMatchObject({
      code: 'invalid_input',
      message: '“审计记录至少保留”的值不对：不能小于 180',
    });
    expect((await put(staff.administrator, 'holidays', ['2026-10-01', '2026-02-30'], 0)).status).toBe(400);
    expect((await put(staff.administrator, 'holidays', ['2026-10-02', '2026-10-01'], 0)).body.value).toEqual([
      '2026-10-01',
      '2026-10-02',
    ]);
    expect((await put(staff.administrator, 'nobody', 1, 0)).status).toBe(404);
    const { body: audit } = await call(staff.auditor, 'GET', '/v1/staff/audit?action=setting&subject=staleDays');
    expect(audit.entries).toMatchObject([{ action: 'setting.change', before: 365, after: 180 }]);
  });
});
