import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';
import * as onnx from 'onnxruntime-node';
import { createEmbedder } from '../../../src/models/create.ts';
import { readManifest } from '../../../src/models/manifest.ts';
import { median } from '../../statistics.ts';

export interface EmbeddingResult {
  texts: number;
  /** Texts a second: ours as ingestion calls it, and a bare ONNX session that takes all cores, on tokens made beforehand. */
  ours: number;
  bare: number;
  /** Median of ours / bare over the rounds, each measured side by side. */
  ratio: number;
}

const rounds = 5;

/** How much of the bare model's speed is left when ingestion embeds: tokenising, threads and copying included. */
export async function embeddingChild(modelFolder: string, texts: string[]): Promise<EmbeddingResult> {
  const embedder = await createEmbedder({ folder: modelFolder });
  const bare = await bareRun(modelFolder, texts);
  const measure = async (run: () => Promise<unknown>) => {
    const startedAt = performance.now();
    await run();
    return texts.length / ((performance.now() - startedAt) / 1000);
  };
  const pairs: { ours: number; bare: number }[] = [];
  for (let round = 0; round <= rounds; round++) {
    // By turns first, so that neither always finds the machine warm.
    const first = round % 2 === 0 ? await measure(() => embedder.embedPassages(texts)) : await measure(bare);
    const second = round % 2 === 0 ? await measure(bare) : await measure(() => embedder.embedPassages(texts));
    if (round > 0) pairs.push(round % 2 === 0 ? { ours: first, bare: second } : { ours: second, bare: first });
  }
  return {
    texts: texts.length,
    ours: median(pairs.map((pair) => pair.ours))!,
    bare: median(pairs.map((pair) => pair.bare))!,
    ratio: median(pairs.map((pair) => pair.ours / pair.bare))!,
  };
}

/** The model and nothing else: tokens ready, one session with the threads it takes by default, no vector kept. */
async function bareRun(folder: string, texts: string[]): Promise<() => Promise<void>> {
  const manifest = await readManifest(folder);
  const tokenizer = new Tokenizer(JSON.parse(readFileSync(join(folder, manifest.tokenizer.file), 'utf8')), {});
  const inputs = texts.map((text) => {
    const ids = tokenizer.encode(text).ids.slice(0, manifest.maxTokens);
    const tensor = (values: BigInt64Array) => new onnx.Tensor('int64', values, [1, ids.length]);
    return {
      input_ids: tensor(BigInt64Array.from(ids, BigInt)),
      attention_mask: tensor(new BigInt64Array(ids.length).fill(1n)),
      token_type_ids: tensor(new BigInt64Array(ids.length)),
    };
  });
  const model = join(folder, manifest.model.file);
  const session = await onnx.InferenceSession.create(model);
  return async () => {
    for (const input of inputs) await session.run(input);
  };
}
