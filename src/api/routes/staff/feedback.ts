import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { createFeedback } from '../../../desk/feedback.ts';
import type { Member } from '../../../desk/member.ts';
import { channelSchema, type Viewer } from '../../../domain/access.ts';
import { dayOf } from '../../../domain/time.ts';
import type { FeedbackView } from '../../../store/contract-reports.ts';
import type { ApiDependencies, ApiEnv, Caller } from '../../contract.ts';
import { errorResponses, validationHook } from '../../errors.ts';
import { dayParameter, limitParameter } from '../../schemas.ts';
import { permit } from '../../staff.ts';
import { body, done, doneSchema, ok, pathId } from './shapes.ts';

const feedbackSchema = z
  .object({
    id: z.string(),
    answerId: z.string(),
    helpful: z.boolean().nullable(),
    reason: z.string().nullable(),
    comment: z.string().nullable(),
    at: z.string(),
    question: z.string(),
    answer: z.string().nullable().openapi({ description: '所引内容已看不到时为空' }),
    status: z.string(),
    channel: channelSchema,
    itemIds: z.array(z.string()),
    handledName: z.string().nullable(),
    handledAt: z.string().nullable(),
    note: z.string().nullable(),
  })
  .openapi('StaffFeedback');

const flag = z.enum(['true', 'false']).transform((word) => word === 'true');

const listRoute = createRoute({
  ...permit('feedback.read'),
  method: 'get',
  path: '/v1/staff/feedback',
  summary: '读者对答复的评价',
  request: {
    query: z.object({
      helpful: flag.optional(),
      handled: flag.optional(),
      commented: flag.optional().openapi({ description: '只看有文字的' }),
      reason: z.string().max(40).optional(),
      item: z.string().max(80).optional().openapi({ description: '引用了这项内容的' }),
      from: dayParameter.optional(),
      to: dayParameter.optional().openapi({ description: '含这一天' }),
      limit: limitParameter(50, 200),
      offset: z.coerce.number().int().min(0).default(0),
    }),
  },
  responses: {
    200: ok(z.object({ total: z.number().int(), feedback: z.array(feedbackSchema) }), '一页，新的在前'),
    ...errorResponses(400, 401, 403, 422, 429),
  },
});

const handleRoute = createRoute({
  ...permit('gap.handle'),
  method: 'post',
  path: '/v1/staff/feedback/{id}/handled',
  summary: '标为已处理，或重新打开',
  request: {
    params: pathId,
    body: body(z.object({ handled: z.boolean(), note: z.string().trim().max(500).nullable().default(null) })),
  },
  responses: { 200: ok(doneSchema), ...errorResponses(400, 401, 403, 404, 413, 415, 422) },
});

/** /v1/staff/feedback: what readers say about answers. */
export function staffFeedbackRoutes({ store, clock }: ApiDependencies) {
  const desk = createFeedback(store, clock);
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: validationHook });

  /** Whoever may not read every entry reads an answer only while all that it cites can be read. */
  async function readable(found: FeedbackView[], member: Member, caller: Caller): Promise<(itemIds: string[]) => boolean> {
    if (member.may('entry.read')) return () => true;
    const viewer: Viewer = { audiences: caller.audiences, today: dayOf(clock.now()) };
    const ids = [...new Set(found.flatMap(({ itemIds }) => itemIds))];
    const faqs = await store.content.faqsByIds(ids, viewer);
    const documents = await store.content.documentsByIds(ids, viewer);
    return (itemIds) => itemIds.every((id) => faqs.has(id) || documents.has(id));
  }

  app.openapi(listRoute, async (context) => {
    const { item, from, to, ...rest } = context.req.valid('query');
    const { total, feedback } = await desk.list({
      ...rest,
      ...(item && { itemId: item }),
      ...(from && { from: beginningOf(from) }),
      ...(to && { to: new Date(Date.parse(beginningOf(to)) + 86_400_000).toISOString() }),
    });
    const may = await readable(feedback, context.get('member'), context.get('caller'));
    return context.json({ total, feedback: feedback.map((one) => present(one, may(one.itemIds))) }, 200);
  });
  app.openapi(handleRoute, async (context) => {
    const { handled, note } = context.req.valid('json');
    const [{ id }, { actor }] = [context.req.valid('param'), context.get('member')];
    await (handled ? desk.handle(id, actor, note) : desk.reopen(id, actor));
    return context.json(done, 200);
  });
  return app;
}

const beginningOf = (day: string) => new Date(`${day}T00:00:00+08:00`).toISOString();

function present(one: FeedbackView, withAnswer: boolean): z.infer<typeof feedbackSchema> {
  const { id, answerId, helpful, reason, comment, at, question, status, channel, itemIds, handledName, handledAt, note } = one;
  const answer = withAnswer ? one.answer : null;
  return { id, answerId, helpful, reason, comment, at, question, answer, status, channel, itemIds, handledName, handledAt, note };
}
