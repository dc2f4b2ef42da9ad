import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { citizen, documentBundle, governance, source } from '../../tests/contracts/items.ts';
import { ConflictError, ForbiddenError, InvalidInputError, NotFoundError } from '../domain/errors.ts';
import { fixedClock } from '../domain/time.ts';
import type { Store } from '../store/contract.ts';
import { openSqliteStore } from '../store/sqlite/store.ts';
import { createReview, type Review } from './review.ts';

const draft = documentBundle('草案', { governance: governance('draft') });
const submitted = documentBundle('送审', { governance: governance('submitted') });
const published = documentBundle('公开');
const author = draft.governance.createdBy;
const id = draft.document.id;

describe('review', () => {
  let store: Store;
  let review: Review;
  beforeEach(async () => {
    store = await openSqliteStore(':memory:');
    review = createReview(store, fixedClock('2025-03-01'));
    const bundles = [draft, published, submitted];
    await store.apply([...source, ...bundles.map((bundle) => ({ type: 'put_document' as const, bundle }))]);
  });
  afterEach(() => store.close());

  const visible = async (itemId: string) => (await store.content.document(itemId, citizen)) !== null;
  const audit = async () => (await store.activity.audit(10)).map(({ actor, action, subject }) => [actor, action, subject]);

  it('publishes what another person approves, and records it', async () => {
    await review.approve(id, ' 审核乙 ');
    expect(await visible(id)).toBe(true);
    const view = await store.content.document(id, citizen);
    expect(view?.governance).toMatchObject({ reviewedBy: '审核乙', reviewedAt: '2025-03-01T04:00:00.000Z' });
    expect(await audit()).toEqual([['审核乙', 'review.approve', id]]);
  });

  it.each([author, ` ${author} `, author.normalize('NFD')])(
    'lets nobody approve what they made themselves (%j)',
    async (name) => {
      await expect(review.approve(id, name)).rejects.toThrow(ForbiddenError);
      expect(await visible(id)).toBe(false);
      expect(await audit()).toEqual([]);
    },
  );

  it('takes a Latin name in another case or width for the same person', async () => {
    const own = documentBundle('英', { governance: { ...governance('draft'), createdBy: 'Li Si' } });
    await store.apply([{ type: 'put_document', bundle: own }]);
    await expect(review.approve(own.document.id, 'ｌｉ ＳＩ')).rejects.toThrow(ForbiddenError);
  });

  it('lets none of several authors approve', async () => {
    const own = documentBundle('合写', { governance: { ...governance('draft'), createdBy: '王五、李四' } });
    await store.apply([{ type: 'put_document', bundle: own }]);
    await expect(review.approve(own.document.id, '李四')).rejects.toThrow(ForbiddenError);
    await review.approve(own.document.id, '审核乙');
  });

  it('goes the whole circle: returned, submitted again, approved, withdrawn', async () => {
    await review.return(id, '审核乙', '第二条有误');
    await expect(review.approve(id, '审核乙')).rejects.toThrow(ConflictError);
    await review.submit(id, author);
    await review.approve(id, '审核乙');
    expect(await visible(id)).toBe(true);
    await review.withdraw(id, '审核丙', '政策调整');
    expect(await visible(id)).toBe(false);
    await expect(review.approve(id, '审核乙')).rejects.toThrow(ConflictError);
    await review.submit(id, author);
    await review.approve(id, '审核乙');
    expect(await visible(id)).toBe(true);
    expect((await audit()).map(([, action]) => action).reverse()).toEqual(
      ['return', 'submit', 'approve', 'withdraw', 'submit', 'approve'].map((step) => `review.${step}`),
    );
    const [, , , withdrawn] = (await store.activity.audit(10)).reverse();
    expect(withdrawn?.detail).toBe('关于草案的通知；政策调整');
  });

  it.each([
    ['submit', (desk: Review) => desk.submit(published.document.id, '乙')],
    ['approve', (desk: Review) => desk.approve(published.document.id, '乙')],
    ['return', (desk: Review) => desk.return(published.document.id, '乙', '理由')],
  ])('refuses to %s what is published', async (_, step) => {
    await expect(step(review)).rejects.toThrow(ConflictError);
    expect(await visible(published.document.id)).toBe(true);
  });

  it('needs an item, a name and a reason', async () => {
    await expect(review.approve('unknown', '乙')).rejects.toThrow(NotFoundError);
    await expect(review.approve(id, ' ')).rejects.toThrow(InvalidInputError);
    await expect(review.return(id, '乙', '')).rejects.toThrow(InvalidInputError);
    await expect(review.withdraw(id, '乙', ' ')).rejects.toThrow(InvalidInputError);
    expect(await audit()).toEqual([]);
  });

  it('does not approve a text that changed after it was looked at', async () => {
    const stale = await review.list({ state: 'draft' });
    const overtaken = createReview(
      { ...store, content: { ...store.content, allItems: async () => stale } },
      fixedClock('2025-03-01'),
    );
    await store.apply([{ type: 'put_document', bundle: { ...draft, fingerprint: 'newer' } }]);
    await expect(overtaken.approve(id, '审核乙')).rejects.toThrow(ConflictError);
    expect(await visible(id)).toBe(false);
  });

  it('lists what waits, submitted first, or one state, or one source', async () => {
    expect((await review.list()).map((item) => item.reviewState)).toEqual(['submitted', 'draft']);
    expect((await review.list({ state: 'published' })).map((item) => item.id)).toEqual([published.document.id]);
    expect(await review.list({ sourceId: 'other' })).toEqual([]);
  });
});
