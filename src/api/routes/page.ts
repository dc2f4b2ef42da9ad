import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Viewer } from '../../domain/access.ts';
import { InvalidInputError } from '../../domain/errors.ts';
import type { ContentReader, DocumentView } from '../../store/contract.ts';
import { normaliseDocumentNumber } from '../../text/document-number.ts';
import { viewerOf } from '../caller.ts';
import type { ApiDependencies, ApiEnv } from '../contract.ts';
import { errorResponses, validationHook } from '../errors.ts';
import { presentSummary } from '../present.ts';
import { channelParameter, documentSummarySchema, keyOptional, orNull } from '../schemas.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/page',
  summary: '网页对应的文件',
  description:
    '一个政策网页是库中的哪个文件：按网址（http 与 https、末尾斜杠、查询参数、锚点均可不同）或按文号（括号写法不限）。不在库中时 document 为 null。',
  tags: ['文件'],
  security: keyOptional,
  request: {
    query: z.object({
      url: z.string().trim().min(1).max(2000).optional().openapi({ example: 'https://www.example.gov.cn/zc/2024/1.html' }),
      number: z.string().trim().min(1).max(100).optional().openapi({ description: '文号', example: '示府办〔2024〕1号' }),
      channel: channelParameter,
    }),
  },
  responses: {
    200: {
      description: '文件摘要或 null',
      content: { 'application/json': { schema: z.object({ document: orNull(documentSummarySchema) }) } },
    },
    ...errorResponses(400, 401, 403, 422, 429),
  },
});

/** GET /v1/page: how the widget learns on which document it stands. */
export function pageRoutes({ store: { content }, clock }: ApiDependencies) {
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: validationHook });
  return app.openapi(route, async (context) => {
    const { url, number, channel } = context.req.valid('query');
    if (!url && !number) throw new InvalidInputError('请给出网址（url）或文号（number）', 'url or number is needed');
    const viewer = viewerOf(context.get('caller'), channel, clock);
    const view =
      (url ? await documentAt(content, url, viewer) : null) ?? (number ? await documentNumbered(content, number, viewer) : null);
    return context.json({ document: view && presentSummary(view, viewer.today) }, 200);
  });
}

async function documentAt(content: ContentReader, url: string, viewer: Viewer): Promise<DocumentView | null> {
  for (const key of addressForms(url)) {
    const { documents } = await content.documents({ key, limit: 1 }, viewer);
    if (documents[0]) return documents[0];
  }
  return null;
}

async function documentNumbered(content: ContentReader, number: string, viewer: Viewer): Promise<DocumentView | null> {
  const documentNumber = normaliseDocumentNumber(number) ?? number;
  const { documents } = await content.documents({ documentNumber, limit: 1 }, viewer);
  return documents[0] ?? null;
}

/**
 * The forms under which a page may be known, closest first: as given, then without its query. Scheme, anchor and last
 * slash are the store's to overlook; percent-encoded and plain characters are tried both ways.
 */
export function addressForms(url: string): string[] {
  const withoutAnchor = url.replace(/#.*$/s, '');
  const withoutQuery = withoutAnchor.replace(/\?.*$/s, '');
  const forms = [withoutAnchor, withoutQuery].flatMap((form) => [
    form,
    decoded(form),
    URL.canParse(form) ? new URL(form).href : form,
  ]);
  return [...new Set(forms)].filter(Boolean);
}

function decoded(text: string): string {
  try {
    return decodeURI(text);
  } catch {
    return text;
  }
}
