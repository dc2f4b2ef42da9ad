import type { EntryContent, ItemRevision } from '../../domain/entry.ts';
import type { Store } from '../../store/contract.ts';
import type { StaffEntry } from '../../store/contract-entries.ts';
import { publishedContent } from '../entries/content.ts';
import { audienceNames, channelNames } from '../entries/fields.ts';
import { type ImportField, importColumns } from './columns.ts';

/** An entry as the cells of its row: what an import reads back without a change. */
export function cellsOfContent(content: EntryContent, unitName: (id: string) => string, id = ''): Map<ImportField, string> {
  const cells: Record<ImportField, string> = {
    id,
    question: content.question,
    similarQuestions: content.similarQuestions.join('\n'),
    answer: content.answer,
    script: content.script ?? '',
    internalNote: content.internalNote ?? '',
    conditions: content.conditions ?? '',
    materials: content.materials ?? '',
    steps: content.steps ?? '',
    contact: content.contact ?? '',
    basis: [...content.basis.map(({ label }) => label), ...content.legalBasis].join('\n'),
    noBasisReason: content.noBasisReason ?? '',
    url: content.serviceLink?.url ?? '',
    urlLabel: content.serviceLink?.label ?? '',
    unit: content.unitId === null ? '' : unitName(content.unitId),
    region: content.region ?? '',
    tags: content.tags.join('；'),
    topic: content.topic ?? '',
    audiences: content.audiences.map((one) => audienceNames[one]).join('；'),
    channels: content.channels.map((one) => channelNames[one]).join('；'),
    visibleFrom: content.visibleFrom ?? '',
    visibleUntil: content.visibleUntil ?? '',
  };
  return new Map(importColumns.map(({ field }) => [field, cells[field]]));
}

/** What is published, as staff wrote it. */
export async function writtenContent(store: Store, item: StaffEntry | null): Promise<EntryContent | null> {
  return item && publishedContent(item, (await store.drafts.itemRevisions(item.entry.id))[0] as ItemRevision | undefined);
}
