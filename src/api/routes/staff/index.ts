import { OpenAPIHono } from '@hono/zod-openapi';
import type { ApiDependencies, ApiEnv } from '../../contract.ts';
import { accountRoutes } from './accounts.ts';
import { keyRoutes } from './keys.ts';
import { ownAccountRoutes } from './own-account.ts';
import { sessionRoutes } from './session.ts';
import { unitRoutes } from './units.ts';

/** Everything under /v1/staff, one file a resource. */
export function staffRoutes(dependencies: ApiDependencies) {
  const app = new OpenAPIHono<ApiEnv>();
  app.route('/', sessionRoutes(dependencies));
  app.route('/', ownAccountRoutes(dependencies));
  app.route('/', accountRoutes(dependencies));
  app.route('/', unitRoutes(dependencies));
  app.route('/', keyRoutes(dependencies));
  return app;
}
