import { once } from 'node:events';
import { createWriteStream, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Config } from '../src/config.ts';
import type { Viewer } from '../src/domain/access.ts';
import { InvalidInputError, NotFoundError } from '../src/domain/errors.ts';
import { dayOf, systemClock } from '../src/domain/time.ts';
import type { Candidate } from '../src/retrieve/contract.ts';
import { understand } from '../src/retrieve/understand.ts';
import type { Wence } from '../src/wire.ts';
import { readJsonLines } from './cases.ts';
import { openCorpusBase } from './corpus-base.ts';
import { latency } from './metrics/latency.ts';
import { rankDocuments, rankingFigures, readQrels } from './metrics/ranking.ts';
import type { Watch } from './watch.ts';

export interface RetrievalOptions {
  dataset: string;
  corpus: string | null;
  queries: string | null;
  qrels: string | null;
  unanswerable: string | null;
  out: string;
  watch: Watch;
  /** Where bases and vectors are kept; `.cache/eval/` by default. */
  cache?: string;
}

/** Documents a query's ranking holds. */
const depth = 100;

interface Query {
  id: string;
  text: string;
}

const querySchema = z.object({ id: z.coerce.string().optional(), _id: z.coerce.string().optional(), text: z.string().min(1) });

function readQueries(path: string): Query[] {
  return readJsonLines(path).map((line, index) => {
    const parsed = querySchema.safeParse(line);
    const id = parsed.data?.id ?? parsed.data?._id;
    if (!parsed.success || id === undefined) throw new InvalidInputError(`${path} 第 ${index + 1} 行不是 {id, text}`);
    return { id, text: parsed.data.text };
  });
}

/**
 * Ranks the documents of a corpus for every query with the product's own retriever and writes `run.txt` in TREC form; with
 * `unanswerable` also the judge's score of every query of both files.
 */
export async function evaluateRetrieval(config: Config, options: RetrievalOptions) {
  const file = (given: string | null, name: string) => given ?? join(options.dataset, name);
  const corpus = file(options.corpus, 'corpus.jsonl');
  const queries = readQueries(file(options.queries, 'queries.jsonl'));
  const unanswerable = options.unanswerable ? readQueries(options.unanswerable) : [];
  const qrelsPath = file(options.qrels, 'qrels.tsv');
  if (options.qrels && !existsSync(qrelsPath)) throw new NotFoundError(`没有这个文件：${qrelsPath}`);
  mkdirSync(options.out, { recursive: true });

  const { wence, documents, close } = await openCorpusBase(config, corpus, options.watch, options.cache);
  try {
    const ranked = await rankAll(wence, queries, options, 'run.txt', 'answerable.jsonl');
    if (unanswerable.length > 0) await rankAll(wence, unanswerable, options, null, 'unanswerable.jsonl');
    const times = latency(ranked.map(({ ms }) => ({ ms })));
    const figures = existsSync(qrelsPath)
      ? rankingFigures(readQrels(qrelsPath), new Map(ranked.map(({ id, documents: list }) => [id, list])))
      : {};
    return {
      queries: queries.length,
      unanswerable: unanswerable.length,
      documents,
      ...figures,
      ms_p50: times.p50,
      ms_p95: times.p95,
      out: options.out,
    };
  } finally {
    await close();
  }
}

interface Ranked {
  id: string;
  documents: string[];
  ms: number;
}

async function rankAll(
  wence: Wence,
  queries: Query[],
  { out, unanswerable, watch }: RetrievalOptions,
  runFile: string | null,
  scoreFile: string,
): Promise<Ranked[]> {
  const run = runFile ? createWriteStream(join(out, runFile)) : null;
  const scores = unanswerable ? createWriteStream(join(out, scoreFile)) : null;
  const progress = watch.progress(runFile ? '检索' : '检索无答案的问题');
  const all: Ranked[] = [];
  for (const [index, query] of queries.entries()) {
    watch.signal.throwIfAborted();
    progress.update(index, queries.length);
    const startedAt = performance.now();
    const { question, candidates } = await retrieveFor(wence, query.text);
    const ms = performance.now() - startedAt;
    const ranking = rankDocuments(
      candidates.flatMap((candidate) => placesOf(candidate).map((document) => ({ document, score: candidate.score }))),
    ).slice(0, depth);
    for (const [place, { document, score }] of ranking.entries())
      run?.write(`${query.id} Q0 ${document} ${place + 1} ${score} wence\n`);
    if (scores)
      scores.write(
        `${JSON.stringify({ id: query.id, score: (await wence.retriever.judge(question, candidates)).probability })}\n`,
      );
    all.push({ id: query.id, documents: ranking.map(({ document }) => document), ms });
  }
  progress.update(queries.length, queries.length);
  progress.end();
  for (const stream of [run, scores]) {
    if (stream) {
      stream.end();
      await once(stream, 'finish');
    }
  }
  return all;
}

/** Candidates asked for: a document is found by its best chunk, so more chunks than documents are needed. */
const chunksAsked = depth * 6;

export async function retrieveFor(wence: Wence, text: string, limit = chunksAsked) {
  const today = dayOf(systemClock.now());
  const viewer: Viewer = { audiences: ['public'], today };
  const question = understand({ question: text, asOf: today });
  return { question, candidates: await wence.retriever.retrieve({ question, viewer, limit }) };
}

/** The id of the corpus line stands where a file's path stands otherwise. */
export const documentOf = (candidate: Candidate) => candidate.document?.document.canonicalKey ?? candidate.view.itemId;

/** A text that stands in several documents is one candidate; each of them is found by it. */
const placesOf = (candidate: Candidate) => [
  documentOf(candidate),
  ...(candidate.sameText ?? []).map(({ document }) => document.canonicalKey),
];
