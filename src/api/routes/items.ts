import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { NotFoundError } from '../../domain/errors.ts';
import { placeForReaders } from '../../text/places.ts';
import { viewerOf } from '../caller.ts';
import type { ApiDependencies, ApiEnv } from '../contract.ts';
import { deskOnlyItems } from '../desk-only.ts';
import { errorResponses, validationHook } from '../errors.ts';
import { aboutFaqs } from '../faq-about.ts';
import { documentMark, faqMark, presentFaq, presentSummary } from '../present.ts';
import { channelParameter, idParameter, keyOptional, type SearchHit, searchHitSchema } from '../schemas.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/items/{id}',
  summary: '一条常见问题或一份文件',
  description: '形状与检索结果相同，供坐席页从链接、变化清单打开。',
  tags: ['检索'],
  security: keyOptional,
  request: {
    params: idParameter,
    query: z.object({ channel: channelParameter, clause: z.string().max(80).optional().openapi({ description: '条款编号' }) }),
  },
  responses: {
    200: { description: '能看到的', content: { 'application/json': { schema: searchHitSchema } } },
    ...errorResponses(400, 401, 403, 404, 429),
  },
});

/** GET /v1/items/{id}: what a link of the desk opens; through the same eyes as a search. */
export function itemRoutes({ store, clock }: ApiDependencies) {
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: validationHook });
  return app.openapi(route, async (context) => {
    const { id } = context.req.valid('param');
    const { channel, clause: clauseId } = context.req.valid('query');
    const viewer = viewerOf(context.get('caller'), channel, clock);
    const deskOnly = (await deskOnlyItems(store.content, [id], viewer)).has(id) ? { deskOnly: true as const } : {};
    const faq = (await store.content.faqsByIds([id], viewer)).get(id);
    const nothing: Pick<SearchHit, 'titleMarks' | 'snippetMarks' | 'sameText' | 'missing'> = {
      titleMarks: [],
      snippetMarks: [],
      sameText: [],
      missing: [],
    };
    if (faq) {
      const about = await aboutFaqs(store, [faq], viewer, viewer.today);
      const { question: title, answer: snippet } = faq.entry;
      const place = { clauseId: null, clause: null, page: null, document: null };
      const hit = {
        kind: 'faq' as const,
        id,
        title,
        snippet,
        ...nothing,
        ...place,
        faq: presentFaq(faq, viewer, about),
        mark: faqMark(faq, viewer, about),
      };
      return context.json({ ...hit, ...deskOnly }, 200);
    }
    const view = (await store.content.documentsByIds([id], viewer)).get(id);
    if (!view) throw new NotFoundError('没有这项内容，或已撤下', `no item ${id} for this viewer`);
    const clauses = await store.content.clauses(id, viewer);
    const clause = clauses.find((one) => one.id === clauseId) ?? clauses[0];
    const place = {
      clauseId: clause?.id ?? null,
      clause: clause ? placeForReaders(clause).join(' / ') : null,
      page: clause?.page ?? null,
    };
    const { title } = view.document;
    const document = presentSummary(view, viewer.today);
    const hit = {
      kind: 'document' as const,
      id,
      title,
      snippet: clause?.text ?? '',
      ...nothing,
      ...place,
      document,
      faq: null,
      mark: documentMark(view, viewer),
    };
    return context.json({ ...hit, ...deskOnly }, 200);
  });
}
