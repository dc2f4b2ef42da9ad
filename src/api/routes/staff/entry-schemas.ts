import { z } from '@hono/zod-openapi';
import type { EntryProblem } from '../../../desk/entries/check.ts';
import { draftContentSchema } from '../../../desk/entries/content.ts';
import { type EntryField, fieldNames } from '../../../desk/entries/fields.ts';
import type { WaitingEntry, WholeEntry } from '../../../desk/entries/read.ts';
import { audienceSchema, reviewStateSchema } from '../../../domain/access.ts';
import { type Draft, draftStates, type EntryContent } from '../../../domain/entry.ts';
import { entryStates } from '../../../store/contract-entries.ts';
import { daySchema, validityStatusSchema } from '../../schemas.ts';
import { revisionSchema } from './shapes.ts';

/** Shapes of entries, drafts and the review queue, and how they are presented. */

const contentShape = draftContentSchema.shape;

/** The same fields as the domain's; made by this `z` so that it carries a name in the OpenAPI document. */
export const contentSchema = z
  .object(contentShape)
  .strict()
  .openapi('EntryContent', { description: '一条问答的全部内容；草稿可以不完整' });

const person = z.object({ id: z.string(), name: z.string() });
const fieldSchema = z.enum(Object.keys(fieldNames) as [EntryField, ...EntryField[]]);
export const problemsSchema = z
  .array(z.object({ field: fieldSchema, message: z.string() }))
  .openapi({ description: '送审前须改正之处；空表示可以送审' });

export const changesSchema = z
  .array(
    z.object({
      field: fieldSchema,
      label: z.string(),
      kind: z.enum(['text', 'list']),
      pieces: z.array(z.object({ kind: z.enum(['same', 'added', 'removed']), text: z.string() })),
    }),
  )
  .openapi({ description: '逐项改动；text 连成一段，list 一行一条' });

const draftStateSchema = z.enum(draftStates);

export const draftSchema = z
  .object({
    id: z.string(),
    itemId: z.string(),
    title: z.string(),
    content: contentSchema,
    state: draftStateSchema,
    unitId: z.string().nullable(),
    note: z.string().nullable().openapi({ description: '退回的理由，或送审时的说明' }),
    createdAt: z.string(),
    updatedAt: z.string(),
    updatedBy: z.string(),
    editors: z.array(z.string()),
    revision: z.number().int(),
  })
  .openapi('EntryDraft');

export const presentDraft = (draft: Draft<EntryContent>): z.infer<typeof draftSchema> => ({
  id: draft.id,
  itemId: draft.itemId,
  title: draft.title,
  content: draft.content,
  state: draft.state,
  unitId: draft.unitId,
  note: draft.note,
  createdAt: draft.createdAt,
  updatedAt: draft.updatedAt,
  updatedBy: draft.updatedBy,
  editors: draft.editors,
  revision: draft.revision,
});

const phaseSchema = z.enum(['coming', 'current', 'ended']).openapi({ description: '待生效、生效中、已失效' });

export const rowSchema = z
  .object({
    id: z.string(),
    question: z.string(),
    state: reviewStateSchema.nullable().openapi({ description: '空：只有草稿，还没有发布过' }),
    phase: phaseSchema.nullable(),
    draft: z
      .object({
        id: z.string(),
        state: draftStateSchema,
        title: z.string(),
        updatedAt: z.string(),
        updatedBy: z.string(),
        revision: z.number().int(),
      })
      .nullable(),
    unitId: z.string().nullable(),
    unit: z.string().nullable(),
    topic: z.string().nullable(),
    tags: z.array(z.string()),
    audiences: z.array(audienceSchema),
    visibleFrom: daySchema.nullable(),
    visibleUntil: daySchema.nullable(),
    updatedAt: z.string(),
    revision: z.number().int().nullable(),
  })
  .openapi('EntryRow');

const revisionEntry = {
  number: z.number().int().openapi({ description: '从 1 起；0 是由文件导入的内容' }),
  writtenBy: z.array(person),
  approvedBy: person.nullable(),
  approvedAt: z.string(),
  note: z.string().nullable(),
};

