import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { createUnits } from '../../../desk/units.ts';
import type { Unit } from '../../../domain/account.ts';
import type { ApiDependencies, ApiEnv } from '../../contract.ts';
import { errorResponses, validationHook } from '../../errors.ts';
import { permit } from '../../staff.ts';
import { body, ok, pathId, revisionSchema } from './shapes.ts';

const unitSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    parentId: z.string().nullable(),
    contact: z.string().nullable(),
    retiredAt: z.string().nullable(),
    revision: z.number().int(),
  })
  .openapi('Unit') satisfies z.ZodType<Unit>;

const contentSchema = z.object({
  name: z.string().trim().min(1).max(60),
  parentId: z.string().max(80).nullable().default(null).openapi({ description: '上级单位' }),
  contact: z
    .string()
    .trim()
    .min(1)
    .max(300)
    .nullable()
    .default(null)
    .openapi({ description: '转接时告诉市民的电话、地址、时间' }),
});

const refused = errorResponses(400, 401, 403, 404, 409, 415, 422, 429);

const listRoute = createRoute({
  ...permit('unit.read'),
  method: 'get',
  path: '/v1/staff/units',
  summary: '全部单位',
  responses: { 200: ok(z.object({ units: z.array(unitSchema) }), '按名称'), ...errorResponses(401, 403, 429) },
});

const createUnitRoute = createRoute({
  ...permit('unit.write'),
  method: 'post',
  path: '/v1/staff/units',
  summary: '新建单位',
  request: { body: body(contentSchema) },
  responses: { 201: ok(unitSchema, '已建立'), ...refused },
});

const changeRoute = createRoute({
  ...permit('unit.write'),
  method: 'put',
  path: '/v1/staff/units/{id}',
  summary: '修改单位',
  request: { params: pathId, body: body(contentSchema.extend({ revision: revisionSchema })) },
  responses: { 200: ok(unitSchema, '已修改'), ...refused },
});

const stateRoute = createRoute({
  ...permit('unit.write'),
  method: 'post',
  path: '/v1/staff/units/{id}/state',
  summary: '停用或恢复单位',
  description: '停用的单位不再分配新账号和新问答，已有的不变。',
  request: { params: pathId, body: body(z.object({ retired: z.boolean(), revision: revisionSchema })) },
  responses: { 200: ok(unitSchema), ...refused },
});

/** /v1/staff/units. */
export function unitRoutes({ store, clock }: ApiDependencies) {
  const units = createUnits(store, clock);
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: validationHook });
  app.openapi(listRoute, async (context) => context.json({ units: await units.list() }, 200));
  app.openapi(createUnitRoute, async (context) =>
    context.json(await units.create(context.req.valid('json'), context.get('member').actor), 201),
  );
  app.openapi(changeRoute, async (context) => {
    const { revision, ...content } = context.req.valid('json');
    return context.json(await units.change(context.req.valid('param').id, content, revision, context.get('member').actor), 200);
  });
  app.openapi(stateRoute, async (context) => {
    const { retired, revision } = context.req.valid('json');
    const { id } = context.req.valid('param');
    return context.json(await units.retire(id, retired, revision, context.get('member').actor), 200);
  });
  return app;
}
