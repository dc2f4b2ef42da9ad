import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';
import * as onnx from 'onnxruntime-node';
import { ModelError } from '../domain/errors.ts';
import { sha256 } from '../domain/ids.ts';
import type { Ranker } from './contract.ts';
import { type ModelFile, readChecked } from './manifest.ts';
import { sessionOptions } from './run-tokens.ts';

/** manifest.json of a ranker's folder. Files may stand in a folder beside it. */
export interface RankerManifest {
  name: string;
  /** Tokens of question and of passage that the model reads; it was trained on these lengths. */
  questionTokens: number;
  passageTokens: number;
  lowerCase: boolean;
  model: ModelFile;
  tokenizer: ModelFile;
}

/** BERT's marks of the beginning and of the end of a part. */
const opening = 101;
const closing = 102;

/**
 * A cross-encoder in ONNX: question and passage are read together, the output `score` is one number, higher is better. Each pair runs
 * alone, since dynamic int8 makes a score depend on its batch. ModelError when missing or damaged.
 */
export async function openLocalRanker(folder: string): Promise<Ranker> {
  const manifest = await readRankerManifest(folder);
  const [model, tokenizerBytes] = await Promise.all([
    readChecked(folder, manifest.model),
    readChecked(folder, manifest.tokenizer),
  ]);
  try {
    const tokenizer = new Tokenizer(JSON.parse(new TextDecoder().decode(tokenizerBytes)), {});
    const session = await onnx.InferenceSession.create(model, sessionOptions);
    return new LocalRanker(manifest, tokenizer, session);
  } catch (error) {
    throw new ModelError(`排序模型无法加载：${folder}。`, String(error), { cause: error });
  }
}

async function readRankerManifest(folder: string): Promise<RankerManifest> {
  const path = join(folder, 'manifest.json');
  try {
    return JSON.parse(await readFile(path, 'utf8')) as RankerManifest;
  } catch (error) {
    throw new ModelError(`排序模型的清单文件读不到或有误：${path}。`, String(error), { cause: error });
  }
}

class LocalRanker implements Ranker {
  readonly id: string;
  readonly #manifest: RankerManifest;
  readonly #tokenizer: Tokenizer;
  readonly #session: onnx.InferenceSession;

  constructor(manifest: RankerManifest, tokenizer: Tokenizer, session: onnx.InferenceSession) {
    const { model, tokenizer: words, questionTokens, passageTokens, lowerCase } = manifest;
    const recipe = [model.sha256, words.sha256, questionTokens, passageTokens, lowerCase];
    this.id = `${manifest.name}@${sha256(JSON.stringify(recipe)).slice(0, 12)}`;
    this.#manifest = manifest;
    this.#tokenizer = tokenizer;
    this.#session = session;
  }

  /** Pairs run side by side on the runtime's own threads. */
  score(question: string, passages: readonly string[]): Promise<number[]> {
    const asked = this.#tokens(question, this.#manifest.questionTokens);
    return Promise.all(passages.map((passage) => this.#scoreOne(asked, this.#tokens(passage, this.#manifest.passageTokens))));
  }

  async #scoreOne(question: number[], passage: number[]): Promise<number> {
    const ids = [opening, ...question, closing, ...passage, closing];
    const shape = [1, ids.length];
    const tensor = (values: BigInt64Array) => new onnx.Tensor('int64', values, shape);
    const segments = new BigInt64Array(ids.length).fill(1n, question.length + 2);
    try {
      const output = await this.#session.run({
        input_ids: tensor(BigInt64Array.from(ids, BigInt)),
        attention_mask: tensor(new BigInt64Array(ids.length).fill(1n)),
        token_type_ids: tensor(segments),
      });
      return (output.score!.data as Float32Array)[0]!;
    } catch (error) {
      throw new ModelError('排序计算失败，请重试。', String(error), { cause: error });
    }
  }

  #tokens(text: string, limit: number): number[] {
    // More characters than this never fit into the tokens; cutting first keeps tokenising quick.
    const cut = text.slice(0, limit * 8);
    const { ids } = this.#tokenizer.encode(this.#manifest.lowerCase ? cut.toLowerCase() : cut, { add_special_tokens: false });
    return ids.slice(0, limit);
  }
}
