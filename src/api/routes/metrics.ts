import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { requireScope } from '../caller.ts';
import type { ApiDependencies, ApiEnv } from '../contract.ts';
import { errorResponses } from '../errors.ts';
import type { Metrics } from '../metrics.ts';
import { keyNeeded } from '../schemas.ts';

const route = createRoute({
  method: 'get',
  path: '/metrics',
  summary: '运行指标',
  description: 'Prometheus 文本格式。需要带 metrics 权限的密钥。',
  tags: ['运行'],
  security: keyNeeded,
  responses: {
    200: { description: '指标', content: { 'text/plain': { schema: z.string() } } },
    ...errorResponses(401, 403),
  },
});

/** GET /metrics. */
export function metricsRoutes({ store }: ApiDependencies, metrics: Metrics) {
  const app = new OpenAPIHono<ApiEnv>();
  return app.openapi(route, async (context) => {
    requireScope(context.get('caller'), 'metrics');
    const counts = Object.entries(await store.counts());
    const gauges = {
      ...Object.fromEntries(counts.map(([name, count]) => [`base_${name.replace(/\W/g, '_')}`, count])),
      base_revision: await store.revision(),
      resident_memory_bytes: process.memoryUsage.rss(),
      uptime_seconds: Math.round(process.uptime()),
    };
    return context.text(metrics.render(gauges), 200);
  });
}
