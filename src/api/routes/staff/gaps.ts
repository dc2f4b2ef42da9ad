import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { groupLike } from '../../../desk/gap-groups.ts';
import { createGaps } from '../../../desk/gaps.ts';
import type { Member } from '../../../desk/member.ts';
import { calendarOf, createSettings } from '../../../desk/settings.ts';
import { channelSchema } from '../../../domain/access.ts';
import { dayOf } from '../../../domain/time.ts';
import { addWorkingDays } from '../../../domain/working-days.ts';
import type { Gap } from '../../../store/contract-reports.ts';
import type { ApiDependencies, ApiEnv } from '../../contract.ts';
import { errorResponses, validationHook } from '../../errors.ts';
import { idParameter, limitParameter } from '../../schemas.ts';
import { permit } from '../../staff.ts';
import { gapReporter } from './gap-report.ts';
import {
  type GapContext,
  gapKindSchema,
  gapReportSchema,
  gapRequestSchema,
  gapSchema,
  gapStateSchema,
  gapStepSchema,
  presentGap,
  reportedSchema,
} from './gap-schemas.ts';
import { done, doneSchema, ok } from './shapes.ts';

const json = <Schema extends z.ZodType>(schema: Schema) => ({ 'application/json': { schema } });
const ids = z.array(z.string().min(1).max(80)).min(1).max(50);

const reportRoute = createRoute({
  ...permit('gap.report'),
  method: 'post',
  path: '/v1/staff/gaps',
  summary: '上报知识缺口或错误',
  description: '问题相同、尚未处理完的合为一条并计数。个人信息会被隐去。',
  request: { body: { required: true, content: json(gapRequestSchema) } },
  responses: {
    201: ok(reportedSchema, '已记录；reportId 用于撤回'),
    ...errorResponses(400, 401, 403, 404, 413, 415, 422, 429),
  },
});

const takeBackRoute = createRoute({
  ...permit('gap.report'),
  method: 'delete',
  path: '/v1/staff/gaps/reports/{id}',
  summary: '撤回自己的上报',
  request: { params: idParameter },
  responses: { 200: ok(doneSchema, '已撤回'), ...errorResponses(401, 403, 404, 409) },
});

const listRoute = createRoute({
  ...permit('gap.read'),
  method: 'get',
  path: '/v1/staff/gaps',
  summary: '知识缺口和错误报告',
  request: {
    query: z.object({
      kind: gapKindSchema.optional(),
      state: gapStateSchema.or(z.literal('waiting')).optional().openapi({ description: 'waiting：待处理和处理中' }),
      unit: z.string().max(80).optional().openapi({ description: '单位编号；none 为未指定单位' }),
      channel: channelSchema.optional(),
      q: z.string().trim().max(100).optional(),
      item: z.string().max(80).optional().openapi({ description: '被报有误的内容' }),
      order: z.enum(['recent', 'reports']).default('recent'),
      limit: limitParameter(50, 200),
      offset: z.coerce.number().int().min(0).default(0),
    }),
  },
  responses: {
    200: {
      description: '一页；groups 为问法相近的编号，按次数排列',
      content: json(z.object({ total: z.number().int(), gaps: z.array(gapSchema), groups: z.array(z.array(z.string())) })),
    },
    ...errorResponses(400, 401, 403, 422, 429),
  },
});

const readRoute = createRoute({
  ...permit('gap.read'),
  method: 'get',
  path: '/v1/staff/gaps/{id}',
  summary: '一条知识缺口',
  request: { params: idParameter },
  responses: {
    200: {
      description: '连同每一次上报和问法相近的待处理缺口',
      content: json(z.object({ gap: gapSchema, reports: z.array(gapReportSchema), like: z.array(gapSchema) })),
    },
    ...errorResponses(401, 403, 404, 429),
  },
});

const stepRoute = createRoute({
  ...permit('gap.handle'),
  method: 'post',
  path: '/v1/staff/gaps/{id}/steps',
  summary: '处理一条知识缺口',
  request: { params: idParameter, body: { required: true, content: json(gapStepSchema) } },
  responses: {
    200: { description: '处理之后', content: json(gapSchema) },
    ...errorResponses(400, 401, 403, 404, 409, 413, 415, 422),
  },
});

