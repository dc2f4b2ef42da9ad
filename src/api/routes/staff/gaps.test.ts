import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faqIdOf } from '../../../domain/ids.ts';
import type { ApiApp } from '../../contract.ts';
import { appOf, bearer, openTestWence, post, type TestWence } from '../../test-app.ts';
import { ids } from '../../test-base.ts';
import { as, type SignedIn, signIn, signInStaff, type TestStaff, testAccount } from '../../test-staff.ts';

let test: TestWence;
let app: ApiApp;
let staff: TestStaff;
let windowAgent: SignedIn;
beforeAll(async () => {
  test = await openTestWence();
  app = appOf(test.wence);
  staff = await signInStaff(test.wence);
  const account = testAccount('chuangkou', ['agent'], { desks: ['window'] });
  await test.wence.store.apply([{ type: 'put_account', account, expected: 0 }]);
  windowAgent = await signIn(test.wence, account);
});
afterAll(() => test.remove());

const deskEntry = faqIdOf('s1', '失业金银杏坐席如何登记？');
const report = (body: object, who: SignedIn = staff.agent) => as(app, who, 'POST', '/v1/staff/gaps', body);
const list = async (query = '', who: SignedIn = staff.editor) => (await as(app, who, 'GET', `/v1/staff/gaps${query}`)).json();
const read = async (id: string) => (await as(app, staff.editor, 'GET', `/v1/staff/gaps/${id}`)).json();
const step = (id: string, body: object, who: SignedIn = staff.editor) => as(app, who, 'POST', `/v1/staff/gaps/${id}/steps`, body);

describe('/v1/staff/gaps', () => {
  it('takes what an agent reports, without personal data, and counts equal ones', async () => {
    const first = await report({ question: '高龄津贴能补发吗，我的电话13812345678', channel: 'hotline' });
    expect(first.status).toBe(201);
    const { id } = await first.json();
    const again = await (await report({ question: '高龄津贴能补发吗 我的电话13812345678', channel: 'window' })).json();
    expect(again).toMatchObject({ id, reports: 2 });
    const { gap, reports } = await read(id);
    expect(gap).toMatchObject({
      kind: 'gap',
      state: 'open',
      reports: 2,
      channel: 'hotline',
      dueOn: '2025-06-09',
      overdue: false,
    });
    expect(reports).toHaveLength(2);
    expect(reports[0].reporterName).toBe('agent的姓名');
    expect(JSON.stringify([gap, reports])).not.toContain('13812345678');
  });

  it('lets an agent report on a channel of its own only', async () => {
    expect((await report({ question: '问', channel: 'hotline' }, windowAgent)).status).toBe(403);
    expect((await report({ question: '问', channel: 'window' }, windowAgent)).status).toBe(201);
  });

  it('takes an error in a text that the agent may read, under its title when nothing was asked', async () => {
    const said = { kind: 'error', words: '日期不对', channel: 'hotline', itemId: ids.faq, clauseId: 'c1' };
    const { id } = await (await report(said)).json();
    const { gap } = await read(id);
    expect(gap).toMatchObject({
      kind: 'error',
      question: '失业金每月几号发放？',
      itemTitle: '失业金每月几号发放？',
      reason: '日期不对',
      dueOn: '2025-06-05',
    });
  });

  it('tells nobody about texts that the reporter may not read', async () => {
    const about = (itemId: string, who: SignedIn, channel = 'window') =>
      report({ kind: 'error', question: '错', itemId, channel }, who);
    for (const itemId of [ids.draft, ids.withdrawn, 'f_none']) expect((await about(itemId, windowAgent)).status).toBe(404);
    expect((await about(deskEntry, windowAgent)).status).toBe(404);
    expect((await about(deskEntry, staff.agent, 'hotline')).status).toBe(201);
    expect((await about(ids.draft, staff.editor, 'web')).status).toBe(201);
    const { gaps } = await list(`?item=${deskEntry}`, staff.evaluator);
    expect(gaps).toHaveLength(1);
    expect(gaps[0].itemTitle).toBeNull();
  });

  it.each([
    ['nothing asked', { question: ' ' }, 400],
    ['an error of nothing', { kind: 'error', question: '错' }, 400],
    ['an unknown answer', { question: '问', answerId: 'a0' }, 404],
    ['a wrong kind', { kind: 'spam', question: '问' }, 400],
  ])('refuses %s', async (_, body, status) => {
    expect((await report(body)).status).toBe(status);
  });

  it('joins the report to what was declined by itself', async () => {
    const question = '丧葬补助金申领期限是多久？';
    const declined = await (await post(app, '/v1/ask', { question })).json();
    expect(declined.status).toBe('declined_no_evidence');
    const { id, reports } = await (await report({ question, channel: 'hotline', answerId: declined.id })).json();
    expect(reports).toBe(1);
    const whole = await read(id);
    expect(whole.reports.map(({ reporterName }: { reporterName: string | null }) => reporterName)).toContain(null);
    expect(whole.gap.reports).toBe(1);
    // Somebody else is told so in another conversation: that is one more time.
    await post(app, '/v1/ask', { question });
    expect((await read(id)).gap.reports).toBe(2);
    expect((await (await report({ question, channel: 'hotline' })).json()).reports).toBe(2);
  });

  it('lets the reporter take it back, and nobody else', async () => {
    const { id, reportId } = await (await report({ question: '误触', channel: 'web' })).json();
    const remove = (who: SignedIn) => as(app, who, 'DELETE', `/v1/staff/gaps/reports/${reportId}`);
    expect((await remove(windowAgent)).status).toBe(404);
    expect((await remove(staff.agent)).status).toBe(200);
    expect((await as(app, staff.editor, 'GET', `/v1/staff/gaps/${id}`)).status).toBe(404);
  });

  it('lists by kind, state, unit and words, and groups what asks the same', async () => {
    await report({ question: '公积金可以提取吗', channel: 'web' });
    await report({ question: '公积金怎么提取', channel: 'web' });
    const { total, gaps, groups } = await list('?state=waiting&q=公积金');
    expect(total).toBe(2);
    expect(groups).toHaveLength(1);
    expect(groups[0]).toHaveLength(2);
    expect((await read(gaps[0].id)).like.map(({ id }: { id: string }) => id)).toEqual([gaps[1].id]);
    expect((await list('?kind=error')).gaps.every(({ kind }: { kind: string }) => kind === 'error')).toBe(true);
    expect((await list('?unit=none&state=answered')).total).toBe(0);
  });

  it('is taken, dismissed, reopened, answered by editors; who was slower is told who was faster', async () => {
    const { id } = await (await report({ question: '夜间车位收费', channel: 'web' })).json();
    expect((await step(id, { step: 'take', revision: 1 })).status).toBe(200);
    const late = await step(id, { step: 'take', revision: 1 }, staff.editor2);
    expect(late.status).toBe(409);
    expect((await late.json()).message).toContain('editor的姓名');
    expect((await step(id, { step: 'dismiss', revision: 2, reason: '' })).status).toBe(400);
    expect(await (await step(id, { step: 'dismiss', revision: 2, reason: '不归我市' })).json()).toMatchObject({
      state: 'dismissed',
      note: '不归我市',
    });
    await step(id, { step: 'reopen', revision: 3 });
    expect(await (await step(id, { step: 'answer', revision: 4, note: '已有问答', itemId: ids.faq })).json()).toMatchObject({
      state: 'answered',
      resultItemId: ids.faq,
    });
  });

  it('belongs to the unit it is handed to', async () => {
    const { id } = await (await report({ question: '门诊报销比例', channel: 'web' })).json();
    expect((await step(id, { step: 'assign', revision: 1, unitId: 'u_yi' }, staff.unitEditor)).status).toBe(200);
    expect((await step(id, { step: 'take', revision: 2 }, staff.unitEditor)).status).toBe(403);
    expect((await as(app, staff.unitEditor, 'GET', `/v1/staff/gaps/${id}`)).status).toBe(403);
    expect((await list('?q=门诊', staff.unitEditor)).total).toBe(0);
    expect((await list('?q=门诊', staff.otherEditor)).total).toBe(1);
  });

  it('is linked to what will answer it', async () => {
    const { id } = await (await report({ question: '数字人补贴', channel: 'web' })).json();
    expect((await as(app, staff.editor, 'POST', '/v1/staff/gaps/links', { ids: [id], itemId: 'f_new' })).status).toBe(200);
    expect((await read(id)).gap).toMatchObject({ state: 'taken', resultItemId: 'f_new' });
  });

  it('is closed to those without the right', async () => {
    expect((await app.request('/v1/staff/gaps')).status).toBe(401);
    for (const who of [staff.agent, staff.administrator]) expect((await as(app, who, 'GET', '/v1/staff/gaps')).status).toBe(403);
    expect((await report({ question: '问' }, staff.auditor)).status).toBe(403);
    const { gaps } = await list();
    expect((await step(gaps[0].id, { step: 'take', revision: 1 }, staff.reviewer)).status).toBe(403);
  });
});

