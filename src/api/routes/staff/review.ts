import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { createEntryReading } from '../../../desk/entries/read.ts';
import type { Member } from '../../../desk/member.ts';
import { createReview } from '../../../desk/review.ts';
import { ForbiddenError, NotFoundError } from '../../../domain/errors.ts';
import type { ApiDependencies, ApiEnv } from '../../contract.ts';
import { errorResponses, validationHook } from '../../errors.ts';
import { limitParameter } from '../../schemas.ts';
import { permit } from '../../staff.ts';
import { presentWaiting, reasonSchema, waitingSchema } from './entry-schemas.ts';
import { body, done, doneSchema, ok, pathId } from './shapes.ts';

const kinds = ['faq', 'document'] as const;

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

/** /v1/staff/review: what waits for reviewers, and the review of what ingestion brought in; drafts are reviewed at /v1/staff/drafts. */
export function reviewRoutes({ store, clock }: ApiDependencies) {
  const reading = createEntryReading(store, clock);
  const review = createReview(store, clock);
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
