import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Draft } from '../../../domain/entry.ts';
import type { ApiDependencies, ApiEnv } from '../../contract.ts';
import { errorResponses, validationHook } from '../../errors.ts';
import { readUpload, soundForm } from '../../multipart.ts';
import { dayParameter } from '../../schemas.ts';
import { permit } from '../../staff.ts';
import { stepDoneSchema, wantedSchema } from './document-schemas.ts';
import { body, done, doneSchema, ok, pathId, revisionSchema } from './shapes.ts';

const refused = errorResponses(400, 401, 403, 404, 409, 413, 415, 422);
const reason = z.string().max(500).openapi({ description: '理由，必填' });
const note = z.string().max(500).nullable().default(null);
const step = z.object({ expected: revisionSchema });

const multipart = (shape: z.ZodRawShape) => ({
  content: {
    'multipart/form-data': { schema: z.object({ file: z.any().openapi({ type: 'string', format: 'binary' }), ...shape }) },
  },
});

const writing = permit('document.write');
/** Nothing of the form is read for whoever may not send it. */
const formGuard: typeof writing.middleware = (context, next) => writing.middleware(context, () => soundForm(context, next));
const permitForm = { ...writing, middleware: formGuard };

const uploadRoute = createRoute({
  ...permitForm,
  method: 'post',
  path: '/v1/staff/documents',
  summary: '上传文件',
  description: '在后台读取，进度见 /reading。压缩包请先解压。',
  request: { body: multipart({ unitId: z.string().optional().openapi({ description: '负责单位，默认为本人单位' }) }) },
  responses: { 201: ok(stepDoneSchema, '已收下，开始读取'), ...refused, ...errorResponses(503) },
});

const replaceRoute = createRoute({
  ...permitForm,
  method: 'post',
  path: '/v1/staff/documents/{id}/file',
  summary: '替换文件',
  description: '以新文件作为同一份文件的新版本：条款编号不变，人工更正保留。审核通过之前公众看到的仍是旧版本。',
  request: {
    params: pathId,
    body: multipart({ expected: z.string().optional().openapi({ description: '已有稿件时，所依据的修订号' }) }),
  },
  responses: { 200: ok(stepDoneSchema), ...refused, ...errorResponses(503) },
});

const stepRoute = <Path extends string, Shape extends z.ZodObject>(
  action: 'document.write' | 'document.review' | 'document.withdraw',
  path: Path,
  summary: string,
  shape: Shape,
) =>
  createRoute({
    ...permit(action),
    method: 'post',
    path: `/v1/staff/documents/{id}/${path}`,
    summary,
    request: { params: pathId, body: body(shape) },
    responses: { 200: ok(stepDoneSchema), ...refused },
  });

const editRoute = stepRoute('document.write', 'edit', '为库中的文件开一份稿件，从原件重新读取', z.object({}));
const readAgainRoute = stepRoute('document.write', 'read', '重新读取稿件的文件', step);
const correctRoute = stepRoute(
  'document.write',
  'corrections',
  '更正读出的要素；整份文件随之重新推算',
  step.extend({
    corrections: z.array(wantedSchema).min(1).max(30),
  }),
);
const supersedeRoute = stepRoute(
  'document.write',
  'superseded',
  '写明这份文件自某日起由另一份取代；记在另一份的稿件里，那份通过后生效',
  z.object({ byId: z.string().max(80), effectiveOn: dayParameter.nullable().default(null), reason }),
);
const submitRoute = stepRoute('document.write', 'submit', '送审', step.extend({ note }));
const recallRoute = stepRoute('document.write', 'recall', '收回送审', step);
const returnRoute = stepRoute('document.review', 'return', '退回，写明理由', step.extend({ reason }));

