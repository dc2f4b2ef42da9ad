import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { createBulkApproval, type ReadEntry } from '../../../desk/entries/bulk-approval.ts';
import { createEntryReading } from '../../../desk/entries/read.ts';
import { createDoubts } from '../../../desk/entry-check/doubts.ts';
import type { Member } from '../../../desk/member.ts';
import { createReview } from '../../../desk/review.ts';
import { ForbiddenError, NotFoundError } from '../../../domain/errors.ts';
import type { ApiDependencies, ApiEnv } from '../../contract.ts';
import { errorResponses, validationHook } from '../../errors.ts';
import { limitParameter } from '../../schemas.ts';
import { permit } from '../../staff.ts';
import { presentWaiting, reasonSchema, waitingSchema } from './entry-schemas.ts';
import { body, done, doneSchema, ok, pathId, revisionSchema } from './shapes.ts';

const kinds = ['faq', 'document'] as const;
/** Nobody reads more in one sitting. */
const mostAtOnce = 50;

const queueRoute = createRoute({
  ...permit('overview.read'),
  method: 'get',
  path: '/v1/staff/review',
  summary: '等待审核的内容，等得最久的在前',
  description: '送审的问答和文件草稿，以及由文件导入、尚未审核的。只列出账号有权查看的种类。',
  request: {
    query: z.object({
      kind: z.enum(kinds).optional(),
      limit: limitParameter(50, 200),
      offset: z.coerce.number().int().min(0).default(0),
    }),
  },
  responses: {
    200: ok(z.object({ total: z.number().int(), waiting: z.array(waitingSchema) })),
    ...errorResponses(400, 401, 403),
  },
});

const fingerprint = z.string().min(1).max(80).openapi({ description: '看过的是哪一个内容；已变的答 409' });
const usual = errorResponses(400, 401, 403, 404, 409, 415, 422);

const rightOf = { faq: 'entry.review', document: 'document.review' } as const;

/** One route for each kind, because each is a right of its own. */
const approveRoute = <Kind extends keyof typeof rightOf>(kind: Kind) =>
  createRoute({
    ...permit(rightOf[kind]),
    method: 'post',
    path: `/v1/staff/review/${kind}/{id}/approve`,
    summary: `通过由文件导入的${kind === 'faq' ? '问答' : '文件'}`,
    request: { params: pathId, body: body(z.object({ fingerprint })) },
    responses: { 200: ok(doneSchema), ...usual },
  });

const returnRoute = <Kind extends keyof typeof rightOf>(kind: Kind) =>
  createRoute({
    ...permit(rightOf[kind]),
    method: 'post',
    path: `/v1/staff/review/${kind}/{id}/return`,
    summary: `退回由文件导入的${kind === 'faq' ? '问答' : '文件'}`,
    request: { params: pathId, body: body(z.object({ fingerprint, reason: reasonSchema })) },
    responses: { 200: ok(doneSchema), ...usual },
  });

const readEntry = z.union([
  z.object({ itemId: z.string().min(1).max(80), draftId: z.string().min(1).max(80), revision: revisionSchema }),
  z.object({ itemId: z.string().min(1).max(80), fingerprint }),
]) satisfies z.ZodType<ReadEntry>;

const bulkRoute = createRoute({
  ...permit('entry.review'),
  method: 'post',
  path: '/v1/staff/bulk/approve',
  summary: '一次通过多条逐条读过的问答；每条各有结果',
  description:
    '只通过读过的那一修订，写过它的人不能审核，文件不在此列。手写的问答与库中内容重复或数字不一致的，不能一起通过，须单独审核；随清单导入的照原样通过。',
  request: {
    body: body(
      z.object({
        entries: z.array(readEntry).min(1).max(mostAtOnce),
        allRead: z.literal(true).openapi({ description: '审核人确认每一条都读过' }),
      }),
    ),
  },
  responses: {
    200: ok(z.object({ outcomes: z.array(z.object({ itemId: z.string(), ok: z.boolean(), message: z.string() })) })),
    ...errorResponses(400, 401, 403, 413, 415, 422),
  },
});

/** /v1/staff/review: what waits for reviewers, and the review of what ingestion brought in; drafts are reviewed at /v1/staff/drafts. */
export function reviewRoutes(parts: ApiDependencies) {
  const { store, clock, entries } = parts;
  const reading = createEntryReading(store, clock);
  const review = createReview(store, clock);
  const approveRead = createBulkApproval({ store, clock, entries, review, doubtsOf: createDoubts(parts) });
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: validationHook });

  async function requireItem(id: string, kind: 'faq' | 'document', by: Member): Promise<void> {
    const [item] = await store.content.allItems({ id });
    if (item?.kind !== kind) throw new NotFoundError('没有这项内容', `no ${kind} ${id}`);
    const unitId = kind === 'faq' ? ((await store.entries.entry(id))?.entry.unitId ?? null) : null;
    if (!by.inScope(unitId)) throw new ForbiddenError('这条内容不属于您的单位', `${id} is out of reach of ${by.actor.id}`);
  }

  app.openapi(queueRoute, async (context) => {
    const { kind, ...page } = context.req.valid('query');
    const member = context.get('member');
    const readable = kinds.filter((one) => member.may(one === 'faq' ? 'entry.read' : 'document.read'));
    const asked = readable.filter((one) => kind === undefined || kind === one);
    const { total, rows } = await reading.waiting({ kinds: asked, ...page }, member);
    return context.json({ total, waiting: rows.map(presentWaiting) }, 200);
  });
  app.openapi(bulkRoute, async (context) => {
    const { entries: read } = context.req.valid('json');
    return context.json({ outcomes: await approveRead(read, context.get('member')) }, 200);
  });
  for (const kind of kinds) {
    app.openapi(approveRoute(kind), async (context) => {
      const { id } = context.req.valid('param');
      await requireItem(id, kind, context.get('member'));
      await review.approve(id, context.get('member').actor, context.req.valid('json').fingerprint);
      return context.json(done, 200);
    });
    app.openapi(returnRoute(kind), async (context) => {
      const { id } = context.req.valid('param');
      const { reason, fingerprint: seen } = context.req.valid('json');
      await requireItem(id, kind, context.get('member'));
      await review.return(id, context.get('member').actor, reason, seen);
      return context.json(done, 200);
    });
  }
  return app;
}
