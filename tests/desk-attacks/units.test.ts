import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bearer } from '../../src/api/test-app.ts';
import { type Answer, approve, call, type Desk, openDesk, sound, submitted } from './people.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.base.remove());

const secret = '只在甲局草稿里的话';

describe('another unit', () => {
  it('reads, changes and takes over nothing by knowing its id', async () => {
    const { app, staff, join } = desk;
    const strangeReviewer = await join('strangereviewer', ['reviewer'], { unitId: 'u_yi' });
    const draft = await submitted(app, staff.unitEditor, sound({ question: '甲局的示例怎样办理？', answer: `${secret}。` }));
    const { id, itemId, revision: expected } = draft;
    const content = draft.sent.body.content;
    const attempts: [typeof staff.editor, string, string, unknown?][] = [
      [staff.otherEditor, 'GET', `entries/${itemId}`],
      [staff.otherEditor, 'GET', `entries/${itemId}/revisions/1`],
      [staff.otherEditor, 'POST', `entries/${itemId}/edit`],
      [staff.otherEditor, 'PUT', `drafts/${id}`, { content, expected }],
      [staff.otherEditor, 'POST', `drafts/${id}/recall`, { expected }],
      [staff.otherEditor, 'POST', `drafts/${id}/submit`, { expected, note: null }],
      [staff.otherEditor, 'DELETE', `drafts/${id}?expected=${expected}`],
      [strangeReviewer, 'POST', `drafts/${id}/approve`, { expected, note: null }],
      [strangeReviewer, 'POST', `drafts/${id}/return`, { expected, reason: '不行' }],
    ];
    for (const [who, method, path, body] of attempts) {
      const { status, text } = await call(app, who, method, `/v1/staff/${path}`, body);
      expect([method, path, status]).toEqual([method, path, 403]);
      expect(text).not.toContain(secret);
    }
    for (const change of [
      { step: 'add_tag', tag: '黑' },
      { step: 'set_unit', unitId: 'u_yi' },
      { step: 'submit', note: null },
    ]) {
      const bulk = await call(app, staff.otherEditor, 'POST', '/v1/staff/bulk/entries', { itemIds: [itemId], change });
      expect(bulk.body.outcomes).toMatchObject([{ itemId, ok: false }]);
    }
    const lists = [
      'entries',
      'entries?unit=u_ju',
      'review',
      'overview',
      'export/entries?format=csv',
      'export/entries?format=csv&unit=u_ju',
    ];
    for (const path of lists) {
      const { status, text } = await call(app, staff.otherEditor, 'GET', `/v1/staff/${path}`);
      expect([path, status, text.includes(secret), text.includes(itemId)]).toEqual([path, 200, false, false]);
    }
  });

  it('is not told of a draft by writing the same question', async () => {
    const { app, staff } = desk;
    const question = '甲局正在起草的示例怎样办理？';
    const own = await call(app, staff.unitEditor, 'POST', '/v1/staff/entries', { content: sound({ question }) });
    const near = async (who: typeof staff.editor, unitId: string) => {
      const content = { ...own.body.content, unitId };
      const { body } = await call(app, who, 'POST', '/v1/staff/entries/check', { content, itemId: null });
      return body.near.map(({ itemId }: { itemId: string }) => itemId);
    };
    expect(await near(staff.unitEditor, 'u_ju')).toContain(own.body.itemId);
    expect(await near(staff.otherEditor, 'u_yi')).not.toContain(own.body.itemId);
  });

  it('is not given what belongs to this one', async () => {
    const { app, staff } = desk;
    const into = await call(app, staff.unitEditor, 'POST', '/v1/staff/entries', { content: sound({ unitId: 'u_yi' }) });
    const above = await call(app, staff.unitEditor, 'POST', '/v1/staff/entries', { content: sound({ unitId: null }) });
    expect([into.status, above.status]).toEqual([403, 403]);
  });
});

describe('the emergency banner', () => {
  it('over the whole city is not for an account of one unit', async () => {
    const { app, join } = desk;
    const reviewer = await join('unitreviewer', ['reviewer'], { unitId: 'u_ju' });
    const [from, until] = ['2025-06-02T08:00:00+08:00', '2025-06-02T20:00:00+08:00'];
    const banner = { text: '停止办理', level: 'urgent', channels: ['web'], from, until, link: null };
    expect((await call(app, reviewer, 'PUT', '/v1/staff/banner', { banner, revision: 0 })).status).toBe(403);
    expect((await call(app, reviewer, 'DELETE', '/v1/staff/banner?revision=0')).status).toBe(403);
    expect((await call(app, desk.staff.reviewer, 'PUT', '/v1/staff/banner', { banner, revision: 0 })).status).toBe(200);
  });
});

describe('a draft', () => {
  it('is found through no door but its own, and nothing through any once it is withdrawn', async () => {
    const { app, staff, base } = desk;
    const question = '琉璃瓦补贴怎样领取？';
    const words = '琉璃瓦补贴凭身份证在窗口领取';
    const draft = await submitted(app, staff.editor, sound({ question, answer: `${words}。` }));
    const doors = async () => {
      const paths = [
        `/v1/search?q=${encodeURIComponent(question)}`,
        `/v1/search?q=${encodeURIComponent('琉璃瓦')}&channel=hotline`,
        `/v1/items/${draft.itemId}`,
        '/v1/faqs',
      ];
      const seen: string[] = [];
      const callers: Record<string, string>[] = [{}, staff.agent.cookie, bearer(base.secrets.hotline)];
      for (const headers of callers) {
        for (const path of paths) {
          const text = await (await app.request(path, { headers })).text();
          if (text.includes(words)) seen.push(path);
        }
        const post = { method: 'POST', body: JSON.stringify({ question }), headers: { 'Content-Type': 'application/json' } };
        if ((await (await app.request('/v1/ask', post)).text()).includes(words)) seen.push('ask');
      }
      return seen;
    };
    expect(await doors()).toEqual([]);
    expect((await approve(app, staff.reviewer, draft)).status).toBe(200);
    expect(await doors()).toContain('ask');
    const withdrawn: Answer = await call(app, staff.reviewer, 'POST', `/v1/staff/entries/${draft.itemId}/withdraw`, {
      reason: '有误',
    });
    expect(withdrawn.status).toBe(200);
    expect(await doors()).toEqual([]);
  });
});
