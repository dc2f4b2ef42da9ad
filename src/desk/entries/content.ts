import { z } from 'zod';
import { audienceSchema, audiences, channelSchema, channels } from '../../domain/access.ts';
import type { Governance } from '../../domain/document.ts';
import { basisSchema, type EntryContent, entryLimits, type ItemRevision } from '../../domain/entry.ts';
import type { FaqEntry } from '../../domain/faq.ts';
import { isDay } from '../../domain/time.ts';
import type { StaffEntry } from '../../store/contract-entries.ts';
import { visibleOnly } from '../../text/visible.ts';

/** What a draft may hold: everything may still be missing, nothing may be larger than a reader of it can take. */
const text = z.string().max(20_000);
const lines = z.array(text).max(200);
const day = z.string().refine(isDay, '日期要写成 YYYY-MM-DD').nullable();

export const draftContentSchema = z
  .object({
    question: text,
    similarQuestions: lines,
    answer: text,
    script: text.nullable(),
    internalNote: text.nullable(),
    conditions: text.nullable(),
    materials: text.nullable(),
    steps: text.nullable(),
    contact: text.nullable(),
    basis: z.array(basisSchema).max(200),
    legalBasis: lines,
    noBasisReason: text.nullable(),
    serviceLink: z.object({ label: text, url: text }).strict().nullable(),
    unitId: z.string().max(80).nullable(),
    region: text.nullable(),
    tags: lines,
    topic: text.nullable(),
    audiences: z.array(audienceSchema).max(audiences.length),
    channels: z.array(channelSchema).max(channels.length),
    visibleFrom: day,
    visibleUntil: day,
  })
  .strict() satisfies z.ZodType<EntryContent>;

export function emptyContent(unitId: string | null): EntryContent {
  return {
    question: '',
    similarQuestions: [],
    answer: '',
    script: null,
    internalNote: null,
    conditions: null,
    materials: null,
    steps: null,
    contact: null,
    basis: [],
    legalBasis: [],
    noBasisReason: null,
    serviceLink: null,
    unitId,
    region: null,
    tags: [],
    topic: null,
    audiences: ['public', 'hotline', 'window'],
    channels: [...channels],
    visibleFrom: null,
    visibleUntil: null,
  };
}

/** What is published, in the form in which staff write. */
export function contentOf(entry: FaqEntry, { audiences: who, visibleFrom, visibleUntil }: Governance): EntryContent {
  return {
    question: entry.question,
    similarQuestions: entry.similarQuestions,
    answer: entry.answer,
    script: entry.script,
    internalNote: entry.internalNote,
    conditions: entry.conditions,
    materials: entry.materials,
    steps: entry.steps,
    contact: entry.contact,
    basis: entry.basis,
    legalBasis: entry.legalBasis,
    noBasisReason: null,
    serviceLink: entry.serviceLink,
    unitId: entry.unitId,
    region: entry.region,
    tags: entry.tags,
    topic: entry.topic,
    audiences: audiences.filter((one) => who.includes(one)),
    channels: entry.channels,
    visibleFrom,
    visibleUntil,
  };
}

/** What staff last wrote of it, where they did: the whole revision; else what ingestion wrote. */
export function publishedContent({ entry, governance, revision }: StaffEntry, last: ItemRevision | undefined): EntryContent {
  return last && last.number > 0 && last.number === revision ? (last.content as EntryContent) : contentOf(entry, governance);
}

const trimmed = (value: string) => visibleOnly(value.replace(/\r\n?/g, '\n')).trim();
const orNull = (value: string | null) => (value === null ? null : trimmed(value) || null);
const filled = (values: string[]) => [...new Set(values.map(trimmed).filter(Boolean))];

/**
 * Without white space around texts, empty lines, what stands twice and what nobody can see: a reviewer approves exactly what readers get. A
 * link without an address is none.
 */
export function tidied(content: EntryContent): EntryContent {
  const link = content.serviceLink && { label: trimmed(content.serviceLink.label), url: trimmed(content.serviceLink.url) };
  const question = trimmed(content.question).replace(/\s+/g, ' ');
  return {
    ...content,
    question,
    similarQuestions: filled(content.similarQuestions).filter((similar) => similar !== question),
    answer: trimmed(content.answer),
    script: orNull(content.script),
    internalNote: orNull(content.internalNote),
    conditions: orNull(content.conditions),
    materials: orNull(content.materials),
    steps: orNull(content.steps),
    contact: orNull(content.contact),
    basis: content.basis.map((one) => ({ ...one, label: trimmed(one.label) })),
    legalBasis: filled(content.legalBasis),
    noBasisReason: orNull(content.noBasisReason),
    serviceLink: link && (link.url || link.label) ? { label: link.label || (link.url && '办理入口'), url: link.url } : null,
    region: orNull(content.region),
    tags: filled(content.tags),
    topic: orNull(content.topic),
    audiences: audiences.filter((one) => content.audiences.includes(one)),
    channels: channels.filter((one) => content.channels.includes(one)),
  };
}

/** Of the draft in lists. */
export const titleOf = (content: EntryContent) =>
  trimmed(content.question).replace(/\s+/g, ' ').slice(0, entryLimits.question) || '（还没有写问题）';

/** What is written into the items' tables; `unit` is the name that readers see. */
export function entryOf(
  place: Pick<FaqEntry, 'id' | 'sourceId' | 'canonicalKey'>,
  content: EntryContent,
  unit: string | null,
): FaqEntry {
  const { noBasisReason: _1, audiences: _2, visibleFrom: _3, visibleUntil: _4, ...words } = content;
  return { ...words, ...place, unit };
}
