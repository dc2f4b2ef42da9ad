import { z } from '@hono/zod-openapi';
import { channelSchema } from '../domain/access.ts';
import { askRequestSchema as askRequest, askResponseSchema as askResponse, deskViewSchema } from '../domain/answer.ts';
import { authorityLevels, documentKindSchema, relationKinds } from '../domain/document.ts';
import { isDay } from '../domain/time.ts';
import { validityStatuses } from '../domain/validity.ts';

/** The domain's shapes, made again here because only schemas made by this `z` can carry a name in the OpenAPI document. */
export const askRequestSchema = z.object(askRequest.shape).openapi('AskRequest');
export const askResponseSchema = z.object(askResponse.shape).openapi('AskResponse');

/** Shapes that several resources share. Days are YYYY-MM-DD in Asia/Shanghai. */

/** A named shape or null; `.nullable()` would write the name down wrongly in the OpenAPI document. */
export const orNull = <Schema extends z.ZodType>(schema: Schema) => z.union([schema, z.null()]);

/** Security of a route: a key widens what can be read, or is needed. */
export const keyOptional: Record<string, string[]>[] = [{}, { key: [] }];
export const keyNeeded: Record<string, string[]>[] = [{ key: [] }];

export const dayParameter = z
  .string()
  .refine(isDay, 'must be an existing day, YYYY-MM-DD')
  .openapi({ format: 'date', example: '2024-06-30' });
export const daySchema = z.string().openapi({ format: 'date', example: '2024-06-30' });
export const validityStatusSchema = z.enum(validityStatuses).openapi('ValidityStatus');

export const idParameter = z.object({
  id: z.string().min(1).max(80).openapi({ description: '文件编号', example: 'd0123456789abcdef0123' }),
});

/** Narrows what the key opens; left out, a reading sees all that the key opens. */
export const channelParameter = channelSchema.optional().openapi({ description: '渠道；hotline、window 需要密钥' });

/** The day for which validity is told. */
export const asOfParameter = dayParameter.optional().openapi({ description: '按这一天判断有效性，默认今天' });

export const limitParameter = (fallback: number, most: number) =>
  z.coerce
    .number()
    .int()
    .min(1)
    .max(most)
    .default(fallback)
    .openapi({ description: `条数，最多${most}` });

export const validityOnDaySchema = z
  .object({ day: daySchema, status: validityStatusSchema, note: z.string() })
  .openapi('ValidityOnDay', { description: '某一天的有效性；note 为可直接展示的文字，推定的日期会注明' });

export const serviceLinkSchema = z.object({ label: z.string(), url: z.string() }).openapi('ServiceLink');

export const documentSummarySchema = z
  .object({
    id: z.string(),
    kind: documentKindSchema,
    title: z.string(),
    documentNumber: z.string().nullable(),
    issuer: z.string().nullable(),
    publishedOn: daySchema.nullable(),
    validity: validityStatusSchema,
    validityNote: z.string(),
    region: z.string().nullable(),
    theme: z.string().nullable(),
    tags: z.array(z.string()),
    serviceLinks: z.array(serviceLinkSchema),
    url: z.string().nullable(),
  })
  .openapi('DocumentSummary');
export type DocumentSummary = z.infer<typeof documentSummarySchema>;

export const clauseSchema = z
  .object({
    id: z.string(),
    parentId: z.string().nullable().openapi({ description: '上级条款；null 为最上层' }),
    path: z.string().openapi({ example: '第二章/第十二条' }),
    kind: z.enum(['article', 'paragraph', 'table_row', 'list_item', 'question_answer', 'heading', 'answer']),
    headings: z.array(z.string()),
    text: z.string(),
    page: z.number().int().positive().nullable(),
    table: z
      .object({ caption: z.string().nullable(), cells: z.array(z.tuple([z.string(), z.string()])) })
      .nullable()
      .openapi({ description: '表格行：[列名, 值]' }),
  })
  .openapi('Clause');

export const relationSchema = z
  .object({
    kind: z.enum(relationKinds),
    direction: z.enum(['to', 'from']).openapi({ description: 'to：本文件指向对方；from：对方指向本文件' }),
    documentId: z.string().nullable().openapi({ description: '对方在库中时的编号' }),
    title: z.string().nullable(),
    documentNumber: z.string().nullable(),
    validity: orNull(validityStatusSchema),
    evidence: z.string(),
  })
  .openapi('Relation');

export const documentDetailSchema = documentSummarySchema
  .extend({
    wrappedTitle: z.string().nullable(),
    sourceLabel: z.string().nullable(),
    issuedOn: daySchema.nullable(),
    effectiveOn: daySchema.nullable(),
    expiresOn: daySchema.nullable(),
    expiryDerived: z.boolean(),
    repealedOn: daySchema.nullable(),
    appliesTo: z.array(z.string()),
    authority: z.enum(authorityLevels),
    attachments: z.array(z.object({ name: z.string(), url: z.string() })),
    mediaType: z.string(),
    original: z.string().nullable().openapi({ description: '原件下载地址' }),
    validityToday: validityOnDaySchema,
    validityAsOf: orNull(validityOnDaySchema),
    versionId: z.string(),
    versions: z.array(z.object({ id: z.string(), createdAt: z.string(), current: z.boolean() })),
    clauses: z.array(clauseSchema).openapi({ description: '条款，按原文顺序；parentId 连成树' }),
    relations: z.array(relationSchema),
  })
  .openapi('Document');

export const faqSchema = z
  .object({
    id: z.string(),
    question: z.string(),
    answer: z.string(),
    unit: z.string().nullable(),
    region: z.string().nullable(),
    tags: z.array(z.string()),
    legalBasis: z.array(z.string()),
    serviceLink: orNull(serviceLinkSchema),
    desk: deskViewSchema.optional().openapi({ description: '仅坐席、窗口密钥可见：口径、内部说明' }),
  })
  .openapi('Faq');
export type Faq = z.infer<typeof faqSchema>;

const marks = z.array(z.tuple([z.number().int().nonnegative(), z.number().int().nonnegative()]));

export const searchHitSchema = z
  .object({
    kind: z.enum(['document', 'faq']),
    id: z.string().openapi({ description: '文件或常见问题的编号' }),
    title: z.string(),
    titleMarks: marks.openapi({ description: '应加亮的 [起, 止) 位置（UTF-16）' }),
    snippet: z.string(),
    snippetMarks: marks,
    clauseId: z.string().nullable(),
    clause: z.string().nullable(),
    page: z.number().int().positive().nullable(),
    document: orNull(documentSummarySchema),
    faq: orNull(faqSchema),
  })
  .openapi('SearchHit');
export type SearchHit = z.infer<typeof searchHitSchema>;
