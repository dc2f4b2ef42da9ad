import { readFileSync } from 'node:fs';
import { round } from '../statistics.ts';

/** Query -> its relevant documents. */
export type Qrels = Map<string, Set<string>>;

/** Tab-separated query-id, corpus-id, score; the first line is a header; a score of 0 is not relevant. */
export function readQrels(path: string): Qrels {
  const relevant: Qrels = new Map();
  for (const line of readFileSync(path, 'utf8').split('\n').slice(1)) {
    const [query, document, score] = line.trim().split('\t');
    if (!query || !document || !(Number(score) > 0)) continue;
    relevant.set(query, (relevant.get(query) ?? new Set()).add(document));
  }
  return relevant;
}

/**
 * Chunks come best first; a document stands where its best chunk stands. Scores come out falling strictly, so that whoever
 * sorts them again keeps the order.
 */
export function rankDocuments(chunks: { document: string; score: number }[]): { document: string; score: number }[] {
  const best = new Map<string, number>();
  for (const { document, score } of chunks) if (!best.has(document)) best.set(document, score);
  let previous = Number.POSITIVE_INFINITY;
  return [...best].map(([document, score]) => {
    previous = Math.min(score, previous - 1e-9);
    return { document, score: previous };
  });
}

/**
 * success@k: share of queries with a relevant document in the first k; recall@k: mean share of a query's relevant documents in
 * the first k; mrr@10: mean of 1/rank of the first relevant one within ten. A query without a ranking counts as missed.
 */
export function rankingFigures(qrels: Qrels, rankings: Map<string, string[]>): Record<string, number> {
  const figures: Record<string, number> = { judged: qrels.size };
  const mean = (score: (relevant: Set<string>, ranking: string[]) => number) => {
    let sum = 0;
    for (const [query, relevant] of qrels) sum += score(relevant, rankings.get(query) ?? []);
    return round(sum / Math.max(1, qrels.size));
  };
  for (const k of [1, 5, 10]) {
    figures[`success@${k}`] = mean((relevant, ranking) =>
      ranking.slice(0, k).some((document) => relevant.has(document)) ? 1 : 0,
    );
    figures[`recall@${k}`] = mean(
      (relevant, ranking) => ranking.slice(0, k).filter((document) => relevant.has(document)).length / relevant.size,
    );
  }
  figures['mrr@10'] = mean((relevant, ranking) => {
    const place = ranking.slice(0, 10).findIndex((document) => relevant.has(document));
    return place < 0 ? 0 : 1 / (place + 1);
  });
  return figures;
}
