import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Viewer } from '../../domain/access.ts';
import { documentKindSchema } from '../../domain/document.ts';
import { NotFoundError, UnprocessableError } from '../../domain/errors.ts';
import type { Day } from '../../domain/time.ts';
import { type ValidityStatus, validityOn } from '../../domain/validity.ts';
import type { ContentReader, DocumentFilter, DocumentView } from '../../store/contract.ts';
import { viewerOf } from '../caller.ts';
import type { ApiDependencies, ApiEnv } from '../contract.ts';
import { errorResponses, validationHook } from '../errors.ts';
import { presentDocument, presentRelations, presentSummary } from '../present.ts';
import {
  asOfParameter,
  channelParameter,
  dayParameter,
  daySchema,
  documentDetailSchema,
  documentSummarySchema,
  idParameter,
  keyOptional,
  limitParameter,
  validityStatusSchema,
} from '../schemas.ts';

const listRoute = createRoute({
  method: 'get',
  path: '/v1/documents',
  summary: '文件列表',
  description: '按条件列出文件，分页返回。',
  tags: ['文件'],
  security: keyOptional,
  request: {
    query: z.object({
      q: z.string().trim().max(100).optional().openapi({ description: '标题或文号中的文字' }),
      channel: channelParameter,
      kind: documentKindSchema.optional(),
      validity: validityStatusSchema.optional(),
      issuer: z.string().trim().max(80).optional(),
      region: z.string().trim().max(60).optional(),
      tag: z.string().trim().max(40).optional(),
      from: dayParameter.optional().openapi({ description: '发布日期不早于' }),
      to: dayParameter.optional().openapi({ description: '发布日期不晚于' }),
      asOf: asOfParameter,
      limit: limitParameter(20, 100),
      offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
    }),
  },
  responses: {
    200: {
      description: '文件摘要；total 为符合条件的总数',
      content: {
        'application/json': {
          schema: z.object({
            total: z.number().int(),
            limit: z.number().int(),
            offset: z.number().int(),
            asOf: daySchema,
            documents: z.array(documentSummarySchema),
          }),
        },
      },
    },
    ...errorResponses(400, 401, 403, 422, 429),
  },
});

const detailRoute = createRoute({
  method: 'get',
  path: '/v1/documents/{id}',
  summary: '文件详情',
  description: '文件信息、有效性（今天，以及 asOf 那天）、条款树、历次版本、与其他文件的关系。',
  tags: ['文件'],
  security: keyOptional,
  request: {
    params: idParameter,
    query: z.object({
      channel: channelParameter,
      asOf: asOfParameter,
      version: z.string().max(80).optional().openapi({ description: '版本编号，默认现行版本' }),
    }),
  },
  responses: {
    200: { description: '文件', content: { 'application/json': { schema: documentDetailSchema } } },
    ...errorResponses(400, 401, 403, 404, 422, 429),
  },
});

/** GET /v1/documents and /v1/documents/{id}. */
export function documentRoutes({ store: { content }, clock, config }: ApiDependencies) {
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: validationHook });
  return app
    .openapi(listRoute, async (context) => {
      const { q, channel, validity, from, to, asOf, limit, offset, ...filters } = context.req.valid('query');
      if (from && to && from > to) throw new UnprocessableError('起始日期晚于截止日期', 'from is after to');
      const viewer = viewerOf(context.get('caller'), channel, clock);
      const day = asOf ?? viewer.today;
      const filter: DocumentFilter = { ...filters, query: q || undefined, publishedFrom: from, publishedTo: to };
      const page = validity
        ? await documentsInState(content, filter, viewer, { validity, day, limit, offset })
        : await content.documents({ ...filter, limit, offset }, viewer);
      const documents = page.documents.map((view) => presentSummary(view, day));
      return context.json({ total: page.total, limit, offset, asOf: day, documents }, 200);
    })
    .openapi(detailRoute, async (context) => {
      const { id } = context.req.valid('param');
      const { channel, asOf, version } = context.req.valid('query');
      const viewer = viewerOf(context.get('caller'), channel, clock);
      const view = await visibleDocument(content, id, viewer);
      const versions = await content.versions(id, viewer);
      if (version && !versions.some((known) => known.id === version)) throw new NotFoundError('没有这个版本', 'no such version');
      const resolved = await content.relations(id, viewer);
      const others = await content.documentsByIds([...new Set(resolved.map((relation) => relation.documentId))], viewer);
      const hasOriginal = (await content.original(id, viewer)) !== null;
      const detail = presentDocument({
        view,
        clauses: await content.clauses(id, viewer, version),
        versionId: version ?? view.versionId,
        versions,
        relations: presentRelations(view, resolved, others, asOf ?? viewer.today),
        originalUrl: hasOriginal ? `${config.WENCE_BASE_PATH}/v1/documents/${encodeURIComponent(id)}/original` : null,
        today: viewer.today,
        asOf,
      });
      return context.json(detail, 200);
    });
}

/** Throws NotFoundError, the same for a document that does not exist and one that this reader may not see. */
export async function visibleDocument(content: ContentReader, id: string, viewer: Viewer): Promise<DocumentView> {
  const view = await content.document(id, viewer);
  if (!view) throw new NotFoundError('没有找到该文件', 'no such document');
  return view;
}

interface StatePage {
  validity: ValidityStatus;
  day: Day;
  limit: number;
  offset: number;
}

const batch = 500;

/** Validity depends on the day and is computed, not stored; so the whole filtered list is read, in batches. */
async function documentsInState(
  content: ContentReader,
  filter: DocumentFilter,
  viewer: Viewer,
  { validity, day, limit, offset }: StatePage,
): Promise<{ total: number; documents: DocumentView[] }> {
  const matching: DocumentView[] = [];
  for (let start = 0; ; start += batch) {
    const { documents, total } = await content.documents({ ...filter, limit: batch, offset: start }, viewer);
    matching.push(...documents.filter((view) => validityOn(view.document, day) === validity));
    if (start + batch >= total || documents.length === 0) break;
  }
  return { total: matching.length, documents: matching.slice(offset, offset + limit) };
}
