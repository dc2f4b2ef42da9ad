import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DocumentBundle } from '../../src/domain/document.ts';
import type { Change, Store } from '../../src/store/contract.ts';
import { citizen, documentBundle, faqBundle, source } from './items.ts';

/** What every Store promises about lexical search. */
export function storeSearchContract(name: string, openStore: () => Promise<Store>): void {
  describe(`${name}: search`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await openStore();
      await store.apply(source);
    });
    afterEach(() => store.close());

    const put = (...bundles: DocumentBundle[]) =>
      store.apply(bundles.map((bundle): Change => ({ type: 'put_document', bundle })));

    it('orders lexical hits by weight and breaks ties by id', async () => {
      const bundles = ['甲', '乙', '丙'].map((key) => documentBundle(key, { texts: ['补贴 标准'], record: { title: '通知' } }));
      const other = documentBundle('丁', { texts: ['补贴 别的 内容 很多 很多 很多'], record: { title: '通知' } });
      const filler = Array.from({ length: 20 }, (_, i) => documentBundle(`其他${i}`));
      await put(...bundles, other, ...filler);
      const query = { bodyTerms: ['补贴', '标准'], headingTerms: ['标准'], limit: 10 };
      const hits = await store.search.lexical(query, citizen);
      const tied = bundles.map((bundle) => bundle.version.chunks[0]!.id).sort();
      expect(hits.map((hit) => hit.chunkId)).toEqual([...tied, other.version.chunks[0]!.id]);
      expect(hits[0]!.score).toBeGreaterThan(hits[3]!.score);
      expect(await store.search.lexical({ ...query, limit: 2 }, citizen)).toEqual(hits.slice(0, 2));
    });

    it('searches bodies and headings apart', async () => {
      await put(documentBundle('甲', { texts: ['正文'], record: { title: '标题' } }));
      const count = async (bodyTerms: string[], headingTerms: string[]) =>
        (await store.search.lexical({ bodyTerms, headingTerms, limit: 5 }, citizen)).length;
      expect([
        await count(['正文'], []),
        await count([], ['标题']),
        await count(['标题'], []),
        await count([], ['正文']),
      ]).toEqual([1, 1, 0, 0]);
      expect([await count([], []), await count(['标题', '正文'], ['标题'])]).toEqual([0, 1]);
    });

    it.each(['"', '*', 'NEAR(', 'body_terms : x', ') OR (', '-', '^别的', '别的*', 'a"b', '\0', '2.5', '、', ''])(
      'takes %j as a word, never as query syntax',
      async (term) => {
        await put(documentBundle('甲', { texts: ['正文'] }));
        expect(await store.search.lexical({ bodyTerms: [term, '没有'], headingTerms: [term], limit: 5 }, citizen)).toEqual([]);
        const hits = await store.search.lexical({ bodyTerms: [term, '正文'], headingTerms: [], limit: 5 }, citizen);
        expect(hits).toHaveLength(1);
      },
    );

    it('tells which items changed since a revision', async () => {
      const [first, second] = [documentBundle('甲', { texts: ['补贴'] }), documentBundle('乙', { texts: ['落户'] })];
      const ids = [first.document.id, second.document.id];
      const start = await store.revision();
      await put(first);
      const between = await store.revision();
      await put(second);
      const end = await store.revision();
      const sorted = async (revision: number) => (await store.search.changedSince(revision))?.sort();
      expect([await sorted(start), await sorted(between), await sorted(end)]).toEqual([[...ids].sort(), [ids[1]], []]);
      const textHash = first.version.chunks[0]!.textHash;
      await store.apply([{ type: 'put_vectors', modelId: 'm', vectors: [{ textHash, vector: new Float32Array([1]) }] }]);
      expect(await sorted(end)).toEqual([ids[0]]);
      await store.apply([{ type: 'delete_item', itemId: ids[1]! }]);
      expect(await sorted(end)).toEqual([...ids].sort());
      expect(await sorted((await store.revision()) + 1)).toBeUndefined();
    });

    it('searches within items and kinds', async () => {
      const bundles = ['甲', '乙', '丙'].map((key) => documentBundle(key, { texts: ['补贴', '补贴 二'] }));
      const faq = faqBundle('补贴 怎么 领', '去 窗口');
      await put(...bundles);
      await store.apply([{ type: 'put_faq', bundle: faq }]);
      const itemsOf = async (filter: { itemIds?: string[]; kinds?: ('document' | 'faq')[] }) => {
        const hits = await store.search.lexical({ bodyTerms: ['补贴'], headingTerms: [], limit: 50, filter }, citizen);
        const views = await store.search.readChunks(
          hits.map((hit) => hit.chunkId),
          citizen,
        );
        return [...new Set(views.map((view) => view.itemId))].sort();
      };
      const [a, b, c] = bundles.map((bundle) => bundle.document.id) as [string, string, string];
      expect(await itemsOf({ itemIds: [c, a] })).toEqual([a, c].sort());
      expect(await itemsOf({ kinds: ['faq'] })).toEqual([faq.entry.id]);
      expect(await itemsOf({ itemIds: [a, b, faq.entry.id], kinds: ['document'] })).toEqual([a, b].sort());
      expect(await itemsOf({ itemIds: [] })).toEqual([]);
      expect(await store.search.visibleChunks(citizen, { kinds: ['faq'] })).toHaveLength(2);
    });

    it('counts how many chunks hold a term', async () => {
      await put(documentBundle('甲', { texts: ['补贴 补贴', '补贴', '别的'] }));
      const statistics = await store.search.termStatistics(['补贴', '没有', '别的']);
      expect(statistics).toEqual({ chunks: 3, frequency: new Map(Object.entries({ 补贴: 2, 没有: 0, 别的: 1 })) });
      await put(documentBundle('乙', { texts: ['补贴'] }));
      expect((await store.search.termStatistics(['补贴'])).frequency.get('补贴')).toBe(3);
    });
  });
}
