import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ModelServer, misbehaviours, sendJson, startModelServer } from '../../tests/support/model-server.ts';
import { ModelError } from '../domain/errors.ts';
import { createEmbedder } from './create.ts';

let server: ModelServer;
beforeEach(async () => {
  server = await startModelServer();
  server.answer = vectorsFor;
});
afterEach(() => server.close());

/** Three numbers that tell texts apart, given back in reverse order with their index. */
const vectorsFor: ModelServer['answer'] = ({ body }, response) => {
  const texts = body.input as string[];
  const data = texts.map((text, index) => ({ index, embedding: [text.length, text.codePointAt(0) ?? 0, 3] }));
  sendJson(response, { data: data.reverse() });
};

const open = (timeoutMs = 5_000) =>
  createEmbedder({
    folder: '/nowhere',
    url: `${server.url}/`,
    model: 'remote-model',
    key: 'secret-key',
    timeoutMs,
    questionPrefix: '问：',
  });
const lengthOf = (vector: Float32Array) => Math.hypot(...vector);

describe('remote embedder', () => {
  it('learns its dimensions and gives unit vectors in the order of the texts', async () => {
    const embedder = await open();
    expect(embedder.dimensions).toBe(3);
    expect(embedder.id).toMatch(/^remote-model@[0-9a-f]{12}$/);
    const texts = Array.from({ length: 40 }, (_, index) => '政'.repeat(index + 1));
    const done: number[] = [];
    const vectors = await embedder.embedPassages(texts, (count) => done.push(count));
    expect(vectors).toHaveLength(40);
    for (const [index, vector] of vectors.entries()) {
      expect(lengthOf(vector)).toBeCloseTo(1, 6);
      expect(vector[0]! / vector[2]!).toBeCloseTo((index + 1) / 3, 4);
    }
    expect(done).toEqual([16, 32, 40]);
    expect(server.seen.at(-1)).toMatchObject({
      path: '/v1/embeddings',
      authorization: 'Bearer secret-key',
      body: { model: 'remote-model' },
    });
  });

  it('puts its prefix before questions only', async () => {
    const embedder = await open();
    await embedder.embedQuestion('医保');
    await embedder.embedPassage('医保');
    expect(server.seen.slice(-2).map(({ body }) => body.input)).toEqual([['问：医保'], ['医保']]);
  });

  it('of no texts asks nothing', async () => {
    const embedder = await open();
    const before = server.seen.length;
    expect(await embedder.embedPassages([])).toEqual([]);
    expect(server.seen).toHaveLength(before);
  });

  it.each(misbehaviours)('makes a ModelError of %s', async (_name, answer, message) => {
    const embedder = await open(300);
    server.answer = answer;
    const error = await embedder.embedQuestion('医保').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ModelError);
    expect((error as ModelError).message).toMatch(message);
    expect(`${(error as ModelError).message}${(error as ModelError).detail}`).not.toContain('secret-key');
  });

  it.each<[string, unknown]>([
    ['too few vectors', []],
    ['a vector of words', [{ index: 0, embedding: ['a', 'b', 'c'] }]],
    ['a zero vector', [{ index: 0, embedding: [0, 0, 0] }]],
    ['an index out of range', [{ index: 7, embedding: [1, 2, 3] }]],
    ['another dimension', [{ index: 0, embedding: [1, 2] }]],
  ])('makes a ModelError of %s', async (_name, data) => {
    const embedder = await open();
    server.answer = (_request, response) => sendJson(response, { data });
    await expect(embedder.embedPassage('医保')).rejects.toThrow(ModelError);
  });

  it('cannot be opened while the service is down', async () => {
    await server.close();
    await expect(open()).rejects.toThrow(ModelError);
  });
});
