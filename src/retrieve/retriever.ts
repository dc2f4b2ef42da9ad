import type { Embedder, Ranker } from '../models/contract.ts';
import type { Store } from '../store/contract.ts';
import type { VectorIndex } from '../vectors/contract.ts';
import { gatherCandidates, type RawScore, type RawScores } from './candidates.ts';
import type { RetrieveRequest, Retriever } from './contract.ts';
import { judgeEvidence } from './judge.ts';
import { namedDocuments, pageMeant } from './named.ts';
import { rankCandidates } from './rank.ts';
import { VectorSearch } from './vector-search.ts';
import { type RankingWeights, rankingWeights } from './weights.ts';

export interface RetrieverParts {
  store: Store;
  embedder: Embedder;
  /** Reads a question together with a sentence; null where none is set. */
  ranker: Ranker | null;
  /** Sentences that the ranker reads for each thing asked. */
  rankerDepth: number;
  createIndex: (count: number) => VectorIndex;
  weights?: RankingWeights;
}

/** understand (before) -> candidates from words and meaning -> what is named outright -> fuse and rank -> judge, for which the ranker reads the best sentences. */
export function createRetriever({
  store,
  embedder,
  ranker,
  rankerDepth,
  createIndex,
  weights = rankingWeights,
}: RetrieverParts): Retriever {
  const vectors = new VectorSearch(store, embedder, createIndex);
  const parts = { store, embedder, ranker, rankerDepth, vectors, weights };
  return {
    async retrieve({ question, viewer, limit, filter }: RetrieveRequest) {
      const page = filter ? null : await pageMeant(store, question, viewer);
      // What is asked of the page being read is not answered from another.
      const scope = page ? { itemIds: [page] } : filter;
      const raw = await gatherCandidates(parts, question, viewer, scope);
      const named = scope ? [] : await namedDocuments(store, question, viewer);
      if (named.length > 0) {
        const within = await gatherCandidates(parts, question, viewer, { itemIds: named });
        for (const [chunkId, scores] of within) keepBetter(raw, chunkId, scores);
      }
      return rankCandidates(store, question, raw, viewer, weights, limit);
    },
    judge: (question, candidates) => judgeEvidence(parts, question, candidates),
  };
}

function keepBetter(raw: RawScores, chunkId: string, scores: RawScore): void {
  const known = raw.get(chunkId);
  if (!known || known.lexical < scores.lexical) raw.set(chunkId, scores);
}
