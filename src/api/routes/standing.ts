import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { standingPath, viewerOf } from '../caller.ts';
import type { ApiDependencies, ApiEnv } from '../contract.ts';
import { errorResponses, validationHook } from '../errors.ts';
import { channelParameter, keyOptional } from '../schemas.ts';
import { standingOf } from '../standing.ts';

/** As many as a desk shows at once: a list of hits, and the sources of an answer beside it. */
const mostIds = 60;

const route = createRoute({
  method: 'get',
  path: standingPath,
  summary: '这些内容现在还是不是原样',
  description:
    '坐席页每隔几秒、每次复制之前都问。读不到的（已撤下、已到期、不对此渠道开放）不在答复里；mark 与检索结果的不同，就是已更新。',
  tags: ['检索'],
  security: keyOptional,
  request: {
    query: z.object({
      ids: z
        .string()
        .max(mostIds * 80)
        .transform((text) => [...new Set(text.split(',').filter(Boolean))])
        .pipe(z.array(z.string()).min(1).max(mostIds))
        .openapi({ type: 'string', description: `编号，逗号隔开，最多 ${mostIds} 个` }),
      channel: channelParameter,
    }),
  },
  responses: {
    200: {
      description: '还能读到的',
      content: {
        'application/json': {
          schema: z.object({
            revision: z.number().int().openapi({ description: '知识库的修订号，有任何改动都会变' }),
            items: z.array(z.object({ id: z.string(), versionId: z.string(), mark: z.string() })),
          }),
        },
      },
    },
    ...errorResponses(400, 401, 403, 422, 429),
  },
});

/** GET /v1/standing: whether what a desk shows is still so. */
export function standingRoutes({ store, clock }: ApiDependencies) {
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: validationHook });
  return app.openapi(route, async (context) => {
    const { ids, channel } = context.req.valid('query');
    const viewer = viewerOf(context.get('caller'), channel, clock);
    const revision = await store.revision();
    return context.json({ revision, items: await standingOf(store, ids, viewer) }, 200);
  });
}