describe('/v1/gaps', () => {
  const byKey = (secret: string, body: object) => post(app, '/v1/gaps', body, bearer(secret));

  it('takes reports of a desk’s key, joined with those of accounts, and lets the same key take them back', async () => {
    const { hotline, window } = test.secrets;
    const asked = { question: '异地就医备案要多久', channel: 'hotline' };
    const { id } = await (await report(asked)).json();
    const given = await byKey(hotline, asked);
    expect(given.status).toBe(201);
    const { id: joined, reportId, reports } = await given.json();
    expect([joined, reports]).toEqual([id, 2]);
    expect((await read(id)).reports.map(({ reporterName }: { reporterName: string }) => reporterName)).toContain('热线');
    const remove = (secret: string) => app.request(`/v1/gaps/reports/${reportId}`, { method: 'DELETE', headers: bearer(secret) });
    expect((await remove(window)).status).toBe(404);
    expect((await remove(hotline)).status).toBe(200);
    expect((await read(id)).gap.reports).toBe(1);
  });

  it('is closed without a desk’s key, and for what the key may not read', async () => {
    const asked = { question: '问', channel: 'hotline' };
    expect((await post(app, '/v1/gaps', asked)).status).toBe(401);
    expect((await post(app, '/v1/gaps', { question: '问' })).status).toBe(401);
    expect((await byKey(test.secrets.metrics, { question: '问' })).status).toBe(403);
    expect((await byKey(test.secrets.window, asked)).status).toBe(403);
    const hidden = { kind: 'error', question: '问', channel: 'window', itemId: deskEntry };
    expect((await byKey(test.secrets.window, hidden)).status).toBe(404);
  });
});
