import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { source, today } from '../../../tests/contracts/items.ts';
import type { EntryContent } from '../../domain/entry.ts';
import { fixedClock } from '../../domain/time.ts';
import type { Store } from '../../store/contract.ts';
import { openSqliteStore } from '../../store/sqlite/store.ts';
import { createImport } from '../import/import.ts';
import { csvOf } from '../import/write-table.ts';
import type { Member } from '../member.ts';
import { createReview } from '../review.ts';
import { createBulkApproval, type ReadEntry } from './bulk-approval.ts';
import type { Entries } from './entries.ts';
import { entriesOf, memberIn, sound, unitChange } from './test-desk.ts';

const clock = fixedClock(today);
let store: Store;
let entries: Entries;
let zhang: Member;
let li: Member;
let doubts: string[];
let approveAll: (read: ReadEntry[], by: Member) => Promise<{ itemId: string; ok: boolean; message: string }[]>;
beforeEach(async () => {
  store = await openSqliteStore(':memory:', { clock });
  await store.apply([...source, unitChange('民政'), unitChange('医保')]);
  entries = entriesOf(store, clock);
  zhang = await memberIn(store, { id: 'zhang', name: '张三' });
  li = await memberIn(store, { id: 'li', name: '李四' });
  doubts = [];
  const review = createReview(store, clock);
  approveAll = createBulkApproval({ store, clock, entries, review, doubtsOf: async () => doubts });
});
afterEach(() => store.close());

async function submitted(content: Partial<EntryContent>, writer = zhang): Promise<ReadEntry> {
  const draft = await entries.begin({ ...sound, ...content }, writer);
  const { itemId, id, revision } = await entries.submit(draft.id, 1, null, writer);
  return { itemId, draftId: id, revision };
}

const stateOf = async (itemId: string) => (await store.entries.entry(itemId))?.governance.reviewState ?? null;

describe('many entries approved at once', () => {
  it('are published one by one, each with its outcome', async () => {
    const one = await submitted({ question: '甲？' });
    const later = await submitted({ question: '乙？', visibleFrom: '2099-12-01' });
    expect(await approveAll([one, later], li)).toEqual([
      { itemId: one.itemId, ok: true, message: '已发布（第 1 版）' },
      { itemId: later.itemId, ok: true, message: '已通过，2099-12-01 起生效（第 1 版）' },
    ]);
    expect([await stateOf(one.itemId), await stateOf(later.itemId)]).toEqual(['published', 'published']);
  });

  it('need another person for each', async () => {
    const theirs = await submitted({ question: '甲？' });
    const own = await submitted({ question: '乙？' }, li);
    const [first, second] = await approveAll([theirs, own], li);
    expect([first?.ok, second]).toEqual([true, expect.objectContaining({ ok: false, message: expect.stringContaining('自己') })]);
    expect(await stateOf(own.itemId)).toBeNull();
  });

  it('are exactly what was read', async () => {
    const read = await submitted({ question: '甲？' });
    if (!('draftId' in read)) throw new Error('a draft');
    await entries.recall(read.draftId, read.revision, zhang);
    const draft = (await store.drafts.draft(read.draftId))!;
    await entries.save(draft.id, { ...(draft.content as EntryContent), answer: '换了' }, draft.revision, zhang);
    await entries.submit(draft.id, draft.revision + 1, null, zhang);
    expect(await approveAll([read], li)).toMatchObject([{ ok: false, message: expect.stringContaining('已被改过') }]);
    expect(await stateOf(read.itemId)).toBeNull();
  });

  it('are within the units of the reviewer, and of the item that was named', async () => {
    const theirs = await submitted({ question: '甲？', unitId: '医保' });
    const reviewer = await memberIn(store, { id: 'wang', name: '王五', unitId: '民政' });
    doubts = ['与别的单位的“乙”数字不一致'];
    expect(await approveAll([theirs], reviewer)).toMatchObject([{ ok: false, message: '这条内容不属于您的单位' }]);
    doubts = [];
    expect(await approveAll([{ ...theirs, itemId: 'f-other' }], li)).toMatchObject([{ ok: false }]);
    expect(await stateOf(theirs.itemId)).toBeNull();
  });

  it('are no documents', async () => {
    const entry = await entries.begin({}, zhang);
    const draft = { ...entry, id: 'v1', kind: 'document' as const, itemId: 'd1', content: {}, state: 'submitted' as const };
    await store.apply([{ type: 'put_draft', draft, expected: 0 }]);
    const asDraft = { itemId: 'd1', draftId: 'v1', revision: 1 };
    const outcomes = await approveAll([asDraft, { itemId: 'd1', fingerprint: 'x' }], li);
    expect(outcomes.map(({ ok }) => ok)).toEqual([false, false]);
    expect((await store.drafts.draft('v1'))?.state).toBe('submitted');
  });

  it('have no doubts where they were written by hand; what a list brought goes in as it came', async () => {
    doubts = ['与“丙”的数字不一致'];
    const written = await submitted({ question: '甲？' });
    expect(await approveAll([written], li)).toEqual([
      { itemId: written.itemId, ok: false, message: '有疑点，请打开单独审核：与“丙”的数字不一致' },
    ]);
    const imports = createImport({ store, clock, entries });
    const bytes = csvOf({ header: ['问题', '答案', '依据'], rows: [['丁？', '答丁', '《办法》第一条']] });
    const file = { name: '清单.csv', bytes };
    const { mark } = await imports.preview(file, zhang);
    const { rows } = await imports.accept(file, { mark, state: 'submitted' }, zhang);
    const draft = (await store.drafts.draftOfItem(rows[0]!.itemId))!;
    expect(await approveAll([{ itemId: draft.itemId, draftId: draft.id, revision: 1 }], li)).toMatchObject([{ ok: true }]);
  });
});
