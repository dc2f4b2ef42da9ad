import { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { AIMessage, HumanMessage, SystemMessage } from '@langchain/core/messages';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ModelServer, misbehaviours, sendJson, startModelServer } from '../../tests/support/model-server.ts';
import { ModelError } from '../domain/errors.ts';
import { createChatModel } from './create.ts';

let server: ModelServer;
beforeEach(async () => {
  server = await startModelServer();
});
afterEach(() => server.close());

const open = (changes: { timeoutMs?: number; key?: string } = {}) =>
  createChatModel({ url: server.url, model: 'test-model', key: 'secret-key', timeoutMs: 5_000, ...changes })!;
const say = (text: string): ModelServer['answer'] => {
  return (_request, response) => sendJson(response, { choices: [{ message: { role: 'assistant', content: text } }] });
};

describe('chat model', () => {
  it('is none without an address', () => {
    expect(createChatModel({ url: '', model: '', key: '', timeoutMs: 1 })).toBeNull();
  });

  it('is a BaseChatModel that sends messages with their roles and gives back the text', async () => {
    server.answer = say('按月领取。');
    const model = open();
    const reply = await model.invoke([
      new SystemMessage('只用证据'),
      new HumanMessage('养老金？'),
      new AIMessage('好'),
      new HumanMessage('？'),
    ]);
    expect(model).toBeInstanceOf(BaseChatModel);
    expect(reply.text).toBe('按月领取。');
    expect(server.seen).toEqual([
      {
        path: '/v1/chat/completions',
        authorization: 'Bearer secret-key',
        body: {
          model: 'test-model',
          temperature: 0,
          stream: false,
          messages: [
            { role: 'system', content: '只用证据' },
            { role: 'user', content: '养老金？' },
            { role: 'assistant', content: '好' },
            { role: 'user', content: '？' },
          ],
        },
      },
    ]);
  });

  it('sends no authorization without a key', async () => {
    server.answer = say('好');
    await open({ key: '' }).invoke('问');
    expect(server.seen[0]!.authorization).toBeUndefined();
  });

  it.each(misbehaviours)(
    'makes a ModelError of %s, without the key in it, and does not try again',
    async (_name, answer, message) => {
      server.answer = answer;
      const error = await open({ timeoutMs: 300 })
        .invoke('问')
        .catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(ModelError);
      expect((error as ModelError).message).toMatch(message);
      expect(`${(error as ModelError).message}${(error as ModelError).detail}`).not.toContain('secret-key');
      expect(server.seen).toHaveLength(1);
    },
  );

  it.each(['', '  ', null, 12, ['a']])('takes the content %j for none', async (content) => {
    server.answer = (_request, response) => sendJson(response, { choices: [{ message: { content } }] });
    await expect(open().invoke('问')).rejects.toThrow(ModelError);
  });

  it('makes a ModelError when nobody listens', async () => {
    const model = open();
    await server.close();
    await expect(model.invoke('问')).rejects.toThrow(/无法连接/);
  });

  it('stops the request when the caller gives up', async () => {
    const controller = new AbortController();
    server.answer = () => controller.abort();
    await expect(open({ timeoutMs: 60_000 }).invoke('问', { signal: controller.signal })).rejects.toThrow();
    await expect.poll(() => server.aborted).toBe(1);
  });
});
