import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { NotFoundError } from '../../domain/errors.ts';
import { diffVersions } from '../../text/version-diff.ts';
import { viewerOf } from '../caller.ts';
import type { ApiDependencies, ApiEnv } from '../contract.ts';
import { errorResponses, validationHook } from '../errors.ts';
import { channelParameter, idParameter, keyOptional, versionDiffSchema } from '../schemas.ts';
import { visibleDocument } from './documents.ts';

const versionId = z.string().min(1).max(80);

const route = createRoute({
  method: 'get',
  path: '/v1/documents/{id}/versions/{from}/diff/{to}',
  summary: '两个版本之间的变化',
  description: '逐条列出增加、删除、修改的条款，修改处精确到词。版本编号见文件详情的 versions。',
  tags: ['文件'],
  security: keyOptional,
  request: {
    params: idParameter.extend({
      from: versionId.openapi({ description: '较早的版本编号' }),
      to: versionId.openapi({ description: '较晚的版本编号' }),
    }),
    query: z.object({ channel: channelParameter }),
  },
  responses: {
    200: { description: '变化', content: { 'application/json': { schema: versionDiffSchema } } },
    ...errorResponses(400, 401, 403, 404, 422, 429),
  },
});

/** GET /v1/documents/{id}/versions/{from}/diff/{to}. */
export function versionRoutes({ store: { content }, clock }: ApiDependencies) {
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: validationHook });
  return app.openapi(route, async (context) => {
    const { id, from, to } = context.req.valid('param');
    const viewer = viewerOf(context.get('caller'), context.req.valid('query').channel, clock);
    await visibleDocument(content, id, viewer);
    const known = new Set((await content.versions(id, viewer)).map((version) => version.id));
    if (!known.has(from) || !known.has(to)) throw new NotFoundError('没有这个版本', 'no such version');
    const [before, after] = await Promise.all([from, to].map((version) => content.clauses(id, viewer, version)));
    return context.json({ from, to, ...diffVersions(before!, after!) }, 200);
  });
}
