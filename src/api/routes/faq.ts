import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { viewerOf } from '../caller.ts';
import type { ApiDependencies, ApiEnv } from '../contract.ts';
import { errorResponses, validationHook } from '../errors.ts';
import { aboutFaqs } from '../faq-about.ts';
import { presentFaq } from '../present.ts';
import { channelParameter, faqSchema, idParameter, keyOptional } from '../schemas.ts';
import { visibleDocument } from './documents.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/documents/{id}/faq',
  summary: '文件的常见问题',
  description: '依据或出处为该文件的、已审核的常见问题。',
  tags: ['文件'],
  security: keyOptional,
  request: { params: idParameter, query: z.object({ channel: channelParameter }) },
  responses: {
    200: {
      description: '常见问题，没有时为空',
      content: { 'application/json': { schema: z.object({ documentId: z.string(), faq: z.array(faqSchema) }) } },
    },
    ...errorResponses(400, 401, 403, 404, 429),
  },
});

/** GET /v1/documents/{id}/faq: the list a policy page shows beside its text. */
export function faqRoutes({ store, clock }: ApiDependencies) {
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: validationHook });
  return app.openapi(route, async (context) => {
    const { id } = context.req.valid('param');
    const viewer = viewerOf(context.get('caller'), context.req.valid('query').channel, clock);
    await visibleDocument(store.content, id, viewer);
    const entries = await store.content.faqOfDocument(id, viewer);
    const about = await aboutFaqs(store, entries, viewer, viewer.today);
    return context.json({ documentId: id, faq: entries.map((entry) => presentFaq(entry, viewer, about)) }, 200);
  });
}