export const evidenceSchema = z.array(
  z.object({
    basis: contentShape.basis.element,
    text: z.string().nullable().openapi({ description: '条款现在的文字；空：库里已没有，或已撤下' }),
    headings: z.array(z.string()),
    changed: z.boolean().openapi({ description: '文字与选用时不同' }),
    currentHash: z.string().nullable(),
    validity: validityStatusSchema.nullable(),
    validityNote: z.string().nullable(),
  }),
);

export const wholeSchema = z
  .object({
    id: z.string(),
    published: z
      .object({
        content: contentSchema,
        state: reviewStateSchema,
        phase: phaseSchema,
        unit: z.string().nullable(),
        createdBy: z.string(),
        createdAt: z.string(),
        reviewedBy: z.string().nullable(),
        reviewedAt: z.string().nullable(),
        withdrawnAt: z.string().nullable(),
        note: z.string().nullable().openapi({ description: '撤下或退回的理由' }),
        revision: z.number().int().nullable(),
        fingerprint: z.string(),
      })
      .nullable(),
    draft: draftSchema.extend({ people: z.array(person) }).nullable(),
    overtaken: z.boolean().openapi({ description: '起草之后，已发布的内容又变了' }),
    problems: problemsSchema,
    changes: changesSchema,
    evidence: evidenceSchema,
    revisions: z.array(z.object(revisionEntry)),
  })
  .openapi('WholeEntry');

export function presentWhole(whole: WholeEntry, problems: EntryProblem[]): z.infer<typeof wholeSchema> {
  const { published, draft } = whole;
  return {
    id: whole.id,
    published: published && {
      content: published.content,
      state: published.item.governance.reviewState,
      phase: published.phase,
      unit: published.item.entry.unit,
      createdBy: published.item.governance.createdBy,
      createdAt: published.item.createdAt,
      reviewedBy: published.item.governance.reviewedBy,
      reviewedAt: published.item.governance.reviewedAt,
      withdrawnAt: published.item.withdrawnAt,
      note: published.item.reviewNote,
      revision: published.item.revision,
      fingerprint: published.item.fingerprint,
    },
    draft: draft && { ...presentDraft(draft), people: draft.people },
    overtaken: whole.overtaken,
    problems,
    changes: whole.changes,
    evidence: whole.evidence,
    revisions: whole.revisions.map(({ itemId: _itemId, ...revision }) => revision),
  };
}

export const revisionDiffSchema = z.object({
  revision: z.object({ ...revisionEntry, content: contentSchema }),
  before: z.number().int().nullable(),
  changes: changesSchema,
});

export const listQuery = z.object({
  q: z.string().trim().max(200).optional().openapi({ description: '几个词，空格分开，都要有' }),
  state: z.enum(entryStates).optional().openapi({ description: 'changed：已发布并有未发布的修改' }),
  phase: phaseSchema.optional(),
  unit: z.string().max(80).optional(),
  topic: z.string().max(60).optional(),
  tag: z.string().max(60).optional(),
  audience: audienceSchema.optional(),
  mine: z.enum(['true', 'false']).optional(),
  sort: z.enum(['updated', 'question', 'ends']).default('updated'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).default(0),
});

export const savedSchema = z.object({ draft: draftSchema, problems: problemsSchema });
export const stepSchema = z.object({ expected: revisionSchema });
export const noteSchema = stepSchema.extend({ note: z.string().trim().max(500).nullable().default(null) });
export const reasonSchema = z.string().trim().min(1).max(500).openapi({ description: '理由，对方会看到' });

export const waitingSchema = z
  .object({
    subject: z.enum(['draft', 'item']).openapi({ description: 'draft 送审的草稿；item 由文件导入、尚未审核' }),
    draftId: z.string().nullable(),
    itemId: z.string(),
    kind: z.enum(['document', 'faq']),
    title: z.string(),
    unitId: z.string().nullable(),
    byName: z.string(),
    writers: z.array(z.string()).openapi({ description: '写过它的人' }),
    since: z.string(),
    changes: z.boolean().openapi({ description: '是对已发布内容的修改' }),
    own: z.boolean().openapi({ description: '自己写的，须由另一人审核' }),
    revision: z.number().int().nullable(),
    fingerprint: z.string().nullable(),
  })
  .openapi('WaitingItem');

export function presentWaiting({ by: _by, editors: _editors, ...row }: WaitingEntry): z.infer<typeof waitingSchema> {
  return row;
}
