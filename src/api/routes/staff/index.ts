import { OpenAPIHono } from '@hono/zod-openapi';
import type { ApiDependencies, ApiEnv } from '../../contract.ts';
import { accountRoutes } from './accounts.ts';
import { auditRoutes } from './audit.ts';
import { staffBannerRoutes } from './banner.ts';
import { changeRoutes } from './changes.ts';
import { documentOriginalRoutes } from './document-originals.ts';
import { documentStepRoutes } from './document-steps.ts';
import { staffDocumentRoutes } from './documents.ts';
import { draftRoutes } from './drafts.ts';
import { entryRoutes } from './entries.ts';
import { staffFeedbackRoutes } from './feedback.ts';
import { gapRoutes } from './gaps.ts';
import { importRoutes } from './import.ts';
import { keyRoutes } from './keys.ts';
import { overviewRoutes } from './overview.ts';
import { ownAccountRoutes } from './own-account.ts';
import { reviewRoutes } from './review.ts';
import { sessionRoutes } from './session.ts';
import { settingRoutes } from './settings.ts';
import { unitRoutes } from './units.ts';
import { upkeepRoutes } from './upkeep.ts';

/** Everything under /v1/staff, one file a resource. */
export function staffRoutes(dependencies: ApiDependencies) {
  const app = new OpenAPIHono<ApiEnv>();
  app.route('/', sessionRoutes(dependencies));
  app.route('/', ownAccountRoutes(dependencies));
  app.route('/', accountRoutes(dependencies));
  app.route('/', unitRoutes(dependencies));
  app.route('/', keyRoutes(dependencies));
  app.route('/', overviewRoutes(dependencies));
  app.route('/', gapRoutes(dependencies));
  app.route('/', staffFeedbackRoutes(dependencies));
  app.route('/', changeRoutes(dependencies));
  app.route('/', staffBannerRoutes(dependencies));
  app.route('/', entryRoutes(dependencies));
  app.route('/', draftRoutes(dependencies));
  app.route('/', reviewRoutes(dependencies));
  app.route('/', staffDocumentRoutes(dependencies));
  app.route('/', documentStepRoutes(dependencies));
  app.route('/', documentOriginalRoutes(dependencies));
  app.route('/', importRoutes(dependencies));
  app.route('/', settingRoutes(dependencies));
  app.route('/', auditRoutes(dependencies));
  app.route('/', upkeepRoutes(dependencies));
  return app;
}
