import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ModelError } from '../domain/errors.ts';
import { sha256 } from '../domain/ids.ts';

export interface ModelFile {
  file: string;
  bytes: number;
  /** SHA-256, hexadecimal. */
  sha256: string;
}

/** manifest.json of a model folder: how to use the model, and which bytes are the right ones. */
export interface ModelManifest {
  name: string;
  dimensions: number;
  maxTokens: number;
  /** Which output becomes the vector: the first position. */
  pooling: 'cls';
  /** The vocabulary has small letters only; a capital would become an unknown token. */
  lowerCase: boolean;
  questionPrefix: string;
  model: ModelFile;
  tokenizer: ModelFile;
  /**
   * Weights that read questions, trained to find the vectors that `model` makes of passages; without them `model` reads both. Stored vectors
   * do not depend on it, so it can change without embedding anything again.
   */
  questionModel?: ModelFile;
}

/** Reads and checks manifest.json; ModelError names what is missing. */
export async function readManifest(folder: string): Promise<ModelManifest> {
  const path = join(folder, 'manifest.json');
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new ModelError(`找不到向量模型的清单文件：${path}。请检查模型文件夹设置。`, String(error), { cause: error });
  });
  const manifest = parse(text, path);
  const wrong = wrongFields(manifest);
  if (wrong.length > 0) {
    throw new ModelError(
      `向量模型的清单文件不完整：${path}（${wrong.join('、')}）。`,
      `manifest fields wrong: ${wrong.join(', ')}`,
    );
  }
  return manifest;
}

function parse(text: string, path: string): ModelManifest {
  try {
    return JSON.parse(text) as ModelManifest;
  } catch (error) {
    throw new ModelError(`向量模型的清单文件不是有效的 JSON：${path}。`, String(error), { cause: error });
  }
}

function wrongFields(manifest: Partial<ModelManifest> | null): string[] {
  const positive = (value: unknown) => Number.isInteger(value) && (value as number) > 0;
  const isFile = (file: ModelFile | undefined) =>
    !!file?.file && positive(file.bytes) && /^[0-9a-f]{64}$/.test(file.sha256 ?? '');
  const checks: [string, boolean][] = [
    ['name', typeof manifest?.name === 'string' && manifest.name !== ''],
    ['dimensions', positive(manifest?.dimensions)],
    ['maxTokens', positive(manifest?.maxTokens)],
    ['pooling', manifest?.pooling === 'cls'],
    ['lowerCase', typeof manifest?.lowerCase === 'boolean'],
    ['questionPrefix', typeof manifest?.questionPrefix === 'string'],
    ['model', isFile(manifest?.model)],
    ['tokenizer', isFile(manifest?.tokenizer)],
    ['questionModel', manifest?.questionModel === undefined || isFile(manifest.questionModel)],
  ];
  return checks.filter(([, fine]) => !fine).map(([name]) => name);
}

/** The bytes of a model file, after size and SHA-256 were compared with the manifest. */
export async function readChecked(folder: string, expected: ModelFile): Promise<Uint8Array> {
  const path = join(folder, expected.file);
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new ModelError(`找不到向量模型文件：${path}。`, String(error), { cause: error });
  });
  if (bytes.length !== expected.bytes) {
    throw new ModelError(
      `向量模型文件不完整：${path}，应为 ${expected.bytes} 字节，实为 ${bytes.length} 字节。请重新复制。`,
      `size mismatch of ${expected.file}`,
    );
  }
  const actual = sha256(bytes);
  if (actual !== expected.sha256) {
    throw new ModelError(
      `向量模型文件已损坏或被改动：${path}，校验值不符。请重新复制。`,
      `sha256 of ${expected.file} is ${actual}`,
    );
  }
  return bytes;
}

/** Changes whenever the vectors of passages would: weights, tokenizer or the way they are used. */
export function embedderId(manifest: ModelManifest): string {
  const recipe = [
    manifest.model.sha256,
    manifest.tokenizer.sha256,
    manifest.maxTokens,
    manifest.lowerCase,
    manifest.questionPrefix,
  ];
  return `${manifest.name}@${sha256(JSON.stringify(recipe)).slice(0, 12)}`;
}
