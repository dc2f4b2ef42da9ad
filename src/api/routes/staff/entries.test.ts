import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiApp } from '../../contract.ts';
import { appOf, openTestWence, post, type TestWence } from '../../test-app.ts';
import { as, type SignedIn, signInStaff, type TestStaff } from '../../test-staff.ts';

const question = '银杏津贴每月几号发放到账？';
const content = { question, answer: '银杏津贴每月十五日发放。', script: '您好，十五日。', legalBasis: ['《银杏津贴办法》'] };

describe('entries over HTTP', () => {
  let test: TestWence;
  let app: ApiApp;
  let staff: TestStaff;
  beforeAll(async () => {
    test = await openTestWence();
    staff = await signInStaff(test.wence);
    app = appOf(test.wence);
  });
  afterAll(() => test.remove());

  const call = async (who: SignedIn, method: string, path: string, body?: unknown) => {
    const response = await as(app, who, method, path, body);
    return { status: response.status, body: await response.json() };
  };
  const ask = async (asked = question, headers = {}) => {
    const response = await post(app, '/v1/ask', { question: asked, channel: 'web' }, headers);
    return response.json();
  };

  it('goes from nothing to an answer and away again', async () => {
    const { body: draft, status } = await call(staff.editor, 'POST', '/v1/staff/entries', { content });
    expect([status, draft.revision, draft.state]).toEqual([201, 1, 'draft']);
    const path = `/v1/staff/drafts/${draft.id}`;
    const saved = await call(staff.editor, 'PUT', path, { content: { ...draft.content, answer: '' }, expected: 1 });
    expect(saved.body.problems).toEqual([{ field: 'answer', message: '请填写“答案”' }]);
    expect((await call(staff.editor, 'POST', `${path}/submit`, { expected: 2 })).body).toMatchObject({ code: 'unprocessable' });
    await call(staff.editor, 'PUT', path, { content: draft.content, expected: 2 });
    const late = await call(staff.editor2, 'PUT', path, { content: draft.content, expected: 2 });
    expect([late.status, late.body.code]).toEqual([409, 'conflict']);
    expect((await call(staff.editor, 'POST', `${path}/submit`, { expected: 3, note: '急' })).status).toBe(200);

    const queue = await call(staff.reviewer, 'GET', '/v1/staff/review?kind=faq');
    expect(queue.body.waiting).toMatchObject([
      { subject: 'draft', draftId: draft.id, title: question, own: false, byName: 'editor的姓名', revision: 4, changes: false },
    ]);
    const all: { draftId: string; own: boolean }[] = (await call(staff.editor, 'GET', '/v1/staff/review')).body.waiting;
    expect(all.find(({ draftId }) => draftId === draft.id)?.own).toBe(true);
    expect((await ask()).status).not.toBe('answered_faq');
    expect((await call(staff.editor, 'POST', `${path}/approve`, { expected: 4 })).status).toBe(403);
    expect((await call(staff.reviewer, 'POST', `${path}/approve`, { expected: 3 })).status).toBe(409);
    expect((await call(staff.reviewer, 'POST', `${path}/approve`, { expected: 4 })).body).toEqual({
      itemId: draft.itemId,
      number: 1,
    });
    const answer = await ask();
    expect([answer.status, answer.answer]).toEqual(['answered_faq', content.answer]);

    const whole = (await call(staff.auditor, 'GET', `/v1/staff/entries/${draft.itemId}`)).body;
    expect(whole).toMatchObject({ published: { state: 'published', phase: 'current', revision: 1 }, draft: null, problems: [] });
    expect(whole.revisions).toMatchObject([
      { number: 1, approvedBy: { name: 'reviewer的姓名' }, writtenBy: [{ id: staff.editor.account.id }] },
    ]);
    expect((await call(staff.reviewer, 'POST', `/v1/staff/entries/${draft.itemId}/withdraw`, { reason: '有误' })).status).toBe(
      200,
    );
    expect((await ask()).status).not.toBe('answered_faq');
  });

  it('shows differences word by word, of a draft and of any two revisions', async () => {
    const { body: draft } = await call(staff.editor, 'POST', '/v1/staff/entries', {
      content: { ...content, question: '银杏证怎么办？' },
    });
    const id = draft.itemId;
    const through = async (one: { id: string; revision: number }) => {
      await call(staff.editor, 'POST', `/v1/staff/drafts/${one.id}/submit`, { expected: one.revision });
      await call(staff.reviewer, 'POST', `/v1/staff/drafts/${one.id}/approve`, { expected: one.revision + 1 });
    };
    await through(draft);
    const { body: edit } = await call(staff.editor2, 'POST', `/v1/staff/entries/${id}/edit`);
    const changed = { ...edit.content, answer: '银杏津贴每月二十日发放。', tags: ['津贴'] };
    const { body: saved } = await call(staff.editor2, 'PUT', `/v1/staff/drafts/${edit.id}`, { content: changed, expected: 1 });
    const whole = (await call(staff.reviewer, 'GET', `/v1/staff/entries/${id}`)).body;
    expect(whole.changes).toEqual([
      {
        field: 'answer',
        label: '答案',
        kind: 'text',
        pieces: [
          { kind: 'same', text: '银杏津贴每月' },
          { kind: 'removed', text: '十五' },
          { kind: 'added', text: '二十' },
          { kind: 'same', text: '日发放。' },
        ],
      },
      { field: 'tags', label: '标签', kind: 'list', pieces: [{ kind: 'added', text: '津贴' }] },
    ]);
    await through(saved.draft);
    const second = (await call(staff.auditor, 'GET', `/v1/staff/entries/${id}/revisions/2`)).body;
    expect([second.before, second.changes.map(({ field }: { field: string }) => field)]).toEqual([1, ['answer', 'tags']]);
    expect((await call(staff.auditor, 'GET', `/v1/staff/entries/${id}/revisions/1`)).body).toMatchObject({ before: null });
    expect((await call(staff.auditor, 'GET', `/v1/staff/entries/${id}/revisions/3`)).status).toBe(404);
    expect((await call(staff.auditor, 'GET', `/v1/staff/entries/${id}/revisions/2?before=9`)).status).toBe(404);
  });

  it('lists by state, words and person, within the units of who asks', async () => {
    const mine = { ...content, question: '银杏卡在哪里领？' };
    const { body: draft } = await call(staff.unitEditor, 'POST', '/v1/staff/entries', { content: mine });
    expect(draft.unitId).toBe('u_ju');
    const list = async (who: SignedIn, query: string) =>
      (await call(who, 'GET', `/v1/staff/entries?${query}`)).body.entries.map(
        (row: { draft: { title: string } | null; question: string }) => row.question,
      );
    expect(await list(staff.editor, `q=${encodeURIComponent('银杏卡 哪里')}&state=draft`)).toEqual([mine.question]);
    expect(await list(staff.unitEditor, 'mine=true')).toEqual([mine.question]);
    expect(await list(staff.otherEditor, '')).toEqual([]);
    expect((await call(staff.otherEditor, 'GET', `/v1/staff/entries/${draft.itemId}`)).status).toBe(403);
    expect(
      (await call(staff.otherEditor, 'PUT', `/v1/staff/drafts/${draft.id}`, { content: draft.content, expected: 1 })).status,
    ).toBe(403);
    const discarded = await call(staff.unitEditor, 'DELETE', `/v1/staff/drafts/${draft.id}?expected=1`);
    expect([discarded.status, await list(staff.unitEditor, '')]).toEqual([200, []]);
  });

  it('finds clauses to rest on, with their text', async () => {
    const { body } = await call(staff.editor, 'GET', `/v1/staff/clauses?q=${encodeURIComponent('失业金 申领')}`);
    expect(body.clauses.length).toBeGreaterThan(0);
    const [first] = body.clauses;
    expect(first.label).toMatch(/^《.+》/);
    const { documentId, clauseId, label, textHash } = first;
    const { body: read } = await call(staff.editor, 'POST', '/v1/staff/entries/evidence', {
      basis: [{ documentId, clauseId, label, textHash }],
    });
    expect(read.evidence).toMatchObject([{ text: first.text, changed: false }]);
    const { body: moved } = await call(staff.editor, 'POST', '/v1/staff/entries/evidence', {
      basis: [{ documentId, clauseId, label, textHash: '' }],
    });
    expect(moved.evidence[0].changed).toBe(true);
  });

  it('answers a gap with what is drafted from it', async () => {
    const { body: gap } = await call(staff.agent, 'POST', '/v1/staff/gaps', {
      question: '银杏公交卡怎么挂失',
      channel: 'hotline',
    });
    const { body: draft } = await call(staff.editor, 'POST', '/v1/staff/entries', {
      content: { ...content, question: '银杏公交卡怎么挂失？', answer: '到服务点挂失。' },
      gapIds: [gap.id],
    });
    const state = async () => (await call(staff.editor, 'GET', `/v1/staff/gaps/${gap.id}`)).body.gap.state;
    expect(await state()).toBe('taken');
    await call(staff.editor, 'POST', `/v1/staff/drafts/${draft.id}/submit`, { expected: 1 });
    await call(staff.reviewer, 'POST', `/v1/staff/drafts/${draft.id}/approve`, { expected: 2 });
    expect(await state()).toBe('answered');
  });

  it('begins nothing where a gap cannot be linked, whoever is at it at once', async () => {
    const { body: gap } = await call(staff.agent, 'POST', '/v1/staff/gaps', { question: '银杏泳池几点开门', channel: 'hotline' });
    const question = '银杏泳池几点开门？';
    const begin = (ids: string[]) => call(staff.editor, 'POST', '/v1/staff/entries', { content: { question }, gapIds: ids });
    const statuses = (await Promise.all(Array.from({ length: 6 }, () => begin([gap.id])))).map(({ status }) => status);
    expect(statuses.filter((status) => status !== 201 && status !== 409)).toEqual([]);
    expect((await begin([gap.id, 'g_nothing'])).status).toBe(404);
    const drafts = (await call(staff.editor, 'GET', `/v1/staff/entries?q=${encodeURIComponent('银杏泳池')}`)).body.total;
    expect(drafts).toBe(statuses.filter((status) => status === 201).length);
  });

  it('shows citizens conditions, materials, steps and contact, and nothing that is for desks or staff', async () => {
    const secret = { script: '秘口径', internalNote: '秘提示', topic: '秘分类', noBasisReason: '秘理由', unitId: 'u_ju' };
    const open = { conditions: '开条件', materials: '开材料', steps: '开步骤', contact: '开电话' };
    const asked = '银杏饭卡怎么充值？';
    const { body: draft } = await call(staff.editor, 'POST', '/v1/staff/entries', {
      content: { ...content, ...secret, ...open, question: asked },
    });
    await call(staff.editor, 'POST', `/v1/staff/drafts/${draft.id}/submit`, { expected: 1 });
    await call(staff.reviewer, 'POST', `/v1/staff/drafts/${draft.id}/approve`, { expected: 2 });
    const search = async (headers = {}) => (await app.request(`/v1/search?q=${encodeURIComponent(asked)}`, { headers })).json();
    const hitOf = ({ hits }: { hits: { id: string; faq: object | null }[] }) => hits.find(({ id }) => id === draft.itemId)!;
    const public_ = hitOf(await search());
    expect(public_.faq).toMatchObject({ ...open, unit: '示例市人社局', legalBasis: content.legalBasis });
    expect(JSON.stringify([public_, await ask(asked)])).not.toMatch(/秘|u_ju/);
    const desk = hitOf(await search({ 'X-Wence-Key': test.secrets.hotline }));
    expect(desk.faq).toMatchObject({ desk: { script: '秘口径', internalNote: '秘提示' } });
    expect(JSON.stringify(desk)).not.toMatch(/秘分类|秘理由|u_ju/);
  });

  it('takes whole entries, and refuses larger bodies', async () => {
    const { body: draft } = await call(staff.editor, 'POST', '/v1/staff/entries', {});
    const long = { ...draft.content, answer: '长'.repeat(8_000), steps: '步'.repeat(4_000), materials: '料'.repeat(4_000) };
    expect((await call(staff.editor, 'PUT', `/v1/staff/drafts/${draft.id}`, { content: long, expected: 1 })).status).toBe(200);
    const huge = { ...draft.content, answer: '长'.repeat(200_000) };
    expect((await call(staff.editor, 'PUT', `/v1/staff/drafts/${draft.id}`, { content: huge, expected: 2 })).status).toBe(413);
  });

  it('reviews what ingestion brought in, of exactly what was looked at', async () => {
    const [waiting] = await test.wence.store.content.allItems({ reviewState: 'draft' });
    expect(waiting?.kind).toBe('document');
    const path = `/v1/staff/review/document/${waiting!.id}`;
    expect((await call(staff.editor, 'POST', `${path}/approve`, { fingerprint: waiting!.fingerprint })).status).toBe(403);
    expect((await call(staff.reviewer, 'POST', `${path}/approve`, { fingerprint: 'other' })).status).toBe(409);
    expect(
      (await call(staff.reviewer, 'POST', `/v1/staff/review/faq/${waiting!.id}/approve`, { fingerprint: waiting!.fingerprint }))
        .status,
    ).toBe(404);
    expect(
      (await call(staff.reviewer, 'POST', `${path}/return`, { fingerprint: waiting!.fingerprint, reason: '缺文号' })).status,
    ).toBe(200);
    expect((await call(staff.reviewer, 'POST', `${path}/approve`, { fingerprint: waiting!.fingerprint })).status).toBe(409);
  });
});
