import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerRecord } from '../../tests/contracts/items.ts';
import { NotFoundError } from '../domain/errors.ts';
import { fixedClock } from '../domain/time.ts';
import type { Store } from '../store/contract.ts';
import { openSqliteStore } from '../store/sqlite/store.ts';
import { createFeedback } from './feedback.ts';
import { createGaps } from './gaps.ts';

const clock = fixedClock('2025-03-01');
const mobile = '13912345678';

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
    const [kept] = await feedback.list();
    expect(kept).toMatchObject({ id, answerId: 'a1', helpful: false, reason: 'wrong', at: '2025-03-01T04:00:00.000Z' });
    expect(kept?.comment).toContain('请打我电话');
    expect(kept?.comment).not.toContain(mobile);
  });

  it('takes no feedback on answers that were never given', async () => {
    const feedback = createFeedback(store, clock);
    await expect(feedback.give({ answerId: 'a2', helpful: true, reason: null, comment: null })).rejects.toThrow(NotFoundError);
    expect(await feedback.list()).toEqual([]);
  });

  it('keeps gaps that an agent reports, newest first, without personal data', async () => {
    const gaps = createGaps(store, clock);
    const gap = await gaps.record({
      answerId: 'a1',
      question: `我的手机${mobile}怎么换`,
      channel: 'hotline',
      reason: '没有口径',
    });
    const later = createGaps(store, fixedClock('2025-03-02'));
    await later.record({ answerId: 'a1', question: '第二个', channel: 'window', reason: '没有口径' });
    expect((await gaps.list()).map((found) => found.question)).toEqual(['第二个', gap.question]);
    expect(gap.question).not.toContain(mobile);
    expect(await gaps.list(1)).toHaveLength(1);
  });
});
