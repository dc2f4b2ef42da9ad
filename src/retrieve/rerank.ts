import type { Ranker } from '../models/contract.ts';
import type { Store } from '../store/contract.ts';
import { questionTerms } from '../text/terms.ts';
import type { Candidate, UnderstoodQuestion } from './contract.ts';
import { rankedPassage } from './ranked-text.ts';
import { rarityOf } from './rarity.ts';
import type { RankingWeights } from './weights.ts';

export interface RerankParts {
  store: Store;
  ranker: Ranker | null;
  /** Candidates that the ranker reads. */
  rankerDepth: number;
  weights: RankingWeights;
}

/**
 * The first candidates once more, each read together with the question; the rest keep their places behind them. Where the first stands
 * clear of the next document nothing is read.
 */
export async function rerank(parts: RerankParts, question: UnderstoodQuestion, candidates: Candidate[]): Promise<Candidate[]> {
  const { ranker, weights } = parts;
  if (!ranker || candidates.length < 2 || isClear(candidates, weights)) return candidates;
  const read = candidates.slice(0, parts.rankerDepth);
  const rest = candidates.slice(parts.rankerDepth);
  const rarity = await rarityOf(parts.store, questionTerms(question.text));
  const scores = await ranker.score(
    question.text,
    read.map((candidate) => rankedPassage(candidate, rarity)),
  );
  const ranked = read.map((candidate, i): Candidate => {
    const ranking = weights.ranker * likelihood(scores[i] as number);
    return { ...candidate, score: candidate.score + ranking, features: { ...candidate.features, ranker: scores[i] as number } };
  });
  // The rest were not read: at best they are as unlikely as the least likely one that was.
  const least = Math.min(...scores.map(likelihood)) * weights.ranker;
  return [...ranked, ...rest.map((candidate) => ({ ...candidate, score: candidate.score + least }))].sort(
    (a, b) => b.score - a.score || (a.view.chunkId < b.view.chunkId ? -1 : 1),
  );
}

const likelihood = (score: number) => 1 / (1 + Math.exp(-score));

function isClear(candidates: Candidate[], weights: RankingWeights): boolean {
  const [first] = candidates as [Candidate];
  const next = candidates.find((candidate) => candidate.view.itemId !== first.view.itemId);
  return next !== undefined && first.score - next.score >= weights.clearLead;
}
