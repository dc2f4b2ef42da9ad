import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { createMessages, messageLimits } from '../../../desk/messages.ts';
import { channelSchema } from '../../../domain/access.ts';
import { dayOf } from '../../../domain/time.ts';
import { type Message, messageStates } from '../../../store/contract-messages.ts';
import type { ApiDependencies, ApiEnv } from '../../contract.ts';
import { errorResponses, validationHook } from '../../errors.ts';
import { daySchema, limitParameter } from '../../schemas.ts';
import { permit } from '../../staff.ts';
import { body, ok, pathId, revisionSchema } from './shapes.ts';

const messageSchema = z
  .object({
    id: z.string(),
    state: z.enum(messageStates).openapi({ description: 'open 待答复、submitted 答复待审核、answered 已答复' }),
    text: z.string(),
    answerId: z.string().nullable(),
    channel: channelSchema,
    unitId: z.string().nullable(),
    at: z.string(),
    dueOn: daySchema,
    overdue: z.boolean(),
    reply: z.string().nullable(),
    repliedName: z.string().nullable(),
    repliedAt: z.string().nullable(),
    own: z.boolean().openapi({ description: '答复是自己写的，须由另一人审核' }),
    approvedName: z.string().nullable(),
    approvedAt: z.string().nullable(),
    note: z.string().nullable(),
    revision: z.number().int(),
  })
  .openapi('StaffMessage');

const listRoute = createRoute({
  ...permit('message.read'),
  method: 'get',
  path: '/v1/staff/messages',
  summary: '市民留言',
  request: {
    query: z.object({
      state: z.enum(messageStates).optional(),
      limit: limitParameter(50, 200),
      offset: z.coerce.number().int().min(0).default(0),
    }),
  },
  responses: {
    200: ok(z.object({ total: z.number().int(), messages: z.array(messageSchema) }), '先到期的在前'),
    ...errorResponses(400, 401, 403, 422, 429),
  },
});

const usual = errorResponses(400, 401, 403, 404, 409, 413, 415, 422);

const step = <Shape extends z.ZodRawShape>(action: Parameters<typeof permit>[0], name: string, summary: string, shape: Shape) =>
  createRoute({
    ...permit(action),
    method: 'post',
    path: `/v1/staff/messages/{id}/${name}`,
    summary,
    request: { params: pathId, body: body(z.object({ revision: revisionSchema, ...shape })) },
    responses: { 200: ok(messageSchema), ...usual },
  });

const assignRoute = step('message.reply', 'unit', '把留言转给单位', { unitId: z.string().min(1).max(80).nullable() });
const replyRoute = step('message.reply', 'reply', '写答复，等另一人审核', {
  reply: z.string().trim().min(1).max(messageLimits.reply),
});
const approveRoute = step('message.review', 'approve', '通过答复，凭回执编号即可查看', {});
const returnRoute = step('message.review', 'return', '退回答复', { reason: z.string().trim().min(1).max(500) });

/** /v1/staff/messages. */
export function staffMessageRoutes({ store, clock }: ApiDependencies) {
  const messages = createMessages(store, clock);
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: validationHook });
  const present = (message: Message, accountId: string) => presentMessage(message, accountId, dayOf(clock.now()));

  app.openapi(listRoute, async (context) => {
    const { account, unitIds } = context.get('member');
    const { total, messages: found } = await messages.list(context.req.valid('query'), unitIds);
    return context.json({ total, messages: found.map((message) => present(message, account.id)) }, 200);
  });
  app.openapi(assignRoute, async (context) => {
    const { revision, unitId } = context.req.valid('json');
    const { actor, unitIds } = context.get('member');
    return context.json(
      present(await messages.assign(context.req.valid('param').id, revision, unitId, unitIds, actor), actor.id),
      200,
    );
  });
  app.openapi(replyRoute, async (context) => {
    const { revision, reply } = context.req.valid('json');
    const { actor, unitIds } = context.get('member');
    return context.json(
      present(await messages.reply(context.req.valid('param').id, revision, reply, unitIds, actor), actor.id),
      200,
    );
  });
  app.openapi(approveRoute, async (context) => {
    const { revision } = context.req.valid('json');
    const { actor, unitIds } = context.get('member');
    return context.json(present(await messages.approve(context.req.valid('param').id, revision, unitIds, actor), actor.id), 200);
  });
  app.openapi(returnRoute, async (context) => {
    const { revision, reason } = context.req.valid('json');
    const { actor, unitIds } = context.get('member');
    return context.json(
      present(await messages.return(context.req.valid('param').id, revision, reason, unitIds, actor), actor.id),
      200,
    );
  });
  return app;
}

/** Every field is named: the hash of the code stays where it is. */
function presentMessage(message: Message, accountId: string, today: string): z.infer<typeof messageSchema> {
  const { id, state, text, answerId, channel, unitId, at, dueOn, reply, repliedName, repliedAt, repliedBy } = message;
  const { approvedName, approvedAt, note, revision } = message;
  const [overdue, own] = [state !== 'answered' && dueOn < today, repliedBy === accountId];
  const who = { reply, repliedName, repliedAt, own, approvedName, approvedAt };
  return { id, state, text, answerId, channel, unitId, at, dueOn, overdue, ...who, note, revision };
}
