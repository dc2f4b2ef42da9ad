import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { NotFoundError } from '../../domain/errors.ts';
import { viewerOf } from '../caller.ts';
import type { ApiDependencies, ApiEnv } from '../contract.ts';
import { errorResponses, validationHook } from '../errors.ts';
import { channelParameter, idParameter, keyOptional } from '../schemas.ts';
import { visibleDocument } from './documents.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/documents/{id}/original',
  summary: '下载原件',
  description: '入库时的原始文件，总是作为附件下载，不在浏览器中打开。',
  tags: ['文件'],
  security: keyOptional,
  request: { params: idParameter, query: z.object({ channel: channelParameter }) },
  responses: {
    200: {
      description: '原始文件',
      content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
    },
    ...errorResponses(400, 401, 403, 404, 429),
  },
});

/** Endings of the formats that Wence takes in; anything else is sent as bytes without a type. */
const extensions: Record<string, string> = {
  'application/pdf': 'pdf',
  'application/msword': 'doc',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.ms-excel': 'xls',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'text/html': 'html',
  'text/markdown': 'md',
  'text/plain': 'txt',
  'text/csv': 'csv',
};

/** GET /v1/documents/{id}/original. */
export function originalRoutes({ store: { content }, clock }: ApiDependencies) {
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: validationHook });
  return app.openapi(route, async (context) => {
    const { id } = context.req.valid('param');
    const viewer = viewerOf(context.get('caller'), context.req.valid('query').channel, clock);
    const { document } = await visibleDocument(content, id, viewer);
    const original = await content.original(id, viewer);
    if (!original) throw new NotFoundError('该文件没有留存原件', 'no original kept');
    const mediaType = original.mediaType.split(';')[0]?.trim().toLowerCase() ?? '';
    const extension = extensions[mediaType];
    return new Response(new Uint8Array(original.bytes), {
      headers: {
        'Content-Type': extension ? mediaType : 'application/octet-stream',
        'Content-Disposition': attachment(document.title, extension ?? 'bin'),
        'X-Content-Type-Options': 'nosniff',
        'Content-Security-Policy': "default-src 'none'; sandbox",
      },
    });
  });
}

/** A download name that cannot break out of its header (RFC 6266, RFC 8187). */
export function attachment(title: string, extension: string): string {
  const letters = [...title].filter((letter) => !/[\p{Cc}\p{Cs}"\\/:*?<>|]/u.test(letter));
  const name = letters.slice(0, 80).join('').trim() || '原件';
  const percent = (mark: string) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`;
  const encoded = encodeURIComponent(`${name}.${extension}`).replace(/['()*]/g, percent);
  return `attachment; filename="document.${extension}"; filename*=UTF-8''${encoded}`;
}
