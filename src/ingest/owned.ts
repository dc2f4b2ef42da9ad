import { correctedValue } from '../domain/correction.ts';
import { randomId, sha256 } from '../domain/ids.ts';
import { dayOf } from '../domain/time.ts';
import type { ChangeSet, ItemSummary, Store } from '../store/contract.ts';
import { textHashIn } from './bundle.ts';
import { type DocumentContent, type DocumentDraft, readingOf, summaryOf } from './document-draft.ts';
import { ingestAuthor } from './governance.ts';
import type { Prepared } from './prepare.ts';

export type PreparedDocument = Extract<Prepared, { type: 'document' }>;

/** What is to be done about a file whose document staff have taken over: nothing, with the reason, or a draft beside it. */
export type Owned = { kept: string } | { changes: ChangeSet };

/**
 * What staff approved is not changed by a file. New words in the folder become a draft beside it, corrections included, and wait for a
 * reviewer; a draft that somebody works on, a withdrawal, and a file that staff replaced stand.
 */
export async function ownedDocument(store: Store, item: ItemSummary, prepared: PreparedDocument, at: string): Promise<Owned> {
  const { bundle, textHash, parsed } = prepared;
  if (textHashIn(item.fingerprint) === textHash) return { kept: '已由工作人员接管，文字没有变化，未改动' };
  if (item.reviewState === 'withdrawn') return { kept: '已由工作人员撤下，未改动' };
  const original = bundle.original;
  if (!parsed || !original) return { kept: '已由工作人员接管；文件太大，请在工作台替换' };
  const revisions = await store.drafts.itemRevisions(item.id);
  if (revisions.some(({ content }) => (content as { change?: string }).change === 'replace'))
    return { kept: '工作人员已在工作台替换了文件，文件夹里的不再收入' };
  const known = (await store.drafts.draftOfItem(item.id)) as DocumentDraft | null;
  // Nobody's account has this id.
  if (known?.editors.some((editor) => editor !== ingestAuthor)) return { kept: '工作台上有正在修改的稿件，文件的改动没有收入' };
  const draft = await draftOf(store, item, prepared, at, known);
  if (known && known.content.file.sha256 === draft.content.file.sha256) return { kept: '文件的改动已在等待审核' };
  return {
    changes: [
      { type: 'put_draft', draft, expected: known?.revision ?? 0 },
      {
        type: 'put_draft_file',
        draftId: draft.id,
        name: draft.content.file.name,
        mediaType: original.mediaType,
        bytes: original.bytes,
      },
      { type: 'put_draft_reading', draftId: draft.id, reading: readingOf(bundle, parsed, textHash) },
      { type: 'audit', record: { at, actor: ingestAuthor, action: 'ingest.draft', subject: item.id, detail: draft.title } },
    ],
  };
}

async function draftOf(
  store: Store,
  item: ItemSummary,
  { bundle, corrections, path }: PreparedDocument,
  at: string,
  known: DocumentDraft | null,
): Promise<DocumentDraft> {
  const { document, original, entry } = bundle;
  const content: DocumentContent = {
    change: 'update',
    sourceId: item.sourceId,
    key: item.canonicalKey,
    entry: entry as DocumentContent['entry'],
    file: { name: path.split('/').at(-1) ?? path, size: original!.bytes.length, sha256: sha256(original!.bytes) },
    corrections,
    readOn: dayOf(new Date(at)),
    summary: summaryOf(document),
    failure: null,
    sameAs: null,
  };
  return {
    id: known?.id ?? randomId('t'),
    kind: 'document',
    itemId: item.id,
    title: document.title,
    content,
    baseVersion: (await store.drafts.itemRevisions(item.id))[0]?.number ?? 0,
    baseFingerprint: item.fingerprint,
    state: 'submitted',
    unitId: correctedValue(corrections, 'unitId') ?? null,
    createdBy: ingestAuthor,
    editors: [ingestAuthor],
    note: '文件夹里的文件有了新内容，由导入送审',
    createdAt: known?.createdAt ?? at,
    updatedAt: at,
    updatedBy: ingestAuthor,
    revision: (known?.revision ?? 0) + 1,
  };
}
