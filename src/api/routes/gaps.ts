import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { createGaps } from '../../desk/gaps.ts';
import type { Actor } from '../../domain/account.ts';
import { ForbiddenError, UnauthorizedError } from '../../domain/errors.ts';
import type { ApiDependencies, ApiEnv, ApiOptions, Caller } from '../contract.ts';
import { errorResponses, validationHook } from '../errors.ts';
import { limitQuestions } from '../limits.ts';
import { idParameter, keyNeeded } from '../schemas.ts';
import { gapReporter } from './staff/gap-report.ts';
import { gapRequestSchema, reportedSchema } from './staff/gap-schemas.ts';
import { body, done, doneSchema, ok } from './staff/shapes.ts';

const tags = ['问答'];

const reportRoute = createRoute({
  method: 'post',
  path: '/v1/gaps',
  summary: '上报知识缺口或错误（凭坐席密钥）',
  description: '供接入的热线、窗口系统使用；用账号登录的坐席走 /v1/staff/gaps。个人信息会被隐去。',
  tags,
  security: keyNeeded,
  request: { body: body(gapRequestSchema) },
  responses: { 201: ok(reportedSchema, '已记录；reportId 用于撤回'), ...errorResponses(400, 401, 403, 404, 413, 415, 422, 429) },
});

const takeBackRoute = createRoute({
  method: 'delete',
  path: '/v1/gaps/reports/{id}',
  summary: '撤回用同一密钥的上报',
  tags,
  security: keyNeeded,
  request: { params: idParameter },
  responses: { 200: ok(doneSchema, '已撤回'), ...errorResponses(401, 403, 404, 409, 429) },
});

/** /v1/gaps: what desks report that have a key and no accounts. */
export function deskGapRoutes(dependencies: ApiDependencies, options: ApiOptions) {
  const gaps = createGaps(dependencies.store, dependencies.clock);
  const report = gapReporter(dependencies);
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: validationHook });
  app.use('/v1/gaps/*', limitQuestions(dependencies, options.milliseconds));
  app.openapi(reportRoute, async (context) => {
    const caller = context.get('caller');
    return context.json(await report(context.req.valid('json'), caller, deskOf(caller)), 201);
  });
  app.openapi(takeBackRoute, async (context) => {
    await gaps.takeBack(context.req.valid('param').id, deskOf(context.get('caller')));
    return context.json(done, 200);
  });
  return app;
}

/** The desk that a key stands for. Throws UnauthorizedError, ForbiddenError for a key of no desk. */
function deskOf({ key, address }: Caller): Actor {
  if (!key) throw new UnauthorizedError('需要坐席密钥', 'a key is needed');
  if (!key.audiences.some((audience) => audience !== 'public'))
    throw new ForbiddenError('此密钥不是坐席密钥', 'the key opens no desk');
  return { id: key.id, name: key.name, from: address };
}
