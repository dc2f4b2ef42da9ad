import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConflictError, NotFoundError } from '../../src/domain/errors.ts';
import type { Change, Store } from '../../src/store/contract.ts';
import type { Message } from '../../src/store/contract-messages.ts';
import type { Gap, GapReport, NewGap } from '../../src/store/contract-reports.ts';
import { answerRecord, source } from './items.ts';

const at = (hour: number) => `2025-03-01T${String(hour).padStart(2, '0')}:00:00.000Z`;

const report = (id: string, hour: number, gap: Partial<NewGap> = {}, said: Partial<GapReport> = {}): Change => ({
  type: 'report_gap',
  gap: {
    kind: 'gap',
    question: '问',
    questionKey: '问',
    reason: '没有口径',
    itemId: null,
    clauseId: null,
    unitId: null,
    ...gap,
  },
  report: {
    id: `r${id}`,
    gapId: `g${id}`,
    at: at(hour),
    reporterId: 'agent',
    reporterName: '王坐席',
    channel: 'hotline',
    question: gap.question ?? '问',
    words: '没有口径',
    answerId: null,
    ...said,
  },
});

/** What every Store promises about gaps, errors and feedback. */
export function storeReportsContract(name: string, openStore: () => Promise<Store>): void {
  describe(`${name}: reports`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await openStore();
      await store.apply([...source, { type: 'put_answer', answer: answerRecord('a1') }]);
    });
    afterEach(() => store.close());
    const idsOf = async (...[filter = {}]: Parameters<Store['reports']['gaps']>[0][]) =>
      (await store.reports.gaps(filter)).gaps.map(({ id }) => id);
    const theGap = async (id: string) => (await store.reports.gap(id))!;
    const put = (gap: Gap, changes: Partial<Gap>): Promise<number> =>
      store.apply([{ type: 'put_gap', gap: { ...gap, ...changes }, expected: gap.revision }]);

    it('makes a gap of a report and gives it back whole', async () => {
      await store.apply([
        report('1', 1, { kind: 'error', itemId: 'f1', clauseId: 'c1', unitId: 'u1' }, { answerId: 'a1', channel: 'window' }),
      ]);
      expect(await store.reports.gap('g1')).toEqual({
        id: 'g1',
        kind: 'error',
        state: 'open',
        question: '问',
        questionKey: '问',
        reason: '没有口径',
        channel: 'window',
        answerId: 'a1',
        itemId: 'f1',
        clauseId: 'c1',
        unitId: 'u1',
        resultItemId: null,
        at: at(1),
        lastAt: at(1),
        reports: 1,
        handledBy: null,
        handledName: null,
        handledAt: null,
        note: null,
        revision: 1,
      } satisfies Gap);
      expect(await store.reports.gapReports('g1')).toEqual([await store.reports.gapReport('r1')]);
      expect(await store.reports.gapReport('r1')).toMatchObject({ gapId: 'g1', reporterName: '王坐席', answerId: 'a1' });
      expect(await store.reports.gap('g2')).toBeNull();
    });

    it('joins a report to the equal one that waits, and counts', async () => {
      await store.apply([report('1', 1), report('2', 2, { question: '问？' }), report('3', 3, { kind: 'error', itemId: 'f1' })]);
      expect(await idsOf()).toEqual(['g3', 'g1']);
      expect(await theGap('g1')).toMatchObject({ reports: 2, question: '问', at: at(1), lastAt: at(2) });
      expect((await store.reports.gapReports('g1')).map(({ id, question }) => [id, question])).toEqual([
        ['r2', '问？'],
        ['r1', '问'],
      ]);
      await store.apply([report('4', 4, { kind: 'error', itemId: 'f2' }), report('5', 5, { questionKey: '' })]);
      await store.apply([report('6', 6, { questionKey: '' })]);
      expect(await idsOf()).toEqual(['g6', 'g5', 'g4', 'g3', 'g1']);
    });

    it('does not join a report to one that is settled', async () => {
      await store.apply([report('1', 1)]);
      await put(await theGap('g1'), { state: 'taken' });
      await store.apply([report('2', 2)]);
      expect(await idsOf()).toEqual(['g1']);
      await put(await theGap('g1'), { state: 'answered' });
      await store.apply([report('3', 3)]);
      expect(await idsOf()).toEqual(['g3', 'g1']);
    });

    it('changes a gap from the revision that was looked at only', async () => {
      await store.apply([report('1', 1)]);
      const seen = await theGap('g1');
      const handled = { handledBy: 'li', handledName: '李编辑', handledAt: at(2) };
      await put(seen, { state: 'dismissed', note: '重复', unitId: 'u1', resultItemId: 'f9', ...handled });
      expect(await theGap('g1')).toMatchObject({ state: 'dismissed', note: '重复', unitId: 'u1', revision: 2, ...handled });
      await expect(put(seen, { state: 'taken' })).rejects.toThrow(ConflictError);
      await expect(put(seen, { state: 'taken' })).rejects.toThrow('李编辑');
      await expect(put({ ...seen, id: 'g9' }, {})).rejects.toThrow(ConflictError);
      expect((await theGap('g1')).state).toBe('dismissed');
    });

    it('takes a report back, and the gap with the last one unless somebody touched it', async () => {
      await store.apply([report('1', 1), report('2', 2)]);
      await store.apply([{ type: 'take_back_report', id: 'r2' }]);
      expect((await theGap('g1')).reports).toBe(1);
      await store.apply([{ type: 'take_back_report', id: 'r1' }]);
      expect(await store.reports.gap('g1')).toBeNull();
      await expect(store.apply([{ type: 'take_back_report', id: 'r1' }])).rejects.toThrow(NotFoundError);
      await store.apply([report('3', 3)]);
      await put(await theGap('g3'), { state: 'taken' });
      await store.apply([{ type: 'take_back_report', id: 'r3' }]);
      expect(await theGap('g3')).toMatchObject({ state: 'taken', reports: 0 });
    });

    it('answers all that wait for an item when it is published', async () => {
      await store.apply([report('1', 1), report('2', 2, { questionKey: '二' }), report('3', 3, { questionKey: '三' })]);
      for (const id of ['g1', 'g2']) await put(await theGap(id), { state: 'taken', resultItemId: 'f9' });
      await put(await theGap('g2'), { state: 'dismissed', note: '不办' });
      await store.apply([{ type: 'answer_gaps', itemId: 'f9', by: 'zhao', name: '赵审核', at: at(5) }]);
      expect(await theGap('g1')).toMatchObject({ state: 'answered', handledName: '赵审核', handledAt: at(5), revision: 3 });
      expect(await theGap('g2')).toMatchObject({ state: 'dismissed', note: '不办' });
      expect(await theGap('g3')).toMatchObject({ state: 'open' });
    });

    it('lists gaps by what is asked for, pages and counts them', async () => {
      await store.apply([
        report('1', 1, { question: '高龄津贴多少钱', questionKey: '1' }),
        report('2', 2, { questionKey: '2', unitId: 'u1' }, { reporterId: 'other', channel: 'web' }),
        report('3', 3, { questionKey: '3', unitId: 'u2', kind: 'error', itemId: 'f1' }),
        report('4', 4, { question: '高龄津贴多少钱？', questionKey: '1' }, { channel: 'window' }),
      ]);
      await put(await theGap('g3'), { state: 'answered', resultItemId: 'f1', handledAt: at(6) });
      expect(await idsOf()).toEqual(['g1', 'g3', 'g2']);
      expect(await idsOf({ kind: 'error' })).toEqual(['g3']);
      expect(await idsOf({ states: ['open', 'taken'] })).toEqual(['g1', 'g2']);
      expect(await idsOf({ unitIds: ['u1'] })).toEqual(['g1', 'g2']);
      expect(await idsOf({ unitIds: [] })).toEqual(['g1']);
      expect(await idsOf({ unitId: null })).toEqual(['g1']);
      expect(await idsOf({ unitId: 'u2' })).toEqual(['g3']);
      expect(await idsOf({ itemId: 'f1' })).toEqual(['g3']);
      expect(await idsOf({ resultItemId: 'f1' })).toEqual(['g3']);
      expect(await idsOf({ reporterId: 'other' })).toEqual(['g2']);
      expect(await idsOf({ channel: 'window' })).toEqual(['g1']);
      expect(await idsOf({ query: '高龄' })).toEqual(['g1']);
      expect(await idsOf({ handledSince: at(6) })).toEqual(['g3']);
      expect(await idsOf({ handledSince: at(7) })).toEqual([]);
      expect(await idsOf({ byReports: true, limit: 1 })).toEqual(['g1']);
      const page = await store.reports.gaps({ limit: 1, offset: 1 });
      expect([page.total, page.gaps.map(({ id }) => id)]).toEqual([3, ['g3']]);
      expect(await store.reports.waitingGaps()).toEqual([
        { unitId: null, kind: 'gap', count: 1 },
        { unitId: 'u1', kind: 'gap', count: 1 },
      ]);
    });

    it('keeps messages by the hash of their code, and changes them from the revision that was looked at', async () => {
      const message = (id: string, dueOn: string, changes: Partial<Message> = {}): Message => ({
        id,
        codeHash: `hash of ${id}`,
        state: 'open',
        text: '充电桩有没有补贴',
        answerId: 'a1',
        channel: 'web',
        unitId: null,
        at: at(1),
        dueOn,
        reply: null,
        repliedBy: null,
        repliedName: null,
        repliedAt: null,
        approvedBy: null,
        approvedName: null,
        approvedAt: null,
        note: null,
        revision: 1,
        ...changes,
      });
      const put = (given: Message, expected: number): Change => ({ type: 'put_message', message: given, expected });
      await store.apply([put(message('m1', '2025-03-10'), 0), put(message('m2', '2025-03-07', { unitId: 'u1' }), 0)]);
      expect(await store.messages.byCode('hash of m1')).toEqual(message('m1', '2025-03-10'));
      expect(await store.messages.byCode('hash of m3')).toBeNull();
      const ids = async (filter: Parameters<Store['messages']['list']>[0]) =>
        (await store.messages.list(filter)).messages.map(({ id }) => id);
      expect(await ids({})).toEqual(['m2', 'm1']);
      expect(await ids({ unitIds: ['u2'] })).toEqual(['m1']);
      const replied = message('m1', '2025-03-10', { state: 'submitted', reply: '没有', repliedBy: 'li', unitId: 'u2' });
      await store.apply([put(replied, 1)]);
      expect(await store.messages.message('m1')).toEqual({ ...replied, revision: 2 });
      expect(await ids({ state: 'submitted' })).toEqual(['m1']);
      await expect(store.apply([put(replied, 1)])).rejects.toThrow(ConflictError);
      await expect(store.apply([put(message('m3', '2025-03-07', { codeHash: 'hash of m1' }), 0)])).rejects.toThrow();
    });

    it('lists feedback with its answer, newest first, and marks it as handled', async () => {
      const feedback = (id: string, hour: number, helpful: boolean | null, comment: string | null = null): Change => ({
        type: 'put_feedback',
        feedback: { id, answerId: 'a1', helpful, reason: helpful === false ? 'wrong' : null, comment, at: at(hour) },
      });
      await store.apply([
        feedback('f1', 1, false),
        feedback('f2', 2, null, '好'),
        feedback('f1', 1, true),
        feedback('f3', 3, false),
      ]);
      const listed = async (filter: Parameters<Store['reports']['feedback']>[0]) =>
        (await store.reports.feedback(filter)).feedback.map(({ id }) => id);
      expect(await listed({})).toEqual(['f3', 'f2', 'f1']);
      const { response, question, channel } = answerRecord('a1');
      expect((await store.reports.feedback({ limit: 1 })).feedback[0]).toEqual({
        id: 'f3',
        answerId: 'a1',
        helpful: false,
        reason: 'wrong',
        comment: null,
        at: at(3),
        question,
        channel,
        answer: response.answer,
        status: response.status,
        itemIds: response.citations.map(({ documentId }) => documentId),
        handledBy: null,
        handledName: null,
        handledAt: null,
        note: null,
      });
      expect(await listed({ helpful: true })).toEqual(['f1']);
      expect(await listed({ helpful: false })).toEqual(['f3']);
      expect(await listed({ reason: 'wrong' })).toEqual(['f3']);
      expect(await listed({ commented: true })).toEqual(['f2']);
      expect(await listed({ from: at(2), to: at(3) })).toEqual(['f2']);
      expect(await listed({ itemId: 'nothing' })).toEqual([]);
      await store.apply([{ type: 'handle_feedback', id: 'f3', by: 'li', name: '李编辑', at: at(4), note: '已改' }]);
      expect(await listed({ handled: true })).toEqual(['f3']);
      expect(await listed({ handled: false })).toEqual(['f2', 'f1']);
      await expect(
        store.apply([{ type: 'handle_feedback', id: 'f9', by: 'li', name: '李编辑', at: at(4), note: null }]),
      ).rejects.toThrow(NotFoundError);
    });
  });
}
