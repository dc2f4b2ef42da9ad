import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Correction } from '../../src/domain/correction.ts';
import type { Store } from '../../src/store/contract.ts';
import { citizen, documentBundle, source } from './items.ts';

const correction = (field: Correction['field'], value: Correction['value']): Correction => ({
  field,
  value,
  reason: '以原件为准',
  by: '李编',
  at: '2025-02-01T00:00:00.000Z',
});

/** What every store must hold about the overlay of corrections. */
export function storeCorrectionsContract(name: string, open: () => Promise<Store>): void {
  describe(`${name}: corrections`, () => {
    const bundle = documentBundle('甲');
    const { id } = bundle.document;
    let store: Store;
    beforeEach(async () => {
      store = await open();
      await store.apply([...source, { type: 'put_document', bundle: { ...bundle, entry: { theme: '养老' } } }]);
    });
    afterEach(() => store.close());

    it('are kept with every kind of value, and replaced as a whole', async () => {
      const corrections = [
        correction('expiresOn', null),
        correction('relations', { added: [], removed: [{ kind: 'repeals', targetNumber: null, targetTitle: '旧办法' }] }),
        correction('tags', ['养老']),
      ];
      await store.apply([{ type: 'put_corrections', itemId: id, corrections }]);
      expect(await store.corrections.ofItem(id)).toEqual(corrections);
      await store.apply([{ type: 'put_corrections', itemId: id, corrections: corrections.slice(0, 1) }]);
      expect(await store.corrections.all()).toEqual(new Map([[id, corrections.slice(0, 1)]]));
      await store.apply([{ type: 'put_corrections', itemId: id, corrections: [] }]);
      expect(await store.corrections.all()).toEqual(new Map());
    });

    it('outlive the item and change nothing of it by themselves', async () => {
      const before = [await store.revision(), await store.content.document(id, citizen)];
      await store.apply([{ type: 'put_corrections', itemId: id, corrections: [correction('title', '另一个标题')] }]);
      expect([await store.revision(), await store.content.document(id, citizen)]).toEqual(before);
      await store.apply([{ type: 'delete_item', itemId: id }]);
      expect(await store.corrections.ofItem(id)).toHaveLength(1);
    });

    it('are written with the rest of their change set or not at all', async () => {
      const twice = {
        type: 'put_corrections' as const,
        itemId: id,
        corrections: [correction('title', '甲'), correction('title', '乙')],
      };
      await expect(store.apply([twice])).rejects.toThrow();
      expect(await store.corrections.ofItem(id)).toEqual([]);
    });
  });
}
