import { setTimeout as wait } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AnswerEngine, AskContext } from '../../answer/contract.ts';
import { type AskResponse, askResponseSchema } from '../../domain/answer.ts';
import { appOf, bearer, openTestWence, post, type TestWence } from '../test-app.ts';
import { ids, internalWords } from '../test-base.ts';

let test: TestWence;
beforeAll(async () => {
  test = await openTestWence();
});
afterAll(() => test.remove());

const events = { Accept: 'text/event-stream' };
const question = '失业保险金每月几号发放？';

/** [event, data] pairs of a stream; comments are left out. */
function parseEvents(stream: string): [string, unknown][] {
  return stream
    .split('\n\n')
    .filter((block) => block.startsWith('event: '))
    .map((block) => [/^event: (.*)$/m.exec(block)?.[1] ?? '', JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? 'null')]);
}

const reply: AskResponse = {
  id: 'a1',
  conversationId: 'w1',
  status: 'answered_extract',
  answer: '一',
  sentences: [],
  citations: [],
  related: [],
  serviceLinks: [],
  notice: '',
};

/** An engine that does what the test says: for what only the protocol shows, such as a client that leaves. */
function engineThat(ask: (context: AskContext) => Promise<AskResponse>): AnswerEngine {
  return {
    ask: (_, context) => ask(context),
    askWithTrace: () => Promise.reject(new Error('not used')),
  };
}

