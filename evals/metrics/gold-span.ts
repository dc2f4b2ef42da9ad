import type { AnswerLine, GoldCase, Scored } from '../cases.ts';
import { shareOf } from '../statistics.ts';
import { sharesRun } from '../text.ts';
import { answeredPairs, citationsCounted } from './answered.ts';

/** Does a cited quote share at least 12 characters with the text that holds the answer? */
export function citesGoldSpan(gold: GoldCase, answer: AnswerLine): boolean {
  const quotes = answer.citations.slice(0, citationsCounted).map(({ quote }) => quote);
  return quotes.some((quote) => gold.gold_quotes.some((expected) => sharesRun(quote, expected)));
}

export const goldSpan = (scored: Scored[]) =>
  shareOf(answeredPairs(scored).map(({ gold, answer }) => citesGoldSpan(gold, answer)));
