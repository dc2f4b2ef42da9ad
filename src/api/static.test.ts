import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiApp } from './contract.ts';
import { appOf, openTestWence, type TestWence } from './test-app.ts';

let test: TestWence;
let folder: string;
let app: ApiApp;
beforeAll(async () => {
  test = await openTestWence();
  folder = await mkdtemp(join(tmpdir(), 'wence-widget-'));
  const widget = join(folder, 'widget');
  await mkdir(join(widget, 'assets'), { recursive: true });
  for (const name of ['admin', 'desk', 'evaluate'])
    await writeFile(join(widget, `${name}.html`), '<!doctype html><title>工作</title>');
  await writeFile(join(folder, 'secret.txt'), 'outside');
  await writeFile(join(widget, 'wence.js'), `// ${'x'.repeat(2000)}`);
  await writeFile(join(widget, 'demo.html'), '<!doctype html><title>演示</title>');
  await writeFile(join(widget, 'assets', 'page-ABCD1234.css'), 'body{}');
  await writeFile(join(widget, 'run.sh'), 'echo');
  await symlink(join(folder, 'secret.txt'), join(widget, 'link.txt'));
  app = appOf(test.wence, { options: { widgetFolder: widget } });
});
afterAll(async () => {
  await test.remove();
  await rm(folder, { recursive: true, force: true });
});

describe('the files of the widget', () => {
  it('are served with type, tag and permission to be embedded', async () => {
    const response = await app.request('/wence.js');
    expect(response.headers.get('Content-Type')).toBe('text/javascript; charset=utf-8');
    expect(response.headers.get('Cross-Origin-Resource-Policy')).toBe('cross-origin');
    expect(response.headers.get('Cache-Control')).toBe('no-cache');
    const tag = response.headers.get('ETag') ?? '';
    const again = await app.request('/wence.js', { headers: { 'If-None-Match': `"other", W/${tag}` } });
    expect([again.status, await again.text()]).toEqual([304, '']);
    const fixed = await app.request('/assets/page-ABCD1234.css');
    expect(fixed.headers.get('Cache-Control')).toContain('immutable');
  });

  it('are compressed for those who can read it', async () => {
    const plain = await (await app.request('/wence.js')).text();
    const zipped = await app.request('/wence.js', { headers: { 'Accept-Encoding': 'br, gzip' } });
    expect(zipped.headers.get('Content-Encoding')).toBe('gzip');
    expect(zipped.headers.get('Vary')).toBe('Accept-Encoding');
    expect(gunzipSync(Buffer.from(await zipped.arrayBuffer())).toString()).toBe(plain);
  });

  it('are all that can be reached', async () => {
    for (const path of [
      '/../secret.txt',
      '/..%2fsecret.txt',
      '/%2e%2e/secret.txt',
      '/assets/..%2f..%2fsecret.txt',
      '/assets/%252e%252e/secret.txt',
      '/..%5csecret.txt',
      '/link.txt',
      '/run.sh',
      '/wence.js%00.html',
      '//etc/passwd',
      '/assets',
      '/assets/',
      '/__proto__',
    ]) {
      const response = await app.request(path);
      expect([path, response.status]).toEqual([path, 404]);
      expect(await response.text()).not.toContain('outside');
    }
  });
});

describe('pages', () => {
  it('allow scripts from here only', async () => {
    for (const path of ['/demo', '/', '/docs']) {
      const { headers } = await app.request(path);
      expect(headers.get('Content-Type')).toContain('text/html');
      expect(headers.get('Content-Security-Policy')).toMatch(/script-src 'self';/);
      expect(headers.get('X-Frame-Options')).toBe('SAMEORIGIN');
    }
    expect(await (await app.request('/demo')).text()).toContain('演示');
  });

  it('of staff lie in no frame', async () => {
    for (const path of ['/admin', '/desk', '/evaluate']) {
      const { status, headers } = await app.request(path);
      expect([path, status, headers.get('X-Frame-Options')]).toEqual([path, 200, 'DENY']);
      expect(headers.get('Content-Security-Policy')).toMatch(/script-src 'self';.*frame-ancestors 'none'/);
    }
  });

  it('keep their policy when a browser asks whether they changed', async () => {
    const first = await app.request('/demo');
    const again = await app.request('/demo', { headers: { 'If-None-Match': first.headers.get('ETag') ?? '' } });
    expect(again.status).toBe(304);
    for (const name of ['Content-Security-Policy', 'X-Frame-Options', 'Content-Type'])
      expect([name, again.headers.get(name)]).toEqual([name, first.headers.get(name)]);
  });

  it('start with links in Chinese', async () => {
    const page = await (await app.request('/')).text();
    for (const path of ['/demo', '/desk', '/docs']) expect(page).toContain(`href="${path}"`);
    expect(page).toContain('<html lang="zh-CN">');
    expect((await app.request('/favicon.ico')).headers.get('Content-Type')).toBe('image/svg+xml');
  });

  it('say so when the widget is not built, and appear when it is', async () => {
    const later = join(folder, 'later');
    const early = appOf(test.wence, { options: { widgetFolder: later } });
    const page = await early.request('/desk');
    expect(page.status).toBe(503);
    expect(await page.text()).toContain('npm run build');
    expect(await (await early.request('/wence.js')).text()).toContain('npm run build');
    await mkdir(later);
    await writeFile(join(later, 'desk.html'), '<!doctype html><title>坐席</title>');
    expect(await (await early.request('/desk')).text()).toContain('坐席');
  });
});
