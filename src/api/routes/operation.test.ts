import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appOf, bearer, openTestWence, post, type TestWence } from '../test-app.ts';
import { ids } from '../test-base.ts';

let test: TestWence;
beforeAll(async () => {
  test = await openTestWence();
});
afterAll(() => test.remove());

describe('GET /healthz and /readyz', () => {
  it('are ready with a store, a model and content', async () => {
    const app = appOf(test.wence);
    expect(await (await app.request('/healthz')).json()).toEqual({ status: 'ok' });
    const ready = await app.request('/readyz');
    expect(ready.status).toBe(200);
    expect(await ready.json()).toEqual({ status: 'ready', checks: { store: true, embedder: true, content: true } });
  });

  it('say what is missing with 503', async () => {
    const broken = () => Promise.reject(new Error('no model'));
    const embedder = { embedQuestion: broken, embedPassage: broken };
    const response = await appOf(test.wence, { parts: { embedder } }).request('/readyz');
    expect(response.status).toBe(503);
    expect((await response.json()).checks).toEqual({ store: true, embedder: false, content: true });
  });
});

describe('GET /metrics', () => {
  it('needs a key with the scope', async () => {
    const app = appOf(test.wence);
    const status = async (headers = {}) => (await app.request('/metrics', { headers })).status;
    expect(await status()).toBe(401);
    expect(await status(bearer('wk_wrong'))).toBe(401);
    expect(await status(bearer(test.secrets.hotline))).toBe(403);
    expect(await status(bearer(test.secrets.metrics))).toBe(200);
  });

  it('counts by route pattern and status, never by what was asked', async () => {
    const app = appOf(test.wence);
    await app.request(`/v1/documents/${ids.current}`);
    await app.request('/v1/documents/d-unknown');
    await post(app, '/v1/ask', { question: '失业保险金每月几号发放？' });
    const response = await app.request('/metrics', { headers: bearer(test.secrets.metrics) });
    expect(response.headers.get('Content-Type')).toContain('text/plain');
    const text = await response.text();
    expect(text).toMatch(/^wence_http_requests_total\{route="\/v1\/documents\/:id",method="GET",status="200"\} 1$/m);
    expect(text).toMatch(/^wence_answers_total\{status="answered_\w+",channel="web"\} 1$/m);
    expect(text).toMatch(/^wence_base_documents 5$/m);
    expect(text).toMatch(/_bucket\{route="\/v1\/ask",le="\+Inf"\} 1$/m);
    expect(text).not.toContain(ids.current);
    for (const line of text.trim().split('\n')) expect(line).toMatch(/^(# (HELP|TYPE) .+|[a-z_]+(\{.+\})? [\d.]+)$/);
  });
});
