import { copyFile, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Embeddings } from '@langchain/core/embeddings';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ModelError } from '../domain/errors.ts';
import type { Embedder } from './contract.ts';
import { createEmbedder } from './create.ts';
import { WenceEmbeddings } from './langchain.ts';

const modelFolder = join(import.meta.dirname, '../../models/bge-small-zh-v1.5');
let embedder: Embedder;
beforeAll(async () => {
  embedder = await createEmbedder({ folder: modelFolder, workers: 2 });
});

const dot = (left: Float32Array, right: Float32Array) => left.reduce((sum, value, index) => sum + value * right[index]!, 0);

describe('local embedder', () => {
  it('names itself and its dimensions', () => {
    expect(embedder.id).toMatch(/^bge-small-zh-v1\.5-int8@[0-9a-f]{12}$/);
    expect(embedder.dimensions).toBe(512);
  });

  it('gives unit vectors, also for an empty text and one that is too long', async () => {
    for (const text of ['养老金', '', ' ', '长'.repeat(30_000), 'w'.repeat(30_000), '🙂']) {
      const vector = await embedder.embedPassage(text);
      expect(vector).toHaveLength(512);
      expect(Math.sqrt(dot(vector, vector))).toBeCloseTo(1, 5);
    }
  });

  it('puts the passage that answers before one that does not', async () => {
    const question = await embedder.embedQuestion('退休以后每个月能拿多少钱');
    const near = await embedder.embedPassage('参保人达到法定退休年龄后，按月领取基本养老金。');
    const far = await embedder.embedPassage('建筑垃圾应当运至指定的消纳场所。');
    expect(dot(question, near)).toBeGreaterThan(dot(question, far) + 0.1);
  });

  it('reads questions and passages differently, capitals and small letters alike', async () => {
    const [question, passage] = await Promise.all([embedder.embedQuestion('医保'), embedder.embedPassage('医保')]);
    expect(dot(question, passage)).toBeLessThan(0.999);
    expect(await embedder.embedPassage('A类人才APP')).toEqual(await embedder.embedPassage('a类人才app'));
    expect(await embedder.embedPassage('A类人才')).not.toEqual(await embedder.embedPassage('B类人才'));
  });

  it('cuts after 512 tokens', async () => {
    const start = '养老保险'.repeat(150);
    expect(await embedder.embedPassage(`${start}甲`)).toEqual(await embedder.embedPassage(`${start}乙`));
  });

  it('gives many passages the vectors that each has alone', async () => {
    const texts = Array.from({ length: 40 }, (_, index) => `第${index + 1}条 ${'参保人应当按时缴费。'.repeat(1 + (index % 7))}`);
    const done: number[] = [];
    const many = await embedder.embedPassages(texts, (count) => done.push(count));
    expect(done).toEqual(texts.map((_, index) => index + 1));
    for (const [index, text] of texts.entries()) expect(many[index]).toEqual(await embedder.embedPassage(text));
  });

  it('does a few passages without threads, and none at all', async () => {
    expect(await embedder.embedPassages([])).toEqual([]);
    expect(await embedder.embedPassages(['甲', '乙'])).toEqual([
      await embedder.embedPassage('甲'),
      await embedder.embedPassage('乙'),
    ]);
  });

  it('is the same when opened again', async () => {
    const again = await createEmbedder({ folder: modelFolder });
    expect(again.id).toBe(embedder.id);
    expect(await again.embedQuestion('医保')).toEqual(await embedder.embedQuestion('医保'));
  });

  it('serves as LangChain embeddings', async () => {
    const embeddings = new WenceEmbeddings(embedder);
    expect(embeddings).toBeInstanceOf(Embeddings);
    expect(await embeddings.embedQuery('医保')).toEqual(Array.from(await embedder.embedQuestion('医保')));
    expect(await embeddings.embedDocuments(['甲'])).toEqual([Array.from(await embedder.embedPassage('甲'))]);
  });
});

describe('a damaged model folder', () => {
  let folder: string;
  const files = ['manifest.json', 'model_int8.onnx', 'question_int8.onnx', 'tokenizer.json'];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wence-model-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const changeManifest = async (change: (manifest: Record<string, unknown>) => void) => {
    const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
    change(manifest);
    await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
  };

  it.each<[string, () => Promise<unknown>, RegExp]>([
    ['without a manifest', () => rm(join(folder, 'manifest.json')), /找不到.*清单/],
    ['with a manifest that is no JSON', () => writeFile(join(folder, 'manifest.json'), '{'), /不是有效的 JSON/],
    ['with a manifest that lacks a field', () => changeManifest((manifest) => delete manifest.dimensions), /不完整.*dimensions/],
    ['without the model', () => rm(join(folder, 'model_int8.onnx')), /找不到向量模型文件/],
    ['with half a model', () => truncate(join(folder, 'model_int8.onnx'), 1_000_000), /不完整/],
    ['with a changed tokenizer', () => flipByte('tokenizer.json'), /损坏或被改动/],
    ['with a changed model', () => flipByte('model_int8.onnx'), /损坏或被改动/],
    ['with changed weights for questions', () => flipByte('question_int8.onnx'), /损坏或被改动/],
  ])('%s is a ModelError that says so', async (_name, damage, message) => {
    await Promise.all(files.map((file) => copyFile(join(modelFolder, file), join(folder, file))));
    await damage();
    const error = await createEmbedder({ folder }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ModelError);
    expect((error as ModelError).message).toMatch(message);
  });

  async function flipByte(file: string): Promise<void> {
    const bytes = await readFile(join(folder, file));
    bytes[bytes.length >> 1]! ^= 1;
    await writeFile(join(folder, file), bytes);
  }
});
