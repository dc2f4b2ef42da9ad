import { OpenAPIHono } from '@hono/zod-openapi';
import { pino } from 'pino';
import { addressHasher } from './address.ts';
import { limitBodies, limitUploads } from './body-limits.ts';
import { identify } from './caller.ts';
import type { ApiApp, ApiDependencies, ApiEnv, ApiOptions } from './contract.ts';
import { errorHandler, notFound, validationHook } from './errors.ts';
import { requestId, securityHeaders } from './headers.ts';
import { limitReads } from './limits.ts';
import { Metrics } from './metrics.ts';
import { observe } from './observe.ts';
import { crossOrigin, originPolicy } from './origins.ts';
import { recordRefusals } from './refusals.ts';
import { askRoutes } from './routes/ask.ts';
import { bannerRoutes } from './routes/banner.ts';
import { docsRoutes } from './routes/docs.ts';
import { documentRoutes } from './routes/documents.ts';
import { evaluateRoutes } from './routes/evaluate.ts';
import { faqRoutes } from './routes/faq.ts';
import { feedbackRoutes } from './routes/feedback.ts';
import { deskGapRoutes } from './routes/gaps.ts';
import { healthRoutes } from './routes/health.ts';
import { itemRoutes } from './routes/items.ts';
import { messageRoutes } from './routes/messages.ts';
import { metricsRoutes } from './routes/metrics.ts';
import { originalRoutes } from './routes/original.ts';
import { pageRoutes } from './routes/page.ts';
import { searchRoutes } from './routes/search.ts';
import { staffRoutes } from './routes/staff/index.ts';
import { standingRoutes } from './routes/standing.ts';
import { staticRoutes } from './routes/static.ts';
import { versionRoutes } from './routes/versions.ts';

/** The whole HTTP interface under WENCE_BASE_PATH. Options are for tests and entry points. */
export function createApp(dependencies: ApiDependencies, chosen: Partial<ApiOptions> = {}): ApiApp {
  const options: ApiOptions = {
    widgetFolder: 'dist/widget',
    logger: pino({ level: 'silent' }),
    heartbeatMs: 15_000,
    milliseconds: Date.now,
    ...chosen,
  };
  const metrics = new Metrics();
  const originOf = originPolicy(dependencies.config);
  const guard = identify({ dependencies, originOf, hashAddress: addressHasher(), milliseconds: options.milliseconds });

  const app = new OpenAPIHono<ApiEnv>({ defaultHook: validationHook });
  app.use(requestId, observe(metrics, options.logger), securityHeaders);
  app.use('/v1/*', crossOrigin(originOf));
  app.use('/openapi.json', crossOrigin(originOf));
  const { WENCE_BASE_PATH: basePath, WENCE_UPLOADS_MEGABYTES: roomMegabytes } = dependencies.config;
  const { largestFile } = dependencies.documents;
  app.use(limitBodies(basePath, largestFile));
  app.use('/v1/*', guard, limitReads(dependencies, options.milliseconds));
  app.use('/v1/staff/*', recordRefusals(dependencies));
  app.use('/v1/staff/*', limitUploads(basePath, roomMegabytes * 1024 * 1024, largestFile));
  app.use('/metrics', guard);

  app.route('/', askRoutes(dependencies, options, metrics));
  app.route('/', searchRoutes(dependencies));
  app.route('/', documentRoutes(dependencies));
  app.route('/', itemRoutes(dependencies));
  app.route('/', standingRoutes(dependencies));
  app.route('/', versionRoutes(dependencies));
  app.route('/', originalRoutes(dependencies));
  app.route('/', faqRoutes(dependencies));
  app.route('/', pageRoutes(dependencies));
  app.route('/', feedbackRoutes(dependencies, options));
  app.route('/', deskGapRoutes(dependencies, options));
  app.route('/', messageRoutes(dependencies, options));
  app.route('/', evaluateRoutes(dependencies, options));
  app.route('/', bannerRoutes(dependencies));
  app.route('/', staffRoutes(dependencies));
  app.route('/', healthRoutes(dependencies));
  app.route('/', metricsRoutes(dependencies, metrics));

  const whole = new OpenAPIHono<ApiEnv>();
  app.route('/', docsRoutes(dependencies, whole));
  app.route('/', staticRoutes(dependencies, options));
  whole.route(basePath || '/', app);
  if (basePath) whole.get(`${basePath}/`, (context) => context.redirect(basePath));
  whole.onError(errorHandler(options.logger));
  whole.notFound(notFound);
  return whole;
}
