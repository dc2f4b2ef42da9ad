import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiApp } from '../contract.ts';
import { appOf, openTestWence, post, type TestWence } from '../test-app.ts';

let test: TestWence;
let app: ApiApp;
let answerId: string;
beforeAll(async () => {
  test = await openTestWence();
  app = appOf(test.wence);
  answerId = (await (await post(app, '/v1/ask', { question: '失业保险金每月几号发放？' })).json()).id;
});
afterAll(() => test.remove());

describe('POST /v1/feedback', () => {
  it('keeps what a reader says, without personal data', async () => {
    const response = await post(app, '/v1/feedback', {
      answerId,
      helpful: false,
      reason: 'outdated',
      comment: '请回电13812345678',
    });
    expect(response.status).toBe(201);
    const { id } = await response.json();
    const [kept] = (await test.wence.store.reports.feedback({})).feedback;
    expect(kept).toMatchObject({ id, answerId, helpful: false, reason: 'outdated' });
    expect(kept?.comment).toContain('请回电');
    expect(kept?.comment).not.toContain('13812345678');
  });

  it.each([
    ['an unknown answer', { answerId: 'a0', helpful: true }, 404],
    ['nothing said', {}, 400],
    ['no opinion', { answerId: 'a0' }, 422],
    ['an unknown reason', { answerId: 'a0', reason: 'spam' }, 400],
    ['a comment that is too long', { answerId: 'a0', comment: 'x'.repeat(501) }, 422],
    ['helpful as a word', { answerId: 'a0', helpful: 'yes' }, 400],
  ])('refuses %s', async (_, body, status) => {
    expect((await post(app, '/v1/feedback', body)).status).toBe(status);
  });
});
