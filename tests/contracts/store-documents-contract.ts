import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Draft } from '../../src/domain/entry.ts';
import type { Store } from '../../src/store/contract.ts';
import type { StaffDocumentFilter } from '../../src/store/contract-documents.ts';
import { documentBundle, faqBundle, governance, source } from './items.ts';

const at = '2025-03-02T06:00:00.000Z';

const draftOf = (itemId: string, more: Partial<Draft> = {}): Draft => ({
  id: `draft-${itemId}`,
  kind: 'document',
  itemId,
  title: '上传的通知',
  content: { sourceId: 'staff', summary: { kind: 'notice', documentNumber: '示府告〔2025〕1号', issuer: '示例市', warnings: 2 } },
  baseVersion: 0,
  baseFingerprint: null,
  state: 'draft',
  unitId: 'n1',
  createdBy: 'u1',
  editors: ['u1'],
  note: null,
  createdAt: at,
  updatedAt: at,
  updatedBy: 'u1',
  revision: 1,
  ...more,
});

const sound = { warnings: [], quality: null };
const relation = { kind: 'repeals' as const, targetKey: null, evidence: '同时废止', confidence: 0.9 };

/** What every store promises about documents as staff read them. */
export function storeDocumentsContract(name: string, openStore: () => Promise<Store>): void {
  describe(`${name}: documents of the staff`, () => {
    const old = documentBundle('旧办法', { record: { ...sound, title: '示例市旧办法', documentNumber: '示府发〔2020〕1号' } });
    const next = documentBundle('新办法', {
      record: {
        ...sound,
        title: '示例市新办法',
        documentNumber: '示府发〔2024〕2号',
        effectiveOn: '2024-05-01',
        issuedOn: '2024-04-01',
      },
      relations: [{ ...relation, targetNumber: '示府发〔2020〕1号', targetTitle: null }],
    });
    const waiting = documentBundle('草案', {
      governance: governance('draft'),
      record: { title: '等待审核的公告', kind: 'notice', warnings: [{ code: 'x', message: '有疑点' }] },
      original: { mediaType: 'text/plain', bytes: new TextEncoder().encode('原文') },
    });
    let store: Store;
    beforeEach(async () => {
      store = await openStore();
      await store.apply([
        ...source,
        ...[old, next, { ...waiting, entry: { theme: '养老' } }].map((bundle) => ({ type: 'put_document' as const, bundle })),
      ]);
    });
    afterEach(() => store.close());

    const ids = async (filter: Partial<StaffDocumentFilter>) =>
      (await store.documents.documents({ limit: 20, ...filter })).documents.map(({ id }) => id);

    it('are read whatever their state, with the manifest entry and what others say of them', async () => {
      const { id } = waiting.document;
      const found = await store.documents.document(id);
      expect(found).toMatchObject({ document: waiting.document, entry: { theme: '养老' }, revision: null, withdrawnAt: null });
      expect(await store.documents.clauses(id)).toEqual(waiting.version.clauses);
      expect(new TextDecoder().decode((await store.documents.original(id))!.bytes)).toBe('原文');
      expect(await store.documents.originalType(id)).toBe('text/plain');
      expect(await store.documents.originalType(old.document.id)).toBeNull();
      expect((await store.documents.versions(id)).map(({ current }) => current)).toEqual([true]);
      const { document } = (await store.documents.document(old.document.id))!;
      expect(document.effects).toMatchObject([{ kind: 'repeals', by: { documentId: next.document.id } }]);
      expect(await store.documents.document('no such')).toBeNull();
    });

    it('are listed with their drafts and by state, kind, words, doubts and unit', async () => {
      await store.apply([
        { type: 'put_draft', draft: draftOf(old.document.id, { state: 'submitted' }), expected: 0 },
        { type: 'put_draft', draft: draftOf('new'), expected: 0 },
        { type: 'put_draft', draft: draftOf('entry', { kind: 'faq' }), expected: 0 },
        {
          type: 'put_corrections',
          itemId: next.document.id,
          corrections: [{ field: 'unitId', value: 'n2', reason: '', by: '甲', at }],
        },
      ]);
      expect((await store.documents.documents({ limit: 2 })).total).toBe(4);
      expect(await ids({ state: 'draft' })).toEqual(expect.arrayContaining(['new', waiting.document.id]));
      expect(await ids({ state: 'submitted' })).toEqual([old.document.id]);
      expect(await ids({ state: 'changed' })).toEqual([old.document.id]);
      expect(await ids({ state: 'withdrawn' })).toEqual([]);
      expect((await ids({ kind: 'notice' })).sort()).toEqual([waiting.document.id, 'new'].sort());
      expect((await ids({ doubtful: true })).sort()).toEqual([waiting.document.id, 'new'].sort());
      expect(await ids({ words: ['示府告〔2025〕1号', '通知'] })).toEqual(['new']);
      expect(await ids({ unitIds: ['n1'] })).toEqual(['new']);
      expect(await ids({ unitIds: ['n2'] })).toEqual([next.document.id]);
      expect(await ids({ unitIds: [] })).toEqual([]);
      expect((await store.documents.documents({ limit: 1, words: ['上传的通知'], state: 'draft' })).documents[0]).toEqual({
        id: 'new',
        title: '上传的通知',
        state: null,
        draft: { id: 'draft-new', state: 'draft', title: '上传的通知', updatedAt: at, updatedBy: 'u1', revision: 1 },
        kind: 'notice',
        documentNumber: '示府告〔2025〕1号',
        issuer: '示例市',
        sourceId: 'staff',
        warnings: 2,
        unread: false,
        unitId: 'n1',
        updatedAt: at,
      });
      const broken = { code: 'encrypted_file', reason: '文件有密码' };
      const unread = draftOf('broken', { content: { sourceId: 'staff', summary: null, failure: broken } });
      await store.apply([{ type: 'put_draft', draft: unread, expected: 0 }]);
      const lines = (await store.documents.documents({ limit: 9 })).documents;
      expect(lines.filter((line) => line.unread).map(({ id }) => id)).toEqual(['broken']);
    });

    it('say which document a relation means and what was said of one that is not in the base', async () => {
      const named = await store.documents.named([
        { targetNumber: '示府发 (2020) 第1号', targetTitle: null },
        { targetNumber: null, targetTitle: '《等待审核的公告》' },
        { targetNumber: '示府发〔1999〕9号', targetTitle: '示例市旧办法' },
      ]);
      expect(named.map((found) => found?.id ?? null)).toEqual([old.document.id, waiting.document.id, null]);
      const unknown = { ...old.document, id: 'unknown' };
      expect(await store.documents.effectsOn(unknown)).toMatchObject([{ kind: 'repeals', by: { title: '示例市新办法' } }]);
      expect(await store.documents.effectsOn({ ...unknown, documentNumber: '示府发〔2020〕7号' })).toEqual([]);
    });

    it('tell which entries rest on them, by clause and by name', async () => {
      const byName = faqBundle('凭什么发？', '依法发放。', { entry: { legalBasis: ['《示例市旧办法》第二条'] } });
      await store.apply([
        { type: 'put_faq', bundle: byName },
        { type: 'put_faq', bundle: faqBundle('别的？', '没有。', { entry: { legalBasis: ['《别的》'] } }) },
      ]);
      expect(await store.documents.entriesOn(old.document.id)).toEqual([
        { id: byName.entry.id, question: '凭什么发？', state: 'published', clauses: [] },
      ]);
    });

    it('keep the reading of a draft as long as the draft', async () => {
      const draft = draftOf('new');
      await store.apply([
        { type: 'put_draft', draft, expected: 0 },
        { type: 'put_draft_reading', draftId: draft.id, reading: { parsed: { mediaType: 'text/html' } } },
      ]);
      expect(await store.documents.draftMediaType(draft.id)).toBe('text/html');
      await store.apply([{ type: 'put_draft_reading', draftId: draft.id, reading: { parsed: [2] } }]);
      expect(await store.documents.draftMediaType(draft.id)).toBeNull();
      expect(await store.documents.draftReading(draft.id)).toEqual({ parsed: [2] });
      await store.apply([{ type: 'delete_draft', id: draft.id, expected: 1 }]);
      expect(await store.documents.draftReading(draft.id)).toBeNull();
    });

    it('with the same words are found by them', async () => {
      const twin = { ...documentBundle('另一处'), fingerprint: 'input.words' };
      await store.apply([{ type: 'put_document', bundle: twin }]);
      expect((await store.documents.withText('words')).map(({ id }) => id)).toEqual([twin.document.id]);
      expect(await store.documents.withText('other')).toEqual([]);
    });
  });
}
