import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DocumentBundle } from '../../src/domain/document.ts';
import { ConflictError, InvalidInputError, NotFoundError } from '../../src/domain/errors.ts';
import type { Change, DocumentFilter, Store } from '../../src/store/contract.ts';
import { citizen, documentBundle, everybody, faqBundle, governance, source, sourceId, today } from './items.ts';

/** What every Store promises about content: what is written comes back whole, is found, and is written all or nothing. */
export function storeContract(name: string, openStore: () => Promise<Store>): void {
  describe(`${name}: content`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await openStore();
      await store.apply(source);
    });
    afterEach(() => store.close());

    const put = (...bundles: DocumentBundle[]) =>
      store.apply(bundles.map((bundle): Change => ({ type: 'put_document', bundle })));
    const found = async (filter: DocumentFilter) =>
      (await store.content.documents(filter, citizen)).documents.map((view) => view.document.canonicalKey).sort();

    it('gives back a document as it was put', async () => {
      const bundle = documentBundle('全', {
        texts: ['第一条 内容', '第二条 表格'],
        record: {
          aliases: ['b/全.html', 'a/全.html'],
          wrappedTitle: '示例办法',
          documentNumber: '示府规〔2024〕1号',
          sourceLabel: '市府办',
          issuedOn: '2023-12-30',
          expiresOn: '2028-12-31',
          repealedOn: '2027-01-01',
          statedStatus: 'amended',
          expiryDerived: true,
          url: 'https://example.org/a',
        },
        relations: [
          {
            kind: 'supersedes',
            targetNumber: '示府规〔2019〕1号',
            targetTitle: null,
            targetKey: 'a/b.html',
            evidence: '同时废止',
            confidence: 0.7,
          },
        ],
        original: { mediaType: 'text/html', bytes: new Uint8Array([0, 255, 7]) },
      });
      await put(bundle);
      const { id } = bundle.document;
      expect(await store.content.document(id, citizen)).toEqual({
        document: bundle.document,
        governance: bundle.governance,
        versionId: bundle.version.id,
        relations: bundle.relations,
      });
      expect(await store.content.clauses(id, citizen)).toEqual(bundle.version.clauses);
      const original = await store.content.original(id, citizen);
      expect([original?.mediaType, ...(original?.bytes ?? [])]).toEqual(['text/html', 0, 255, 7]);
      const views = await store.search.readChunks(bundle.version.chunks.map((chunk) => chunk.id).reverse(), citizen);
      expect(views.map((view) => view.clause)).toEqual([...bundle.version.clauses].reverse());
      expect(views[0]).toMatchObject({ itemId: id, itemKind: 'document', versionId: bundle.version.id, chunkKind: 'clause' });
    });

    it('gives back a FAQ entry as it was put', async () => {
      const bundle = faqBundle('怎么 办', '这样 办', {
        entry: {
          similarQuestions: ['如何 办理', '在哪 办'],
          serviceLink: { label: '办', url: 'https://example.org' },
          region: '示例市',
          tags: ['热点'],
          legalBasis: ['《示例办法》第三条'],
        },
        governance: { audiences: ['hotline', 'public'], visibleFrom: today, visibleUntil: '2026-01-01' },
      });
      await store.apply([{ type: 'put_faq', bundle }]);
      const views = await store.content.faqsByIds([bundle.entry.id, 'unknown'], everybody);
      expect([...views.values()]).toEqual([{ entry: bundle.entry, governance: bundle.governance, versionId: bundle.version.id }]);
      expect(await store.search.lexical({ bodyTerms: ['这样'], headingTerms: [], limit: 5 }, citizen)).toHaveLength(1);
    });

    it('finds documents by number, title, place and fields', async () => {
      await put(
        documentBundle('甲', {
          record: {
            title: '关于印发《示例补贴办法》的通知',
            wrappedTitle: '示例补贴办法',
            documentNumber: '示府规〔2024〕3号',
            aliases: ['mirror/甲.html'],
            url: 'https://www.example.org/a/1.html',
            tags: ['就业', '补贴'],
          },
        }),
        documentBundle('乙', {
          record: {
            title: '另一份 通知（试行）',
            kind: 'guide',
            publishedOn: '2023-05-06',
            issuer: '市医保局',
            jurisdiction: { level: 'district', path: ['示例省', '示例市', '高新区'] },
          },
        }),
      );
      for (const documentNumber of ['示府规〔2024〕3号', '示府规[2024]3号', '示府规（２０２４）第03号', '示府规【2024】 3 号']) {
        expect(await found({ documentNumber })).toEqual(['甲']);
      }
      expect(await found({ title: '《示例补贴办法》' })).toEqual(['甲']);
      expect(await found({ title: '另一份通知(试行)' })).toEqual(['乙']);
      expect(await found({ title: '补贴办法' })).toEqual([]);
      for (const key of ['甲', 'mirror/甲.html', 'http://WWW.example.org/a/1.html#top'])
        expect(await found({ key })).toEqual(['甲']);
      expect(await found({ query: '补贴' })).toEqual(['甲']);
      expect(await found({ query: '规[2024]3' })).toEqual(['甲']);
      expect(await found({ kind: 'guide' })).toEqual(['乙']);
      expect(await found({ tag: '就业' })).toEqual(['甲']);
      expect(await found({ issuer: '医保局' })).toEqual(['乙']);
      expect(await found({ region: '示例市高新区' })).toEqual(['乙']);
      expect(await found({ region: '示例市' })).toEqual(['乙', '甲'].sort());
      expect(await found({ publishedFrom: '2023-05-06', publishedTo: '2023-12-31' })).toEqual(['乙']);
      expect(await store.content.documents({ limit: 1, offset: 1 }, citizen)).toMatchObject({
        total: 2,
        documents: [{ document: { canonicalKey: '乙' } }],
      });
    });

    it('keeps references between clauses and definitions of the current version', async () => {
      const bundle = documentBundle('甲', { texts: ['本办法所称档次，是指……', '依照前条规定'] });
      await put(bundle);
      expect(await store.content.references(bundle.document.id, citizen)).toEqual(bundle.version.references);
      expect(await store.content.definitions(bundle.document.id, citizen)).toEqual(bundle.version.definitions);
      await put(bundle);
      expect(await store.content.definitions(bundle.document.id, citizen)).toEqual(bundle.version.definitions);
      const hidden = documentBundle('乙', { governance: governance('draft') });
      await put(hidden);
      expect(await store.content.references(hidden.document.id, citizen)).toEqual([]);
      expect(await store.content.definitions(hidden.document.id, citizen)).toEqual([]);
    });

    it('resolves relations both ways, by number first and else by title, whichever came first', async () => {
      const titled = { title: '示例办法' };
      const refersTo = (targetNumber: string | null, targetTitle: string | null) => ({
        relations: [
          { kind: 'interprets' as const, targetNumber, targetTitle, targetKey: null, evidence: '解读', confidence: 0.9 },
        ],
      });
      const byNumber = documentBundle('按号', refersTo('示府〔2023〕1号', '示例办法'));
      const byTitle = documentBundle('按名', refersTo(null, '《示例办法》'));
      const early = documentBundle('旧', { record: { ...titled, documentNumber: '示府〔2022〕1号' } });
      const late = documentBundle('新', { record: { ...titled, documentNumber: '示府[2023]1号' } });
      await put(byNumber, byTitle, early, late);
      const related = async (bundle: DocumentBundle) =>
        (await store.content.relations(bundle.document.id, citizen))
          .map(({ direction, documentId }) => `${direction} ${documentId}`)
          .sort();
      const ids = [byNumber, byTitle, early, late].map((bundle) => bundle.document.id) as [string, string, string, string];
      expect(await related(byNumber)).toEqual([`to ${ids[3]}`]);
      expect(await related(byTitle)).toEqual([`to ${ids[2]}`, `to ${ids[3]}`].sort());
      expect(await related(late)).toEqual([`from ${ids[0]}`, `from ${ids[1]}`].sort());
      expect(await related(early)).toEqual([`from ${ids[1]}`]);
    });

    it('knows the FAQ entries of a document: by its title, its number, its file', async () => {
      const bundle = documentBundle('甲', { record: { title: '示例补贴办法', documentNumber: '示府规〔2024〕3号' } });
      const based = (question: string, legalBasis: string[], canonicalKey = 'list.csv#1') =>
        faqBundle(question, '答', { entry: { legalBasis, canonicalKey } });
      const faqs = [
        based('按名', ['《示例补贴办法》第三条']),
        based('按号', ['依据示例文件（示府规[2024]3号）第五条']),
        based('同文件', [], '甲#问答/2'),
        based('别的', ['《示例补贴办法实施细则》']),
        based('邻近文件', [], '甲乙#1'),
      ];
      await put(bundle);
      await store.apply(faqs.map((faq) => ({ type: 'put_faq', bundle: faq })));
      const views = await store.content.faqOfDocument(bundle.document.id, citizen);
      expect(views.map((view) => view.entry.question).sort()).toEqual(['同文件', '按号', '按名'].sort());
    });

    it('keeps versions; putting the same again changes nothing that can be read', async () => {
      const first = documentBundle('甲', { texts: ['一', '二'] });
      const second = documentBundle('甲', { texts: ['一', '三'] });
      await put(first);
      await put(first);
      expect(await store.content.versions(first.document.id, citizen)).toHaveLength(1);
      await put(second);
      await put(first);
      const versions = await store.content.versions(first.document.id, citizen);
      expect(versions.map(({ id, current }) => [id, current])).toEqual([
        [first.version.id, true],
        [second.version.id, false],
      ]);
      expect(await store.content.clauses(first.document.id, citizen)).toEqual(first.version.clauses);
      expect(await store.content.clauses(first.document.id, citizen, second.version.id)).toEqual(second.version.clauses);
      expect(await store.check()).toEqual([]);
    });

    it('writes all or nothing, and counts revisions', async () => {
      const before = await store.revision();
      const counts = await store.counts();
      const broken = documentBundle('坏');
      broken.version.chunks[0]!.clauseId = 'no such clause';
      await expect(put(documentBundle('好'), broken)).rejects.toThrow(InvalidInputError);
      expect([await store.revision(), await store.counts()]).toEqual([before, counts]);
      expect(await put(documentBundle('好'))).toBe(before + 1);
      expect(await store.apply([{ type: 'add_hit', bucket: 'b', windowStart: 0, expiresAt: 1 }])).toBe(before + 1);
    });

    it('refuses what would break a reference', async () => {
      const stranger = documentBundle('甲');
      stranger.document.sourceId = 'unknown';
      await expect(put(stranger)).rejects.toThrow(NotFoundError);
      const thief = documentBundle('乙');
      await put(thief);
      const copy = documentBundle('丙');
      copy.version.id = thief.version.id;
      await expect(put(copy)).rejects.toThrow(ConflictError);
      const entry = faqBundle('问', '答');
      entry.entry.id = thief.document.id;
      await expect(store.apply([{ type: 'put_faq', bundle: entry }])).rejects.toThrow(ConflictError);
      await expect(store.apply([{ type: 'add_alias', documentId: 'unknown', key: 'x' }])).rejects.toThrow(NotFoundError);
      expect(await store.check()).toEqual([]);
    });

    it('lists every item for staff, with filters', async () => {
      const draft = documentBundle('草', { governance: governance('draft'), record: { aliases: ['草2'] } });
      await put(draft, documentBundle('公'));
      expect(await store.content.allItems({})).toHaveLength(2);
      expect(await store.content.allItems({ sourceId: 'other' })).toEqual([]);
      expect(await store.content.allItems({ sourceId, reviewState: 'draft' })).toEqual([
        {
          id: draft.document.id,
          kind: 'document',
          sourceId,
          canonicalKey: '草',
          aliases: ['草2'],
          title: '关于草的通知',
          reviewState: 'draft',
          createdBy: '编辑甲',
          reviewedBy: null,
          audiences: ['public'],
          fingerprint: draft.fingerprint,
          staffOwned: false,
        },
      ]);
      expect(await store.content.allItems({ id: draft.document.id })).toHaveLength(1);
      expect(await store.content.sources()).toEqual([{ id: sourceId, name: '示例来源', location: 'sample/' }]);
    });

    it('moves review states only from where they are, and only of what was looked at', async () => {
      const bundle = documentBundle('甲', { governance: governance('draft') });
      await put(bundle);
      const step = {
        type: 'set_review' as const,
        itemId: bundle.document.id,
        by: '审核乙',
        at: '2025-03-01T00:00:00.000Z',
        note: null,
      };
      await expect(store.apply([{ ...step, from: ['submitted'], to: 'published' }])).rejects.toThrow(ConflictError);
      await expect(store.apply([{ ...step, from: ['draft'], to: 'published', fingerprint: 'old' }])).rejects.toThrow(
        ConflictError,
      );
      await expect(store.apply([{ ...step, itemId: 'unknown', from: ['draft'], to: 'published' }])).rejects.toThrow(
        NotFoundError,
      );
      expect(await store.content.document(bundle.document.id, citizen)).toBeNull();
      await store.apply([{ ...step, from: ['draft', 'submitted'], to: 'published', fingerprint: bundle.fingerprint }]);
      expect((await store.content.document(bundle.document.id, citizen))?.governance).toMatchObject({
        reviewState: 'published',
        reviewedBy: '审核乙',
        reviewedAt: '2025-03-01T00:00:00.000Z',
      });
    });

    it('keeps vectors exactly, by model and text, until tidied up', async () => {
      const bundle = documentBundle('甲');
      const used = bundle.version.chunks[0]!.textHash;
      const vector = new Float32Array([0.1, -2.5, Math.fround(1 / 3)]);
      await put(bundle);
      await store.apply([
        {
          type: 'put_vectors',
          modelId: 'm1',
          vectors: [
            { textHash: used, vector: new Float32Array([9, ...vector, 9]).subarray(1, 4) },
            { textHash: 'unused', vector },
          ],
        },
      ]);
      expect(await store.content.vectors('m1', [used, 'none'])).toEqual(new Map([[used, vector]]));
      expect(await store.content.vectors('m2', [used])).toEqual(new Map());
      expect(await store.content.missingVectors('m1', ['b', used, 'a', 'b'])).toEqual(['b', 'a']);
      expect(await store.content.missingVectors('m2', [used])).toEqual([used]);
      expect(await store.needsMaintenance()).toBe(true);
      await store.maintain();
      expect(await store.needsMaintenance()).toBe(false);
      expect([...(await store.content.vectors('m1', [used, 'unused'])).keys()]).toEqual([used]);
    });

    it('adds places of the same text', async () => {
      const bundle = documentBundle('甲');
      await put(bundle);
      await store.apply([
        { type: 'add_alias', documentId: bundle.document.id, key: '别处' },
        { type: 'add_alias', documentId: bundle.document.id, key: '别处' },
      ]);
      expect(await found({ key: '别处' })).toEqual(['甲']);
      expect((await store.content.document(bundle.document.id, citizen))?.document.aliases).toEqual(['别处']);
    });
  });
}
