import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { createKeys, keyScopes } from '../../../desk/keys.ts';
import { audienceSchema } from '../../../domain/access.ts';
import type { ApiKey } from '../../../store/contract.ts';
import type { ApiDependencies, ApiEnv } from '../../contract.ts';
import { errorResponses, validationHook } from '../../errors.ts';
import { permit } from '../../staff.ts';
import { body, done, doneSchema, ok, pathId } from './shapes.ts';

const scopeSchema = z.enum(keyScopes);

const keySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    audiences: z.array(audienceSchema),
    scopes: z.array(z.string()),
    createdAt: z.string(),
    revokedAt: z.string().nullable(),
    lastUsedAt: z.string().nullable().openapi({ description: '最近一次使用，精确到分钟' }),
  })
  .openapi('Key');

const listRoute = createRoute({
  ...permit('key.read'),
  method: 'get',
  path: '/v1/staff/keys',
  summary: '全部密钥',
  description: '不含密钥本身。',
  responses: { 200: ok(z.object({ keys: z.array(keySchema) }), '按建立时间'), ...errorResponses(401, 403, 429) },
});

const createKeyRoute = createRoute({
  ...permit('key.write'),
  method: 'post',
  path: '/v1/staff/keys',
  summary: '新建密钥',
  description: '密钥只在这里给出一次。',
  request: {
    body: body(
      z.object({
        name: z.string().trim().min(1).max(60),
        audiences: z.array(audienceSchema).max(3),
        scopes: z.array(scopeSchema).max(keyScopes.length).default([]),
      }),
    ),
  },
  responses: {
    201: ok(z.object({ key: keySchema, secret: z.string() }), '已建立'),
    ...errorResponses(400, 401, 403, 415, 422, 429),
  },
});

const revokeRoute = createRoute({
  ...permit('key.write'),
  method: 'post',
  path: '/v1/staff/keys/{id}/revoke',
  summary: '停用密钥',
  description: '从下一次请求起无效，不能恢复。',
  request: { params: pathId },
  responses: { 200: ok(doneSchema), ...errorResponses(401, 403, 404, 429) },
});

const shown = ({ hash: _hash, ...rest }: ApiKey) => rest;

/** /v1/staff/keys: credentials of desks and programs. */
export function keyRoutes({ store, clock }: ApiDependencies) {
  const keys = createKeys(store, clock);
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: validationHook });
  app.openapi(listRoute, async (context) => context.json({ keys: (await keys.list()).map(shown) }, 200));
  app.openapi(createKeyRoute, async (context) => {
    const { key, secret } = await keys.create({ ...context.req.valid('json'), by: context.get('member').actor });
    return context.json({ key: shown(key), secret }, 201);
  });
  app.openapi(revokeRoute, async (context) => {
    await keys.revoke(context.req.valid('param').id, context.get('member').actor);
    return context.json(done, 200);
  });
  return app;
}
