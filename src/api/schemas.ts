import { z } from '@hono/zod-openapi';
import { channelSchema } from '../domain/access.ts';
import {
  askRequestSchema as askRequest,
  askResponseSchema as askResponse,
  citationSchema,
  deskViewSchema,
} from '../domain/answer.ts';
import { authorityLevels, documentKindSchema, fieldBases, relationKinds } from '../domain/document.ts';
import { isDay } from '../domain/time.ts';
import { validityStatuses } from '../domain/validity.ts';
import { stripInvisible } from '../text/normalise.ts';

/** A text of invisible and control characters is as empty as one of spaces. */
const saysSomething = (text: string) => /[^\p{Cc}\s]/u.test(stripInvisible(text));

const deskOnly = z.literal(true).optional().openapi({ description: '仅坐席、窗口可见的内部资料，不得对外' });

/** The domain's shapes, made again here because only schemas made by this `z` can carry a name in the OpenAPI document. */
export const askRequestSchema = z
  .object(
    described(
      { ...askRequest.shape, question: askRequest.shape.question.refine(saysSomething, 'is empty') },
      {
        question: '问题，1 至 500 字',
        channel: '渠道；hotline、window 需要相应的密钥',
        region: '所问的地区，例如 示例市高新区',
        conversationId: '上一次答复中的 conversationId，用于追问',
        documentId: '提问者正在看的文件',
        asOf: '按这一天的有效性作答，默认今天',
      },
    ),
  )
  .openapi('AskRequest', { example: { question: '失业保险金每月几号发放？', channel: 'web' } });
export const askResponseSchema = z
  .object(
    described(
      { ...askResponse.shape, citations: z.array(citationSchema.extend({ deskOnly })).max(3) },
      {
        id: '答复编号，评价时使用',
        conversationId: '会话编号，追问时带上',
        status: 'answered_… 已作答；clarify 请补充；declined_… 未作答；expired_only 依据均已失效',
        answer: '给读者看的答复，不超过 500 字，不含来源列表',
        sentences: '逐句：quote 原文、table 表格、faq 审核答复、model 生成、notice 提示；citations 为引用序号',
        citations: '引用，最多 3 条；quote 为条款原文，不超过 200 字',
        related: '相关文件与常见问题',
        serviceLinks: '办事入口',
        choices: '仅 clarify：2 至 5 个选项；label 为按钮文字，question 为选择后要问的完整问题',
        notice: '随答复展示的说明与人工渠道',
        desk: '仅坐席、窗口密钥可见：口径、内部说明',
      },
    ),
  )
  .openapi('AskResponse');

/** Words beside the fields of a shape, for the reference. */
function described<Shape extends Record<string, z.ZodType>>(shape: Shape, words: Partial<Record<keyof Shape, string>>): Shape {
  return Object.fromEntries(
    Object.entries(shape).map(([name, field]) => [name, words[name] ? field.describe(words[name]) : field]),
  ) as Shape;
}

/** Shapes that several resources share. Days are YYYY-MM-DD in Asia/Shanghai. */

/** A named shape or null; `.nullable()` would write the name down wrongly in the OpenAPI document. */
export const orNull = <Schema extends z.ZodType>(schema: Schema) => z.union([schema, z.null()]);

/** Security of a route: a key widens what can be read, or is needed. */
export const keyOptional: Record<string, string[]>[] = [{}, { key: [] }];
export const keyNeeded: Record<string, string[]>[] = [{ key: [] }];

export const dayParameter = z.string().refine(isDay, 'must be an existing day, YYYY-MM-DD').openapi({ format: 'date' });
export const daySchema = z.string().openapi({ format: 'date' });
export const validityStatusSchema = z.enum(validityStatuses).openapi('ValidityStatus', {
  description: 'in_force 有效、expired 失效、repealed 废止、amended 已修改、not_yet 尚未施行、unknown 未知',
});

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
  .object({
    day: daySchema,
    status: validityStatusSchema,
    note: z.string(),
    contradictions: z.array(z.string()).openapi({ description: '各处说法不一致之处，并说明采用了哪一种' }),
  })
  .openapi('ValidityOnDay', { description: '某一天的有效性；note 为可直接展示的文字，推定的日期会注明' });

export const fieldFactSchema = z
  .object({
    field: z
      .string()
      .openapi({ description: 'effectiveOn 施行、expiresOn 有效期至、repealedOn 废止、statedStatus 标注的状态……' }),
    value: z.string(),
    basis: z.enum(fieldBases).openapi({ description: '读自何处；derived 为推定' }),
    evidence: z.string().openapi({ description: '原文' }),
    confidence: z.number().openapi({ description: '0 至 1' }),
  })
  .openapi('FieldFact', { description: '关于有效性的一条依据；互相矛盾的都保留' });

export const serviceLinkSchema = z.object({ label: z.string(), url: z.string() }).openapi('ServiceLink');

