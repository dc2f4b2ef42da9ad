import { join } from 'node:path';
import type { Embedder } from '../../src/models/contract.ts';
import { createEmbedder } from '../../src/models/create.ts';
import { modelCache } from '../cache.ts';
import type { CorpusDocument } from '../documents.ts';
import { rankingFigures } from '../metrics/ranking.ts';
import { median, percentile } from '../statistics.ts';
import { rememberingEmbedder, VectorFile } from '../vector-file.ts';
import { langchainBm25, langchainBoth, langchainVectors } from './langchain.ts';
import { peakMegabytes, resetPeak } from './memory.ts';
import { miniSearch } from './minisearch.ts';
import type { BenchSystem } from './system.ts';
import { type BenchQuestion, readLines } from './texts.ts';
import { benchConfig, buildBenchBase, wenceSystem } from './wence.ts';

/** The systems compared, in the order of the table. The first is ours. */
export const systems: Record<string, { title: string; make(folder: string): BenchSystem }> = {
  wence: { title: 'Wence', make: (folder) => wenceSystem(join(folder, 'base')) },
  'langchain-vectors': { title: 'LangChain HNSWLib', make: langchainVectors },
  'langchain-bm25': { title: 'LangChain BM25Retriever', make: () => langchainBm25(false) },
  'langchain-both': { title: 'LangChain HNSWLib + BM25Retriever', make: () => langchainBoth(false) },
  'langchain-both-cut': { title: '  the same, questions cut into bigrams', make: () => langchainBoth(true) },
  minisearch: { title: 'MiniSearch', make: () => miniSearch(false) },
  'minisearch-cut': { title: '  the same, bigrams', make: () => miniSearch(true) },
};

export interface BenchResult {
  system: string;
  buildMs: number;
  success1: number;
  recall10: number;
  p50: number;
  p95: number;
  megabytes: number;
}

/** Vectors of the rivals' texts, made by the parent. */
export const vectorFileOf = (folder: string, dimensions: number) => new VectorFile(join(folder, 'vectors.bin'), dimensions);

const openEmbedder = (folder: string) => createEmbedder({ folder: benchConfig(folder).WENCE_MODEL_FOLDER });

/** An embedder that knows how long its passages took, to be left out of the time of building. */
function stopwatch(embedder: Embedder): { embedder: Embedder; spentMs: () => number } {
  let spent = 0;
  return {
    spentMs: () => spent,
    embedder: {
      ...embedder,
      embedPassage: (text) => embedder.embedPassage(text),
      embedQuestion: (text) => embedder.embedQuestion(text),
      async embedPassages(texts, onProgress) {
        const startedAt = performance.now();
        const vectors = await embedder.embedPassages(texts, onProgress);
        spent += performance.now() - startedAt;
        return vectors;
      },
    },
  };
}

/** Builds our base in a process of its own, as ingestion does; the time is ours alone. */
export async function buildChild(folder: string): Promise<{ buildMs: number; chunks: number }> {
  const documents = readLines<CorpusDocument>(join(folder, 'documents.jsonl'));
  const { embedder, spentMs } = stopwatch(modelCache(await openEmbedder(folder)));
  const startedAt = performance.now();
  const chunks = await buildBenchBase(join(folder, 'base'), documents, embedder);
  return { buildMs: performance.now() - startedAt - spentMs(), chunks };
}

/** Builds a system; texts and vectors that only the bench holds are let go. Milliseconds, embedding left out. */
export async function buildAlone(system: BenchSystem, name: string, folder: string): Promise<number> {
  const documents = name === 'wence' ? [] : readLines<CorpusDocument>(join(folder, 'documents.jsonl'));
  const model = await openEmbedder(folder);
  const file = vectorFileOf(folder, model.dimensions);
  const { embedder, spentMs } = stopwatch(rememberingEmbedder(model, file));
  const startedAt = performance.now();
  await system.build(documents, embedder);
  const buildMs = performance.now() - startedAt - spentMs();
  file.clear();
  return buildMs;
}

/** Builds one system and asks it every question, alone in its process so that memory is its own. */
export async function searchChild(name: string, folder: string): Promise<BenchResult> {
  const system = systems[name]!.make(folder);
  const questions = readLines<BenchQuestion>(join(folder, 'questions.jsonl'));
  const buildMs = await buildAlone(system, name, folder);
  for (const question of questions.slice(0, 5)) await system.search(question.text, 10);
  global.gc?.();
  resetPeak();
  const times: number[] = [];
  const rankings = new Map<string, string[]>();
  for (const question of questions) {
    const askedAt = performance.now();
    rankings.set(question.id, await system.search(question.text, 10));
    times.push(performance.now() - askedAt);
  }
  const figures = rankingFigures(new Map(questions.map(({ id, relevant }) => [id, new Set(relevant)])), rankings);
  const megabytes = peakMegabytes();
  await system.close();
  return {
    system: name,
    buildMs,
    success1: figures['success@1'] ?? 0,
    recall10: figures['recall@10'] ?? 0,
    p50: median(times) ?? 0,
    p95: percentile(times, 0.95) ?? 0,
    megabytes,
  };
}
