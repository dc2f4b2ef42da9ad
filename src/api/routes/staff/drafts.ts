import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { ApiDependencies, ApiEnv } from '../../contract.ts';
import { errorResponses, validationHook } from '../../errors.ts';
import { permit } from '../../staff.ts';
import { contentSchema, draftSchema, noteSchema, presentDraft, reasonSchema, savedSchema, stepSchema } from './entry-schemas.ts';
import { body, done, doneSchema, ok, pathId, revisionSchema } from './shapes.ts';

const usual = errorResponses(400, 401, 403, 404, 409, 413, 415, 422);

const saveRoute = createRoute({
  ...permit('entry.write'),
  method: 'put',
  path: '/v1/staff/drafts/{id}',
  summary: '保存草稿',
  description: 'expected 是所依据的修订号；别人先改了的答 409，什么也不覆盖。',
  request: { params: pathId, body: body(z.object({ content: contentSchema, expected: revisionSchema })) },
  responses: { 200: ok(savedSchema, '已保存；problems 是送审前须改正之处'), ...usual },
});

const submitRoute = createRoute({
  ...permit('entry.write'),
  method: 'post',
  path: '/v1/staff/drafts/{id}/submit',
  summary: '送审',
  request: { params: pathId, body: body(noteSchema) },
  responses: { 200: ok(draftSchema), ...usual },
});

const recallRoute = createRoute({
  ...permit('entry.write'),
  method: 'post',
  path: '/v1/staff/drafts/{id}/recall',
  summary: '收回送审',
  request: { params: pathId, body: body(stepSchema) },
  responses: { 200: ok(draftSchema), ...usual },
});

const discardRoute = createRoute({
  ...permit('entry.write'),
  method: 'delete',
  path: '/v1/staff/drafts/{id}',
  summary: '放弃草稿；已发布的不变',
  request: { params: pathId, query: z.object({ expected: z.coerce.number().int().positive() }) },
  responses: { 200: ok(doneSchema), ...errorResponses(400, 401, 403, 404, 409) },
});

const returnRoute = createRoute({
  ...permit('entry.review'),
  method: 'post',
  path: '/v1/staff/drafts/{id}/return',
  summary: '退回，写明理由',
  request: { params: pathId, body: body(stepSchema.extend({ reason: reasonSchema })) },
  responses: { 200: ok(draftSchema), ...usual },
});

const approveRoute = createRoute({
  ...permit('entry.review'),
  method: 'post',
  path: '/v1/staff/drafts/{id}/approve',
  summary: '审核通过并发布',
  description: '只通过 expected 这一修订；写过它的人不能审核。下一次请求就能查到。',
  request: { params: pathId, body: body(noteSchema) },
  responses: { 200: ok(z.object({ itemId: z.string(), number: z.number().int() }), '已发布，第几版'), ...usual },
});

/** /v1/staff/drafts: drafts of FAQ entries through their life. */
export function draftRoutes({ entries }: ApiDependencies) {
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: validationHook });
  return app
    .openapi(saveRoute, async (context) => {
      const { content, expected } = context.req.valid('json');
      const draft = await entries.save(context.req.valid('param').id, content, expected, context.get('member'));
      return context.json({ draft: presentDraft(draft), problems: await entries.check(draft.content) }, 200);
    })
    .openapi(submitRoute, async (context) => {
      const { expected, note } = context.req.valid('json');
      const draft = await entries.submit(context.req.valid('param').id, expected, note, context.get('member'));
      return context.json(presentDraft(draft), 200);
    })
    .openapi(recallRoute, async (context) => {
      const { expected } = context.req.valid('json');
      const draft = await entries.recall(context.req.valid('param').id, expected, context.get('member'));
      return context.json(presentDraft(draft), 200);
    })
    .openapi(discardRoute, async (context) => {
      await entries.discard(context.req.valid('param').id, context.req.valid('query').expected, context.get('member'));
      return context.json(done, 200);
    })
    .openapi(returnRoute, async (context) => {
      const { expected, reason } = context.req.valid('json');
      const draft = await entries.return(context.req.valid('param').id, expected, reason, context.get('member'));
      return context.json(presentDraft(draft), 200);
    })
    .openapi(approveRoute, async (context) => {
      const { expected, note } = context.req.valid('json');
      return context.json(await entries.approve(context.req.valid('param').id, expected, note, context.get('member')), 200);
    });
}