const linkRoute = createRoute({
  ...permit('gap.handle'),
  method: 'post',
  path: '/v1/staff/gaps/links',
  summary: '记下缺口由哪项内容答复',
  description: '该内容下一次发布时，这些缺口自动记为已答复。',
  request: { body: { required: true, content: json(z.object({ ids, itemId: z.string().min(1).max(80) })) } },
  responses: { 200: ok(doneSchema, '已记下'), ...errorResponses(400, 401, 403, 404, 409, 413, 415, 422) },
});

/** /v1/staff/gaps: what desks report and what staff make of it. */
export function gapRoutes({ store, clock, embedder }: ApiDependencies) {
  const gaps = createGaps(store, clock);
  const report = gapReporter({ store, clock });
  const settings = createSettings(store, clock);
  const like = groupLike((question) => embedder.embedQuestion(question));
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: validationHook });

  /** Titles only for those who may read entries; days as the settings count them. */
  async function contextFor(member: Member, shown: Gap[]): Promise<GapContext> {
    const values = await settings.values();
    const calendar = calendarOf(values);
    const titles = new Map<string, string>();
    if (member.may('entry.read'))
      for (const id of new Set(shown.flatMap(({ itemId }) => (itemId === null ? [] : [itemId])))) {
        const [item] = await store.content.allItems({ id });
        if (item) titles.set(id, item.title);
      }
    return {
      titles,
      today: dayOf(clock.now()),
      dueOn: (gap) =>
        addWorkingDays(dayOf(new Date(gap.at)), gap.kind === 'error' ? values.errorReportDays : values.replyDays, calendar),
    };
  }

  return app
    .openapi(reportRoute, async (context) => {
      const reported = await report(context.req.valid('json'), context.get('caller'), context.get('member').actor);
      return context.json(reported, 201);
    })
    .openapi(takeBackRoute, async (context) => {
      await gaps.takeBack(context.req.valid('param').id, context.get('member').actor);
      return context.json(done, 200);
    })
    .openapi(listRoute, async (context) => {
      const { state, unit, q, item, order, ...page } = context.req.valid('query');
      const member = context.get('member');
      const { total, gaps: found } = await gaps.list(
        {
          ...page,
          ...(state && { states: state === 'waiting' ? ['open', 'taken'] : [state] }),
          ...(unit && { unitId: unit === 'none' ? null : unit }),
          ...(q && { query: q }),
          ...(item && { itemId: item }),
          byReports: order === 'reports',
        },
        member.unitIds,
      );
      const about = await contextFor(member, found);
      const groups = (await like(found)).map((group) => group.map(({ id }) => id));
      return context.json({ total, gaps: found.map((gap) => presentGap(gap, about)), groups }, 200);
    })
    .openapi(readRoute, async (context) => {
      const member = context.get('member');
      const { gap, reports } = await gaps.get(context.req.valid('param').id, member.unitIds);
      const waiting = await gaps.list({ kind: gap.kind, states: ['open', 'taken'], limit: 200 }, member.unitIds);
      const others = waiting.gaps.filter(({ id }) => id !== gap.id);
      const group = (await like([gap, ...others])).find((members) => members.some(({ id }) => id === gap.id)) ?? [];
      const alike = group.filter(({ id }) => id !== gap.id);
      const about = await contextFor(member, [gap, ...alike]);
      return context.json(
        {
          gap: presentGap(gap, about),
          reports: reports.map(({ id, at, reporterName, channel, question, words, answerId }) => {
            return { id, at, reporterName, channel, question, words, answerId };
          }),
          like: alike.map((one) => presentGap(one, about)),
        },
        200,
      );
    })
    .openapi(linkRoute, async (context) => {
      const { ids, itemId } = context.req.valid('json');
      const member = context.get('member');
      await gaps.link(ids, itemId, member.unitIds, member.actor);
      return context.json(done, 200);
    })
    .openapi(stepRoute, async (context) => {
      const { id } = context.req.valid('param');
      const input = context.req.valid('json');
      const { actor, unitIds } = context.get('member');
      const { revision } = input;
      const steps = {
        take: () => gaps.take(id, revision, unitIds, actor),
        reopen: () => gaps.reopen(id, revision, unitIds, actor),
        assign: () => gaps.assign(id, revision, input.step === 'assign' ? input.unitId : null, unitIds, actor),
        dismiss: () => gaps.dismiss(id, revision, input.step === 'dismiss' ? input.reason : '', unitIds, actor),
        answer: () => gaps.answer(id, revision, input.step === 'answer' ? input : { itemId: null, note: '' }, unitIds, actor),
      };
      const gap = await steps[input.step]();
      return context.json(presentGap(gap, await contextFor(context.get('member'), [gap])), 200);
    });
}
