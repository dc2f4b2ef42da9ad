import { reviewStates } from '../../domain/access.ts';
import { type Correction, correctedValue } from '../../domain/correction.ts';
import type { DocumentBundle, DocumentRecord } from '../../domain/document.ts';
import type { ItemRevision } from '../../domain/entry.ts';
import { type DocumentContent, type DocumentDraft, staffSource } from '../../ingest/document-draft.ts';
import type { ChangeSet } from '../../store/contract.ts';
import type { StaffDocument } from '../../store/contract-documents.ts';
import type { Act } from '../audit.ts';
import type { Embed } from '../entries/publish.ts';

/** What was approved of a document; its words stand in the version that it names. */
export interface DocumentRevision {
  versionId: string;
  change: DocumentContent['change'];
  file: DocumentContent['file'];
  corrections: Correction[];
  fields: RevisedFields;
}

export type RevisedFields = ReturnType<typeof fieldsOf>;

/** What people compare between revisions. */
export function fieldsOf(document: DocumentRecord) {
  const { title, wrappedTitle, documentNumber, issuer, kind, publishedOn, issuedOn, effectiveOn, expiresOn, repealedOn } =
    document;
  const { expiryDerived, statedStatus, theme, tags, appliesTo, jurisdiction, serviceLinks, url } = document;
  return {
    title,
    wrappedTitle,
    documentNumber,
    issuer,
    kind,
    publishedOn,
    issuedOn,
    effectiveOn,
    expiresOn,
    expiryDerived,
    repealedOn,
    statedStatus,
    theme,
    tags,
    appliesTo,
    jurisdiction,
    serviceLinks,
    url,
  };
}

export interface DocumentApproval {
  draft: DocumentDraft;
  bundle: DocumentBundle;
  /** What stands in the base under its id; null for a new one. */
  item: StaffDocument | null;
  /** Number of its last revision; null: none. */
  lastNumber: number | null;
  reviewer: { id: string; name: string };
  note: string | null;
  at: string;
}

/** The one change set that makes exactly this draft what everybody reads. */
export async function approvalChanges(approval: DocumentApproval, embed: Embed): Promise<{ changes: ChangeSet; act: Act }> {
  const { draft, bundle, item, reviewer, at, note } = approval;
  const { itemId, content } = draft;
  const corrections = withUnit(content.corrections, draft.unitId, reviewer.name, at);
  const { modelId, vectors } = await embed(bundle.version.chunks);
  const document = { ...bundle.document, aliases: item?.document.aliases ?? [] };
  const revisions = revisionsOf(approval, corrections);
  const number = revisions.at(-1)!.number;
  const changes: ChangeSet = [
    ...(item ? [guardOf(item, reviewer.name, at)] : [{ type: 'put_source' as const, source: staffSource }]),
    { type: 'put_document', bundle: { ...bundle, document } },
    ...(vectors.length > 0 ? [{ type: 'put_vectors' as const, modelId, vectors }] : []),
    { type: 'put_corrections', itemId, corrections },
    ...revisions.map((revision) => ({ type: 'put_item_revision' as const, revision })),
    { type: 'delete_draft', id: draft.id, expected: draft.revision },
  ];
  const act: Act = {
    action: 'document.approve',
    subject: itemId,
    detail: `${document.title}；第 ${number} 版${note ? `；${note}` : ''}`,
    before: item ? { versionId: item.versionId, ...fieldsOf(item.document), state: item.governance.reviewState } : null,
    after: { versionId: bundle.version.id, ...fieldsOf(document), state: 'published', file: content.file.sha256 },
  };
  return { changes, act };
}

/** Published from whatever state it is in, which ends a withdrawal; a conflict where it is no longer what was looked at. */
const guardOf = ({ document, fingerprint }: StaffDocument, by: string, at: string) => ({
  type: 'set_review' as const,
  itemId: document.id,
  from: [...reviewStates],
  to: 'published' as const,
  by,
  at,
  note: null,
  fingerprint,
});

/** The unit of the draft stays with the document, as a correction does. */
function withUnit(corrections: Correction[], unitId: string | null, by: string, at: string): Correction[] {
  if (correctedValue(corrections, 'unitId') !== undefined || unitId === null) return corrections;
  return [...corrections, { field: 'unitId', value: unitId, reason: '上传单位', by, at }];
}

function revisionsOf(
  { draft, bundle, item, lastNumber, reviewer, at, note }: DocumentApproval,
  corrections: Correction[],
): ItemRevision<DocumentRevision>[] {
  const { itemId, editors, content } = draft;
  const next: ItemRevision<DocumentRevision> = {
    itemId,
    number: (lastNumber ?? 0) + 1,
    content: {
      versionId: bundle.version.id,
      change: content.change,
      file: content.file,
      corrections,
      fields: fieldsOf(bundle.document),
    },
    writtenBy: editors,
    approvedBy: reviewer.id,
    approvedAt: at,
    note,
  };
  return item && lastNumber === null ? [ingestedRevision(item), next] : [next];
}

/** What ingestion had written is kept as revision 0 before the first one of the desk. */
function ingestedRevision({
  document,
  governance,
  versionId,
  createdAt,
  fingerprint,
}: StaffDocument): ItemRevision<DocumentRevision> {
  return {
    itemId: document.id,
    number: 0,
    content: {
      versionId,
      change: 'new',
      file: { name: document.canonicalKey, size: 0, sha256: fingerprint },
      corrections: [],
      fields: fieldsOf(document),
    },
    writtenBy: [governance.createdBy],
    approvedBy: governance.reviewedBy ?? '',
    approvedAt: governance.reviewedAt ?? createdAt,
    note: '由文件导入',
  };
}
