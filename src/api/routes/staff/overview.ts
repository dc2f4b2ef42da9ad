import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { createOverview } from '../../../desk/overview.ts';
import { draftStates } from '../../../domain/entry.ts';
import type { ApiDependencies, ApiEnv } from '../../contract.ts';
import { errorResponses, validationHook } from '../../errors.ts';
import { orNull } from '../../schemas.ts';
import { permit } from '../../staff.ts';
import { ok } from './shapes.ts';

const lineSchema = z
  .object({
    id: z.string(),
    kind: z.enum(['faq', 'document']),
    itemId: z.string(),
    title: z.string(),
    state: z.enum(draftStates),
    note: z.string().nullable().openapi({ description: '退回的理由，或提交时的说明' }),
    updatedAt: z.string(),
  })
  .openapi('DraftLine');
const count = z.number().int();

const route = createRoute({
  ...permit('overview.read'),
  method: 'get',
  path: '/v1/staff/overview',
  summary: '等我处理的事',
  description: '账号权限不及的部分为空。',
  responses: {
    200: ok(
      z.object({
        drafts: orNull(z.object({ returned: count, draft: count, submitted: count, lines: z.array(lineSchema) })),
        review: orNull(z.object({ faq: count, document: count, lines: z.array(lineSchema) })),
        gaps: orNull(z.array(z.object({ unitId: z.string().nullable(), gap: count, error: count }))),
        feedback: count.nullable(),
        messages: orNull(z.object({ open: count, submitted: count })),
        administration: orNull(
          z.object({
            units: count,
            editors: count,
            reviewers: count,
            unused: count.openapi({ description: '一次性密码还没有改的账号' }),
            administratorsWithoutTotp: count,
            settings: count.openapi({ description: '改过的设置' }),
            holidays: z.boolean().openapi({ description: '填过放假日' }),
            documents: count,
            entries: count,
          }),
        ),
      }),
      '首页',
    ),
    ...errorResponses(401, 403, 429),
  },
});

/** GET /v1/staff/overview: the start page. */
export function overviewRoutes({ store, clock }: ApiDependencies) {
  const overview = createOverview(store, clock);
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: validationHook });
  return app.openapi(route, async (context) => context.json(await overview.of(context.get('member')), 200));
}
