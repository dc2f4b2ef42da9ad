import { z } from '@hono/zod-openapi';
import { audienceSchema, reviewStateSchema } from '../../../domain/access.ts';
import { correctedFields } from '../../../domain/correction.ts';
import { authorityLevels, documentKindSchema, fieldBases, relationKinds } from '../../../domain/document.ts';
import { draftStates } from '../../../domain/entry.ts';
import { daySchema, validityStatusSchema } from '../../schemas.ts';

/** Shapes of documents as staff see them. */

const day = daySchema.nullable();
const text = z.string().nullable();

export const fieldSchema = z.enum(correctedFields).openapi('CorrectedField', { description: '可以更正的要素' });

export const wantedSchema = z.object({
  field: fieldSchema,
  value: z.unknown().optional().openapi({ description: '更正为；null 表示原件上没有；不给则取消先前的更正' }),
  reason: z.string().max(500).default('').openapi({ description: '更正的依据；取消更正时可空' }),
});

const correctionSchema = z
  .object({ field: fieldSchema, value: z.unknown(), reason: z.string(), by: z.string(), at: z.string() })
  .openapi('Correction', { description: '人工更正，重新导入后仍然有效' });

const namedSchema = z.object({ id: z.string(), title: z.string(), documentNumber: text, state: reviewStateSchema });

export const rowSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    state: reviewStateSchema.nullable().openapi({ description: '库中的状态；null 为只有稿件' }),
    draft: z
      .object({
        id: z.string(),
        state: z.enum(draftStates),
        title: z.string(),
        updatedAt: z.string(),
        updatedBy: z.string(),
        revision: z.number().int(),
      })
      .nullable(),
    kind: documentKindSchema.nullable(),
    documentNumber: text,
    issuer: text,
    sourceId: z.string(),
    warnings: z.number().int().openapi({ description: '读取时的疑点和缺少的要素' }),
    unread: z.boolean().openapi({ description: '稿件的文件没有读出来' }),
    unitId: text,
    updatedAt: z.string(),
    validity: validityStatusSchema.nullable(),
    validityNote: z.string(),
  })
  .openapi('StaffDocumentRow');

const pageSchema = z.object({
  page: z.number().int(),
  characters: z.number().int(),
  soundShare: z.number(),
  readBy: z.enum(['text', 'ocr', 'both', 'nothing']),
  ocrConfidence: z.number().nullable(),
});

const qualitySchema = z
  .object({
    characters: z.number().int(),
    garbledShare: z.number(),
    ocrShare: z.number(),
    ocrConfidence: z.number().nullable(),
    pageCount: z.number().int().nullable(),
    doubtfulPages: z.array(pageSchema),
    clauses: z.number().int(),
    tables: z.number().int(),
    doubtfulTables: z.array(z.string()),
    missingFields: z.array(z.string()),
  })
  .openapi('ReadingQuality');

const recordSchema = z
  .object({
    title: z.string(),
    wrappedTitle: text,
    documentNumber: text,
    issuer: text,
    sourceLabel: text,
    kind: documentKindSchema,
    authority: z.enum(authorityLevels),
    publishedOn: day,
    issuedOn: day,
    effectiveOn: day,
    expiresOn: day,
    expiryDerived: z.boolean(),
    repealedOn: day,
    statedStatus: z.enum(['in_force', 'expired', 'repealed', 'amended', 'not_yet']).nullable(),
    theme: text,
    tags: z.array(z.string()),
    appliesTo: z.array(z.string()),
    jurisdiction: z.object({
      level: z.enum(['country', 'province', 'city', 'district']).nullable(),
      path: z.array(z.string()),
    }),
    serviceLinks: z.array(z.object({ label: z.string(), url: z.string() })),
    attachments: z.array(z.object({ name: z.string(), url: z.string() })),
    url: text,
    mediaType: z.string(),
    facts: z.array(
      z.object({
        field: z.string(),
        value: z.string(),
        basis: z.enum(fieldBases),
        evidence: z.string(),
        confidence: z.number(),
      }),
    ),
    warnings: z.array(z.object({ code: z.string(), message: z.string() })),
    quality: qualitySchema.nullable(),
  })
  .openapi('StaffDocumentRecord', { description: '读出的要素，人工更正在内；facts 写明每项读自何处' });

const clauseSchema = z.object({
  id: z.string(),
  path: z.string(),
  parentPath: text,
  kind: z.string(),
  headings: z.array(z.string()),
  text: z.string(),
  page: z.number().int().nullable(),
  ocrConfidence: z.number().nullable(),
  table: z.object({ caption: text, unit: text, cells: z.array(z.tuple([z.string(), z.string()])) }).nullable(),
});

