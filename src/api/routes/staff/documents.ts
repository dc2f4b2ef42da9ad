import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { documentKindSchema } from '../../../domain/document.ts';
import { documentStates } from '../../../store/contract-documents.ts';
import type { ApiDependencies, ApiEnv } from '../../contract.ts';
import { errorResponses, validationHook } from '../../errors.ts';
import { limitParameter, validityStatusSchema, versionDiffSchema } from '../../schemas.ts';
import { permit } from '../../staff.ts';
import { detailSchema, documentRevisionSchema, progressSchema, rowSchema } from './document-schemas.ts';
import { ok, pathId } from './shapes.ts';

const refused = errorResponses(400, 401, 403, 404);

const listRoute = createRoute({
  ...permit('document.read'),
  method: 'get',
  path: '/v1/staff/documents',
  summary: '文件列表，最近改动的在前',
  description: '库中的文件（不论是否发布）和正在修改的稿件。只列出本单位及下级单位的；全市账号列出全部。',
  request: {
    query: z.object({
      q: z.string().trim().max(100).optional().openapi({ description: '标题或文号中的词，空格分开' }),
      state: z.enum(documentStates).optional(),
      validity: validityStatusSchema.optional(),
      kind: documentKindSchema.optional(),
      source: z.string().max(80).optional(),
      doubtful: z.enum(['true', 'false']).optional().openapi({ description: '只要读取时有疑点的' }),
      unit: z.string().max(80).optional(),
      limit: limitParameter(20, 100),
      offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
    }),
  },
  responses: {
    200: ok(z.object({ total: z.number().int(), documents: z.array(rowSchema) })),
    ...errorResponses(400, 401, 403),
  },
});

const detailRoute = createRoute({
  ...permit('document.read'),
  method: 'get',
  path: '/v1/staff/documents/{id}',
  summary: '一份文件：读出的内容、更正、关系、可以做的事',
  description: 'id 是文件或稿件的编号。有稿件时给出稿件里的内容。',
  request: { params: pathId },
  responses: { 200: ok(detailSchema), ...refused },
});

const readingRoute = createRoute({
  ...permit('document.read'),
  method: 'get',
  path: '/v1/staff/documents/{id}/reading',
  summary: '稿件读到哪里了',
  description: '读取在后台进行，关闭或刷新页面不影响；服务重启后在下次查看时重新读取。',
  request: { params: pathId },
  responses: {
    200: ok(
      z.object({
        state: z.enum(['none', 'reading', 'done', 'failed']),
        progress: progressSchema.nullable(),
        revision: z.number().int().nullable(),
      }),
    ),
    ...refused,
  },
});

const differencesRoute = createRoute({
  ...permit('document.read'),
  method: 'get',
  path: '/v1/staff/documents/{id}/changes',
  summary: '稿件与库中现行内容的不同',
  request: { params: pathId },
  responses: {
    200: ok(
      z.object({
        fields: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
        clauses: versionDiffSchema.omit({ from: true, to: true }).nullable(),
      }),
    ),
    ...refused,
  },
});

const revisionsRoute = createRoute({
  ...permit('document.read'),
  method: 'get',
  path: '/v1/staff/documents/{id}/revisions',
  summary: '历次审核通过的版本，最近的在前',
  request: { params: pathId },
  responses: { 200: ok(z.object({ revisions: z.array(documentRevisionSchema) })), ...refused },
});

const versionId = z.string().min(1).max(80);
const diffRoute = createRoute({
  ...permit('document.read'),
  method: 'get',
  path: '/v1/staff/documents/{id}/versions/{from}/diff/{to}',
  summary: '两个版本的条款有何变化',
  request: { params: pathId.extend({ from: versionId, to: versionId }) },
  responses: { 200: ok(versionDiffSchema), ...refused },
});

/** /v1/staff/documents: what staff read. */
export function staffDocumentRoutes({ documents, documentViews: views }: ApiDependencies) {
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: validationHook });
  return app
    .openapi(listRoute, async (context) => {
      const { q, source, doubtful, unit, ...query } = context.req.valid('query');
      const filter = {
        ...query,
        ...(q && { words: q.split(/\s+/) }),
        ...(source !== undefined && { sourceId: source }),
        ...(doubtful === 'true' && { doubtful: true }),
        ...(unit !== undefined && { unitIds: [unit] }),
      };
      return context.json(await views.list(filter, context.get('member')), 200);
    })
    .openapi(readingRoute, async (context) => {
      const member = context.get('member');
      const { draft } = await views.find(context.req.valid('param').id, member);
      if (!draft) return context.json({ state: 'none' as const, progress: null, revision: null }, 200);
      const { summary, failure } = draft.content;
      const state = failure ? ('failed' as const) : summary ? ('done' as const) : ('reading' as const);
      return context.json({ state, progress: documents.readings.progress(draft.id), revision: draft.revision }, 200);
    })
    .openapi(differencesRoute, async (context) =>
      context.json(await views.differences(context.req.valid('param').id, context.get('member')), 200),
    )
    .openapi(revisionsRoute, async (context) =>
      context.json({ revisions: await views.revisions(context.req.valid('param').id, context.get('member')) }, 200),
    )
    .openapi(diffRoute, async (context) => {
      const { id, from, to } = context.req.valid('param');
      return context.json({ from, to, ...(await views.versionDiff(id, from, to, context.get('member'))) }, 200);
    })
    .openapi(detailRoute, async (context) =>
      context.json(await views.one(context.req.valid('param').id, context.get('member')), 200),
    );
}
