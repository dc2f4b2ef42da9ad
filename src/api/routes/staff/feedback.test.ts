import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiApp } from '../../contract.ts';
import { appOf, bearer, openTestWence, post, type TestWence } from '../../test-app.ts';
import { ids } from '../../test-base.ts';
import { as, signInStaff, type TestStaff } from '../../test-staff.ts';

let test: TestWence;
let app: ApiApp;
let staff: TestStaff;
let answerId: string;
beforeAll(async () => {
  test = await openTestWence();
  app = appOf(test.wence);
  staff = await signInStaff(test.wence);
  answerId = (await (await post(app, '/v1/ask', { question: '失业金每月几号发放？' })).json()).id;
  await post(app, '/v1/feedback', { answerId, helpful: false, reason: 'outdated', comment: '请回电13812345678' });
  await post(app, '/v1/feedback', { answerId, helpful: true });
});
afterAll(() => test.remove());

const list = async (query = '', who = staff.editor) => (await as(app, who, 'GET', `/v1/staff/feedback${query}`)).json();
const handle = (id: string, handled: boolean, who = staff.editor) =>
  as(app, who, 'POST', `/v1/staff/feedback/${id}/handled`, { handled, note: '已更正' });

describe('/v1/staff/feedback', () => {
  it('lists what readers say with the answer, without personal data', async () => {
    const { total, feedback } = await list('?helpful=false');
    expect(total).toBe(1);
    expect(feedback[0]).toMatchObject({ answerId, reason: 'outdated', question: '失业金每月几号发放？', itemIds: [ids.faq] });
    expect(feedback[0].answer).not.toBe('');
    expect(JSON.stringify(feedback)).not.toContain('13812345678');
    expect((await list(`?item=${ids.faq}&from=2025-06-02&to=2025-06-02`)).total).toBe(2);
    expect((await list('?to=2025-06-01')).total).toBe(0);
  });

  it('is marked as handled and handled again', async () => {
    const { feedback } = await list('?commented=true');
    expect((await handle(feedback[0].id, true)).status).toBe(200);
    expect((await list('?handled=true')).feedback[0]).toMatchObject({ handledName: 'editor的姓名', note: '已更正' });
    expect((await list('?handled=false')).total).toBe(1);
    await handle(feedback[0].id, false);
    expect((await list('?handled=false')).total).toBe(2);
    expect((await handle('fb_none', true)).status).toBe(404);
  });

  it('keeps the words of what was withdrawn from those who may not read every entry', async () => {
    const answerOf = async (who = staff.editor) => (await list('', who)).feedback[0].answer;
    expect(await answerOf(staff.evaluator)).not.toBeNull();
    const at = '2025-06-02T05:00:00.000Z';
    await test.wence.store.apply([
      { type: 'set_review', itemId: ids.faq, from: ['published'], to: 'withdrawn', by: '赵', at, note: null },
    ]);
    expect(await answerOf(staff.evaluator)).toBeNull();
    expect(await answerOf(staff.auditor)).not.toBeNull();
  });

  it('is closed to those without the right', async () => {
    expect((await app.request('/v1/staff/feedback', { headers: bearer(test.secrets.evaluator) })).status).toBe(401);
    expect((await as(app, staff.agent, 'GET', '/v1/staff/feedback')).status).toBe(403);
    expect((await handle('fb', true, staff.auditor)).status).toBe(403);
  });
});
