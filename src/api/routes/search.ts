import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Viewer } from '../../domain/access.ts';
import { documentKinds } from '../../domain/document.ts';
import { UnprocessableError } from '../../domain/errors.ts';
import type { LookupHit } from '../../retrieve/contract.ts';
import type { ContentReader } from '../../store/contract.ts';
import { findDocumentNumbers } from '../../text/document-number.ts';
import { chineseKeywords } from '../../text/english.ts';
import { looksEnglish } from '../../text/script.ts';
import { viewerOf } from '../caller.ts';
import type { ApiDependencies, ApiEnv } from '../contract.ts';
import { deskOnlyItems } from '../desk-only.ts';
import { errorResponses, validationHook } from '../errors.ts';
import { aboutFaqs } from '../faq-about.ts';
import { presentHit } from '../present.ts';
import {
  asOfParameter,
  channelParameter,
  dayParameter,
  daySchema,
  keyOptional,
  limitParameter,
  searchHitSchema,
  validityStatusSchema,
} from '../schemas.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/search',
  summary: '检索',
  description: '边输入边检索条款与常见问题，按相关程度排列，标出应加亮的位置。坐席、窗口以密钥检索时，常见问题带口径和内部说明。',
  tags: ['检索'],
  security: keyOptional,
  request: {
    query: z.object({
      q: z.string().trim().min(1).max(200).openapi({ description: '检索词', example: '失业金 申领条件' }),
      channel: channelParameter,
      kind: z.enum([...documentKinds, 'faq']).optional(),
      validity: validityStatusSchema.optional(),
      issuer: z.string().trim().max(80).optional().openapi({ description: '发文机关，部分匹配' }),
      region: z.string().trim().max(60).optional(),
      tag: z.string().trim().max(40).optional(),
      from: dayParameter.optional().openapi({ description: '发布日期不早于' }),
      to: dayParameter.optional().openapi({ description: '发布日期不晚于' }),
      asOf: asOfParameter,
      limit: limitParameter(10, 50),
    }),
  },
  responses: {
    200: {
      description: '命中的条款与常见问题',
      content: {
        'application/json': {
          schema: z.object({
            query: z.string(),
            asOf: daySchema,
            hits: z.array(searchHitSchema),
            missingNumbers: z.array(z.string()).openapi({ description: '检索词中写明、而库中没有的文号' }),
            unmentioned: z.array(z.string()).openapi({ description: '没有一条可靠时，各条都没有提到的词' }),
            readAs: z.string().nullable().openapi({ description: '英文检索词对应的中文词，按它检索；对不上或不是英文时为空' }),
          }),
        },
      },
    },
    ...errorResponses(400, 401, 403, 422, 429),
  },
});

/** Document numbers of the query under which this viewer finds nothing: other documents must not be taken for them. */
async function missingNumbers(content: ContentReader, query: string, viewer: Viewer): Promise<string[]> {
  const asked = [...new Set(findDocumentNumbers(query).map(({ normalised }) => normalised))];
  const found = await Promise.all(asked.map((documentNumber) => content.documents({ documentNumber, limit: 1 }, viewer)));
  return asked.filter((_, index) => found[index]!.total === 0);
}

/** Words that no hit holds, where none can be relied on. */
const unmentioned = ([first, ...rest]: LookupHit[]): string[] =>
  first?.missing.filter((word) => rest.every(({ missing }) => missing.includes(word))) ?? [];

/** GET /v1/search: look-up as you type for desks and the policy library. */
export function searchRoutes({ lookup, clock, store }: ApiDependencies) {
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: validationHook });
  return app.openapi(route, async (context) => {
    const { q, channel, from, to, asOf, ...filters } = context.req.valid('query');
    if (from && to && from > to) throw new UnprocessableError('起始日期晚于截止日期', 'from is after to');
    const viewer = viewerOf(context.get('caller'), channel, clock);
    const day = asOf ?? viewer.today;
    const hits = await lookup.lookup({ ...filters, query: q, viewer, asOf: day, publishedFrom: from, publishedTo: to });
    const found = hits.map((hit) => hit.candidate.view.itemId);
    const deskOnly = await deskOnlyItems(store.content, found, viewer);
    const faqs = hits.flatMap(({ candidate: { faq } }) => faq ?? []);
    const aboutEntries = await aboutFaqs(store, faqs, viewer, day);
    const presented = hits.map((hit) => presentHit(hit, viewer, day, deskOnly, aboutEntries));
    const missing = await missingNumbers(store.content, q, viewer);
    const readAs = (looksEnglish(q) && chineseKeywords(q)) || null;
    const about = { missingNumbers: missing, unmentioned: unmentioned(hits), readAs };
    return context.json({ query: q, asOf: day, hits: presented, ...about }, 200);
  });
}
