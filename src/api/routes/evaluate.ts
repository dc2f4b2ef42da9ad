import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { rehearse } from '../../desk/rehearse.ts';
import { channelSchema } from '../../domain/access.ts';
import { maxQuestionLength } from '../../domain/answer.ts';
import { isDay } from '../../domain/time.ts';
import { requireScope, viewerOf } from '../caller.ts';
import type { ApiDependencies, ApiEnv, ApiOptions } from '../contract.ts';
import { errorResponses, validationHook } from '../errors.ts';
import { limitQuestions } from '../limits.ts';
import { askResponseSchema, daySchema, keyNeeded, orNull } from '../schemas.ts';

/** What a key must carry to see how an answer is made. */
export const evaluateScope = 'evaluate';

const figureSchema = z
  .object({ name: z.string(), label: z.string().openapi({ description: '给人看的名称' }), value: z.number() })
  .openapi('Figure');

const named = z.object({ name: z.string(), label: z.string() });

const stagesSchema = z
  .object({
    understood: orNull(
      z.object({
        text: z.string().openapi({ description: '补全、改正之后的问题' }),
        language: z.string(),
        intent: z.string(),
        documentNumbers: z.array(z.string()),
        articles: z.array(z.string()),
        titles: z.array(z.string()),
        expansions: z.array(z.object({ term: z.string(), weight: z.number() })).openapi({ description: '补充的官方用语' }),
        region: z.string().nullable(),
        asOf: daySchema,
      }),
    ),
    candidates: z.array(
      z.object({
        rank: z.number().int().positive(),
        kind: z.enum(['document', 'faq']),
        itemId: z.string(),
        title: z.string(),
        documentNumber: z.string().nullable(),
        clause: z.string().nullable(),
        text: z.string(),
        score: z.number(),
        features: z.array(figureSchema).openapi({ description: '各来源的得分和加减分' }),
      }),
    ),
    sentences: z.array(
      z.object({
        itemId: z.string(),
        title: z.string(),
        clause: z.string(),
        text: z.string(),
        score: z.number(),
        chosen: z.boolean().openapi({ description: '用进了答复；否则只是比较过' }),
      }),
    ),
    judgement: orNull(
      z.object({
        probability: z.number().openapi({ description: '答对的把握，0 至 1' }),
        threshold: z.number(),
        enough: z.boolean(),
        features: z.array(figureSchema.extend({ weight: z.number().nullable() })),
        afterwards: z.boolean().openapi({ description: '答复没有经过这一步，事后补判' }),
      }),
    ),
    steps: z.array(named.extend({ ms: z.number() })),
    endedBy: named,
    status: named,
  })
  .openapi('AnswerStages', { description: '一个答复的每一步' });

const question = z.string().trim().min(1).max(maxQuestionLength);

const evaluateRequestSchema = z
  .object({
    turns: z.array(question).min(1).max(6).openapi({ description: '依次说的话，最后一句是要看的问题' }),
    channel: channelSchema.default('web'),
    region: z.string().trim().max(60).optional(),
    documentId: z.string().max(80).optional().openapi({ description: '提问者正在看的文件' }),
    asOf: z.string().refine(isDay, 'YYYY-MM-DD').optional(),
  })
  .openapi('EvaluateRequest', { example: { turns: ['失业保险金每月几号发放？'], channel: 'web' } });

const whoRoute = createRoute({
  method: 'get',
  path: '/v1/evaluate',
  summary: '评测密钥能用的渠道',
  tags: ['评测'],
  security: keyNeeded,
  responses: {
    200: {
      description: '密钥有效',
      content: { 'application/json': { schema: z.object({ channels: z.array(channelSchema), today: daySchema }) } },
    },
    ...errorResponses(401, 403, 429),
  },
});

const evaluateRoute = createRoute({
  method: 'post',
  path: '/v1/evaluate',
  summary: '把一个问题的答复逐步摊开',
  description: '需要带 evaluate 权限的密钥。不留记录：不进答复记录、对话和知识缺口，也不计入答复数。',
  tags: ['评测'],
  security: keyNeeded,
  request: { body: { required: true, content: { 'application/json': { schema: evaluateRequestSchema } } } },
  responses: {
    200: {
      description: '答复和每一步',
      content: { 'application/json': { schema: z.object({ response: askResponseSchema, stages: stagesSchema }) } },
    },
    ...errorResponses(400, 401, 403, 413, 415, 422, 429, 500),
  },
});

/** GET and POST /v1/evaluate: how an answer is made, for evaluators. */
export function evaluateRoutes(dependencies: ApiDependencies, options: ApiOptions) {
  const { answers, retriever, clock } = dependencies;
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: validationHook });
  // Before the body is looked at: who has no right learns nothing about what would be right.
  app.use(evaluateRoute.path, async (context, next) => {
    requireScope(context.get('caller'), evaluateScope);
    await next();
  });
  app.use(evaluateRoute.path, limitQuestions(dependencies, options.milliseconds));
  app.openapi(whoRoute, (context) => {
    const { audiences } = context.get('caller');
    const desks = channelSchema.options.filter((channel) => channel !== 'web' && audiences.includes(channel));
    return context.json(
      { channels: ['web' as const, ...desks], today: viewerOf(context.get('caller'), 'web', clock).today },
      200,
    );
  });
  return app.openapi(evaluateRoute, async (context) => {
    const { turns, channel, region, documentId, asOf } = context.req.valid('json');
    const caller = context.get('caller');
    const { response, stages } = await rehearse(
      { answers, retriever },
      {
        turns,
        channel,
        viewer: viewerOf(caller, channel, clock),
        principal: caller.principal,
        signal: context.req.raw.signal,
        ...(region ? { region } : {}),
        ...(documentId ? { documentId } : {}),
        ...(asOf ? { asOf } : {}),
      },
    );
    return context.json({ response, stages }, 200);
  });
}
