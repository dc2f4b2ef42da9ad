import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { ApiDependencies, ApiEnv } from '../contract.ts';

const healthRoute = createRoute({
  method: 'get',
  path: '/healthz',
  summary: '进程是否在运行',
  tags: ['运行'],
  responses: {
    200: { description: '在运行', content: { 'application/json': { schema: z.object({ status: z.literal('ok') }) } } },
  },
});

const readySchema = z
  .object({
    status: z.enum(['ready', 'not_ready']),
    checks: z.object({ store: z.boolean(), embedder: z.boolean(), content: z.boolean() }),
  })
  .openapi('Readiness');

const readyRoute = createRoute({
  method: 'get',
  path: '/readyz',
  summary: '能否答复',
  description: '数据库可读、向量模型可用、库中有内容。不给出任何数量。',
  tags: ['运行'],
  responses: {
    200: { description: '可以答复', content: { 'application/json': { schema: readySchema } } },
    503: { description: '尚不能答复', content: { 'application/json': { schema: readySchema } } },
  },
});

/** GET /healthz and /readyz. */
export function healthRoutes({ store, embedder }: ApiDependencies) {
  const app = new OpenAPIHono<ApiEnv>();
  /** The model is tried until it works once; it does not stop working by itself. */
  let embedderWorks = false;
  return app
    .openapi(healthRoute, (context) => context.json({ status: 'ok' as const }, 200))
    .openapi(readyRoute, async (context) => {
      const counts = await store.counts().catch(() => null);
      embedderWorks ||= await embedder.embedQuestion('就绪').then(
        (vector) => vector.length > 0,
        () => false,
      );
      const checks = {
        store: counts !== null,
        embedder: embedderWorks,
        content: (counts?.published ?? 0) > 0,
      };
      const ready = checks.store && checks.embedder && checks.content;
      return ready
        ? context.json({ status: 'ready' as const, checks }, 200)
        : context.json({ status: 'not_ready' as const, checks }, 503);
    });
}
