import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiApp } from './contract.ts';
import { appOf, openTestWence, type TestWence } from './test-app.ts';
import { type SignedIn, signInStaff, type TestStaff } from './test-staff.ts';

let test: TestWence;
let app: ApiApp;
let staff: TestStaff;
beforeAll(async () => {
  test = await openTestWence();
  app = appOf(test.wence);
  staff = await signInStaff(test.wence);
});
afterAll(() => test.remove());

const path = '/v1/staff/documents';
const boundary = 'x-boundary-of-the-test';
const part = (head: string, body: string) => `--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}\r\n`;
const filePart = part('name="file"; filename="通知.md"', '# 示例市通知\n\n自即日起施行。\n');

const send = (to: ApiApp, body: BodyInit, headers: Record<string, string> = {}, who: SignedIn = staff.editor) =>
  Promise.resolve(
    to.request(path, {
      method: 'POST',
      headers: { ...who.headers, 'Content-Type': `multipart/form-data; boundary=${boundary}`, ...headers },
      body,
      ...(body instanceof ReadableStream && { duplex: 'half' }),
    } as RequestInit),
  );

describe('a form that comes with a file', () => {
  it('is taken with a few fields beside the file', async () => {
    const response = await send(app, `${part('name="unitId"', 'u_ju')}${filePart}--${boundary}--\r\n`);
    expect(response.status).toBe(201);
  });

  it('is refused when it has more parts than any form of ours', async () => {
    const parts = part('name="a"', 'b').repeat(100_000);
    const response = await send(app, `${parts}${filePart}--${boundary}--\r\n`);
    expect([response.status, (await response.json()).message]).toEqual([413, '上传的内容分成了太多部分，最多 20 部分']);
  });

  it.each([
    ['endless headers', `--${boundary}\r\n${'a:b\r\n'.repeat(500_000)}\r\nx\r\n--${boundary}--\r\n`],
    ['no boundary of its own', 'no boundary'],
    ['an end that is missing', filePart],
  ])('is refused with %s', async (_what, body) => {
    const response = await send(app, body);
    expect([response.status, (await response.json()).message]).toEqual([400, '上传的内容不完整或格式有误，请重新选择文件上传']);
  });
});

describe('uploads at the same time', () => {
  /** A body of which half came; `finish` sends the rest, and only then it ends. */
  function halfSent() {
    let finish = () => {};
    let isSent = false;
    const body = new ReadableStream({
      start(controller) {
        const bytes = new TextEncoder().encode(`${part('name="unitId"', 'nobody')}${filePart}--${boundary}--\r\n`);
        controller.enqueue(bytes.subarray(0, 100));
        finish = () => {
          controller.enqueue(bytes.subarray(100));
          controller.close();
          isSent = true;
        };
      },
    });
    return { body, finish, isSent: () => isSent };
  }
  const megabytes = (count: number) => ({ 'Content-Length': String(count * 1024 * 1024) });

  it('are taken as long as there is room for them, then refused with words and a time to come back', async () => {
    const narrow = appOf(test.wence, { settings: { WENCE_UPLOADS_MEGABYTES: 100 } });
    const first = halfSent();
    const second = halfSent();
    const slow = [send(narrow, first.body, megabytes(40)), send(narrow, second.body, megabytes(40))];
    await new Promise((resolve) => setTimeout(resolve, 50));
    const third = halfSent();
    setTimeout(third.finish, 50);
    const refused = await send(narrow, third.body, megabytes(40));
    expect(third.isSent()).toBe(true);
    expect([refused.status, refused.headers.get('Retry-After')]).toEqual([503, '10']);
    expect(await refused.json()).toMatchObject({ code: 'busy', message: '现在上传的文件较多，请过十秒再试' });
    first.finish();
    second.finish();
    expect((await Promise.all(slow)).map(({ status }) => status)).toEqual([400, 400]);
    expect((await send(narrow, filePart, megabytes(40))).status).toBe(400);
  });

  it('one is taken however little room there is', async () => {
    const narrow = appOf(test.wence, { settings: { WENCE_UPLOADS_MEGABYTES: 1 } });
    expect((await send(narrow, 'no boundary', megabytes(40))).status).toBe(400);
  });

  it('whoever may not upload takes no room and no memory', async () => {
    const { body } = halfSent();
    expect((await send(app, body, megabytes(40), staff.agent)).status).toBe(403);
    const nobody = await app.request(path, {
      method: 'POST',
      headers: { 'Transfer-Encoding': 'chunked' },
      body: 'x'.repeat(50_000),
    });
    expect([nobody.status, (await nobody.json()).code]).toEqual([413, 'too_large']);
  });
});
