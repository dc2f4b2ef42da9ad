import { extname } from 'node:path';
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { OriginalFile } from '../../../desk/documents/view.ts';
import type { Member } from '../../../desk/member.ts';
import { NotFoundError } from '../../../domain/errors.ts';
import { decodeText } from '../../../ingest/formats/encoding.ts';
import { withoutScripts } from '../../../ingest/formats/html/without-scripts.ts';
import type { ApiDependencies, ApiEnv } from '../../contract.ts';
import { errorResponses, validationHook } from '../../errors.ts';
import { permit } from '../../staff.ts';
import { attachment } from '../original.ts';
import { ok, pathId } from './shapes.ts';

/** Characters of a text that are shown; the whole can be downloaded. */
const shownText = 200_000;

const refused = errorResponses(400, 401, 403, 404);
const binary = (type: string) => ({ [type]: { schema: z.string().openapi({ format: 'binary' }) } });

const originalRoute = createRoute({
  ...permit('document.read'),
  method: 'get',
  path: '/v1/staff/documents/{id}/original',
  summary: '下载原件',
  description: '稿件里的文件，没有稿件时为库中的原件。总是作为附件下载，不在浏览器中打开。',
  request: { params: pathId },
  responses: { 200: { description: '原件', content: binary('application/octet-stream') }, ...refused },
});

const pageRoute = createRoute({
  ...permit('document.read'),
  method: 'get',
  path: '/v1/staff/documents/{id}/pages/{page}',
  summary: '原件的一页，图片',
  description: 'PDF 的页面，或扫描图片本身。',
  request: { params: pathId.extend({ page: z.coerce.number().int().min(1).max(100_000) }) },
  responses: { 200: { description: '图片', content: { ...binary('image/png'), ...binary('image/jpeg') } }, ...refused },
});

const textRoute = createRoute({
  ...permit('document.read'),
  method: 'get',
  path: '/v1/staff/documents/{id}/original/text',
  summary: '文本或网页类原件的文字',
  description: '网页去掉了脚本；至多二十万字。',
  request: { params: pathId },
  responses: { 200: ok(z.object({ kind: z.enum(['html', 'text']), text: z.string(), cut: z.boolean() })), ...refused },
});

/** Whatever a browser takes the bytes for, nothing in them may run. */
const inert = { 'X-Content-Type-Options': 'nosniff', 'Content-Security-Policy': "default-src 'none'; sandbox" };

/** Originals under /v1/staff/documents: of drafts, and of documents whatever their state. */
export function documentOriginalRoutes({ documentViews, documentPages }: ApiDependencies) {
  async function originalOf(id: string, member: Member): Promise<OriginalFile> {
    const original = await documentViews.original(id, member);
    if (!original) throw new NotFoundError('该文件没有留存原件', 'no original kept');
    return original;
  }

  const app = new OpenAPIHono<ApiEnv>({ defaultHook: validationHook });
  app.openapi(originalRoute, async (context) => {
    const { name, load } = await originalOf(context.req.valid('param').id, context.get('member'));
    const ending = /^\.([a-z0-9]{1,8})$/i.exec(extname(name))?.[1]?.toLowerCase() ?? 'bin';
    const stem = name.slice(0, name.length - extname(name).length);
    const type = { 'Content-Type': 'application/octet-stream', 'Content-Disposition': attachment(stem, ending) };
    return new Response(new Uint8Array(await load()), { headers: { ...inert, ...type } });
  });
  app.openapi(pageRoute, async (context) => {
    const { id, page } = context.req.valid('param');
    const picture = await documentPages.page(await originalOf(id, context.get('member')), page);
    if (!picture) throw new NotFoundError('没有这一页', `no page ${page} that can be drawn`);
    return new Response(new Uint8Array(picture.bytes), { headers: { ...inert, 'Content-Type': picture.mediaType } });
  });
  return app.openapi(textRoute, async (context) => {
    const { load, mediaType } = await originalOf(context.req.valid('param').id, context.get('member'));
    if (!mediaType.startsWith('text/')) throw new NotFoundError('这种原件不能显示为文字，请下载查看', mediaType);
    const { text } = decodeText(await load());
    const isPage = mediaType === 'text/html';
    const shown = isPage ? withoutScripts(text) : text;
    const kind = isPage ? ('html' as const) : ('text' as const);
    return context.json({ kind, text: shown.slice(0, shownText), cut: shown.length > shownText }, 200);
  });
}
