import { afterEach, beforeEach, expect, it } from 'vitest';
import { citizen, documentBundle, governance, hotline, source } from '../../tests/contracts/items.ts';
import { unit } from '../../tests/contracts/vectors.ts';
import fc from '../../tests/support/fast-check.ts';
import type { Audience } from '../domain/access.ts';
import type { Change, Store } from '../store/contract.ts';
import { openSqliteStore } from '../store/sqlite/store.ts';
import { createIndex } from '../vectors/create.ts';
import { VectorSearch } from './vector-search.ts';

const model = { id: 'model' };
let store: Store;
beforeEach(async () => {
  store = await openSqliteStore(':memory:');
  await store.apply(source);
});
afterEach(() => store.close());

const search = () => new VectorSearch(store, model, createIndex);
/** Any direction; equal texts have equal vectors. */
const vectorOf = (text: string) => {
  const seed = [...text].reduce((sum, character) => (sum * 31 + character.codePointAt(0)!) % 9973, 7);
  return unit([1, 2, 3, 4].map((factor) => Math.sin(seed * factor)));
};

interface Write {
  key: string;
  text: string;
  audiences: Audience[];
  what: 'put' | 'put, vectors later' | 'vectors' | 'withdraw' | 'publish' | 'delete';
}

function changesOf({ key, text, audiences, what }: Write): Change[] {
  const bundle = documentBundle(key, { texts: [text, `${text} 二`], governance: governance('published', audiences) });
  const itemId = bundle.document.id;
  const vectors = bundle.version.chunks.map(({ textHash, embedText }) => ({ textHash, vector: vectorOf(embedText) }));
  const review = { type: 'set_review' as const, itemId, by: '审核乙', at: '2025-02-02T00:00:00.000Z', note: null };
  switch (what) {
    case 'put':
      return [
        { type: 'put_document', bundle },
        { type: 'put_vectors', modelId: model.id, vectors },
      ];
    case 'put, vectors later':
      return [{ type: 'put_document', bundle }];
    case 'vectors':
      return [{ type: 'put_vectors', modelId: model.id, vectors }];
    case 'withdraw':
      return [{ ...review, from: ['published'], to: 'withdrawn' }];
    case 'publish':
      return [{ ...review, from: ['withdrawn'], to: 'published' }];
    case 'delete':
      return [{ type: 'delete_item', itemId }];
  }
}

const write: fc.Arbitrary<Write> = fc.record({
  key: fc.constantFrom('甲', '乙', '丙', '丁'),
  text: fc.constantFrom('补贴', '养犬', '落户', '公租房'),
  audiences: fc.constantFrom<Audience[]>(['public'], ['hotline'], ['public', 'hotline'], ['window']),
  what: fc.constantFrom('put', 'put, vectors later', 'vectors', 'withdraw', 'publish', 'delete'),
});

it('finds after every write what a search over the whole base finds', async () => {
  const round = async (writes: Write[][]) => {
    const kept = search();
    for (const batch of writes) {
      for (const one of batch) await store.apply(changesOf(one)).catch(() => {});
      for (const viewer of [citizen, hotline]) {
        const query = vectorOf('落户');
        const found = await kept.search(query, 5, viewer);
        expect(found).toEqual(await search().search(query, 5, viewer));
        const ids = found.map(({ chunkId }) => chunkId);
        expect(await kept.cosines(query, ids, viewer.today)).toEqual(await search().cosines(query, ids, viewer.today));
      }
    }
    // The next round begins on an empty base.
    for (const { id } of await store.content.allItems({})) await store.apply([{ type: 'delete_item', itemId: id }]);
  };
  const batches = fc.array(fc.array(write, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 8 });
  await fc.assert(fc.asyncProperty(batches, round), { numRuns: 40 });
});

it('reads only what changed, and everything on another day', async () => {
  await store.apply(['甲', '乙', '丙'].flatMap((key) => changesOf({ key, text: key, audiences: ['public'], what: 'put' })));
  const read: number[] = [];
  const watched: Store = {
    ...store,
    content: {
      ...store.content,
      vectors: async (modelId, hashes) => {
        read.push(hashes.length);
        return store.content.vectors(modelId, hashes);
      },
    },
  };
  const kept = new VectorSearch(watched, model, createIndex);
  await kept.search(vectorOf('甲'), 5, citizen);
  await store.apply(changesOf({ key: '乙', text: '新', audiences: ['public'], what: 'put' }));
  await kept.search(vectorOf('甲'), 5, citizen);
  await kept.search(vectorOf('甲'), 5, citizen);
  await kept.search(vectorOf('甲'), 5, { ...citizen, today: '2025-03-02' });
  expect(read).toEqual([6, 2, 6]);
});

it('searches at once from many callers see one state', async () => {
  const put = (text: string) => store.apply(changesOf({ key: '甲', text, audiences: ['public'], what: 'put' }));
  await put('一');
  const kept = search();
  const rounds = Array.from({ length: 20 }, async (_, number) => {
    const applied = number % 4 === 0 ? put(`第${number}`) : undefined;
    const found = await kept.search(vectorOf('一'), 5, number % 2 ? citizen : hotline);
    await applied;
    return found.length;
  });
  expect(new Set(await Promise.all(rounds))).toEqual(new Set([2]));
});
