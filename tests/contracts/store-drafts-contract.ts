import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Draft, ItemRevision } from '../../src/domain/entry.ts';
import { ConflictError } from '../../src/domain/errors.ts';
import type { Store } from '../../src/store/contract.ts';
import type { EntryFilter } from '../../src/store/contract-entries.ts';
import { citizen, documentBundle, everybody, faqBundle, governance, source, today } from './items.ts';

const at = '2025-03-01T06:02:00.000Z';

function draft(id: string, more: Partial<Draft> = {}): Draft {
  return {
    id,
    kind: 'faq',
    itemId: `item-${id}`,
    title: `问题${id}`,
    content: {
      question: `问题${id}`,
      topic: '养老',
      tags: ['津贴'],
      audiences: ['public'],
      visibleFrom: null,
      visibleUntil: null,
    },
    baseVersion: 0,
    baseFingerprint: null,
    state: 'draft',
    unitId: null,
    createdBy: 'u1',
    editors: ['u1'],
    note: null,
    createdAt: at,
    updatedAt: at,
    updatedBy: 'u1',
    revision: 1,
    ...more,
  };
}

const revision = (itemId: string, number: number, approvedAt = at): ItemRevision => ({
  itemId,
  number,
  content: { answer: `第${number}稿` },
  writtenBy: ['u1'],
  approvedBy: 'u2',
  approvedAt,
  note: null,
});

