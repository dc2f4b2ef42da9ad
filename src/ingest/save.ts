import type { Chunk, DocumentBundle } from '../domain/document.ts';
import type { FaqBundle } from '../domain/faq.ts';
import type { ChangeSet } from '../store/contract.ts';
import type { Vectors } from './embed.ts';

/** One item that is ready to be written. */
export type ReadyItem = { kind: 'document'; bundle: DocumentBundle } | { kind: 'faq'; bundle: FaqBundle };

export const idOf = (item: ReadyItem) => (item.kind === 'document' ? item.bundle.document.id : item.bundle.entry.id);
export const titleOf = (item: ReadyItem) => (item.kind === 'document' ? item.bundle.document.title : item.bundle.entry.question);

/** The item, its vectors and the record of who did what: one change set, written whole or not at all. */
export function changesOf(item: ReadyItem, modelId: string, vectors: Vectors, action: string, at: string): ChangeSet {
  const { governance, version } = item.bundle;
  const own = vectorsOf(version.chunks, vectors);
  const published = governance.reviewState === 'published';
  return [
    item.kind === 'document' ? { type: 'put_document', bundle: item.bundle } : { type: 'put_faq', bundle: item.bundle },
    ...(own.length > 0 ? [{ type: 'put_vectors' as const, modelId, vectors: own }] : []),
    {
      type: 'audit',
      record: {
        at,
        actor: (published && governance.reviewedBy) || governance.createdBy,
        action: published ? `${action}.publish` : action,
        subject: idOf(item),
        detail: titleOf(item),
      },
    },
  ];
}

function vectorsOf(chunks: Chunk[], vectors: Vectors): { textHash: string; vector: Float32Array }[] {
  const hashes = new Set(chunks.map((chunk) => chunk.textHash));
  return [...hashes].flatMap((textHash) => {
    const vector = vectors.get(textHash);
    return vector ? [{ textHash, vector }] : [];
  });
}

/** Publishing what came in unchanged as a draft before. */
export function publishChanges(itemId: string, title: string, fingerprint: string, by: string, at: string): ChangeSet {
  return [
    { type: 'set_review', itemId, from: ['draft', 'submitted'], to: 'published', by, at, note: null, fingerprint },
    { type: 'audit', record: { at, actor: by, action: 'ingest.publish', subject: itemId, detail: title } },
  ];
}

export function deleteChanges(itemId: string, title: string, by: string, at: string): ChangeSet {
  return [
    { type: 'delete_item', itemId },
    { type: 'audit', record: { at, actor: by, action: 'ingest.prune', subject: itemId, detail: title } },
  ];
}

export function aliasChanges(documentId: string, key: string, by: string, at: string): ChangeSet {
  return [
    { type: 'add_alias', documentId, key },
    { type: 'audit', record: { at, actor: by, action: 'ingest.alias', subject: documentId, detail: key } },
  ];
}
