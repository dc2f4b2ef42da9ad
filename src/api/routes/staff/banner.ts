import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { createBanners } from '../../../desk/banner.ts';
import type { Member } from '../../../desk/member.ts';
import { channelSchema } from '../../../domain/access.ts';
import type { Actor } from '../../../domain/account.ts';
import { type Banner, bannerLevelSchema, bannerLimit, bannerSchema } from '../../../domain/banner.ts';
import { ForbiddenError } from '../../../domain/errors.ts';
import { webAddressSchema } from '../../../domain/web-address.ts';
import type { ApiDependencies, ApiEnv } from '../../contract.ts';
import { errorResponses, validationHook } from '../../errors.ts';
import { orNull } from '../../schemas.ts';
import { permit } from '../../staff.ts';
import { body, ok } from './shapes.ts';

/** As the domain has it, made again by this `z` so that it carries a name in the OpenAPI document. */
const shape = z
  .object({
    text: z.string().trim().min(1).max(bannerLimit),
    level: bannerLevelSchema,
    channels: z.array(channelSchema).min(1),
    from: bannerSchema.shape.from,
    until: bannerSchema.shape.until,
    link: orNull(z.object({ label: z.string().trim().min(1).max(40), url: webAddressSchema })),
  })
  .openapi('StaffBanner') satisfies z.ZodType<Banner>;

const stateSchema = z.object({
  banner: orNull(shape),
  revision: z.number().int(),
  changedBy: z.string().nullable(),
  changedAt: z.string().nullable(),
});
const path = '/v1/staff/banner';
const revision = z.coerce.number().int().min(0);

const readRoute = createRoute({
  ...permit('overview.read'),
  method: 'get',
  path,
  summary: '紧急提示的现状',
  description: '挂着的、尚未开始的，或最近一次结束的。',
  responses: { 200: ok(stateSchema, '没有设过时 banner 为空'), ...errorResponses(401, 403, 429) },
});

const hangRoute = createRoute({
  ...permit('banner.write'),
  method: 'put',
  path,
  summary: '挂出紧急提示',
  description: '代替原来的一条，立即在所选渠道显示，到时自动结束。',
  request: { body: body(z.object({ banner: shape, revision })) },
  responses: { 200: ok(stateSchema), ...errorResponses(400, 401, 403, 409, 413, 415, 422) },
});

const takeDownRoute = createRoute({
  ...permit('banner.write'),
  method: 'delete',
  path,
  summary: '撤下紧急提示',
  request: { query: z.object({ revision }) },
  responses: { 200: ok(stateSchema), ...errorResponses(400, 401, 403, 404, 409) },
});

/** It hangs over the pages of the whole city. Throws ForbiddenError for an account of one unit. */
function actorOfCity({ actor, inScope }: Member): Actor {
  if (!inScope(null)) throw new ForbiddenError('紧急提示管全市，请由全市的账号操作', `${actor.id} belongs to a unit`);
  return actor;
}

/** /v1/staff/banner. */
export function staffBannerRoutes({ store, clock }: ApiDependencies) {
  const banners = createBanners(store, clock);
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: validationHook });
  app.openapi(readRoute, async (context) => context.json(await banners.state(), 200));
  app.openapi(hangRoute, async (context) => {
    const { banner, revision } = context.req.valid('json');
    return context.json(await banners.hang(banner, revision, actorOfCity(context.get('member'))), 200);
  });
  app.openapi(takeDownRoute, async (context) => {
    const { revision } = context.req.valid('query');
    return context.json(await banners.takeDown(revision, actorOfCity(context.get('member'))), 200);
  });
  return app;
}
