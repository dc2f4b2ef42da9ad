import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { createBanners } from '../../desk/banner.ts';
import { channelSchema } from '../../domain/access.ts';
import { type Banner, bannerLevelSchema } from '../../domain/banner.ts';
import { bannerPath, viewerOf } from '../caller.ts';
import type { ApiDependencies, ApiEnv } from '../contract.ts';
import { errorResponses, validationHook } from '../errors.ts';
import { keyOptional, orNull } from '../schemas.ts';

const bannerSchema = z
  .object({
    text: z.string(),
    level: bannerLevelSchema.openapi({ description: 'notice 通知、warning 提醒、urgent 紧急' }),
    until: z.string(),
    link: orNull(z.object({ label: z.string(), url: z.string() })),
  })
  .openapi('Banner');

const route = createRoute({
  method: 'get',
  path: bannerPath,
  summary: '紧急提示',
  description: '此刻挂在该渠道上的提示；页面每分钟及每次提问时读取。revision 变了就是另一条。',
  tags: ['问答'],
  security: keyOptional,
  request: { query: z.object({ channel: channelSchema.default('web') }) },
  responses: {
    200: {
      description: '没有提示时 banner 为空',
      content: { 'application/json': { schema: z.object({ revision: z.number().int(), banner: orNull(bannerSchema) }) } },
    },
    ...errorResponses(400, 401, 403, 429),
  },
});

/** GET /v1/banner: read by every page of ours, so small and without a query of content. */
export function bannerRoutes({ store, clock }: ApiDependencies) {
  const banners = createBanners(store, clock);
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: validationHook });
  return app.openapi(route, async (context) => {
    const { channel } = context.req.valid('query');
    viewerOf(context.get('caller'), channel, clock);
    const { revision, banner } = await banners.shownOn(channel);
    context.header('Cache-Control', 'no-store');
    return context.json({ revision, banner: banner && present(banner) }, 200);
  });
}

const present = ({ text, level, until, link }: Banner): z.infer<typeof bannerSchema> => ({ text, level, until, link });