/** What every Store promises about drafts, revisions and the staff's list of entries. */
export function storeDraftsContract(name: string, openStore: () => Promise<Store>): void {
  describe(`${name}: drafts`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await openStore();
      await store.apply(source);
    });
    afterEach(() => store.close());

    const put = (one: Draft, expected = 0) => store.apply([{ type: 'put_draft', draft: one, expected }]);

    it('gives back a draft whole, by its id and by its item, and finds it nowhere else', async () => {
      const before = await store.revision();
      const one = draft('a', { state: 'returned', note: '缺依据', unitId: 'unit', editors: ['u1', 'u2'], baseFingerprint: 'f' });
      await put(one);
      expect(await store.drafts.draft('a')).toEqual(one);
      expect(await store.drafts.draftOfItem('item-a')).toEqual(one);
      expect(await store.drafts.draft('b')).toBeNull();
      expect(await store.content.allItems({})).toEqual([]);
      expect(await store.revision()).toBe(before);
    });

    it('takes a save only from the revision that it was made from, and says who was faster', async () => {
      await store.apply([
        {
          type: 'put_account',
          account: {
            id: 'u2',
            login: 'wang',
            name: '王五',
            unitId: null,
            roles: ['editor'],
            desks: [],
            mustChangePassword: false,
            hasPassword: true,
            hasTotp: false,
            disabledAt: null,
            createdAt: at,
            lastLoginAt: null,
            revision: 1,
          },
          expected: 0,
        },
      ]);
      await put(draft('a'));
      await put(draft('a', { title: '王五改的', updatedBy: 'u2', revision: 2 }), 1);
      await expect(put(draft('a', { title: '迟到的', revision: 2 }), 1)).rejects.toThrow(/王五.*3月1日 14:02/);
      await expect(put(draft('a', { revision: 2 }), 1)).rejects.toThrow(ConflictError);
      expect((await store.drafts.draft('a'))?.title).toBe('王五改的');
      await expect(store.apply([{ type: 'delete_draft', id: 'a', expected: 1 }])).rejects.toThrow(ConflictError);
      await store.apply([{ type: 'delete_draft', id: 'a', expected: 2 }]);
      await expect(put(draft('a', { revision: 3 }), 2)).rejects.toThrow(ConflictError);
      expect(await store.drafts.draft('a')).toBeNull();
    });

    it('keeps one draft an item', async () => {
      await put(draft('a', { itemId: 'item' }));
      await expect(put(draft('b', { itemId: 'item' }))).rejects.toThrow(ConflictError);
      await expect(put(draft('a'))).rejects.toThrow(ConflictError);
    });

    it('lists drafts, longest waiting first, without their content', async () => {
      await put(draft('late', { updatedAt: '2025-03-02T00:00:00.000Z', state: 'submitted', unitId: 'x' }));
      await put(draft('early', { updatedAt: '2025-02-02T00:00:00.000Z', state: 'submitted' }));
      await put(draft('paper', { kind: 'document', createdBy: 'u9' }));
      const ids = async (filter: Parameters<Store['drafts']['drafts']>[0]) => {
        const { total, drafts } = await store.drafts.drafts(filter);
        expect(drafts.every(({ content }) => content === null)).toBe(true);
        return [total, drafts.map(({ id }) => id)];
      };
      expect(await ids({ state: 'submitted' })).toEqual([2, ['early', 'late']]);
      expect(await ids({ state: 'submitted', limit: 1, offset: 1 })).toEqual([2, ['late']]);
      expect(await ids({ kind: 'document' })).toEqual([1, ['paper']]);
      expect(await ids({ unitIds: ['x'] })).toEqual([1, ['late']]);
      expect(await ids({ createdBy: 'u9' })).toEqual([1, ['paper']]);
    });

    it('keeps the file of a draft as long as the draft', async () => {
      await put(draft('a', { kind: 'document' }));
      const file = { name: '通知.pdf', mediaType: 'application/pdf', bytes: new Uint8Array([0, 255, 7]) };
      await store.apply([{ type: 'put_draft_file', draftId: 'a', ...file }]);
      const kept = await store.drafts.draftFile('a');
      expect({ ...kept, bytes: new Uint8Array(kept!.bytes) }).toEqual(file);
      await store.apply([{ type: 'delete_draft', id: 'a', expected: 1 }]);
      expect(await store.drafts.draftFile('a')).toBeNull();
    });

    it('keeps what was approved, newest first, each number once, and marks its item as the staff’s', async () => {
      const bundle = faqBundle('怎么 办', '这样 办');
      const { id } = bundle.entry;
      await store.apply([{ type: 'put_faq', bundle }]);
      expect(await store.content.allItems({ id })).toMatchObject([{ staffOwned: false }]);
      await store.apply([{ type: 'put_item_revision', revision: revision(id, 1) }]);
      await store.apply([{ type: 'put_item_revision', revision: revision(id, 2, '2025-03-02T00:00:00.000Z') }]);
      await expect(store.apply([{ type: 'put_item_revision', revision: revision(id, 2) }])).rejects.toThrow(ConflictError);
      expect(await store.drafts.itemRevisions(id)).toEqual([revision(id, 2, '2025-03-02T00:00:00.000Z'), revision(id, 1)]);
      expect(await store.drafts.itemRevisionsSince('2025-03-02T00:00:00.000Z', 10)).toMatchObject([{ number: 2, content: null }]);
      expect(await store.content.allItems({ id })).toMatchObject([{ staffOwned: true }]);
      expect(await store.entries.entry(id)).toMatchObject({ revision: 2 });
    });

    it('writes an approval whole or not at all', async () => {
      const bundle = faqBundle('怎么 办', '这样 办');
      await put(draft('a', { itemId: bundle.entry.id, revision: 1 }));
      await put(draft('a', { itemId: bundle.entry.id, revision: 2 }), 1);
      const approval = (expected: number) =>
        store.apply([
          { type: 'put_faq', bundle },
          { type: 'put_item_revision', revision: revision(bundle.entry.id, 1) },
          { type: 'delete_draft', id: 'a', expected },
        ]);
      await expect(approval(1)).rejects.toThrow(ConflictError);
      expect((await store.content.faqsByIds([bundle.entry.id], everybody)).size).toBe(0);
      expect(await store.drafts.itemRevisions(bundle.entry.id)).toEqual([]);
      await approval(2);
      expect((await store.content.faqsByIds([bundle.entry.id], everybody)).size).toBe(1);
    });
  });

  describe(`${name}: entries as staff see them`, () => {
    let store: Store;
    const published = faqBundle('高龄津贴 多久发', '每月发。', {
      entry: { topic: '养老', tags: ['津贴', '老人'], unitId: 'unit', similarQuestions: ['多久 到账'] },
      governance: { visibleUntil: '2025-06-30' },
    });
    const ended = faqBundle('过期的', '旧答案', { governance: { visibleUntil: '2025-02-28' } });
    const coming = faqBundle('将来的', '新答案', { governance: { visibleFrom: '2025-03-02', audiences: ['hotline'] } });
    const waiting = faqBundle('导入待审', '待审答案', { governance: governance('draft') });
    const gone = faqBundle('撤下的', '错的');
    beforeEach(async () => {
      store = await openStore();
      const bundles = [published, ended, coming, waiting, gone];
      await store.apply([
        ...source,
        ...bundles.map((bundle) => ({ type: 'put_faq' as const, bundle })),
        { type: 'put_document', bundle: documentBundle('甲') },
        { type: 'set_review', itemId: gone.entry.id, from: ['published'], to: 'withdrawn', by: '乙', at, note: '有误' },
        { type: 'put_draft', draft: draft('new', { state: 'submitted', title: '全新的 Wi-Fi' }), expected: 0 },
        {
          type: 'put_draft',
          draft: draft('beside', { itemId: published.entry.id, title: '改后的问题', createdBy: 'u7', editors: ['u7'] }),
          expected: 0,
        },
        { type: 'put_draft', draft: draft('paper', { kind: 'document' }), expected: 0 },
      ]);
    });
    afterEach(() => store.close());

    const listed = async (filter: Partial<EntryFilter>) => {
      const { total, entries } = await store.entries.entries({ today, limit: 50, ...filter });
      expect(total).toBe(entries.length);
      return entries.map(({ question }) => question).sort();
    };

    it('shows each entry once, with the draft beside it or alone', async () => {
      expect(await listed({})).toEqual(['高龄津贴 多久发', '过期的', '将来的', '导入待审', '撤下的', '全新的 Wi-Fi'].sort());
      const { entries } = await store.entries.entries({ today, limit: 50, words: ['津贴'] });
      expect(entries.find(({ state }) => state === 'published')).toMatchObject({
        id: published.entry.id,
        draft: { id: 'beside', title: '改后的问题', state: 'draft' },
        tags: ['津贴', '老人'],
        revision: null,
      });
      expect(entries.find(({ state }) => state === null)).toMatchObject({ id: 'item-new', draft: { id: 'new' }, tags: ['津贴'] });
    });

    it.each<[Partial<EntryFilter>, string[]]>([
      [{ state: 'draft' }, ['导入待审', '高龄津贴 多久发']],
      [{ state: 'submitted' }, ['全新的 Wi-Fi']],
      [{ state: 'published' }, ['将来的', '过期的', '高龄津贴 多久发']],
      [{ state: 'changed' }, ['高龄津贴 多久发']],
      [{ state: 'withdrawn' }, ['撤下的']],
      [{ phase: 'current' }, ['高龄津贴 多久发']],
      [{ phase: 'coming' }, ['将来的']],
      [{ phase: 'ended' }, ['过期的']],
      [{ words: ['wi-fi'] }, ['全新的 Wi-Fi']],
      [{ words: ['到账', '每月'] }, ['高龄津贴 多久发']],
      [{ words: ['到账', '没有的'] }, []],
      [{ words: ['%'] }, []],
      [{ topic: '养老' }, ['全新的 Wi-Fi', '高龄津贴 多久发']],
      [{ tag: '老人' }, ['高龄津贴 多久发']],
      [{ audience: 'hotline' }, ['将来的']],
      [{ unitIds: ['unit'] }, ['高龄津贴 多久发']],
      [{ writtenBy: 'u7' }, ['高龄津贴 多久发']],
    ])('narrows by %j', async (filter, expected) => {
      expect(await listed(filter)).toEqual([...expected].sort());
    });

    it('turns pages in an order', async () => {
      const page = async (offset: number) =>
        (await store.entries.entries({ today, limit: 2, offset, sort: 'ends' })).entries.map(({ question }) => question);
      expect(await page(0)).toEqual(['过期的', '高龄津贴 多久发']);
      expect((await page(4)).length).toBe(2);
      expect((await store.entries.entries({ today, limit: 1 })).total).toBe(6);
    });

    it('says what waits for a reviewer, longest first: submitted drafts, and what came in unpublished without a draft', async () => {
      const paper = documentBundle('待审文件', { governance: governance('submitted') });
      await store.apply([
        { type: 'put_document', bundle: paper },
        {
          type: 'put_draft',
          draft: draft('again', {
            itemId: ended.entry.id,
            state: 'submitted',
            unitId: 'unit',
            updatedAt: '2025-01-01T00:00:00.000Z',
          }),
          expected: 0,
        },
      ]);
      const waits = async (filter: Partial<Parameters<Store['entries']['waiting']>[0]> = {}) =>
        (await store.entries.waiting({ kinds: ['document', 'faq'], limit: 50, ...filter })).rows;
      expect((await waits()).map(({ subject, title }) => [subject, title])).toEqual([
        ['draft', '问题again'],
        ['draft', '全新的 Wi-Fi'],
        ...(await waits()).slice(2).map(({ subject, title }) => [subject, title]),
      ]);
      expect((await waits()).map(({ title }) => title).sort()).toEqual(
        ['问题again', '全新的 Wi-Fi', '导入待审', '关于待审文件的通知'].sort(),
      );
      expect((await waits())[0]).toMatchObject({ draftId: 'again', changes: true, editors: ['u1'], by: 'u1', revision: 1 });
      expect((await waits({ kinds: ['document'] }))[0]).toMatchObject({
        subject: 'item',
        itemId: paper.document.id,
        by: '编辑甲',
        fingerprint: paper.fingerprint,
        changes: false,
      });
      expect((await waits({ unitIds: ['unit'] })).map(({ draftId }) => draftId)).toEqual(['again']);
      // With a draft beside it, the draft is what waits.
      await store.apply([{ type: 'put_draft', draft: draft('over', { itemId: waiting.entry.id }), expected: 0 }]);
      expect((await waits()).map(({ title }) => title)).not.toContain('导入待审');
      expect(await store.entries.waiting({ kinds: ['faq'], limit: 1, offset: 1 })).toMatchObject({ total: 2, rows: [{}] });
    });

    it('reads an entry whatever its state, and offers the words in use', async () => {
      expect(await store.entries.entry(gone.entry.id)).toMatchObject({
        entry: gone.entry,
        governance: { reviewState: 'withdrawn' },
        fingerprint: gone.fingerprint,
        withdrawnAt: at,
        reviewNote: '有误',
        revision: null,
      });
      expect(await store.entries.entry('unknown')).toBeNull();
      expect(await store.entries.entryWords()).toEqual({ topics: ['养老'], tags: ['津贴', '老人'] });
    });

    it('gives back every field, and of the basis only what the reader may see', async () => {
      const shown = documentBundle('公开文件');
      const hidden = documentBundle('内部文件', { governance: governance('published', ['window']) });
      const basis = [shown, hidden].map(({ document, version }) => ({
        documentId: document.id,
        clauseId: version.clauses[0]!.id,
        label: `《${document.title}》第1条`,
        textHash: 'hash',
      }));
      const bundle = faqBundle('全的', '答', {
        entry: { conditions: '条件', materials: '材料', steps: '步骤', contact: '电话', topic: '类', unitId: 'unit', basis },
      });
      await store.apply([shown, hidden].map((one) => ({ type: 'put_document' as const, bundle: one })));
      await store.apply([{ type: 'put_faq', bundle }]);
      const { id } = bundle.entry;
      expect((await store.entries.entry(id))?.entry).toEqual(bundle.entry);
      expect((await store.content.faqsByIds([id], everybody)).get(id)?.entry).toEqual(bundle.entry);
      expect((await store.content.faqsByIds([id], citizen)).get(id)?.entry.basis).toEqual([basis[0]]);
      const ofDocument = await store.content.faqOfDocument(shown.document.id, citizen);
      expect(ofDocument.map(({ entry }) => entry.id)).toEqual([id]);
    });
  });
}
