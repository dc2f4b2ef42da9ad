import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerRecord } from '../../tests/contracts/items.ts';
import { NotFoundError } from '../domain/errors.ts';
import { fixedClock } from '../domain/time.ts';
import type { Store } from '../store/contract.ts';
import { openSqliteStore } from '../store/sqlite/store.ts';
import { createFeedback } from './feedback.ts';

const clock = fixedClock('2025-03-01');
const mobile = '13912345678';
const editor = { id: 'u_li', name: '李编辑', from: '10.0.0.7' };

describe('what citizens tell the desk', () => {
  let store: Store;
  beforeEach(async () => {
    store = await openSqliteStore(':memory:');
    await store.apply([{ type: 'put_answer', answer: answerRecord('a1') }]);
  });
  afterEach(() => store.close());

  it('keeps feedback on an answer, without personal data', async () => {
    const feedback = createFeedback(store, clock);
    const { id } = await feedback.give({ answerId: 'a1', helpful: false, reason: 'wrong', comment: `请打我电话${mobile}` });
    const [kept] = (await feedback.list()).feedback;
    expect(kept).toMatchObject({ id, answerId: 'a1', helpful: false, reason: 'wrong', at: '2025-03-01T04:00:00.000Z' });
    expect(kept?.comment).toContain('请打我电话');
    expect(kept?.comment).not.toContain(mobile);
  });

  it('takes no feedback on answers that were never given', async () => {
    const feedback = createFeedback(store, clock);
    await expect(feedback.give({ answerId: 'a2', helpful: true, reason: null, comment: null })).rejects.toThrow(NotFoundError);
    expect((await feedback.list()).total).toBe(0);
  });

  it('marks feedback as handled and lets it be handled again', async () => {
    const feedback = createFeedback(store, clock);
    const { id } = await feedback.give({ answerId: 'a1', helpful: false, reason: null, comment: null });
    await feedback.handle(id, editor, `已致电${mobile}`);
    const handled = (await feedback.list({ handled: true })).feedback[0];
    expect(handled).toMatchObject({ id, handledName: '李编辑', handledAt: '2025-03-01T04:00:00.000Z' });
    expect(handled?.note).toContain('已致电');
    expect(handled?.note).not.toContain(mobile);
    await feedback.reopen(id, editor);
    expect((await feedback.list({ handled: false })).feedback[0]).toMatchObject({ id, handledBy: null, note: null });
    expect((await store.activity.audit(9)).map(({ action }) => action)).toEqual(['feedback.reopen', 'feedback.handle']);
    await expect(feedback.handle('fb_none', editor, null)).rejects.toThrow(NotFoundError);
  });
});
