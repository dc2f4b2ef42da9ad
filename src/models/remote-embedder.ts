import { ModelError } from '../domain/errors.ts';
import { sha256 } from '../domain/ids.ts';
import type { Embedder } from './contract.ts';
import { type ModelEndpoint, postJson } from './http.ts';
import { toUnit } from './vector.ts';

/** Texts in one request. */
const batchSize = 16;

/**
 * An OpenAI-compatible /embeddings endpoint. Asks once to learn the number of dimensions; ModelError when it cannot be reached.
 * `questionPrefix` is what the model wants before a question, usually nothing.
 */
export async function openRemoteEmbedder(endpoint: ModelEndpoint, questionPrefix = ''): Promise<Embedder> {
  const [probe] = await request(endpoint, ['政策']);
  return new RemoteEmbedder(endpoint, questionPrefix, probe!.length);
}

class RemoteEmbedder implements Embedder {
  readonly id: string;
  readonly dimensions: number;
  readonly #endpoint: ModelEndpoint;
  readonly #questionPrefix: string;

  constructor(endpoint: ModelEndpoint, questionPrefix: string, dimensions: number) {
    this.id = `${endpoint.model}@${sha256(JSON.stringify([endpoint.url, endpoint.model, dimensions, questionPrefix])).slice(0, 12)}`;
    this.dimensions = dimensions;
    this.#endpoint = endpoint;
    this.#questionPrefix = questionPrefix;
  }

  async embedQuestion(text: string): Promise<Float32Array> {
    return (await this.embedPassages([this.#questionPrefix + text]))[0]!;
  }

  async embedPassage(text: string): Promise<Float32Array> {
    return (await this.embedPassages([text]))[0]!;
  }

  async embedPassages(texts: readonly string[], onProgress: (done: number) => void = () => {}): Promise<Float32Array[]> {
    const vectors: Float32Array[] = [];
    for (let start = 0; start < texts.length; start += batchSize) {
      const batch = await request(this.#endpoint, texts.slice(start, start + batchSize));
      if (batch.some((vector) => vector.length !== this.dimensions)) {
        throw new ModelError('向量服务返回的维数变了，请重建向量。', `expected ${this.dimensions} dimensions`);
      }
      vectors.push(...batch);
      onProgress(vectors.length);
    }
    return vectors;
  }
}

async function request(endpoint: ModelEndpoint, texts: readonly string[]): Promise<Float32Array[]> {
  const answer = await postJson(endpoint, '/embeddings', { model: endpoint.model, input: texts, encoding_format: 'float' });
  const items = (answer as { data?: unknown } | null)?.data;
  if (!Array.isArray(items) || items.length !== texts.length) throw unreadable(`expected ${texts.length} vectors`);
  const vectors: Float32Array[] = [];
  for (const [position, item] of items.entries()) {
    const { index = position, embedding } = item as { index?: number; embedding?: unknown };
    const vector = Array.isArray(embedding) && embedding.every((value) => typeof value === 'number') ? toUnit(embedding) : null;
    if (!vector || !(index in texts) || vectors[index]) throw unreadable(`vector ${position} is wrong`);
    vectors[index] = vector;
  }
  return vectors;
}

const unreadable = (detail: string) => new ModelError('向量服务返回的内容无法识别。', detail);
