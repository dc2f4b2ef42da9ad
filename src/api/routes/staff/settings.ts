import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { createSettings, type SettingView } from '../../../desk/settings.ts';
import type { ApiDependencies, ApiEnv } from '../../contract.ts';
import { errorResponses, validationHook } from '../../errors.ts';
import { permit } from '../../staff.ts';
import { body, ok } from './shapes.ts';

const settingSchema = z
  .object({
    name: z.string(),
    label: z.string(),
    unit: z.string().nullable(),
    words: z.string().openapi({ description: '它管什么' }),
    source: z.string().openapi({ description: '默认值的来历' }),
    default: z.unknown(),
    value: z.unknown(),
    changedBy: z.string().nullable(),
    changedAt: z.string().nullable(),
    revision: z.number().int(),
  })
  .openapi('Setting');

const shown = (setting: SettingView) => ({ ...setting, name: setting.name as string });

const listRoute = createRoute({
  ...permit('setting.read'),
  method: 'get',
  path: '/v1/staff/settings',
  summary: '各项设置：现值、默认值和来历',
  responses: { 200: ok(z.object({ settings: z.array(settingSchema) })), ...errorResponses(401, 403) },
});

const changeRoute = createRoute({
  ...permit('setting.write'),
  method: 'put',
  path: '/v1/staff/settings/{name}',
  summary: '修改一项设置，立即生效，记入审计',
  request: {
    params: z.object({ name: z.string().max(60) }),
    body: body(
      z.object({
        value: z.union([z.number(), z.boolean(), z.string(), z.array(z.string())]),
        revision: z.number().int().min(0).openapi({ description: '修改所依据的修订号，还是默认值时为 0；已有人改过时答 409' }),
      }),
    ),
  },
  responses: { 200: ok(settingSchema), ...errorResponses(400, 401, 403, 404, 409, 413, 415, 422) },
});

/** /v1/staff/settings: what may differ from city to city and be changed while the system runs. */
export function settingRoutes({ store, clock }: ApiDependencies) {
  const settings = createSettings(store, clock);
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: validationHook });
  app.openapi(listRoute, async (context) => context.json({ settings: (await settings.list()).map(shown) }, 200));
  app.openapi(changeRoute, async (context) => {
    const { value, revision } = context.req.valid('json');
    const { name } = context.req.valid('param');
    return context.json(shown(await settings.put(name, value, revision, context.get('member').actor)), 200);
  });
  return app;
}
