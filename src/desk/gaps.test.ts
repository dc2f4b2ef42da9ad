import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerRecord } from '../../tests/contracts/items.ts';
import { ConflictError, ForbiddenError, InvalidInputError, NotFoundError } from '../domain/errors.ts';
import { fixedClock } from '../domain/time.ts';
import type { Store } from '../store/contract.ts';
import { openSqliteStore } from '../store/sqlite/store.ts';
import { unitChange } from './entries/test-desk.ts';
import { answersGaps, createGaps, type GapInput } from './gaps.ts';

const mobile = '13912345678';
const agent = { id: 'u_wang', name: '王坐席', from: '10.0.0.5' };
const other = { id: 'u_zhou', name: '周坐席', from: '10.0.0.6' };
const editor = { id: 'u_li', name: '李编辑', from: '10.0.0.7' };

const asked = (question: string, changes: Partial<GapInput> = {}): GapInput => ({
  kind: 'gap',
  question,
  words: null,
  channel: 'hotline',
  answerId: null,
  itemId: null,
  clauseId: null,
  unitId: null,
  ...changes,
});

describe('gaps that desks report', () => {
  let store: Store;
  const gaps = () => createGaps(store, fixedClock('2025-03-01'));
  const later = () => createGaps(store, fixedClock('2025-03-02'));
  beforeEach(async () => {
    store = await openSqliteStore(':memory:');
    await store.apply([{ type: 'put_answer', answer: answerRecord('a1') }]);
  });
  afterEach(() => store.close());
  const done = async () => (await store.activity.audit(20)).map(({ action, actor }) => `${action} ${actor}`);

  it('are kept without personal data and without an answer, with who reported them', async () => {
    const { gap, reportId } = await gaps().report(asked(`我的手机${mobile}怎么换绑`, { words: `请回${mobile}` }), agent);
    expect(gap).toMatchObject({ kind: 'gap', state: 'open', answerId: null, channel: 'hotline', reports: 1 });
    const [report] = (await gaps().get(gap.id, null)).reports;
    expect(report).toMatchObject({ id: reportId, reporterId: agent.id, reporterName: '王坐席' });
    const kept = JSON.stringify([gap, report, await store.activity.audit(9)]);
    expect(kept).toContain('怎么换绑');
    expect(kept).not.toContain(mobile);
    expect(await done()).toEqual(['gap.report 王坐席']);
  });

  it('are one while they wait, whatever their punctuation and width', async () => {
    const first = await gaps().report(asked('高龄津贴多久发一次？'), agent);
    const second = await later().report(asked(' 高龄津贴  多久发一次', { channel: 'window' }), other);
    expect(second.gap.id).toBe(first.gap.id);
    expect(second.gap).toMatchObject({ reports: 2, at: '2025-03-01T04:00:00.000Z', lastAt: '2025-03-02T04:00:00.000Z' });
    expect((await gaps().report(asked('高龄津贴什么时候停发'), agent)).gap.id).not.toBe(first.gap.id);
  });

  it('need a question, and an error the text that is wrong', async () => {
    await expect(gaps().report(asked('  '), agent)).rejects.toThrow(InvalidInputError);
    await expect(gaps().report(asked('金额不对', { kind: 'error' }), agent)).rejects.toThrow(InvalidInputError);
    const { gap } = await gaps().report(asked('金额不对', { kind: 'error', itemId: 'f1', clauseId: 'c1' }), agent);
    expect(gap).toMatchObject({ kind: 'error', itemId: 'f1', clauseId: 'c1' });
  });

  it('can be taken back by who reported them until somebody works on them', async () => {
    const { gap, reportId } = await gaps().report(asked('误报'), agent);
    await expect(gaps().takeBack(reportId, other)).rejects.toThrow(NotFoundError);
    await gaps().takeBack(reportId, agent);
    await expect(gaps().get(gap.id, null)).rejects.toThrow(NotFoundError);
    const again = await gaps().report(asked('又报'), agent);
    await gaps().take(again.gap.id, 1, null, editor);
    await expect(gaps().takeBack(again.reportId, agent)).rejects.toThrow(ConflictError);
  });

  it('are taken, dismissed with a reason, reopened, answered with words; each step once', async () => {
    const { gap } = await gaps().report(asked('地铁首末班车'), agent);
    const taken = await gaps().take(gap.id, gap.revision, null, editor);
    expect(taken).toMatchObject({ state: 'taken', handledName: '李编辑', revision: 2 });
    await expect(gaps().take(gap.id, gap.revision, null, agent)).rejects.toThrow(ConflictError);
    await expect(gaps().dismiss(gap.id, 2, ' ', null, editor)).rejects.toThrow(InvalidInputError);
    expect(await gaps().dismiss(gap.id, 2, '不属于政策问题', null, editor)).toMatchObject({
      state: 'dismissed',
      note: '不属于政策问题',
    });
    expect(await gaps().reopen(gap.id, 3, null, editor)).toMatchObject({ state: 'open', note: null });
    expect(await gaps().answer(gap.id, 4, { itemId: 'f7', note: '已有问答' }, null, editor)).toMatchObject({
      state: 'answered',
      resultItemId: 'f7',
      note: '已有问答',
    });
    expect(await done()).toEqual([
      'gap.answer 李编辑',
      'gap.reopen 李编辑',
      'gap.dismiss 李编辑',
      'gap.take 李编辑',
      'gap.report 王坐席',
    ]);
  });

  it('are answered in the moment the entry made from them is published', async () => {
    const [one, two, settled] = [
      await gaps().report(asked('一'), agent),
      await gaps().report(asked('二'), agent),
      await gaps().report(asked('三'), agent),
    ];
    await gaps().dismiss(settled.gap.id, 1, '重复', null, editor);
    await gaps().link([one.gap.id, two.gap.id, two.gap.id, settled.gap.id], 'f9', null, editor);
    expect((await gaps().get(one.gap.id, null)).gap).toMatchObject({ state: 'taken', resultItemId: 'f9' });
    await store.apply([answersGaps('f9', { id: 'u_zhao', name: '赵审核' }, '2025-03-03T00:00:00.000Z')]);
    expect((await gaps().list({ states: ['answered'] }, null)).gaps.map(({ question }) => question).sort()).toEqual(['一', '二']);
    expect((await gaps().get(settled.gap.id, null)).gap).toMatchObject({ state: 'dismissed', resultItemId: null });
  });

  it('are handled by the unit they are handed to, and by everybody while they are nobody’s', async () => {
    const { gap } = await gaps().report(asked('公积金'), agent);
    await store.apply([unitChange('u_gjj')]);
    await expect(gaps().assign(gap.id, 1, 'u_nobody', null, editor)).rejects.toThrow('没有这个单位');
    await gaps().assign(gap.id, 1, 'u_gjj', ['u_rsj'], editor);
    await expect(gaps().take(gap.id, 2, ['u_rsj'], editor)).rejects.toThrow(ForbiddenError);
    expect((await gaps().list({}, ['u_rsj'])).total).toBe(0);
    expect((await gaps().list({}, ['u_gjj'])).total).toBe(1);
    expect(await gaps().waiting(['u_rsj'])).toEqual([]);
    expect(await gaps().waiting(null)).toEqual([{ unitId: 'u_gjj', kind: 'gap', count: 1 }]);
    await gaps().take(gap.id, 2, ['u_gjj'], editor);
  });
});
