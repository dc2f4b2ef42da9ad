import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { UnprocessableError } from '../../domain/errors.ts';
import type { ApiDependencies, ApiEnv, ApiOptions } from '../contract.ts';
import { errorResponses, validationHook } from '../errors.ts';
import { limitQuestions } from '../limits.ts';
import { keyOptional } from '../schemas.ts';

const feedbackRequestSchema = z
  .object({
    answerId: z.string().min(1).max(80).openapi({ description: '答复的 id' }),
    helpful: z.boolean().nullable().default(null).openapi({ description: '是否有帮助' }),
    reason: z
      .enum(['wrong', 'incomplete', 'outdated', 'unclear', 'irrelevant', 'other'])
      .nullable()
      .default(null)
      .openapi({ description: '有误、不完整、已过时、看不懂、答非所问、其他' }),
    comment: z.string().trim().max(500).nullable().default(null).openapi({ description: '补充说明；个人信息会被隐去' }),
  })
  .openapi('FeedbackRequest', { example: { answerId: 'a0123456789abcdef0123456789abcdef', helpful: true } });

const route = createRoute({
  method: 'post',
  path: '/v1/feedback',
  summary: '评价答复',
  tags: ['问答'],
  security: keyOptional,
  request: { body: { required: true, content: { 'application/json': { schema: feedbackRequestSchema } } } },
  responses: {
    201: { description: '已记录', content: { 'application/json': { schema: z.object({ id: z.string() }) } } },
    ...errorResponses(400, 401, 404, 413, 415, 422, 429),
  },
});

/** POST /v1/feedback. */
export function feedbackRoutes(dependencies: ApiDependencies, options: ApiOptions) {
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: validationHook });
  app.use(route.path, limitQuestions(dependencies, options.milliseconds));
  return app.openapi(route, async (context) => {
    const input = context.req.valid('json');
    if (input.helpful === null && !input.reason && !input.comment) {
      throw new UnprocessableError('请至少填写一项评价', 'helpful, reason or comment is needed');
    }
    const { id } = await dependencies.feedback.give(input);
    return context.json({ id }, 201);
  });
}
