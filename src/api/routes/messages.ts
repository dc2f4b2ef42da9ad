import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { createMessages, messageLimits } from '../../desk/messages.ts';
import { channelSchema } from '../../domain/access.ts';
import { NotFoundError } from '../../domain/errors.ts';
import { viewerOf } from '../caller.ts';
import type { ApiDependencies, ApiEnv, ApiOptions } from '../contract.ts';
import { errorResponses, validationHook } from '../errors.ts';
import { limitQuestions } from '../limits.ts';
import { daySchema, keyOptional } from '../schemas.ts';
import { body, ok } from './staff/shapes.ts';

const tags = ['问答'];

const leaveRoute = createRoute({
  method: 'post',
  path: '/v1/messages',
  summary: '留言',
  description: '没有答上时请工作人员答复。身份证号、电话等会被隐去；凭回执编号查看答复，编号只给一次。',
  tags,
  security: keyOptional,
  request: {
    body: body(
      z
        .object({
          text: z.string().trim().min(1).max(messageLimits.text),
          answerId: z.string().min(1).max(80).nullable().default(null).openapi({ description: '没答上的那次答复' }),
          channel: channelSchema.default('web'),
        })
        .openapi('MessageRequest', { example: { text: '小区充电桩安装有没有补贴？' } }),
    ),
  },
  responses: {
    201: ok(
      z.object({
        code: z.string().openapi({ description: '回执编号' }),
        dueOn: daySchema.openapi({ description: '按工作日计算的答复期限' }),
      }),
      '已收到',
    ),
    ...errorResponses(400, 401, 403, 404, 413, 415, 422, 429),
  },
});

const readRoute = createRoute({
  method: 'post',
  path: '/v1/messages/read',
  summary: '凭回执编号查看答复',
  description: '用 POST，编号不进访问日志。答复经另一人审核后才看得到。',
  tags,
  security: keyOptional,
  request: { body: body(z.object({ code: z.string().min(1).max(60) })) },
  responses: {
    200: ok(
      z
        .object({
          answered: z.boolean(),
          text: z.string(),
          at: z.string(),
          dueOn: daySchema,
          reply: z.string().nullable(),
          answeredAt: z.string().nullable(),
          unit: z.string().nullable(),
        })
        .openapi('MessageForCitizen'),
    ),
    ...errorResponses(400, 401, 404, 413, 415, 422, 429),
  },
});

/** /v1/messages: for citizens whom nothing answered. Limited like questions, so that codes cannot be tried out. */
export function messageRoutes(dependencies: ApiDependencies, options: ApiOptions) {
  const { store, clock } = dependencies;
  const messages = createMessages(store, clock);
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: validationHook });
  app.use('/v1/messages/*', limitQuestions(dependencies, options.milliseconds));
  app.openapi(leaveRoute, async (context) => {
    const input = context.req.valid('json');
    viewerOf(context.get('caller'), input.channel, clock);
    if (input.answerId !== null && !(await store.activity.answer(input.answerId)))
      throw new NotFoundError('没有这条答复', `no answer ${input.answerId}`);
    return context.json(await messages.leave(input), 201);
  });
  app.openapi(readRoute, async (context) => context.json(await messages.read(context.req.valid('json').code), 200));
  return app;
}
