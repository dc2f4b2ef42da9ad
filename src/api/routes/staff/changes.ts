import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { createChanges } from '../../../desk/changes.ts';
import { changesPath, viewerOf } from '../../caller.ts';
import type { ApiDependencies, ApiEnv } from '../../contract.ts';
import { errorResponses, validationHook } from '../../errors.ts';
import { channelParameter } from '../../schemas.ts';
import { permit } from '../../staff.ts';
import { gapKindSchema, gapStateSchema } from './gap-schemas.ts';
import { ok } from './shapes.ts';

const changeSchema = z
  .object({
    kind: z.enum(['new', 'changed', 'begun', 'ended', 'withdrawn']).openapi({
      description: 'new 新发布、changed 有改动、begun 开始生效、ended 已失效、withdrawn 已撤下',
    }),
    itemId: z.string(),
    itemKind: z.enum(['document', 'faq']),
    title: z.string().nullable().openapi({ description: '已撤下、已到期的为 null' }),
    documentNumber: z.string().nullable(),
    unit: z.string().nullable(),
    at: z.string(),
    parts: z.array(z.string()).openapi({ description: '改动了哪些部分' }),
  })
  .openapi('ContentChange');

const settledSchema = z
  .object({
    id: z.string(),
    kind: gapKindSchema,
    question: z.string(),
    state: gapStateSchema,
    note: z.string().nullable(),
    handledAt: z.string().nullable(),
    itemId: z.string().nullable().openapi({ description: '答复它的内容' }),
  })
  .openapi('SettledReport');

const route = createRoute({
  ...permit('desk.use'),
  method: 'get',
  path: changesPath,
  summary: '自上次上班以来的变化',
  description: '只有此账号现在能看、或发布时能看的内容；已撤下、已到期的不再告知文字，只告知种类、单位和时间。',
  request: {
    query: z.object({
      since: z.iso.datetime({ offset: true }).optional().openapi({ description: '默认：今天之前最近一次登录' }),
      channel: channelParameter,
    }),
  },
  responses: {
    200: ok(
      z.object({
        since: z.string(),
        first: z.boolean().openapi({ description: '此前没有登录过，改为最近七天' }),
        changes: z.array(changeSchema),
        reports: z.array(settledSchema),
      }),
      '新的在前',
    ),
    ...errorResponses(400, 401, 403, 422, 429),
  },
});

/** GET /v1/staff/changes: what an agent has to know before answering as yesterday. */
export function changeRoutes({ store, clock }: ApiDependencies) {
  const changes = createChanges(store, clock);
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: validationHook });
  return app.openapi(route, async (context) => {
    const { since, channel } = context.req.valid('query');
    const viewer = viewerOf(context.get('caller'), channel, clock);
    return context.json(await changes.since(context.get('member').account.id, viewer, since ?? null), 200);
  });
}
