import { OpenAPIHono } from '@hono/zod-openapi';
import type { ApiApp, ApiDependencies, ApiEnv } from '../contract.ts';
import { type OpenApiDocument, referencePage } from '../reference.ts';

const information = {
  openapi: '3.1.0',
  info: {
    title: '问策接口',
    version: '0.1.0',
    description:
      '政策问答知识库的接口。日期为北京时间的日历日。公开内容无需密钥；坐席、窗口内容需要密钥（Authorization: Bearer wk_… 或 X-Wence-Key）。',
    license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
  },
};

/** GET /openapi.json and /docs, both written from the routes themselves. */
export function docsRoutes({ config }: ApiDependencies, whole: ApiApp) {
  const app = new OpenAPIHono<ApiEnv>();
  whole.openAPIRegistry.registerComponent('securitySchemes', 'key', {
    type: 'http',
    scheme: 'bearer',
    description: '密钥 wk_…；也可用请求头 X-Wence-Key',
  });
  whole.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'wence-session',
    description: '工作人员登录后的会话；修改类请求还须带 X-Wence-CSRF 请求头（见 GET /v1/staff/me）',
  });
  const document = () => whole.getOpenAPI31Document(information);
  app.get('/openapi.json', (context) => context.json(document() as object, 200, { 'Cache-Control': 'no-cache' }));
  app.get('/docs', (context) =>
    context.html(
      referencePage(document() as unknown as OpenApiDocument, config.WENCE_BASE_PATH, new URL(context.req.url).origin),
    ),
  );
  return app;
}
