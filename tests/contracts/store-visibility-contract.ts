import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Viewer } from '../../src/domain/access.ts';
import type { DocumentBundle } from '../../src/domain/document.ts';
import type { FaqBundle } from '../../src/domain/faq.ts';
import { addDays } from '../../src/domain/time.ts';
import type { ChangeSet, Store } from '../../src/store/contract.ts';
import { citizen, documentBundle, everybody, faqBundle, governance, hotline, source, today } from './items.ts';

const original = { mediaType: 'text/plain', bytes: new TextEncoder().encode('秘密') };
const record = { documentNumber: '示府〔2024〕9号', url: 'https://example.org/secret', tags: ['秘密'] };
const hiddenDocument = (state: Parameters<typeof governance>[0], audiences?: Parameters<typeof governance>[1]) =>
  documentBundle('秘密', { texts: ['秘密 条款'], original, record, governance: governance(state, audiences) });

const hiddenDocuments: [string, DocumentBundle][] = [
  ['a draft', hiddenDocument('draft')],
  ['a submitted one', hiddenDocument('submitted')],
  ['a returned one', hiddenDocument('returned')],
  ['a withdrawn one', hiddenDocument('withdrawn')],
  ['one for the hotline', hiddenDocument('published', ['hotline'])],
  ['one for two desks', hiddenDocument('published', ['hotline', 'window'])],
  ['one for nobody', hiddenDocument('published', [])],
];

const hiddenFaq = (dates: Partial<FaqBundle['governance']>) =>
  faqBundle('秘密 怎么 办', '秘密 答复', { governance: dates, entry: { legalBasis: ['《关于公开的通知》'] } });

const hiddenFaqs: [string, FaqBundle][] = [
  ['an entry that begins tomorrow', hiddenFaq({ visibleFrom: addDays(today, 1) })],
  ['an entry that ended yesterday', hiddenFaq({ visibleUntil: addDays(today, -1) })],
  ['an entry under review', hiddenFaq({ reviewState: 'submitted' })],
  ['an entry for the window', hiddenFaq({ audiences: ['window'] })],
];

const open = documentBundle('公开', {
  relations: [
    {
      kind: 'implements',
      targetNumber: '示府〔2024〕9号',
      targetTitle: null,
      targetKey: null,
      evidence: '根据',
      confidence: 0.9,
    },
  ],
});
const lexical = (store: Store, viewer: Viewer, ...terms: string[]) =>
  store.search.lexical({ bodyTerms: terms, headingTerms: terms, limit: 50 }, viewer);

/** Every way a reader can come by an item; empty when nothing of it can be seen. */
async function traces(store: Store, bundle: DocumentBundle | FaqBundle, viewer: Viewer): Promise<Record<string, unknown>> {
  const id = 'document' in bundle ? bundle.document.id : bundle.entry.id;
  const { content, search } = store;
  const chunkIds = bundle.version.chunks.map((chunk) => chunk.id);
  const seen: Record<string, unknown[]> = {
    lexical: (await lexical(store, viewer, '秘密')).filter((hit) => chunkIds.includes(hit.chunkId)),
    lexicalWithin: await search.lexical({ bodyTerms: ['秘密'], headingTerms: [], limit: 5, filter: { itemIds: [id] } }, viewer),
    visibleChunks: (await search.visibleChunks(viewer)).filter((chunk) => chunk.itemId === id),
    visibleChunksWithin: await search.visibleChunks(viewer, { itemIds: [id] }),
    readChunks: await search.readChunks(chunkIds, viewer),
    document: [await content.document(id, viewer)].filter((view) => view !== null),
    documentsByIds: [...(await content.documentsByIds([id], viewer)).keys()],
    faqsByIds: [...(await content.faqsByIds([id], viewer)).keys()],
    clauses: await content.clauses(id, viewer),
    clausesOfVersion: await content.clauses(id, viewer, bundle.version.id),
    versions: await content.versions(id, viewer),
    original: [await content.original(id, viewer)].filter((found) => found !== null),
    relationsOfIt: await content.relations(id, viewer),
    relationsToIt: (await content.relations(open.document.id, viewer)).filter((relation) => relation.documentId === id),
    faqOfOpen: (await content.faqOfDocument(open.document.id, viewer)).filter((view) => view.entry.id === id),
  };
  const lists = [
    {},
    { query: '秘密' },
    { key: '秘密' },
    { key: record.url },
    { tag: '秘密' },
    { documentNumber: '示府〔2024〕9号' },
  ];
  for (const filter of [...lists, { title: '关于秘密的通知' }]) {
    const { total, documents } = await content.documents(filter, viewer);
    seen[`list ${JSON.stringify(filter)}`] = documents.filter((view) => view.document.id === id);
    if (total !== documents.length) seen[`total ${JSON.stringify(filter)}`] = [total];
  }
  return Object.fromEntries(Object.entries(seen).filter(([, found]) => found.length > 0));
}

