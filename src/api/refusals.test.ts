import { afterAll, beforeAll, expect, it } from 'vitest';
import { mostRefusals } from '../desk/refusals.ts';
import type { ApiApp } from './contract.ts';
import { appOf, openTestWence, type TestWence } from './test-app.ts';
import { as, signInStaff, type TestStaff } from './test-staff.ts';

let test: TestWence;
let staff: TestStaff;
let app: ApiApp;
beforeAll(async () => {
  test = await openTestWence();
  app = appOf(test.wence);
  staff = await signInStaff(test.wence);
});
afterAll(() => test.remove());

const denied = async () => (await test.wence.store.audit.list({ action: 'access.denied', limit: 100 })).entries;

it('keeps a refused step of somebody who has signed in, once an hour', async () => {
  const begun = await as(app, staff.otherEditor, 'POST', '/v1/staff/entries', { content: { question: '医保的问题？' } });
  const { itemId } = await begun.json();
  for (let n = 0; n < 3; n++)
    expect((await as(app, staff.unitEditor, 'POST', `/v1/staff/entries/${itemId}/edit`)).status).toBe(403);
  expect((await as(app, staff.auditor, 'GET', '/v1/staff/keys?secret=geheim')).status).toBe(200);
  expect((await as(app, staff.editor, 'GET', '/v1/staff/keys')).status).toBe(403);
  expect(await denied()).toMatchObject([
    {
      actorId: staff.unitEditor.account.id,
      subject: itemId,
      detail: `这条内容不属于您的单位；POST /v1/staff/entries/${itemId}/edit`,
      origin: expect.any(String),
    },
  ]);
});

it('is not flooded by somebody who tries everything', async () => {
  for (let n = 0; n < mostRefusals + 5; n++)
    expect((await as(app, staff.auditor, 'POST', `/v1/staff/drafts/t${n}/approve?secret=geheim`, { expected: 1 })).status).toBe(
      403,
    );
  const kept = (await denied()).filter(({ actorId }) => actorId === staff.auditor.account.id);
  expect(kept).toHaveLength(mostRefusals);
  expect(kept[0]?.detail).toContain('不再逐条记录');
  expect(JSON.stringify(kept)).not.toContain('geheim');
  expect((await test.wence.store.audit.verify()).broken).toBeNull();
});
