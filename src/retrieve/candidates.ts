import type { Viewer } from '../domain/access.ts';
import type { Embedder } from '../models/contract.ts';
import type { ChunkFilter, ScoredChunk, Store } from '../store/contract.ts';
import { documentTerms, questionTerms } from '../text/terms.ts';
import type { UnderstoodQuestion } from './contract.ts';
import { raritiesOf } from './rarity.ts';
import type { VectorSearch } from './vector-search.ts';
import type { RankingWeights } from './weights.ts';

/** Raw scores of a chunk. */
export interface RawScore {
  /** BM25 divided by the best of the question, 0..1. */
  lexical: number;
  cosine: number;
  /** How much of the question the best chunk's words cover, the same for all chunks: see LexicalFindings. */
  coverage: number;
}

export type RawScores = Map<string, RawScore>;

/** What the search by words found. */
export interface LexicalFindings {
  /** Each chunk's score divided by the best. */
  scores: Map<string, number>;
  /** How much of the question the best chunk covers, with official words or without: 0 where no chunk holds any, about 1 where one holds all. */
  coverage: number;
}

/** Candidates from words: the question as asked, and once more widened by official words when there are any. */
export async function lexicalCandidates(
  store: Store,
  question: UnderstoodQuestion,
  viewer: Viewer,
  weights: RankingWeights,
  filter?: ChunkFilter,
): Promise<LexicalFindings> {
  const terms = questionTerms(question.text);
  const { scores, best } = await bestScores(store, terms, viewer, weights.lexicalLimit, filter);
  const plain = await covered(store, terms, best);
  const official = question.expansions.filter((expansion) => expansion.weight >= 0.5).map((expansion) => expansion.term);
  if (official.length === 0) return { scores, coverage: plain };
  const widenedTerms = [...new Set([...terms, ...documentTerms(official.join(' ')).split(' ')])];
  const widened = await bestScores(store, widenedTerms, viewer, weights.lexicalLimit, filter);
  for (const [chunkId, score] of widened.scores) {
    scores.set(chunkId, Math.max(scores.get(chunkId) ?? 0, score * weights.widened));
  }
  return { scores, coverage: Math.max(plain, await covered(store, widenedTerms, widened.best)) };
}

/** The best BM25 over the rarity of all terms asked, those that no chunk holds included. */
async function covered(store: Store, terms: string[], best: number): Promise<number> {
  const asked = (await raritiesOf(store, terms)).reduce((sum, { rarity }) => sum + rarity, 0);
  return asked > 0 ? best / asked : 0;
}

/** Scores divided by the best of the query, so that they mean the same for short and long questions. */
async function bestScores(
  store: Store,
  terms: string[],
  viewer: Viewer,
  limit: number,
  filter?: ChunkFilter,
): Promise<{ scores: Map<string, number>; best: number }> {
  const hits = await store.search.lexical(
    { bodyTerms: terms, headingTerms: terms, limit, ...(filter ? { filter } : {}) },
    viewer,
  );
  const best = hits[0]?.score ?? 0;
  return { scores: new Map(hits.map((hit: ScoredChunk) => [hit.chunkId, best > 0 ? hit.score / best : 0])), best };
}

/** Both searches, each chunk with both scores: a cosine for what words found, zero words for what only meaning found. */
export async function gatherCandidates(
  parts: { store: Store; embedder: Embedder; vectors: VectorSearch; weights: RankingWeights },
  question: UnderstoodQuestion,
  viewer: Viewer,
  filter?: ChunkFilter,
): Promise<RawScores> {
  const { store, embedder, vectors, weights } = parts;
  const queries = await Promise.all([question.text, question.official ?? []].flat().map((text) => embedder.embedQuestion(text)));
  const [{ scores: lexical, coverage }, ...near] = await Promise.all([
    lexicalCandidates(store, question, viewer, weights, filter),
    ...queries.map((query) => vectors.search(query, weights.vectorLimit, viewer, filter)),
  ]);
  const found = [...new Set([...lexical.keys(), ...near.flatMap((hits) => hits.map(({ chunkId }) => chunkId))])];
  const cosines = await Promise.all(queries.map((query) => vectors.cosines(query, found, viewer.today)));
  const cosineOf = (chunkId: string) => Math.max(...cosines.map((of) => of.get(chunkId) ?? 0));
  const scores: RawScores = new Map();
  for (const chunkId of found) scores.set(chunkId, { lexical: lexical.get(chunkId) ?? 0, cosine: cosineOf(chunkId), coverage });
  return scores;
}