const relationSchema = z.object({
  kind: z.enum(relationKinds),
  targetNumber: text,
  targetTitle: text,
  targetKey: text,
  evidence: z.string(),
  confidence: z.number(),
  effectiveOn: day.optional(),
  until: day.optional(),
  months: z.number().int().nullable().optional(),
  other: namedSchema.nullable().openapi({ description: '库中的对方文件' }),
  added: z.boolean().openapi({ description: '人工添加' }),
});

const validitySchema = z.object({
  status: validityStatusSchema,
  note: z.string().openapi({ description: '公众看到的有效性说明' }),
  contradictions: z.array(z.string()),
});

const fileSchema = z.object({ name: z.string(), size: z.number().int(), sha256: z.string() });
export const progressSchema = z.object({ page: z.number().int(), pages: z.number().int() });

const itemSchema = z.object({
  title: z.string(),
  state: reviewStateSchema,
  createdBy: z.string(),
  reviewedBy: text,
  reviewedAt: text,
  audiences: z.array(audienceSchema),
  createdAt: z.string(),
  withdrawnAt: text,
  reviewNote: text,
  revision: z.number().int().nullable(),
  versionId: z.string(),
  fingerprint: z.string(),
  sourceId: z.string(),
  canonicalKey: z.string(),
  aliases: z.array(z.string()),
});

const draftSchema = z.object({
  id: z.string(),
  title: z.string(),
  state: z.enum(draftStates),
  revision: z.number().int(),
  note: text,
  createdAt: z.string(),
  updatedAt: z.string(),
  createdBy: z.string(),
  updatedBy: z.string(),
  editors: z.array(z.string()),
  mine: z.boolean(),
  change: z.enum(['new', 'correct', 'replace', 'update']),
  file: fileSchema,
  summary: z
    .object({
      kind: documentKindSchema,
      documentNumber: text,
      issuer: text,
      warnings: z.number().int(),
      doubt: z.number(),
    })
    .nullable(),
  failure: z.object({ code: z.string(), reason: z.string() }).nullable(),
  sameAs: z.object({ id: z.string(), title: z.string() }).nullable().openapi({ description: '库中文字完全相同的文件' }),
});

export const detailSchema = z
  .object({
    id: z.string(),
    item: itemSchema.nullable().openapi({ description: '库中的文件；null 为尚未发布过' }),
    draft: draftSchema.nullable().openapi({ description: '正在修改、送审的稿件' }),
    progress: progressSchema.nullable().openapi({ description: '正在读取时，读到第几页' }),
    document: recordSchema.nullable(),
    corrections: z.array(correctionSchema),
    clauses: z.array(clauseSchema),
    relations: z.array(relationSchema),
    validity: validitySchema.nullable(),
    publishedValidity: validitySchema.nullable(),
    entries: z
      .array(z.object({ id: z.string(), question: z.string(), state: reviewStateSchema, clauses: z.array(z.string()) }))
      .openapi({ description: '以它为依据的问答' }),
    hasOriginal: z.boolean(),
    unitId: text,
    steps: z
      .array(z.enum(['correct', 'exchange', 'submit', 'recall', 'approve', 'return', 'discard', 'edit', 'replace', 'withdraw']))
      .openapi({ description: '这个账号现在可以做的事' }),
  })
  .openapi('StaffDocument');

const fieldsSchema = recordSchema.pick({
  title: true,
  wrappedTitle: true,
  documentNumber: true,
  issuer: true,
  kind: true,
  publishedOn: true,
  issuedOn: true,
  effectiveOn: true,
  expiresOn: true,
  expiryDerived: true,
  repealedOn: true,
  statedStatus: true,
  theme: true,
  tags: true,
  appliesTo: true,
  jurisdiction: true,
  serviceLinks: true,
  url: true,
});

export const documentRevisionSchema = z
  .object({
    number: z.number().int().openapi({ description: '0 为由文件导入时的样子' }),
    versionId: z.string(),
    change: z.enum(['new', 'correct', 'replace', 'update']),
    file: fileSchema,
    corrections: z.array(correctionSchema),
    fields: fieldsSchema,
    writtenBy: z.array(z.string()),
    approvedBy: z.string(),
    approvedAt: z.string(),
    note: text,
  })
  .openapi('DocumentRevision');

export const stepDoneSchema = z
  .object({ id: z.string(), draftId: z.string(), revision: z.number().int() })
  .openapi('DocumentDraftStep', { description: '稿件编号和新的修订号' });
