import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { Logger } from 'pino';
import type { ApiEnv } from './contract.ts';
import type { Metrics } from './metrics.ts';

/**
 * One log line and one count a request: route pattern, status, time. Neither address, query nor body is written, so that
 * the log holds nothing about a person.
 */
export function observe(metrics: Metrics, logger: Logger): MiddlewareHandler<ApiEnv> {
  return async (context, next) => {
    const started = performance.now();
    await next();
    const seconds = (performance.now() - started) / 1000;
    const route = context.res.status === 404 ? 'not_found' : routePath(context);
    const method = /^(GET|HEAD|POST|OPTIONS)$/.test(context.req.method) ? context.req.method : 'other';
    const status = String(context.res.status);
    metrics.count('wence_http_requests_total', { route, method, status });
    metrics.observe(route, seconds);
    logger.info({ requestId: context.get('requestId'), route, method, status, ms: Math.round(seconds * 1000) }, 'request');
  };
}
