import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';
import * as onnx from 'onnxruntime-node';
import { ModelError } from '../domain/errors.ts';
import type { Embedder } from './contract.ts';
import { runInWorkers } from './embed-workers.ts';
import { embedderId, type ModelManifest, readChecked, readManifest } from './manifest.ts';
import { runTokens, sessionOptions } from './run-tokens.ts';
import { toUnit } from './vector.ts';

export interface LocalEmbedderOptions {
  /** Threads of embedPassages; each holds the model once more (about 60 MB). Default: one a core, at most 4. */
  workers?: number;
}

/** From this many texts on, starting threads pays. */
const worthWorkers = 16;
/** More characters than this never fit into the model's tokens; cutting first keeps tokenising quick. */
const charactersPerToken = 20;

/**
 * An ONNX embedding model in a folder with manifest.json (BERT inputs, first position, unit length). Hashes are compared before
 * anything is loaded. One text per run, since dynamic int8 makes a vector depend on its batch. ModelError when missing or damaged.
 */
export async function openLocalEmbedder(folder: string, options: LocalEmbedderOptions = {}): Promise<Embedder> {
  const manifest = await readManifest(folder);
  const [model, tokenizerBytes, questionModel] = await Promise.all([
    readChecked(folder, manifest.model),
    readChecked(folder, manifest.tokenizer),
    manifest.questionModel ? readChecked(folder, manifest.questionModel) : null,
  ]);
  try {
    const tokenizer = new Tokenizer(JSON.parse(new TextDecoder().decode(tokenizerBytes)), {});
    const passages = await onnx.InferenceSession.create(model, sessionOptions);
    const questions = questionModel ? await onnx.InferenceSession.create(questionModel, sessionOptions) : passages;
    const workers = options.workers ?? Math.min(4, availableParallelism());
    return new LocalEmbedder(join(folder, manifest.model.file), manifest, tokenizer, { passages, questions }, workers);
  } catch (error) {
    throw new ModelError(`向量模型无法加载：${folder}。`, String(error), { cause: error });
  }
}

interface Sessions {
  passages: onnx.InferenceSession;
  questions: onnx.InferenceSession;
}

class LocalEmbedder implements Embedder {
  readonly id: string;
  readonly dimensions: number;
  readonly #modelPath: string;
  readonly #manifest: ModelManifest;
  readonly #tokenizer: Tokenizer;
  readonly #sessions: Sessions;
  readonly #workers: number;

  constructor(modelPath: string, manifest: ModelManifest, tokenizer: Tokenizer, sessions: Sessions, workers: number) {
    this.id = embedderId(manifest);
    this.dimensions = manifest.dimensions;
    this.#modelPath = modelPath;
    this.#manifest = manifest;
    this.#tokenizer = tokenizer;
    this.#sessions = sessions;
    this.#workers = workers;
  }

  embedQuestion(text: string): Promise<Float32Array> {
    return this.#embed(this.#sessions.questions, this.#manifest.questionPrefix + text);
  }

  embedPassage(text: string): Promise<Float32Array> {
    return this.#embed(this.#sessions.passages, text);
  }

  async embedPassages(texts: readonly string[], onProgress: (done: number) => void = () => {}): Promise<Float32Array[]> {
    const vectors: Float32Array[] = [];
    let done = 0;
    const keep = (index: number, raw: Float32Array) => {
      vectors[index] = this.#unit(raw);
      onProgress(++done);
    };
    if (this.#workers < 2 || texts.length < worthWorkers) {
      for (const [index, text] of texts.entries()) keep(index, await this.#run(this.#sessions.passages, this.#tokens(text)));
    } else {
      await runInWorkers({
        modelPath: this.#modelPath,
        dimensions: this.dimensions,
        texts: texts.map((text) => this.#tokens(text)),
        workers: this.#workers,
        onVector: keep,
      });
    }
    return vectors;
  }

  async #embed(session: onnx.InferenceSession, text: string): Promise<Float32Array> {
    return this.#unit(await this.#run(session, this.#tokens(text)));
  }

  async #run(session: onnx.InferenceSession, ids: number[]): Promise<Float32Array> {
    try {
      return await runTokens(onnx, session, ids, this.dimensions);
    } catch (error) {
      throw new ModelError('向量计算失败，请重试。', String(error), { cause: error });
    }
  }

  /** At most maxTokens; the last one stays the closing token. */
  #tokens(text: string): number[] {
    const { maxTokens, lowerCase } = this.#manifest;
    const cut = text.slice(0, maxTokens * charactersPerToken);
    const { ids } = this.#tokenizer.encode(lowerCase ? cut.toLowerCase() : cut);
    return ids.length <= maxTokens ? ids : [...ids.slice(0, maxTokens - 1), ids.at(-1)!];
  }

  #unit(raw: Float32Array): Float32Array {
    const vector = toUnit(raw);
    if (!vector) throw new ModelError('向量计算结果无效。', 'vector has no length');
    return vector;
  }
}
