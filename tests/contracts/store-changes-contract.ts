import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Audience } from '../../src/domain/access.ts';
import type { Change, Store } from '../../src/store/contract.ts';
import { documentBundle, faqBundle, governance, source } from './items.ts';

const since = '2025-02-20T00:00:00.000Z';
const published = '2025-03-01T02:00:00.000Z';
const today = '2025-03-01';
const hotline = { audiences: ['public', 'hotline'] as Audience[], today };
const citizen = { audiences: ['public'] as Audience[], today };

/** What every Store promises about "what became different since": `openStore` gets the clock of versions. */
export function storeChangesContract(name: string, openStore: (day: string) => Promise<Store>): void {
  describe(`${name}: what changed`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await openStore('2025-01-10');
      await store.apply(source);
    });
    afterEach(() => store.close());

    const old = { reviewedAt: '2025-01-10T00:00:00.000Z' };
    const faq = (key: string, state = {}, audiences: Audience[] = ['public']): Change => ({
      type: 'put_faq',
      bundle: faqBundle(key, '答', { governance: { ...governance('published', audiences), ...old, ...state } }),
    });
    const idOf = (change: Change) => (change.type === 'put_faq' ? change.bundle.entry.id : '');
    const withdraw = (itemId: string): Change => ({
      type: 'set_review',
      itemId,
      from: ['published', 'draft'],
      to: 'withdrawn',
      by: '乙',
      at: published,
      note: '有误',
    });
    const told = async (viewer = hotline, at = since, limit = 50) =>
      (await store.changes.since(at, viewer, limit)).map(({ kind, itemId }) => [kind, itemId]);

    it('tells what was published, and nothing of what stayed as it was', async () => {
      const [fresh, stayed] = [faq('新', { reviewedAt: published }), faq('旧')];
      await store.apply([fresh, stayed]);
      expect(await store.changes.since(since, hotline, 50)).toEqual([
        {
          kind: 'new',
          itemId: idOf(fresh),
          itemKind: 'faq',
          title: fresh.type === 'put_faq' ? fresh.bundle.entry.question : '',
          documentNumber: null,
          unit: fresh.type === 'put_faq' ? fresh.bundle.entry.unit : null,
          at: published,
        },
      ]);
      expect(await told(hotline, '2025-03-01T02:00:00.001Z')).toEqual([]);
    });

    it('tells what was approved anew as changed', async () => {
      const entry = faq('改');
      const revision = (number: number, approvedAt: string): Change => ({
        type: 'put_item_revision',
        revision: {
          itemId: idOf(entry),
          number,
          content: {},
          writtenBy: ['u1'],
          approvedBy: 'u2',
          approvedAt,
          note: null,
        },
      });
      await store.apply([entry, revision(1, '2025-01-10T00:00:00.000Z')]);
      expect(await told()).toEqual([]);
      await store.apply([revision(2, published)]);
      expect(await told()).toEqual([['changed', idOf(entry)]]);
    });

    it('tells of what was withdrawn only those for whom it was meant, and only if it had been published', async () => {
      const [open, desk, window, draft] = [
        faq('公开'),
        faq('热线', {}, ['hotline']),
        faq('窗口', {}, ['window']),
        faq('草稿', { reviewState: 'draft', reviewedAt: null, reviewedBy: null }),
      ];
      await store.apply([open, desk, window, draft]);
      await store.apply([open, desk, window, draft].map((change) => withdraw(idOf(change))));
      expect((await told()).sort()).toEqual(
        [
          ['withdrawn', idOf(open)],
          ['withdrawn', idOf(desk)],
        ].sort(),
      );
      expect(await told(citizen)).toEqual([['withdrawn', idOf(open)]]);
      expect((await store.changes.since(since, hotline, 50)).map(({ title }) => title)).toEqual([null, null]);
      expect(await told({ audiences: [], today })).toEqual([]);
    });

    it('follows the clock: entries that began and ended, documents that came into force and out of it', async () => {
      const [ended, endsToday, begun, waits] = [
        faq('止', { visibleUntil: '2025-02-28' }),
        faq('今止', { visibleUntil: today }),
        faq('始', { visibleFrom: today }),
        faq('待', { visibleFrom: '2025-03-02' }),
      ];
      const document = (key: string, record: object) =>
        documentBundle(key, { record, governance: { ...governance('published', ['public']), ...old } });
      const [expired, repealed, effective] = [
        document('期满', { expiresOn: '2025-02-25' }),
        document('废止', { repealedOn: today }),
        document('施行', { effectiveOn: '2025-02-26' }),
      ];
      await store.apply([
        ...[ended, endsToday, begun, waits],
        ...[expired, repealed, effective].map((bundle): Change => ({ type: 'put_document', bundle })),
      ]);
      const expected = [
        ['ended', idOf(ended)],
        ['begun', idOf(begun)],
        ['ended', repealed.document.id],
        ['begun', effective.document.id],
        ['ended', expired.document.id],
      ];
      expect((await told()).sort()).toEqual(expected.sort());
      const times = (await store.changes.since(since, hotline, 50)).map(({ at }) => at);
      expect(times).toEqual([...times].sort().reverse());
      expect(times[0]).toBe('2025-02-28T16:00:00.000Z');
      expect(await told(hotline, since, 2)).toHaveLength(2);
    });

    it('shows nothing that waits for review or is meant for another desk', async () => {
      await store.apply([
        faq('待审', { reviewState: 'submitted', reviewedAt: null, reviewedBy: null }),
        faq('窗口', { reviewedAt: published }, ['window']),
      ]);
      expect(await told()).toEqual([]);
    });
  });
}
