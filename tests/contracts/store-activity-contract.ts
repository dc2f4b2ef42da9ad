import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConflictError } from '../../src/domain/errors.ts';
import type { ApiKey, Change, Store, Turn } from '../../src/store/contract.ts';
import { answerRecord, citizen, documentBundle, governance, hotline, source } from './items.ts';

const now = '2025-03-01T02:00:00.000Z';
const later = '2025-03-01T04:00:00.000Z';

const turn = (question: string, itemIds: string[] = [], changes: Partial<Turn> = {}): Change => ({
  type: 'put_turn',
  turn: {
    conversationId: 'conversation',
    principal: 'site',
    question,
    understood: question,
    answer: '答',
    itemIds,
    at: now,
    expiresAt: later,
    ...changes,
  },
});

/** What every Store promises about conversations, answers, limits, keys and the audit. */
export function storeActivityContract(name: string, openStore: () => Promise<Store>): void {
  describe(`${name}: activity`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await openStore();
      await store.apply(source);
    });
    afterEach(() => store.close());
    const questions = async (
      ...[principal = 'site', at = now, limit = 10, viewer]: [string?, string?, number?, typeof citizen?]
    ) => (await store.activity.turns('conversation', principal, at, limit, viewer)).map((found) => found.question);

    it('gives the last turns, oldest first, to the principal that began the conversation, while they live', async () => {
      await store.apply([turn('一'), turn('二'), turn('三'), turn('别处', [], { conversationId: 'other' })]);
      expect(await questions('site', now, 2)).toEqual(['二', '三']);
      expect(await questions('another site')).toEqual([]);
      expect(await questions('site', later)).toEqual([]);
    });

    it('leaves out turns that cite what can no longer be seen', async () => {
      const bundles = ['撤', '删', '坐席', '在'].map((key) => documentBundle(key));
      const [withdrawn, deleted, narrowed, kept] = bundles.map((bundle) => bundle.document.id) as [
        string,
        string,
        string,
        string,
      ];
      await store.apply(bundles.map((bundle): Change => ({ type: 'put_document', bundle })));
      await store.apply([
        turn('撤', [kept, withdrawn]),
        turn('删', [deleted]),
        turn('坐席', [narrowed]),
        turn('在', [kept]),
        turn('无'),
      ]);
      expect(await questions()).toEqual(['撤', '删', '坐席', '在', '无']);
      await store.apply([
        { type: 'set_review', itemId: withdrawn, from: ['published'], to: 'withdrawn', by: '乙', at: now, note: null },
        { type: 'delete_item', itemId: deleted },
        { type: 'put_document', bundle: documentBundle('坐席', { governance: governance('published', ['hotline']) }) },
      ]);
      expect(await questions('site', now, 10, citizen)).toEqual(['在', '无']);
      expect(await questions('site', now, 10, hotline)).toEqual(['坐席', '在', '无']);
      expect(await questions()).toEqual(['坐席', '在', '无']);
    });

    it('forgets what has outlived its time', async () => {
      const hit: Change = { type: 'add_hit', bucket: 'address', windowStart: 0, expiresAt: Date.parse(now) };
      await store.apply([
        turn('旧', [], { expiresAt: now }),
        turn('新'),
        hit,
        { ...hit, windowStart: 1, expiresAt: Date.parse(later) },
      ]);
      await store.apply([{ type: 'forget_before', at: now }]);
      expect(await questions('site', '2025-01-01T00:00:00.000Z')).toEqual(['新']);
      expect([await store.activity.hits('address', 0), await store.activity.hits('address', 1)]).toEqual([0, 1]);
    });

    it('counts hits by bucket and window', async () => {
      const hit = (bucket: string, windowStart: number): Change => ({
        type: 'add_hit',
        bucket,
        windowStart,
        expiresAt: 10 ** 13,
      });
      await store.apply([hit('a', 60_000), hit('a', 60_000)]);
      await store.apply([hit('a', 120_000), hit('b', 60_000)]);
      expect(
        await Promise.all([store.activity.hits('a', 60_000), store.activity.hits('a', 120_000), store.activity.hits('c', 0)]),
      ).toEqual([2, 1, 0]);
    });

    it('keeps answers, also of items that are deleted', async () => {
      await store.apply([{ type: 'put_answer', answer: answerRecord('a1') }]);
      expect(await store.activity.answer('a1')).toEqual(answerRecord('a1'));
      expect(await store.activity.answer('a2')).toBeNull();
      await expect(store.apply([{ type: 'put_answer', answer: answerRecord('a1') }])).rejects.toThrow(ConflictError);
    });

    it('keeps keys by hash and marks the first revocation', async () => {
      const key: ApiKey = {
        id: 'k1',
        name: '热线',
        hash: 'h1',
        audiences: ['hotline'],
        scopes: ['metrics'],
        createdAt: now,
        revokedAt: null,
        lastUsedAt: null,
      };
      await store.apply([{ type: 'put_key', key }]);
      expect(await store.access.keyByHash('h1')).toEqual(key);
      expect(await store.access.keyByHash('h2')).toBeNull();
      await expect(store.apply([{ type: 'put_key', key: { ...key, id: 'k2' } }])).rejects.toThrow(ConflictError);
      await store.apply([{ type: 'revoke_key', id: 'k1', at: now }]);
      await store.apply([{ type: 'revoke_key', id: 'k1', at: later }]);
      expect(await store.access.keys()).toEqual([{ ...key, revokedAt: now }]);
    });

    it('lists the audit, newest first', async () => {
      const record = (action: string): Change => ({
        type: 'audit',
        record: { at: now, actor: '乙', action, subject: 'd1', detail: '' },
      });
      await store.apply([record('first'), record('second')]);
      expect((await store.activity.audit(10)).map((entry) => entry.action)).toEqual(['second', 'first']);
      expect(await store.activity.audit(1)).toHaveLength(1);
    });
  });
}
