import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiApp } from '../contract.ts';
import { appOf, openTestWence, post, type TestWence } from '../test-app.ts';
import { as, type SignedIn, signInStaff, type TestStaff } from '../test-staff.ts';

let test: TestWence;
let app: ApiApp;
let staff: TestStaff;
beforeAll(async () => {
  test = await openTestWence();
  app = appOf(test.wence);
  staff = await signInStaff(test.wence);
});
afterAll(() => test.remove());

const leave = async (text: string) => (await post(app, '/v1/messages', { text })).json();
const read = async (code: string) => (await post(app, '/v1/messages/read', { code })).json();
const list = async (state = 'open', who: SignedIn = staff.editor) =>
  (await as(app, who, 'GET', `/v1/staff/messages?state=${state}`)).json();
const step = (id: string, name: string, body: object, who: SignedIn) =>
  as(app, who, 'POST', `/v1/staff/messages/${id}/${name}`, body);

describe('messages of citizens', () => {
  it('go from citizen to editor to reviewer and back by the code', async () => {
    const { code, dueOn } = await leave('充电桩有没有补贴，我的电话13812345678');
    expect(dueOn).toBe('2025-06-09');
    expect(await read(code)).toMatchObject({ answered: false, reply: null, dueOn });
    const [message] = (await list()).messages;
    expect(message.text).not.toContain('13812345678');
    expect(JSON.stringify(message)).not.toContain('codeHash');
    expect((await step(message.id, 'reply', { revision: 1, reply: '没有市级补贴。' }, staff.editor)).status).toBe(200);
    expect(await read(code)).toMatchObject({ answered: false, reply: null });
    expect((await list('submitted', staff.reviewer)).messages[0]).toMatchObject({ own: false, reply: '没有市级补贴。' });
    expect((await step(message.id, 'approve', { revision: 2 }, staff.reviewer)).status).toBe(200);
    expect(await read(code)).toMatchObject({ answered: true, reply: '没有市级补贴。' });
  });

  it('keep their rights apart', async () => {
    await leave('夜间装修能投诉吗');
    const [message] = (await list()).messages;
    const reply = { revision: 1, reply: '可以。' };
    for (const who of [staff.reviewer, staff.auditor, staff.agent, staff.administrator])
      expect((await step(message.id, 'reply', reply, who)).status).toBe(403);
    await step(message.id, 'reply', reply, staff.editor);
    expect((await step(message.id, 'approve', { revision: 2 }, staff.editor2)).status).toBe(403);
    expect((await step(message.id, 'return', { revision: 2, reason: '写明依据' }, staff.reviewer)).status).toBe(200);
    for (const who of [staff.agent, staff.evaluator, staff.administrator])
      expect((await as(app, who, 'GET', '/v1/staff/messages')).status).toBe(403);
    await step(message.id, 'unit', { revision: 3, unitId: 'u_yi' }, staff.editor);
    expect((await step(message.id, 'reply', { revision: 4, reply: '可以。' }, staff.unitEditor)).status).toBe(403);
    expect((await step(message.id, 'reply', { revision: 3, reply: '可以。' }, staff.otherEditor)).status).toBe(409);
  });

  it.each([
    ['nothing', { text: ' ' }],
    ['a whole book', { text: '长'.repeat(1001) }],
  ])('refuse %s', async (_, body) => {
    expect((await post(app, '/v1/messages', body)).status).toBe(422);
  });

  it('tell nothing without the right code', async () => {
    expect((await post(app, '/v1/messages/read', { code: 'AAAAA-AAAAA-AAAAA-AAAAA' })).status).toBe(404);
    expect((await post(app, '/v1/messages', { text: '问', answerId: 'a0' })).status).toBe(404);
  });
});
