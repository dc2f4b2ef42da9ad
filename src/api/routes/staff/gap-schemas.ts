import { z } from '@hono/zod-openapi';
import { channelSchema } from '../../../domain/access.ts';
import type { Day } from '../../../domain/time.ts';
import { type Gap, gapKinds, gapStates } from '../../../store/contract-reports.ts';
import { daySchema } from '../../schemas.ts';

export const gapKindSchema = z.enum(gapKinds).openapi({ description: 'gap 没有答案，error 内容有误' });
export const gapStateSchema = z
  .enum(gapStates)
  .openapi({ description: 'open 待处理、taken 处理中、answered 已答复、dismissed 不处理' });

const id = z.string().min(1).max(80);
const words = z.string().trim().max(500);

export const gapRequestSchema = z
  .object({
    kind: gapKindSchema.default('gap'),
    question: words.default('').openapi({ description: '来电人的问题，照所输入的；报错时可空' }),
    words: words.nullable().default(null).openapi({ description: '缺什么、错在哪里；个人信息会被隐去' }),
    channel: channelSchema.default('web'),
    answerId: id.nullable().default(null).openapi({ description: '没答上的那次答复' }),
    itemId: id.nullable().default(null).openapi({ description: '有错的问答或文件；报错时必填' }),
    clauseId: id.nullable().default(null).openapi({ description: '有错的条款' }),
  })
  .openapi('GapRequest', { example: { kind: 'gap', question: '高龄津贴能补发吗', channel: 'hotline' } });

export const reportedSchema = z
  .object({
    id: z.string(),
    reportId: z.string(),
    reports: z.number().int().openapi({ description: '此问题共被人报过几次，这次在内；没答上自动记下的不算' }),
  })
  .openapi('ReportedGap');

export const gapSchema = z
  .object({
    id: z.string(),
    kind: gapKindSchema,
    state: gapStateSchema,
    question: z.string(),
    reason: z.string().openapi({ description: '坐席的说明，或答复的状态' }),
    channel: channelSchema,
    answerId: z.string().nullable(),
    itemId: z.string().nullable(),
    itemTitle: z.string().nullable().openapi({ description: '被报有误的内容；无权查看内容的账号得不到' }),
    clauseId: z.string().nullable(),
    unitId: z.string().nullable(),
    resultItemId: z.string().nullable().openapi({ description: '据此起草的内容，发布时自动记为已答复' }),
    at: z.string(),
    lastAt: z.string(),
    reports: z.number().int(),
    dueOn: daySchema.openapi({ description: '按工作日计算的处理期限' }),
    overdue: z.boolean(),
    handledName: z.string().nullable(),
    handledAt: z.string().nullable(),
    note: z.string().nullable(),
    revision: z.number().int(),
  })
  .openapi('Gap');
export type GapBody = z.infer<typeof gapSchema>;

export const gapReportSchema = z
  .object({
    id: z.string(),
    at: z.string(),
    reporterName: z.string().nullable().openapi({ description: '空：没答上时自动记下' }),
    channel: channelSchema,
    question: z.string(),
    words: z.string().nullable(),
    answerId: z.string().nullable(),
  })
  .openapi('GapReport');

const revision = z.number().int().min(1);

/** What staff do with a gap. */
export const gapStepSchema = z
  .discriminatedUnion('step', [
    z.object({ step: z.literal('take'), revision }),
    z.object({ step: z.literal('assign'), revision, unitId: id.nullable() }),
    z.object({ step: z.literal('answer'), revision, itemId: id.nullable().default(null), note: words }),
    z.object({ step: z.literal('dismiss'), revision, reason: words }),
    z.object({ step: z.literal('reopen'), revision }),
  ])
  .openapi('GapStep', { description: 'take 处理、assign 转单位、answer 已有答案、dismiss 不处理、reopen 重新打开' });

export interface GapContext {
  titles: Map<string, string>;
  dueOn: (gap: Gap) => Day;
  today: Day;
}

/** Every field is named: nothing reaches a caller by being there. */
export function presentGap(gap: Gap, { titles, dueOn, today }: GapContext): GapBody {
  const due = dueOn(gap);
  return {
    id: gap.id,
    kind: gap.kind,
    state: gap.state,
    question: gap.question,
    reason: gap.reason,
    channel: gap.channel,
    answerId: gap.answerId,
    itemId: gap.itemId,
    itemTitle: (gap.itemId !== null && titles.get(gap.itemId)) || null,
    clauseId: gap.clauseId,
    unitId: gap.unitId,
    resultItemId: gap.resultItemId,
    at: gap.at,
    lastAt: gap.lastAt,
    reports: gap.reports,
    dueOn: due,
    overdue: (gap.state === 'open' || gap.state === 'taken') && due < today,
    handledName: gap.handledName,
    handledAt: gap.handledAt,
    note: gap.note,
    revision: gap.revision,
  };
}