export const documentSummarySchema = z
  .object({
    id: z.string(),
    kind: documentKindSchema,
    title: z.string(),
    documentNumber: z.string().nullable().openapi({ description: '发文字号' }),
    issuer: z.string().nullable().openapi({ description: '发文机关' }),
    publishedOn: daySchema.nullable().openapi({ description: '发布日期' }),
    validity: validityStatusSchema,
    validityNote: z.string().openapi({ description: '有效性的文字说明，可直接展示' }),
    region: z.string().nullable(),
    theme: z.string().nullable(),
    tags: z.array(z.string()),
    serviceLinks: z.array(serviceLinkSchema),
    url: z.string().nullable().openapi({ description: '原网页' }),
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
    machineRead: z.boolean().openapi({ description: '由机器识别自扫描件，请以原件为准' }),
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
    confidence: z.number().openapi({ description: '0 至 1' }),
    effectiveOn: daySchema.nullable().openapi({ description: '文中写明的生效之日，如“自…起废止”' }),
    until: daySchema.nullable().openapi({ description: 'prolongs：延长后的有效期最后一天' }),
  })
  .openapi('Relation');

export const documentDetailSchema = documentSummarySchema
  .extend({
    wrappedTitle: z.string().nullable().openapi({ description: '印发通知所附文件的标题' }),
    sourceLabel: z.string().nullable().openapi({ description: '页面所印的来源' }),
    issuedOn: daySchema.nullable().openapi({ description: '成文日期' }),
    effectiveOn: daySchema.nullable().openapi({ description: '施行日期' }),
    expiresOn: daySchema.nullable().openapi({ description: '有效期最后一天' }),
    expiryDerived: z.boolean().openapi({ description: '有效期为推定' }),
    repealedOn: daySchema.nullable().openapi({ description: '废止之日' }),
    appliesTo: z.array(z.string()).openapi({ description: '适用人群' }),
    authority: z.enum(authorityLevels).openapi({ description: '效力层级' }),
    attachments: z.array(z.object({ name: z.string(), url: z.string() })).openapi({ description: '附件' }),
    mediaType: z.string().openapi({ description: '原件格式' }),
    original: z.string().nullable().openapi({ description: '原件下载地址' }),
    validityToday: validityOnDaySchema,
    validityAsOf: orNull(validityOnDaySchema),
    validityFacts: z.array(fieldFactSchema).openapi({ description: '有效性所依据的各项记载' }),
    versionId: z.string(),
    versions: z.array(z.object({ id: z.string(), createdAt: z.string(), current: z.boolean() })),
    clauses: z.array(clauseSchema).openapi({ description: '条款，按原文顺序；parentId 连成树' }),
    relations: z.array(relationSchema),
  })
  .openapi('Document');

export const versionDiffSchema = z
  .object({
    from: z.string().openapi({ description: '较早的版本' }),
    to: z.string().openapi({ description: '较晚的版本' }),
    added: z.number().int(),
    removed: z.number().int(),
    changed: z.number().int(),
    unchanged: z.number().int(),
    clauses: z
      .array(
        z.object({
          kind: z.enum(['added', 'removed', 'changed']),
          path: z.string(),
          pathBefore: z.string().nullable().openapi({ description: '条款序号变了时，原来的位置' }),
          pieces: z.array(z.object({ kind: z.enum(['same', 'added', 'removed']), text: z.string() })),
        }),
      )
      .openapi({ description: '有变化的条款，按阅读顺序；same 与 removed 连起来是旧文，same 与 added 连起来是新文' }),
  })
  .openapi('VersionDiff', { description: '两个版本之间的变化' });

/** What a desk reads beside an entry: the words for it alone, how far they can be relied on, and where to hand the question on. */
export const deskFaqSchema = deskViewSchema.extend({
  unitContact: z.string().nullable().openapi({ description: '承办单位的联系方式' }),
  version: z.number().int().nullable().openapi({ description: '工作台审核过的第几版；由文件导入的为空' }),
  reviewedOn: daySchema.nullable(),
  visibleUntil: daySchema.nullable().openapi({ description: '有效期至；长期有效为空' }),
});
export type DeskFaq = z.infer<typeof deskFaqSchema>;

export const faqSchema = z
  .object({
    id: z.string(),
    question: z.string(),
    answer: z.string(),
    conditions: z.string().nullable().openapi({ description: '办理条件' }),
    materials: z.string().nullable().openapi({ description: '申请材料' }),
    steps: z.string().nullable().openapi({ description: '办理步骤' }),
    contact: z.string().nullable().openapi({ description: '联系方式' }),
    unit: z.string().nullable(),
    region: z.string().nullable(),
    tags: z.array(z.string()),
    legalBasis: z.array(z.string()).openapi({ description: '依据，库内条款在前' }),
    basis: z
      .array(
        z.object({
          documentId: z.string(),
          clauseId: z.string().nullable(),
          label: z.string(),
          validity: validityStatusSchema,
          validityNote: z.string(),
        }),
      )
      .openapi({ description: '库内的依据及其有效性' }),
    serviceLink: orNull(serviceLinkSchema),
    desk: deskFaqSchema.optional().openapi({ description: '仅坐席、窗口可见：口径、内部说明、审核情况' }),
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
    sameText: z.array(documentSummarySchema).openapi({ description: '同样文字的其他出处' }),
    mark: z.string().openapi({ description: '内容有任何改动都会变，见 /v1/standing' }),
    missing: z.array(z.string()).openapi({ description: '只对上检索词一部分、意思又远时，它没有提到的词；可靠的为空' }),
    deskOnly,
  })
  .openapi('SearchHit');
export type SearchHit = z.infer<typeof searchHitSchema>;
