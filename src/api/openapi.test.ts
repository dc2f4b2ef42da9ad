import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ApiApp } from './contract.ts';
import { appOf, bearer, openTestWence, post, type TestWence } from './test-app.ts';
import { ids } from './test-base.ts';

interface Document {
  openapi: string;
  paths: Record<string, Record<string, { responses: Record<string, { content?: Record<string, { schema: object }> }> }>>;
  components: { schemas: Record<string, object> };
}

let test: TestWence;
let app: ApiApp;
let document: Document;
let answerId: string;
beforeAll(async () => {
  test = await openTestWence();
  app = appOf(test.wence);
  document = await (await app.request('/openapi.json')).json();
  answerId = (await (await post(app, '/v1/ask', { question: '失业保险金每月几号发放？' })).json()).id;
});
afterAll(() => test.remove());

/** The documented shape of a response, as a validator made from the document alone. */
function documented(path: string, method: string, status: number): z.ZodType {
  const schema = document.paths[path]?.[method]?.responses[String(status)]?.content?.['application/json']?.schema;
  expect(schema, `${method} ${path} ${status} is documented`).toBeTruthy();
  const local = JSON.parse(
    JSON.stringify({ ...schema, $defs: document.components.schemas }).replaceAll('#/components/schemas/', '#/$defs/'),
  );
  return z.fromJSONSchema(local);
}

/** Pages and files are no part of the interface for programs. */
const undocumented = new Set([
  '/',
  '/demo',
  '/desk',
  '/evaluate',
  '/admin',
  '/favicon.svg',
  '/favicon.ico',
  '/wence.js',
  '/:path{.+}',
  '/docs',
  '/openapi.json',
]);

describe('/openapi.json', () => {
  it('is OpenAPI 3.1 and holds every route of the app', () => {
    expect(document.openapi).toBe('3.1.0');
    const served = app.routes.filter(({ method, path }) => method !== 'ALL' && !undocumented.has(path));
    const inDocument = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const inApp = new Set(served.map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`));
    expect([...inApp].sort()).toEqual(inDocument.sort());
    expect(inDocument.filter((route) => !route.includes('/v1/staff/'))).toHaveLength(21);
  });

  it('refers only to what it holds', () => {
    const text = JSON.stringify(document);
    for (const [, name] of text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)) {
      expect(Object.keys(document.components.schemas)).toContain(name);
    }
    expect(Object.keys(document.components.schemas)).toEqual(
      expect.arrayContaining(['AskRequest', 'AskResponse', 'Document', 'Error']),
    );
  });

  it('describes what is really answered', async () => {
    const desk = { headers: bearer(test.secrets.hotline) };
    const evaluator = { headers: bearer(test.secrets.evaluator) };
    const version = (await (await app.request(`/v1/documents/${ids.current}`)).json()).versionId;
    const cases: [path: string, method: 'get' | 'post', template: string, status: number, init?: RequestInit | object][] = [
      ['/v1/ask', 'post', '/v1/ask', 200, { question: '失业保险金每月几号发放？' }],
      ['/v1/ask', 'post', '/v1/ask', 200, { question: '示人社规〔2018〕9号规定几号发放？' }],
      ['/v1/ask', 'post', '/v1/ask', 200, { question: '今晚的比赛谁赢了？' }],
      ['/v1/ask', 'post', '/v1/ask', 400, {}],
      ['/v1/ask', 'post', '/v1/ask', 403, { question: '几号发放', channel: 'hotline' }],
      ['/v1/ask', 'post', '/v1/ask', 413, { question: '问'.repeat(600) }],
      ['/v1/ask', 'post', '/v1/ask', 422, { question: '' }],
      ['/v1/search?q=失业金', 'get', '/v1/search', 200],
      ['/v1/search?q=失业金', 'get', '/v1/search', 200, desk],
      ['/v1/search', 'get', '/v1/search', 400],
      ['/v1/documents', 'get', '/v1/documents', 200],
      ['/v1/documents?limit=x', 'get', '/v1/documents', 400],
      [`/v1/documents/${ids.current}?asOf=2030-01-01`, 'get', '/v1/documents/{id}', 200],
      ['/v1/documents/d0', 'get', '/v1/documents/{id}', 404],
      [
        `/v1/documents/${ids.current}/versions/${version}/diff/${version}`,
        'get',
        '/v1/documents/{id}/versions/{from}/diff/{to}',
        200,
      ],
      [`/v1/documents/${ids.current}/versions/v0/diff/v1`, 'get', '/v1/documents/{id}/versions/{from}/diff/{to}', 404],
      [`/v1/documents/${ids.current}/faq`, 'get', '/v1/documents/{id}/faq', 200],
      [`/v1/documents/${ids.current}/faq`, 'get', '/v1/documents/{id}/faq', 200, desk],
      ['/v1/documents/d0/original', 'get', '/v1/documents/{id}/original', 404],
      ['/v1/page?number=示人社规〔2024〕1号', 'get', '/v1/page', 200],
      ['/v1/page?number=无', 'get', '/v1/page', 200],
      ['/v1/page', 'get', '/v1/page', 400],
      ['/v1/feedback', 'post', '/v1/feedback', 201, { answerId, helpful: true }],
      ['/v1/feedback', 'post', '/v1/feedback', 404, { answerId: 'a0', helpful: true }],
      ['/v1/evaluate', 'post', '/v1/evaluate', 401, { turns: ['失业保险金每月几号发放？'] }],
      ['/v1/evaluate', 'get', '/v1/evaluate', 200, evaluator],
      ['/v1/evaluate', 'get', '/v1/evaluate', 403, desk],
      ['/healthz', 'get', '/healthz', 200],
      ['/readyz', 'get', '/readyz', 200],
      ['/metrics', 'get', '/metrics', 401],
      ['/metrics', 'get', '/metrics', 403, desk],
    ];
    for (const [path, method, template, status, extra] of cases) {
      const response =
        method === 'post' ? await post(app, path, extra) : await app.request(path, extra as RequestInit | undefined);
      expect([path, response.status]).toEqual([path, status]);
      const result = documented(template, method, status).safeParse(await response.json());
      expect(result.error?.issues ?? [], `${method} ${path}`).toEqual([]);
    }
    for (const turns of [['失业保险金每月几号发放？'], ['失业金每月几号发放？'], ['怎么伪造材料骗取补贴']]) {
      const response = await post(app, '/v1/evaluate', { turns, channel: 'hotline' }, evaluator.headers);
      const result = documented('/v1/evaluate', 'post', 200).safeParse(await response.json());
      expect(result.error?.issues ?? [], turns[0]).toEqual([]);
    }
  });
});

describe('/docs', () => {
  it('shows every operation and every named shape, with no script and nothing from elsewhere', async () => {
    const response = await app.request('/docs');
    expect(response.headers.get('Content-Type')).toContain('text/html');
    const page = await response.text();
    for (const path of Object.keys(document.paths)) expect(page).toContain(path);
    for (const name of Object.keys(document.components.schemas)) expect(page).toContain(`id="schema-${name}"`);
    for (const [, anchor] of page.matchAll(/href="#([^"]+)"/g)) expect(page, anchor).toContain(`id="${anchor}"`);
    expect(page).not.toMatch(/<script|src=|@import|url\(/);
    expect(page).not.toContain('[object');
    expect(page).toMatch(/<h2>问答<\/h2>/);
  });
});