/** Tries to get round visibility: what may not be seen is found in no way, and nothing tells that it is there. */
export function storeVisibilityContract(name: string, openStore: () => Promise<Store>): void {
  describe(`${name}: visibility`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await openStore();
      await store.apply([...source, { type: 'put_document', bundle: open }]);
    });
    afterEach(() => store.close());

    const put = (bundle: DocumentBundle | FaqBundle) =>
      store.apply(['document' in bundle ? { type: 'put_document', bundle } : { type: 'put_faq', bundle }]);

    it('shows a published document in every way', async () => {
      const bundle = hiddenDocument('published');
      await put(bundle);
      const seen = Object.keys(await traces(store, bundle, citizen));
      expect(seen).toHaveLength(20);
      expect(seen).not.toContain('faqsByIds');
    });

    it.each(hiddenDocuments)('hides %s from a citizen', async (_, bundle) => {
      await put(bundle);
      expect(await traces(store, bundle, citizen)).toEqual({});
    });

    it.each(hiddenFaqs)('hides %s from a citizen', async (_, bundle) => {
      await put(bundle);
      expect(await traces(store, bundle, citizen)).toEqual({});
    });

    it.each([
      ['no audience', []],
      ['audiences left out', undefined],
      ['an unknown audience', ['administrator']],
      ['a piece of SQL', [`public' OR '1'='1`]],
      ['a piece of JSON', ['public","hotline']],
      ['another case', ['PUBLIC']],
    ])('shows nothing at all to a viewer with %s', async (_, audiences) => {
      const viewer = { audiences, today } as Viewer;
      expect(await traces(store, open, viewer)).toEqual({});
      expect((await store.content.documents({}, viewer)).total).toBe(0);
    });

    it('opens to a desk what is meant for it, and keeps a desk of the other kind out', async () => {
      const bundle = hiddenDocument('published', ['hotline']);
      await put(bundle);
      expect(await store.content.document(bundle.document.id, hotline)).not.toBeNull();
      expect(await traces(store, bundle, { audiences: ['public', 'window'], today })).toEqual({});
    });

    it('keeps 口径 and internal notes from the public', async () => {
      const bundle = faqBundle('怎么 办', '这样 办');
      await put(bundle);
      const entry = async (viewer: Viewer) =>
        (await store.content.faqsByIds([bundle.entry.id], viewer)).get(bundle.entry.id)!.entry;
      expect(await entry(citizen)).toMatchObject({ answer: '这样 办', script: null, internalNote: null });
      expect(await entry(hotline)).toMatchObject({ script: '口径', internalNote: '仅供坐席' });
    });

    it('shows a FAQ entry on its first and last day', async () => {
      const bundle = hiddenFaq({ visibleFrom: '2025-03-01', visibleUntil: '2025-03-03' });
      await put(bundle);
      const onDay = async (day: string) => (await store.content.faqsByIds([bundle.entry.id], { ...citizen, today: day })).size;
      const days = ['2025-02-28', '2025-03-01', '2025-03-03', '2025-03-04'];
      expect(await Promise.all(days.map(onDay))).toEqual([0, 1, 1, 0]);
    });

    it('finds the one allowed among a thousand forbidden equal texts', async () => {
      const forbidden: ChangeSet = Array.from({ length: 1_000 }, (_, i) => ({
        type: 'put_document',
        bundle: documentBundle(`禁${i}`, { texts: ['补贴 标准'], governance: governance(i % 2 ? 'draft' : 'withdrawn') }),
      }));
      const allowed = documentBundle('可见', { texts: ['补贴 标准 以及 许多 其他 的 事情'] });
      await store.apply([...forbidden, { type: 'put_document', bundle: allowed }]);
      const hits = await store.search.lexical({ bodyTerms: ['补贴', '标准'], headingTerms: [], limit: 10 }, citizen);
      expect(hits.map((hit) => hit.chunkId)).toEqual([allowed.version.chunks[0]!.id]);
      expect((await store.search.visibleChunks(citizen)).map((chunk) => chunk.itemId).sort()).toEqual(
        [open.document.id, allowed.document.id].sort(),
      );
    });

    it('takes a withdrawn text out of everything at once, and an ingest does not bring it back', async () => {
      const bundle = hiddenDocument('published');
      await put(bundle);
      const withdraw = { itemId: bundle.document.id, by: '审核乙', at: '2025-03-01T01:00:00.000Z', note: '有误' };
      const before = await store.revision();
      await store.apply([{ type: 'set_review', ...withdraw, from: ['published'], to: 'withdrawn' }]);
      expect(await store.revision()).toBeGreaterThan(before);
      expect(await traces(store, bundle, everybody)).toEqual({});
      await put({ ...bundle, fingerprint: 'changed' });
      expect(await traces(store, bundle, everybody)).toEqual({});
      await store.apply([{ type: 'set_review', ...withdraw, from: ['withdrawn'], to: 'published' }]);
      expect(await traces(store, bundle, citizen)).not.toEqual({});
    });

    it('takes a deleted item out of everything', async () => {
      const bundle = hiddenDocument('published');
      await put(bundle);
      await store.apply([{ type: 'delete_item', itemId: bundle.document.id }]);
      expect(await traces(store, bundle, everybody)).toEqual({});
      expect(await store.check()).toEqual([]);
    });

    it('does not search the text of an earlier version, which can still be cited', async () => {
      const first = documentBundle('改', { texts: ['旧文 内容'] });
      const second = documentBundle('改', { texts: ['新文 内容'] });
      await put(first);
      await put(second);
      expect(await lexical(store, citizen, '旧文')).toEqual([]);
      expect(await lexical(store, citizen, '新文')).toHaveLength(1);
      expect(await store.search.readChunks([first.version.chunks[0]!.id], citizen)).toEqual([]);
      const old = await store.content.clauses(first.document.id, citizen, first.version.id);
      expect(old.map((clause) => clause.text)).toEqual(['旧文 内容']);
    });
  });
}
