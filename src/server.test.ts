import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { AnswerEngine } from './answer/contract.ts';
import { openTestWence, type TestWence } from './api/test-app.ts';
import { ConfigError } from './domain/errors.ts';
import { startServer } from './server.ts';
import type { ChangeSet } from './store/contract.ts';

let test: TestWence;
beforeAll(async () => {
  test = await openTestWence();
});
afterAll(() => test.remove());

const start = () => startServer(test.wence, { host: '127.0.0.1', port: 0 });
const asking = (signal?: AbortSignal): RequestInit => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json', Accept: 'text/event-stream' },
  body: JSON.stringify({ question: '失业保险金每月几号发放？' }),
  signal,
});

/** Something a test waits for and opens. */
function gate(): { passed: Promise<void>; open: () => void } {
  let open = () => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open };
}

/** Sends bytes as they are and returns all that comes back. */
async function raw(url: string, request: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.setEncoding('utf8');
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk;
  });
  socket.on('error', () => {}); // the server may hang up on such a request
  socket.write(request);
  await once(socket, 'close');
  return answer;
}

const day = 86_400_000;

/** A conversation turn and a rate-limit window that end so long after the test's now. */
function shortLived(name: string, lifetime: number): ChangeSet {
  const now = test.wence.clock.now().getTime();
  const [at, expiresAt] = [now - 2 * day, now + lifetime].map((time) => new Date(time).toISOString()) as [string, string];
  const turn = {
    conversationId: name,
    principal: 'p',
    question: '问',
    understood: '问',
    answer: '答',
    itemIds: [],
    at,
    expiresAt,
  };
  return [
    { type: 'put_turn', turn },
    { type: 'add_hit', bucket: name, windowStart: 0, expiresAt: now + lifetime },
  ];
}

/** Turns and windows that are stored, whether or not their time is over. */
async function stored(name: string): Promise<number[]> {
  const { activity } = test.wence.store;
  const early = new Date(test.wence.clock.now().getTime() - day).toISOString();
  return [(await activity.turns(name, 'p', early, 5)).length, await activity.hits(name, 0)];
}

describe('what has a lifetime', () => {
  it('is removed at the start and every hour until the server stops', async () => {
    const { store, clock } = test.wence;
    await store.apply([...shortLived('over', -1), ...shortLived('soon', 30 * 60_000), ...shortLived('later', day)]);
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      let now = clock.now();
      const server = await startServer({ ...test.wence, clock: { ...clock, now: () => now } }, { host: '127.0.0.1', port: 0 });
      expect(await stored('over')).toEqual([0, 0]);
      expect(await stored('soon')).toEqual([1, 1]);
      now = new Date(now.getTime() + 3_600_000);
      await vi.advanceTimersByTimeAsync(3_600_000);
      expect(await stored('soon')).toEqual([0, 0]);
      expect(await stored('later')).toEqual([1, 1]);
      await server.close();
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('startServer', () => {
  it('serves on a free port and streams over a real connection', async () => {
    const server = await start();
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await (await fetch(`${server.url}/healthz`)).json()).toEqual({ status: 'ok' });
    const stream = await (await fetch(`${server.url}/v1/ask`, asking())).text();
    expect(stream).toMatch(/^event: status\n[\s\S]*event: done\n/);
    await server.close();
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
  });

  it('says in Chinese when the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const failure = await startServer(test.wence, { host: '127.0.0.1', port }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ConfigError);
    expect((failure as ConfigError).message).toContain(`端口 ${port} 已被其他程序占用`);
    other.close();
  });

  it.each([
    ['an event stream', 'text/event-stream'],
    ['a JSON answer', 'application/json'],
  ])('stops the engine when the connection of %s breaks off', async (_, accept) => {
    const began = gate();
    const stopped = gate();
    const answers: AnswerEngine = {
      ask: (_request, { signal }) =>
        new Promise((_resolve, reject) => {
          began.open();
          signal?.addEventListener('abort', () => {
            stopped.open();
            reject(signal.reason);
          });
        }),
      askWithTrace: () => Promise.reject(new Error('not used')),
    };
    const server = await startServer({ ...test.wence, answers }, { host: '127.0.0.1', port: 0 });
    const leaving = new AbortController();
    const { headers, ...init } = asking(leaving.signal);
    const request = fetch(`${server.url}/v1/ask`, { ...init, headers: { ...headers, Accept: accept } }).then((response) =>
      response.text(),
    );
    await began.passed;
    leaving.abort();
    await expect(request).rejects.toThrow();
    await stopped.passed;
    await server.close();
  });

  it('lets open requests finish before it stops', async () => {
    const began = gate();
    const release = gate();
    const answers: AnswerEngine = {
      ...test.wence.answers,
      ask: async (request, context) => {
        began.open();
        await release.passed;
        return test.wence.answers.ask(request, context);
      },
    };
    const server = await startServer({ ...test.wence, answers }, { host: '127.0.0.1', port: 0 });
    const answer = fetch(`${server.url}/v1/ask`, asking()).then((response) => response.text());
    await began.passed;
    const closed = server.close();
    release.open();
    expect(await answer).toContain('event: done');
    await closed;
  });

  it('answers broken requests without falling over', async () => {
    const server = await start();
    const host = `Host: 127.0.0.1\r\nConnection: close\r\n`;
    const cases: [string, RegExp][] = [
      [`GET /healthz HTTP/1.1\r\n${host}X-Request-Id: a\r\n b: c\r\n\r\n`, /^HTTP\/1\.1 (200|400) /],
      [`GET http://[ HTTP/1.1\r\n${host}\r\n`, /^HTTP\/1\.1 400 /],
      [`GET /..%2f..%2fetc/passwd HTTP/1.1\r\n${host}\r\n`, /^HTTP\/1\.1 404 /],
      [`GET /../../etc/passwd HTTP/1.1\r\n${host}\r\n`, /^HTTP\/1\.1 404 /],
      [`GET /healthz HTTP/1.1\r\n${host}X: ${'x'.repeat(20_000)}\r\n\r\n`, /^HTTP\/1\.1 431 /],
      [`BREW /healthz HTTP/1.1\r\n${host}\r\n`, /^HTTP\/1\.1 40[04] /],
      [`POST /v1/ask HTTP/1.1\r\n${host}Content-Type: application/json\r\nContent-Length: 9999999\r\n\r\n{`, /^HTTP\/1\.1 413 /],
      [
        `POST /v1/ask HTTP/1.1\r\n${host}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n${`2000\r\n${'x'.repeat(0x2000)}\r\n`.repeat(6)}0\r\n\r\n`,
        /^HTTP\/1\.1 413 /,
      ],
    ];
    for (const [request, expected] of cases) {
      const answer = await raw(server.url, request);
      expect(answer, request.slice(0, 60)).toMatch(expected);
      expect(answer).not.toMatch(/node_modules|\.ts:\d|root:/);
    }
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    await server.close();
  });
});