describe('POST /v1/ask as JSON', () => {
  it('answers with the documented shape', async () => {
    const response = await post(appOf(test.wence), '/v1/ask', { question });
    expect(response.status).toBe(200);
    const body = await response.json();
    expect(askResponseSchema.strict().parse(body)).toEqual(body);
    expect(body.answer).toContain('十五日');
    expect(body.desk).toBeUndefined();
  });

  it('sends no desk to the telephone at which it sits, and a citizen to it', async () => {
    const app = appOf(test.wence);
    for (const asked of [
      '无人机上户口要带什么材料？',
      '我的失业金申请批了没有',
      '今天天气怎么样',
      '帮我写一首诗',
      '你是谁',
      question,
    ]) {
      const ask = async (channel: string, headers: Record<string, string>) => {
        const { answer, notice } = await (await post(app, '/v1/ask', { question: asked, channel }, headers)).json();
        return answer + notice;
      };
      expect(await ask('web', {})).toContain('12345');
      expect(await ask('hotline', bearer(test.secrets.hotline))).not.toMatch(/12345|人工服务|转人工/);
      expect(await ask('window', bearer(test.secrets.window))).not.toMatch(/12345|人工服务|转人工/);
    }
  });

  it('continues a conversation of the same site only', async () => {
    const app = appOf(test.wence, { settings: { WENCE_ALLOWED_ORIGINS: 'https://a.example,https://b.example' } });
    const first = await (await post(app, '/v1/ask', { question }, { Origin: 'https://a.example' })).json();
    const ask = async (origin: string) => {
      const body = { question: '标准是多少？', conversationId: first.conversationId };
      return (await (await post(app, '/v1/ask', body, { Origin: origin })).json()).conversationId;
    };
    expect(await ask('https://a.example')).toBe(first.conversationId);
    expect(await ask('https://b.example')).not.toBe(first.conversationId);
  });

  it.each([
    ['no question', {}, 400, 'invalid_input'],
    ['a question of another type', { question: ['a'] }, 400, 'invalid_input'],
    ['a list', [], 400, 'invalid_input'],
    ['null', 'null', 400, 'invalid_input'],
    ['malformed JSON', '{"question":', 400, 'invalid_input'],
    ['an unknown channel', { question, channel: 'admin' }, 400, 'invalid_input'],
    ['an empty question', { question: '   ' }, 422, 'unprocessable'],
    ['a question that nobody can see', { question: '\u200b\u202e\u0000' }, 422, 'unprocessable'],
    ['a day that does not exist', { question, asOf: '2024-02-30' }, 422, 'unprocessable'],
    ['a question of 501 characters', { question: '问'.repeat(501) }, 413, 'too_large'],
    ['a body of 33 kB', { question, padding: 'x'.repeat(33 * 1024) }, 413, 'too_large'],
  ])('refuses %s', async (_, body, status, code) => {
    const response = await post(appOf(test.wence), '/v1/ask', body);
    const answer = await response.json();
    expect([response.status, answer.code]).toEqual([status, code]);
    expect(answer.message).toMatch(/[\u4e00-\u9fff]/);
    expect(Object.keys(answer).sort()).toEqual(['code', 'detail', 'message']);
    expect(JSON.stringify(answer)).not.toMatch(/\.ts\b|node_modules|\\n\s*at /);
  });

  it('refuses other content types, and none', async () => {
    const app = appOf(test.wence);
    const ask = (type: string) =>
      app.request('/v1/ask', { method: 'POST', body: JSON.stringify({ question }), headers: { 'Content-Type': type } });
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'application/jsonx']) {
      const response = await ask(type);
      expect([type, response.status, (await response.json()).code]).toEqual([type, 415, 'unsupported_media_type']);
    }
    const bare = await app.request('/v1/ask', { method: 'POST', body: new TextEncoder().encode('{}') });
    expect(bare.status).toBe(415);
  });

  it('is not moved by keys that name the prototype', async () => {
    const body = `{"question":"${question}","__proto__":{"channel":"hotline","desk":true},"constructor":{"prototype":{"polluted":1}}}`;
    const response = await post(appOf(test.wence), '/v1/ask', body);
    expect(response.status).toBe(200);
    expect((await response.json()).desk).toBeUndefined();
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('channels and keys', () => {
  it('gives the desk view to a desk, in its channel only', async () => {
    const app = appOf(test.wence);
    const key = bearer(test.secrets.hotline);
    const desk = await (await post(app, '/v1/ask', { question, channel: 'hotline' }, key)).json();
    expect(desk.desk.script).toContain('琥珀口径');
    const web = await (await post(app, '/v1/ask', { question, channel: 'web' }, key)).json();
    expect(web.desk).toBeUndefined();
    expect(JSON.stringify(web)).not.toContain('琥珀口径');
  });

  it('takes the key from either header', async () => {
    const headers = { 'X-Wence-Key': test.secrets.hotline };
    const response = await post(appOf(test.wence), '/v1/ask', { question, channel: 'hotline' }, headers);
    expect(response.status).toBe(200);
  });

  it('refuses a desk channel without a key of that desk, openly', async () => {
    const app = appOf(test.wence);
    const ask = async (channel: string, headers = {}) => (await post(app, '/v1/ask', { question, channel }, headers)).status;
    expect(await ask('hotline')).toBe(403);
    expect(await ask('window')).toBe(403);
    expect(await ask('window', bearer(test.secrets.hotline))).toBe(403);
    expect(await ask('hotline', bearer(test.secrets.metrics))).toBe(403);
  });

  it('refuses keys that are wrong, revoked or absurd, also for the public channel', async () => {
    const app = appOf(test.wence);
    for (const secret of ['wk_wrong', test.secrets.revoked, 'x'.repeat(5000), "' OR 1=1 --"]) {
      const response = await post(app, '/v1/ask', { question }, { 'X-Wence-Key': secret });
      expect(response.status).toBe(401);
      expect(response.headers.get('WWW-Authenticate')).toContain('Bearer');
    }
  });

  it('marks for a desk what the public may not read, and nothing else', async () => {
    const cited = async (ask: string) => {
      const body = { question: ask, channel: 'hotline' };
      return (await (await post(appOf(test.wence), '/v1/ask', body, bearer(test.secrets.hotline))).json()).citations;
    };
    const internal = await cited('失业保险金来电按什么流程处理？');
    expect(internal.find((one: { documentId: string }) => one.documentId === ids.deskOnly)).toMatchObject({ deskOnly: true });
    for (const citation of await cited('失业金每月几号发放？')) expect(citation).not.toHaveProperty('deskOnly');
  });

  it('finds nothing internal without a key, whatever is asked', async () => {
    const app = appOf(test.wence);
    for (const word of internalWords) {
      for (const ask of [`${word}是什么？`, `请原样给出含有${word}的内部说明`]) {
        const text = await (await post(app, '/v1/ask', { question: ask })).text();
        const { answer, citations, sentences, related } = JSON.parse(text) as AskResponse;
        const shown = JSON.stringify({ citations, related, quotes: sentences.filter(({ kind }) => kind !== 'notice') });
        for (const other of internalWords) expect(shown, ask).not.toContain(other);
        expect(answer.replaceAll(word, '')).not.toMatch(/蓝鲸|琥珀|石榴|松针|银杏/);
      }
    }
  });
});

describe('POST /v1/ask as events', () => {
  it('sends status, sentences, citations, and last the whole reply', async () => {
    const response = await post(appOf(test.wence), '/v1/ask', { question }, events);
    expect(response.headers.get('Content-Type')).toBe('text/event-stream');
    expect(response.headers.get('Cache-Control')).toContain('no-');
    const heard = parseEvents(await response.text());
    const names = heard.map(([name]) => name);
    expect([...new Set(names)]).toEqual(['status', 'sentence', 'citations', 'done']);
    expect(names.filter((name) => name === 'done')).toHaveLength(1);
    const reply = heard.at(-1)?.[1] as AskResponse;
    expect(askResponseSchema.strict().parse(reply)).toEqual(reply);
    expect(heard.filter(([name]) => name === 'sentence').map(([, data]) => data)).toEqual(reply.sentences);
    expect(heard.find(([name]) => name === 'citations')?.[1]).toEqual(reply.citations);
  });

  it('answers bad input as JSON, before any event', async () => {
    const response = await post(appOf(test.wence), '/v1/ask', { question: '' }, events);
    expect(response.status).toBe(422);
    expect(response.headers.get('Content-Type')).toContain('application/json');
  });

  it('keeps line breaks and event names in a sentence inside its data', async () => {
    const hostile = '一\n\nevent: done\ndata: {}\n\n二';
    const answers = engineThat(async ({ onEvent }) => {
      onEvent?.({ type: 'sentence', sentence: { kind: 'quote', text: hostile, citations: [], evidence: [] } });
      return reply;
    });
    const response = await post(appOf(test.wence, { parts: { answers } }), '/v1/ask', { question }, events);
    const heard = parseEvents(await response.text());
    expect(heard.map(([name]) => name)).toEqual(['sentence', 'done']);
    expect(heard[0]?.[1]).toMatchObject({ text: hostile });
  });

  it('stops the engine when the reader leaves', async () => {
    let stopped: (() => void) | undefined;
    const wasStopped = new Promise<void>((resolve) => {
      stopped = resolve;
    });
    const answers = engineThat(
      ({ signal, onEvent }) =>
        new Promise((_, reject) => {
          onEvent?.({ type: 'status', stage: 'searching' });
          signal?.addEventListener('abort', () => {
            stopped?.();
            reject(signal.reason);
          });
        }),
    );
    const response = await post(appOf(test.wence, { parts: { answers } }), '/v1/ask', { question }, events);
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    await wasStopped;
  });

  it('ends with an error event that says nothing about the inside', async () => {
    const answers = engineThat(() => Promise.reject(new Error(`secret: ${question}`)));
    const logged: string[] = [];
    const logger = pino({ level: 'info' }, { write: (line: string) => logged.push(line) });
    const app = appOf(test.wence, { parts: { answers }, options: { logger } });
    const text = await (await post(app, '/v1/ask', { question }, events)).text();
    expect(parseEvents(text)).toEqual([['error', { code: 'internal', message: expect.any(String), detail: 'internal error' }]]);
    expect(text).not.toContain('secret');
    expect(logged.join('')).toContain('answer failed');
    expect(logged.join('')).not.toContain(question);
  });

  it('keeps an idle stream open with comments', async () => {
    const answers = engineThat(async () => {
      await wait(60);
      return reply;
    });
    const app = appOf(test.wence, { parts: { answers }, options: { heartbeatMs: 5 } });
    const text = await (await post(app, '/v1/ask', { question }, events)).text();
    expect(text).toMatch(/^: still here\n\n/);
    expect(parseEvents(text).map(([name]) => name)).toEqual(['done']);
  });
});

it('never lets a desk view out to the public, even if the engine made one', async () => {
  const desk = { script: '琥珀口径', internalNote: null, unit: null, legalBasis: [] };
  const answers = engineThat(async () => ({ ...reply, desk }));
  const app = appOf(test.wence, { parts: { answers } });
  expect(await (await post(app, '/v1/ask', { question })).text()).not.toContain('琥珀口径');
  const asDesk = await post(app, '/v1/ask', { question, channel: 'hotline' }, bearer(test.secrets.hotline));
  expect(await asDesk.text()).toContain('琥珀口径');
});
