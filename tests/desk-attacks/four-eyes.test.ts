import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { approve, call, type Desk, openDesk, sound, submitted } from './people.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.base.remove());

describe('nobody approves what they wrote', () => {
  it.each([
    ['the same name', '双职甲'],
    ['with a character that nobody sees', '双\u200b职甲'],
    ['turned about and back', '双\u202d职甲'],
    ['with spaces in it', '双 职　甲'],
  ])('under a second account: %s', async (_what, name) => {
    const { app, join } = desk;
    const writer = await join(`w${[...name].length}${name.codePointAt(1)}`, ['editor', 'reviewer'], { name: '双职甲' });
    const second = await join(`s${[...name].length}${name.codePointAt(1)}`, ['reviewer'], { name });
    const draft = await submitted(app, writer);
    expect((await approve(app, second, draft)).status).toBe(403);
    expect((await approve(app, desk.staff.reviewer, draft)).status).toBe(200);
  });

  it('of several writers, none, whoever submitted it and whatever they are called by then', async () => {
    const { app, staff, join, base } = desk;
    const one = await join('both1', ['editor', 'reviewer']);
    const two = await join('both2', ['editor', 'reviewer']);
    const draft = await submitted(app, one);
    const back = await call(app, one, 'POST', `/v1/staff/drafts/${draft.id}/recall`, { expected: draft.revision });
    const content = { ...back.body.content, answer: '带身份证到窗口办理，次日办结。' };
    const saved = await call(app, two, 'PUT', `/v1/staff/drafts/${draft.id}`, { content, expected: back.body.revision });
    const step = { expected: saved.body.draft.revision, note: null };
    const sent = await call(app, staff.editor, 'POST', `/v1/staff/drafts/${draft.id}/submit`, step);
    const again = { id: draft.id, revision: sent.body.revision };
    // A new name, and no editor any more.
    const renamed = { ...two.account, name: '改名之后', roles: ['reviewer' as const] };
    await base.wence.store.apply([{ type: 'put_account', account: renamed, expected: 1 }]);
    expect((await approve(app, one, again)).status).toBe(403);
    expect((await approve(app, two, again)).status).toBe(403);
    expect((await approve(app, staff.reviewer, again)).status).toBe(200);
  });

  it('publishes only the revision that was looked at, whoever is faster', async () => {
    const { app, staff, join } = desk;
    const both = await join('both3', ['editor', 'reviewer']);
    for (let round = 0; round < 8; round++) {
      const draft = await submitted(app, staff.editor, sound({ question: `第${round}轮抢先的示例怎样办理？` }));
      const sneak = async () => {
        const back = await call(app, staff.editor, 'POST', `/v1/staff/drafts/${draft.id}/recall`, { expected: draft.revision });
        if (back.status !== 200) return back;
        const content = { ...back.body.content, answer: '偷换的答案。' };
        return call(app, both, 'PUT', `/v1/staff/drafts/${draft.id}`, { content, expected: back.body.revision });
      };
      const outcomes = await Promise.all([approve(app, both, draft), sneak(), approve(app, staff.reviewer2, draft)]);
      expect(outcomes.map(({ status }) => status).filter((status) => status >= 500)).toEqual([]);
      const shown = await app.request(`/v1/items/${draft.itemId}`);
      expect(await shown.text()).not.toContain('偷换的答案');
    }
  });

  it('one of two reviewers who decide at once wins', async () => {
    const { app, staff } = desk;
    const draft = await submitted(app, staff.editor);
    const back = { expected: draft.revision, reason: '不行' };
    const outcomes = await Promise.all([
      approve(app, staff.reviewer, draft),
      approve(app, staff.reviewer2, draft),
      call(app, staff.reviewer2, 'POST', `/v1/staff/drafts/${draft.id}/return`, back),
    ]);
    const statuses = outcomes.map(({ status }) => status).sort();
    expect(statuses[0]).toBe(200);
    for (const status of statuses.slice(1)) expect([404, 409]).toContain(status);
    expect((await desk.base.wence.store.audit.verify()).broken).toBeNull();
  });

  it('an import or a bulk step publishes nothing', async () => {
    const { app, staff } = desk;
    const question = '导入就想发布的示例怎样办理？';
    const csv = new TextEncoder().encode(`问题,答案,依据,状态\n${question},马上办。,《示例市办法》第一条,已发布\n`);
    const send = (path: string) =>
      app.request(path, {
        method: 'POST',
        headers: { ...staff.editor.headers, 'Content-Type': 'application/octet-stream' },
        body: csv,
      });
    const { mark } = await (await send('/v1/staff/import/preview?name=a.csv')).json();
    const taken = await (await send(`/v1/staff/import/accept?name=a.csv&mark=${mark}&state=submitted`)).json();
    expect(taken.submitted).toBe(1);
    expect((await app.request(`/v1/items/${taken.rows[0].itemId}`)).status).toBe(404);
    const change = { step: 'approve', note: null };
    const bulk = { itemIds: [taken.rows[0].itemId], change };
    expect((await call(app, staff.reviewer, 'POST', '/v1/staff/bulk/entries', bulk)).status).toBe(403);
    expect((await call(app, staff.editor, 'POST', '/v1/staff/bulk/entries', bulk)).status).toBe(400);
  });
});
