import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerRecord, source, today } from '../../tests/contracts/items.ts';
import { fixedClock } from '../domain/time.ts';
import type { Store } from '../store/contract.ts';
import { openSqliteStore } from '../store/sqlite/store.ts';
import { entriesOf, memberIn, published, sound, unitChange } from './entries/test-desk.ts';
import { createFeedback } from './feedback.ts';
import { createGaps } from './gaps.ts';
import { createMessages } from './messages.ts';
import { createOverview } from './overview.ts';
import { createSettings } from './settings.ts';

const clock = fixedClock(today);

describe('the start page', () => {
  let store: Store;
  beforeEach(async () => {
    store = await openSqliteStore(':memory:', { clock });
    await store.apply([...source, { type: 'put_answer', answer: answerRecord('a1') }, unitChange('民政'), unitChange('人社')]);
  });
  afterEach(() => store.close());
  const overview = () => createOverview(store, clock);

  it('shows a writer the own drafts, returned ones first with the reason', async () => {
    const entries = entriesOf(store, clock);
    const li = await memberIn(store, { id: 'li', roles: ['editor'] });
    const zhao = await memberIn(store, { id: 'zhao', roles: ['reviewer'] });
    const first = await entries.begin({ ...sound, question: '甲' }, li);
    const second = await entries.begin({ ...sound, question: '乙' }, li);
    await entries.begin({ ...sound, question: '丙' }, li);
    for (const draft of [first, second]) await entries.submit(draft.id, 1, null, li);
    await entries.return(second.id, 2, '缺依据', zhao);
    const { drafts, review } = await overview().of(li);
    expect(drafts).toMatchObject({ returned: 1, draft: 1, submitted: 1 });
    expect(drafts?.lines.map(({ title, state, note }) => [title, state, note])).toEqual([
      ['乙', 'returned', '缺依据'],
      ['丙', 'draft', null],
      ['甲', 'submitted', null],
    ]);
    expect(review).toBeNull();
    expect((await overview().of(zhao)).review).toMatchObject({ faq: 1, document: 0, lines: [{ title: '甲' }] });
    expect((await overview().of(zhao)).drafts).toBeNull();
  });

  it('shows an administrator how far the place is set up, and nobody else', async () => {
    const root = await memberIn(store, { id: 'root', roles: ['administrator'] });
    const set = { passwordHash: 'x', passwordAt: clock.now().toISOString() };
    await store.apply([{ type: 'put_credentials', accountId: 'root', set }]);
    const li = await memberIn(store, { id: 'li', roles: ['editor', 'reviewer'] });
    const zhao = await memberIn(store, { id: 'zhao', roles: ['reviewer'] });
    await published(entriesOf(store, clock), { ...sound, unitId: '民政' }, li, zhao);
    await createSettings(store, clock).put('holidays', ['2027-01-01'], 0, root.actor);
    expect((await overview().of(root)).administration).toEqual({
      units: 2,
      editors: 1,
      reviewers: 2,
      unused: 0,
      administratorsWithoutTotp: 1,
      settings: 1,
      holidays: true,
      documents: 0,
      entries: 1,
    });
    expect((await overview().of(li)).administration).toBeNull();
  });

  it('does not offer a reviewer what that person wrote, or what belongs to another unit', async () => {
    const entries = entriesOf(store, clock);
    const both = await memberIn(store, { id: 'both' });
    const other = await memberIn(store, { id: 'other', unitId: '人社' });
    const draft = await entries.begin({ ...sound, unitId: '民政' }, both);
    await entries.submit(draft.id, 1, null, both);
    expect((await overview().of(both)).review?.faq).toBe(0);
    expect((await overview().of(other)).review?.faq).toBe(0);
    const again = await memberIn(store, { id: 'again', name: both.account.name });
    expect((await overview().of(again)).review?.faq).toBe(0);
    const near = await memberIn(store, { id: 'near', unitId: '民政' });
    expect((await overview().of(near)).review?.faq).toBe(1);
  });

  it('counts gaps by unit and feedback that waits, for those who may read them', async () => {
    const gaps = createGaps(store, clock);
    const report = (question: string, unitId: string | null) =>
      gaps.report(
        { kind: 'gap', question, words: null, channel: 'web', answerId: null, itemId: null, clauseId: null, unitId },
        null,
      );
    await report('一', '民政');
    await report('二', '民政');
    await report('三', null);
    await createFeedback(store, clock).give({ answerId: 'a1', helpful: false, reason: null, comment: null });
    const li = await memberIn(store, { id: 'li', roles: ['editor'] });
    const { gaps: counted, feedback } = await overview().of(li);
    expect(counted).toEqual([
      { unitId: null, gap: 1, error: 0 },
      { unitId: '民政', gap: 2, error: 0 },
    ]);
    expect(feedback).toBe(1);
    await createMessages(store, clock).leave({ text: '充电桩', answerId: null, channel: 'web' });
    expect((await overview().of(li)).messages).toEqual({ open: 1, submitted: 0 });
    const rsj = await memberIn(store, { id: 'rsj', roles: ['editor'], unitId: '人社' });
    expect((await overview().of(rsj)).gaps).toEqual([{ unitId: null, gap: 1, error: 0 }]);
    const agent = await memberIn(store, { id: 'agent', roles: ['agent'] });
    const none = { drafts: null, review: null, gaps: null, feedback: null, messages: null, administration: null };
    expect(await overview().of(agent)).toEqual(none);
  });
});