const approveRoute = createRoute({
  ...permit('document.review'),
  method: 'post',
  path: '/v1/staff/documents/{id}/approve',
  summary: '审核通过并发布',
  description: '只通过 expected 这一修订；上传或更正过它的人不能审核。下一次请求就能查到。',
  request: { params: pathId, body: body(step.extend({ note })) },
  responses: { 200: ok(z.object({ itemId: z.string(), number: z.number().int() }), '已发布，第几版'), ...refused },
});

const withdrawRoute = createRoute({
  ...permit('document.withdraw'),
  method: 'post',
  path: '/v1/staff/documents/{id}/withdraw',
  summary: '撤下；下一次请求起到处都查不到',
  request: { params: pathId, body: body(z.object({ reason })) },
  responses: { 200: ok(doneSchema), ...refused },
});

const discardRoute = createRoute({
  ...permit('document.write'),
  method: 'delete',
  path: '/v1/staff/documents/{id}/draft',
  summary: '放弃稿件；库中的文件不变',
  request: { params: pathId, query: z.object({ expected: z.coerce.number().int().positive() }) },
  responses: { 200: ok(doneSchema), ...refused },
});

/** What staff do with documents, under /v1/staff/documents. */
export function documentStepRoutes({ documents }: ApiDependencies) {
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: validationHook });
  const stepped = ({ id, itemId, revision }: Draft) => ({ id: itemId, draftId: id, revision });
  return app
    .openapi(uploadRoute, async (context) => {
      const member = context.get('member');
      const { file, fields } = await readUpload(context.req);
      const unitId = fields.unitId || member.account.unitId;
      return context.json(stepped(await documents.upload(file, unitId, member)), 201);
    })
    .openapi(replaceRoute, async (context) => {
      const { file, fields } = await readUpload(context.req);
      const expected = fields.expected ? Number(fields.expected) : null;
      const { id } = context.req.valid('param');
      return context.json(stepped(await documents.replace(id, expected, file, context.get('member'))), 200);
    })
    .openapi(editRoute, async (context) =>
      context.json(stepped(await documents.edit(context.req.valid('param').id, context.get('member'))), 200),
    )
    .openapi(readAgainRoute, async (context) => {
      const { expected } = context.req.valid('json');
      return context.json(
        stepped(await documents.readAgain(context.req.valid('param').id, expected, context.get('member'))),
        200,
      );
    })
    .openapi(correctRoute, async (context) => {
      const { expected, corrections } = context.req.valid('json');
      const draft = await documents.correct(context.req.valid('param').id, expected, corrections, context.get('member'));
      return context.json(stepped(draft), 200);
    })
    .openapi(supersedeRoute, async (context) => {
      const wanted = context.req.valid('json');
      const draft = await documents.supersede(context.req.valid('param').id, wanted, context.get('member'));
      return context.json(stepped(draft), 200);
    })
    .openapi(submitRoute, async (context) => {
      const { expected, note } = context.req.valid('json');
      return context.json(
        stepped(await documents.submit(context.req.valid('param').id, expected, note, context.get('member'))),
        200,
      );
    })
    .openapi(recallRoute, async (context) => {
      const { expected } = context.req.valid('json');
      return context.json(stepped(await documents.recall(context.req.valid('param').id, expected, context.get('member'))), 200);
    })
    .openapi(returnRoute, async (context) => {
      const { expected, reason } = context.req.valid('json');
      return context.json(
        stepped(await documents.return(context.req.valid('param').id, expected, reason, context.get('member'))),
        200,
      );
    })
    .openapi(approveRoute, async (context) => {
      const { expected, note } = context.req.valid('json');
      return context.json(await documents.approve(context.req.valid('param').id, expected, note, context.get('member')), 200);
    })
    .openapi(withdrawRoute, async (context) => {
      await documents.withdraw(context.req.valid('param').id, context.req.valid('json').reason, context.get('member'));
      return context.json(done, 200);
    })
    .openapi(discardRoute, async (context) => {
      await documents.discard(context.req.valid('param').id, context.req.valid('query').expected, context.get('member'));
      return context.json(done, 200);
    });
}
