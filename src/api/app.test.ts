import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appOf, bearer, openTestWence, post, type TestWence } from './test-app.ts';

let test: TestWence;
beforeAll(async () => {
  test = await openTestWence();
});
afterAll(() => test.remove());

const question = '失业保险金每月几号发放？';

describe('every answer', () => {
  it('carries security headers and a request id', async () => {
    const app = appOf(test.wence);
    for (const path of ['/healthz', '/v1/documents', '/nowhere', '/v1/search']) {
      const { headers } = await app.request(path);
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(headers.get('Content-Security-Policy')).toContain("default-src 'none'");
      expect(headers.get('X-Frame-Options')).toBe('DENY');
      expect(headers.get('Referrer-Policy')).toBeTruthy();
      expect(headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin');
      expect(headers.get('Cache-Control')).toBe('no-store');
      expect(headers.get('X-Request-Id')).toMatch(/^r[0-9a-f]{32}$/);
    }
  });

  it('takes a request id only if it is a plain word', async () => {
    const app = appOf(test.wence);
    const idFor = async (given: string) =>
      (await app.request('/healthz', { headers: { 'X-Request-Id': given } })).headers.get('X-Request-Id');
    expect(await idFor('trace-12_ab')).toBe('trace-12_ab');
    for (const given of ['a b', '<script>', 'x'.repeat(65), 'a;b=c']) expect(await idFor(given)).not.toBe(given);
  });

  it('is JSON for unknown addresses and methods', async () => {
    const app = appOf(test.wence);
    for (const [method, path] of [
      ['GET', '/nowhere'],
      ['GET', '/v1/nowhere'],
      ['DELETE', '/v1/ask'],
      ['GET', '/v1/ask'],
      ['POST', '/v1/documents'],
    ] as const) {
      const response = await app.request(path, { method });
      expect([method, path, response.status]).toEqual([method, path, 404]);
      expect(await response.json()).toEqual({ code: 'not_found', message: '没有这个地址', detail: 'no such route' });
    }
  });

  it('says nothing about the inside when something unexpected happens', async () => {
    const lookup = { lookup: () => Promise.reject(new Error('SQLITE: /secret/path.db')) };
    const response = await appOf(test.wence, { parts: { lookup } }).request('/v1/search?q=a');
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({ code: 'internal', message: '系统内部错误，请稍后再试', detail: 'internal error' });
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
  });
});

describe('CORS', () => {
  const settings = { WENCE_ALLOWED_ORIGINS: 'https://www.example.gov.cn, https://rs.example.gov.cn/' };
  const allowedFor = async (origin: string, changes = settings as Record<string, unknown>, headers = {}) => {
    const response = await post(
      appOf(test.wence, { settings: changes }),
      '/v1/ask',
      { question },
      { Origin: origin, ...headers },
    );
    expect(response.headers.get('Vary')).toContain('Origin');
    expect(response.headers.get('Access-Control-Allow-Credentials')).toBeNull();
    return response.headers.get('Access-Control-Allow-Origin');
  };

  it('opens to the sites of the list and to the own host', async () => {
    expect(await allowedFor('https://www.example.gov.cn')).toBe('https://www.example.gov.cn');
    expect(await allowedFor('https://rs.example.gov.cn')).toBe('https://rs.example.gov.cn');
    expect(await allowedFor('https://localhost')).toBe('https://localhost');
  });

  it('stays closed to all others', async () => {
    for (const origin of [
      'https://evil.example',
      'http://www.example.gov.cn',
      'https://www.example.gov.cn.evil.example',
      'https://www.example.gov.cn:8443',
      'https://www.example.gov.cn/',
      'null',
      'file://',
      'https://localhost:1',
    ]) {
      expect(await allowedFor(origin), origin).toBeNull();
    }
    expect(await allowedFor('https://proxy.example', {}, { 'X-Forwarded-Host': 'proxy.example' })).toBeNull();
  });

  it('believes a trusted proxy about its host', async () => {
    const headers = { 'X-Forwarded-Host': 'proxy.example' };
    expect(await allowedFor('https://proxy.example', { WENCE_TRUST_PROXY: true }, headers)).toBe('https://proxy.example');
  });

  it('answers preflights without a key, for errors too', async () => {
    const app = appOf(test.wence, { settings });
    const preflight = (origin: string) =>
      app.request('/v1/ask', {
        method: 'OPTIONS',
        headers: {
          Origin: origin,
          'Access-Control-Request-Method': 'POST',
          'Access-Control-Request-Headers': 'content-type,x-wence-key',
        },
      });
    const open = await preflight('https://www.example.gov.cn');
    expect(open.status).toBe(204);
    expect(open.headers.get('Access-Control-Allow-Headers')).toMatch(/X-Wence-Key/);
    expect(open.headers.get('Access-Control-Allow-Methods')).toContain('POST');
    const closed = await preflight('https://evil.example');
    expect(closed.headers.get('Access-Control-Allow-Origin')).toBeNull();
    const failed = await post(app, '/v1/ask', {}, { Origin: 'https://www.example.gov.cn' });
    expect(failed.status).toBe(400);
    expect(failed.headers.get('Access-Control-Allow-Origin')).toBe('https://www.example.gov.cn');
  });
});

describe('limits', () => {
  /** A wall clock the test moves. */
  function limited(perMinute: number, settings = {}) {
    let now = Date.parse('2025-06-02T04:00:10Z');
    const app = appOf(test.wence, {
      settings: { WENCE_RATE_PER_MINUTE: perMinute, ...settings },
      options: { milliseconds: () => now },
    });
    return { app, pass: (milliseconds: number) => (now += milliseconds) };
  }
  const ask = (app: ReturnType<typeof appOf>, headers = {}) => post(app, '/v1/ask', { question: '您好' }, headers);

  it('refuses more questions than set, until the minute is over', async () => {
    const { app, pass } = limited(3);
    for (let count = 0; count < 3; count++) expect((await ask(app)).status).toBe(200);
    const refused = await ask(app);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('Retry-After')).toBe('50');
    expect((await refused.json()).code).toBe('rate_limited');
    pass(50_000);
    expect((await ask(app)).status).toBe(200);
  });

  it('counts questions asked at once', async () => {
    const { app } = limited(3);
    const statuses = await Promise.all(Array.from({ length: 8 }, () => ask(app).then(({ status }) => status)));
    expect(statuses.filter((status) => status === 200)).toHaveLength(3);
  });

  it('counts bad requests too, and readings on their own', async () => {
    const { app } = limited(1);
    expect((await post(app, '/v1/ask', {})).status).toBe(400);
    expect((await ask(app)).status).toBe(429);
    for (let count = 0; count < 10; count++) expect((await app.request('/v1/documents')).status).toBe(200);
    expect((await app.request('/v1/documents')).status).toBe(429);
    expect((await app.request('/healthz')).status).toBe(200);
  });

  it('tells addresses apart only behind a trusted proxy, by the entry the proxy wrote', async () => {
    const trusting = limited(1, { WENCE_TRUST_PROXY: true }).app;
    const from = (app: typeof trusting, list: string) => ask(app, { 'X-Forwarded-For': list }).then(({ status }) => status);
    expect(await from(trusting, '203.0.113.1')).toBe(200);
    expect(await from(trusting, '203.0.113.2')).toBe(200);
    expect(await from(trusting, '198.51.100.9, 203.0.113.1')).toBe(429);
    const direct = limited(1).app;
    expect(await from(direct, '203.0.113.1')).toBe(200);
    expect(await from(direct, '203.0.113.2')).toBe(429);
  });

  it('gives a desk more room than an address', async () => {
    const { app } = limited(1);
    const key = bearer(test.secrets.hotline);
    for (let count = 0; count < 20; count++) expect((await ask(app, key)).status).toBe(200);
    expect((await ask(app, key)).status).toBe(429);
    expect((await ask(app)).status).toBe(200);
  });

  it('stops the guessing of keys', async () => {
    const { app } = limited(0);
    for (let count = 0; count < 20; count++) expect((await ask(app, bearer(`wk_${count}`))).status).toBe(401);
    expect((await ask(app, bearer('wk_20'))).status).toBe(429);
    expect((await ask(app)).status).toBe(200);
  });

  it('does not lock out the desk that shares an address with a wrong key', async () => {
    const { app } = limited(0);
    for (let count = 0; count < 30; count++) await ask(app, bearer(`wk_${count}`));
    expect((await ask(app, bearer(test.secrets.hotline))).status).toBe(200);
  });
});

describe('the base path', () => {
  it('is in front of everything', async () => {
    const app = appOf(test.wence, { settings: { WENCE_BASE_PATH: '/zhengce/wence' } });
    for (const path of ['/healthz', '/v1/documents', '/openapi.json', '/docs', '']) {
      expect((await app.request(`/zhengce/wence${path}`)).status, path).toBe(200);
      expect((await app.request(path || '/')).status, path).toBe(404);
    }
    expect((await post(app, '/zhengce/wence/v1/ask', {})).status).toBe(400);
    expect((await app.request('/zhengce/wence/')).headers.get('Location')).toBe('/zhengce/wence');
    const { paths } = await (await app.request('/zhengce/wence/openapi.json')).json();
    expect(Object.keys(paths)).toContain('/zhengce/wence/v1/ask');
    expect(await (await app.request('/zhengce/wence')).text()).toContain('href="/zhengce/wence/demo"');
  });
});
