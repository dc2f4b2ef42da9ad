import { audiencesThrough, reviewStates } from '../../domain/access.ts';
import type { Chunk, Governance } from '../../domain/document.ts';
import type { Draft, EntryContent, ItemRevision } from '../../domain/entry.ts';
import type { FaqEntry } from '../../domain/faq.ts';
import { entryBundle } from '../../ingest/faq/bundle.ts';
import type { ChangeSet, SourceRecord } from '../../store/contract.ts';
import type { StaffEntry } from '../../store/contract-entries.ts';
import type { Act } from '../audit.ts';
import { joinedNames } from '../four-eyes.ts';
import { contentOf, entryOf } from './content.ts';

/** Vectors of texts that the base has none of yet; made by wire.ts, because a desk knows no model. */
export type Embed = (chunks: Chunk[]) => Promise<{ modelId: string; vectors: { textHash: string; vector: Float32Array }[] }>;

/** Where entries belong that are written at the desk. */
export const deskSource: SourceRecord = { id: 'desk', name: '工作台录入', location: '' };

export interface Approval {
  draft: Draft<EntryContent>;
  content: EntryContent;
  /** What stands in the base under its id; null for a new one. */
  item: StaffEntry | null;
  /** Number of its last revision; null: none. */
  lastNumber: number | null;
  unit: string | null;
  /** Names of those who wrote it. */
  writers: string[];
  reviewer: { id: string; name: string };
  note: string | null;
  at: string;
}

/** The one change set that makes exactly this draft what everybody reads. */
export async function approvalChanges(approval: Approval, embed: Embed): Promise<{ changes: ChangeSet; act: Act }> {
  const { draft, content, item, reviewer, at, note } = approval;
  const { itemId } = draft;
  const governance: Governance = {
    reviewState: 'published',
    createdBy: joinedNames(approval.writers),
    reviewedBy: reviewer.name,
    reviewedAt: at,
    audiences: audiencesThrough(content.audiences, content.channels),
    visibleFrom: content.visibleFrom,
    visibleUntil: content.visibleUntil,
  };
  const bundle = entryBundle(entryOf(placeOf(itemId, item), content, unitOf(approval)), governance);
  const { modelId, vectors } = await embed(bundle.version.chunks);
  const revisions = revisionsOf(approval);
  const changes: ChangeSet = [
    ...(item ? [guardOf(item, reviewer.name, at)] : [{ type: 'put_source' as const, source: deskSource }]),
    { type: 'put_faq', bundle },
    ...(vectors.length > 0 ? [{ type: 'put_vectors' as const, modelId, vectors }] : []),
    ...revisions.map((revision) => ({ type: 'put_item_revision' as const, revision })),
    { type: 'delete_draft', id: draft.id, expected: draft.revision },
  ];
  const number = revisions.at(-1)!.number;
  return {
    changes,
    act: {
      action: 'entry.approve',
      subject: itemId,
      detail: `${content.question}；第 ${number} 版${note ? `；${note}` : ''}`,
      before: item ? contentOf(item.entry, item.governance) : null,
      after: content,
    },
  };
}

/** Published from whatever state it is in, which ends a withdrawal; a conflict where the text is no longer the one looked at. */
const guardOf = ({ entry, fingerprint }: StaffEntry, by: string, at: string) => ({
  type: 'set_review' as const,
  itemId: entry.id,
  from: [...reviewStates],
  to: 'published' as const,
  by,
  at,
  note: null,
  fingerprint,
});

function placeOf(id: string, item: StaffEntry | null): Pick<FaqEntry, 'id' | 'sourceId' | 'canonicalKey'> {
  if (!item) return { id, sourceId: deskSource.id, canonicalKey: `${deskSource.id}#${id}` };
  return { id, sourceId: item.entry.sourceId, canonicalKey: item.entry.canonicalKey };
}

/** A list may have named a unit that the table of units does not hold: it stays until somebody chooses one. */
const unitOf = ({ content, unit, item }: Approval) =>
  content.unitId === null && item?.entry.unitId === null ? item.entry.unit : unit;

/** What ingestion had written is kept as revision 0 before the first one of the desk. */
function revisionsOf({ draft, content, item, lastNumber, reviewer, note, at }: Approval): ItemRevision<EntryContent>[] {
  const { itemId, editors } = draft;
  const next = {
    itemId,
    number: (lastNumber ?? 0) + 1,
    content,
    writtenBy: editors,
    approvedBy: reviewer.id,
    approvedAt: at,
    note,
  };
  return item && lastNumber === null ? [ingestedRevision(item), next] : [next];
}

export function ingestedRevision({ entry, governance, createdAt }: StaffEntry): ItemRevision<EntryContent> {
  return {
    itemId: entry.id,
    number: 0,
    content: contentOf(entry, governance),
    writtenBy: [governance.createdBy],
    approvedBy: governance.reviewedBy ?? '',
    approvedAt: governance.reviewedAt ?? createdAt,
    note: '由文件导入',
  };
}
