import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { html } from 'hono/html';
import { type Asset, loadAssets } from '../assets.ts';
import type { ApiDependencies, ApiEnv, ApiOptions } from '../contract.ts';
import { notFound } from '../errors.ts';
import { unframed } from '../headers.ts';
import { favicon, pageShell } from '../page-shell.ts';

/** The start page, the demo, desk and staff pages, and the files of the built widget. */
export function staticRoutes({ config }: ApiDependencies, { widgetFolder }: ApiOptions) {
  const app = new OpenAPIHono<ApiEnv>();
  const base = config.WENCE_BASE_PATH;
  let assets = loadAssets(widgetFolder);
  const assetNamed = (name: string) => {
    if (assets.size === 0) assets = loadAssets(widgetFolder); // built since the start
    return assets.get(name);
  };
  const page =
    (name: string, headers: Record<string, string> = {}) =>
    (context: Context<ApiEnv>) => {
      const asset = assetNamed(name);
      return asset ? send(context, asset, headers) : context.html(missingBuild(base), 503);
    };

  app.get('/', (context) => context.html(startPage(base)));
  app.get('/demo', page('demo.html'));
  app.get('/desk', page('desk.html', unframed));
  app.get('/evaluate', page('evaluate.html', unframed));
  app.get('/admin', page('admin.html', unframed));
  for (const path of ['/favicon.svg', '/favicon.ico']) {
    app.get(path, (context) =>
      context.body(favicon, 200, { 'Content-Type': 'image/svg+xml', 'Cache-Control': 'public, max-age=86400' }),
    );
  }
  app.get('/wence.js', (context) => {
    const asset = assetNamed('wence.js');
    if (asset) return send(context, asset);
    return context.text('console.error("问策组件尚未构建，请运行 npm run build");\n', 503, {
      'Content-Type': 'text/javascript; charset=utf-8',
    });
  });
  app.get('/:path{.+}', (context) => {
    const asset = assetNamed(context.req.param('path'));
    return asset ? send(context, asset) : notFound(context);
  });
  return app;
}

/** Revalidated at each use, unless its name carries a hash. Other sites may load scripts, never frames of it. */
function send(context: Context<ApiEnv>, asset: Asset, more: Record<string, string> = {}): Response {
  const named = /[.-][0-9A-Z]{8}\.\w+$/.test(context.req.path);
  const headers: Record<string, string> = {
    ...more,
    // Also on a 304: it tells which security policy the page gets, and a browser takes the new one over.
    'Content-Type': asset.mediaType,
    ETag: asset.etag,
    'Cache-Control': named ? 'public, max-age=31536000, immutable' : 'no-cache',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    Vary: 'Accept-Encoding',
  };
  const known = context.req
    .header('if-none-match')
    ?.split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''));
  if (known?.includes(asset.etag)) return context.body(null, 304, headers);
  const zipped = asset.gzipped && /\bgzip\b/.test(context.req.header('accept-encoding') ?? '');
  if (zipped) headers['Content-Encoding'] = 'gzip';
  return context.body(zipped && asset.gzipped ? asset.gzipped : asset.bytes, 200, headers);
}

const startPage = (base: string) =>
  pageShell(
    '问策 · 政策问答知识库',
    base,
    html`<header><h1>问策</h1><p class="quiet">政策问答知识库：每一句答复都有出处，没有依据就不作答。</p></header>
<main><ul class="cards">
<li><a href="${base}/demo">政策页面演示</a><p>市民在政策网页上提问，答复附可核对的条款原文。</p></li>
<li><a href="${base}/desk">坐席工作台</a><p>热线、窗口人员边输入边检索，查看口径与有效性。用坐席账号登录，或用密钥。</p></li>
<li><a href="${base}/admin">工作人员</a><p>编写、审核问答和文件，处理知识缺口，管理账号。需要登录。</p></li>
<li><a href="${base}/evaluate">评测台</a><p>评测人员逐步查看一个答复怎样得来。用评测员账号登录，或用带 evaluate 权限的密钥。</p></li>
<li><a href="${base}/docs">接口文档</a><p>网站与业务系统接入所用的接口说明。</p></li>
</ul></main>`,
  );

const missingBuild = (base: string) =>
  pageShell(
    '页面尚未构建',
    base,
    html`<main><h1>页面尚未构建</h1><p>请先运行 <code>npm run build</code>，然后刷新本页。</p><p><a href="${base}/docs">接口文档</a></p></main>`,
  );
