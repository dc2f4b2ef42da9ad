import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DocumentBundle, DocumentRecord, Relation } from '../../src/domain/document.ts';
import { validityOn } from '../../src/domain/validity.ts';
import type { Change, Store } from '../../src/store/contract.ts';
import { citizen, documentBundle, everybody, governance, source } from './items.ts';

const relation = (kind: Relation['kind'], given: Partial<Relation>): Relation => ({
  kind,
  targetNumber: null,
  targetTitle: null,
  targetKey: null,
  evidence: `${kind} ${given.targetTitle ?? given.targetNumber ?? given.targetKey}`,
  confidence: 0.9,
  ...given,
});

/** What every Store promises about relations: they find the other document, and what they say about its validity is read with it. */
export function storeRelationsContract(name: string, openStore: () => Promise<Store>): void {
  describe(`${name}: relations`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await openStore();
      await store.apply(source);
    });
    afterEach(() => store.close());

    const put = (...bundles: DocumentBundle[]) =>
      store.apply(bundles.map((bundle): Change => ({ type: 'put_document', bundle })));
    const document = (key: string, record: Partial<DocumentRecord>, ...relations: Relation[]) =>
      documentBundle(key, { texts: [`${key} 正文`], record: { effectiveOn: null, ...record }, relations });
    const found = async (bundle: DocumentBundle) =>
      (await store.content.relations(bundle.document.id, citizen)).map(
        ({ kind, direction, documentId }) => `${kind} ${direction} ${documentId}`,
      );
    const statusOf = async (bundle: DocumentBundle, day: string, viewer = citizen) =>
      validityOn((await store.content.document(bundle.document.id, viewer))!.document, day);

    it('come back as they were put', async () => {
      const relations = [
        relation('repeals', { targetNumber: '示府〔2020〕1号', effectiveOn: '2024-07-01' }),
        relation('prolongs', { targetTitle: '示例办法', until: '2027-12-31' }),
        relation('prolongs', { targetTitle: '示例细则', months: 24 }),
      ];
      const bundle = document('甲', {}, ...relations);
      await put(bundle);
      expect((await store.content.document(bundle.document.id, citizen))?.relations).toEqual(relations);
    });

    it('find the other by its place: path, other path, address', async () => {
      const page = document(
        '页',
        {},
        ...['附/一.pdf', '附/旧名.pdf', 'https://www.example.org/f/3.pdf#x'].map((targetKey) =>
          relation('attachment', { targetKey }),
        ),
      );
      const attached = [
        document('附/一.pdf', { title: '附件一' }),
        document('附/二.pdf', { title: '附件二', aliases: ['附/旧名.pdf'] }),
        document('附/三.pdf', { title: '附件三', url: 'http://WWW.example.org/f/3.pdf' }),
      ];
      await put(page, ...attached);
      expect((await found(page)).sort()).toEqual(attached.map((bundle) => `attachment to ${bundle.document.id}`).sort());
      for (const bundle of attached) expect(await found(bundle)).toEqual([`attachment from ${page.document.id}`]);
    });

    it.each([
      ['the organ left out', '关于做好示例补贴发放工作的通知', '示例市民政局关于做好示例补贴发放工作的通知'],
      ['the organ added', '示例市民政局关于做好示例补贴发放工作的通知', '关于做好示例补贴发放工作的通知'],
      ['the edition left out', '示例市示例补贴办法', '示例市示例补贴办法（试行）'],
      ['the notice for the measure', '关于印发《示例市示例补贴办法》的通知', '示例市示例补贴办法'],
      ['the year left out', '示例补贴发放工作方案', '2024年示例补贴发放工作方案'],
    ])('find a title with %s, less surely', async (_how, cited, title) => {
      const speaker = document('引', {}, relation('implements', { targetTitle: cited }));
      const meant = document('被引', { title });
      await put(speaker, meant);
      const [resolved] = await store.content.relations(speaker.document.id, citizen);
      expect([resolved?.documentId, resolved?.confidence]).toEqual([meant.document.id, 0.63]);
      expect(await found(meant)).toEqual([`implements from ${speaker.document.id}`]);
    });

    it('do not guess: what a citation says must be so, and only one may be meant', async () => {
      const speaker = document(
        '引',
        {},
        relation('implements', { targetTitle: '2023年示例补贴发放工作方案' }),
        relation('implements', { targetTitle: '示例市示例补贴管理办法（试行）' }),
        relation('implements', { targetTitle: '示例市示例津贴管理办法' }),
      );
      await put(
        speaker,
        document('一', { title: '2024年示例补贴发放工作方案' }),
        document('二', { title: '示例市示例补贴管理办法' }),
        document('三', { title: '示例市示例津贴管理办法（试行）' }),
        document('四', { title: '示例市示例津贴管理办法（修订）' }),
      );
      expect(await found(speaker)).toEqual([]);
    });

    it('end nothing of another place that happens to bear the same name', async () => {
      const other = document('别市', { title: '最低生活保障办法', jurisdiction: { level: 'city', path: ['示例省', '别的市'] } });
      const own = document('本市', { title: '最低生活保障办法' });
      await put(
        document('废', { effectiveOn: '2024-05-01' }, relation('repeals', { targetTitle: '最低生活保障办法' })),
        other,
        own,
      );
      expect([await statusOf(other, '2024-06-01'), await statusOf(own, '2024-06-01')]).toEqual(['unknown', 'repealed']);
    });

    it('end nothing that came later, nor the document under its own number', async () => {
      const words = relation('supersedes', { targetTitle: '示例办法' });
      const reissued = document('重', { title: '示例办法', issuedOn: '2024-05-01', effectiveOn: '2024-05-01' });
      const copy = document('抄', { title: '示例办法', documentNumber: '示府〔2024〕1号' });
      await put(
        document('新', { title: '示例办法', effectiveOn: '2024-05-01', documentNumber: '示府〔2024〕1号' }, words),
        reissued,
        copy,
      );
      expect([await statusOf(reissued, '2024-06-01'), await statusOf(copy, '2024-06-01')]).toEqual(['in_force', 'unknown']);
    });

    it('end by its number even what was issued after a beginning that lies in the past', async () => {
      const target = document('旧', { documentNumber: '示府〔2024〕3号', issuedOn: '2024-03-01', effectiveOn: '2024-03-01' });
      const words = relation('repeals', { targetNumber: '示府〔2024〕3号' });
      await put(target, document('新', { issuedOn: '2024-06-01', effectiveOn: '2024-01-01' }, words));
      expect([await statusOf(target, '2024-02-01'), await statusOf(target, '2024-07-01')]).toEqual(['not_yet', 'repealed']);
    });

    it('count only from visible documents, and no longer when these go', async () => {
      const target = document('旧', { documentNumber: '示府〔2019〕1号', effectiveOn: '2019-01-01' });
      const words = relation('repeals', { targetNumber: '示府[2019]1号' });
      const speaker = document('新', { effectiveOn: '2024-05-01' }, words);
      await put(target, { ...speaker, governance: governance('draft') });
      expect(await statusOf(target, '2024-06-01')).toBe('in_force');
      await put({ ...speaker, governance: governance('published', ['hotline']) });
      expect([await statusOf(target, '2024-06-01'), await statusOf(target, '2024-06-01', everybody)]).toEqual([
        'in_force',
        'repealed',
      ]);
      await put({ ...speaker, governance: governance('published') });
      expect([await statusOf(target, '2024-04-30'), await statusOf(target, '2024-05-01')]).toEqual(['in_force', 'repealed']);
      const listed = (await store.content.documents({ key: '旧' }, citizen)).documents[0]!;
      expect(listed.document.effects).toMatchObject([{ kind: 'repeals', by: { documentId: speaker.document.id } }]);
      await store.apply([{ type: 'delete_item', itemId: speaker.document.id }]);
      expect(await statusOf(target, '2024-05-01')).toBe('in_force');
      expect(await store.check()).toEqual([]);
    });

    it('know the same text in another source, both ways and only for those who see it', async () => {
      const first = documentBundle('甲', { texts: ['同样的文字'], record: { title: '同名' } });
      const second = structuredClone(first);
      second.document.id = 'd-other';
      second.document.canonicalKey = '乙';
      second.version.id = 'v-other';
      second.version.chunks.forEach((chunk) => {
        chunk.id = `other ${chunk.id}`;
      });
      await put(first, second);
      expect(await found(first)).toEqual(['same_text to d-other']);
      expect(await found(second)).toEqual([`same_text to ${first.document.id}`]);
      await put({ ...second, governance: governance('draft') });
      expect(await found(first)).toEqual([]);
    });

    it('that point to their own document are found by the check', async () => {
      await put(document('甲', { documentNumber: '示府〔2024〕1号' }, relation('repeals', { targetNumber: '示府[2024]1号' })));
      expect((await store.check()).map(({ code }) => code)).toEqual(['relation_to_itself']);
    });

    it('between clauses and definitions without their clause are found by the check', async () => {
      const bundle = documentBundle('甲', { texts: ['一', '二'] });
      bundle.version.references[0]!.clausePath = '没有';
      bundle.version.definitions[0]!.clausePath = '没有';
      await put(bundle);
      expect((await store.check()).map(({ code }) => code).sort()).toEqual(['clause_reference_orphan', 'definition_orphan']);
    });
  });
}
