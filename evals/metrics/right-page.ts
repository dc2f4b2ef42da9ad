import type { AnswerLine, GoldCase, Scored } from '../cases.ts';
import { shareOf } from '../statistics.ts';
import { baseName } from '../text.ts';
import { answeredPairs, citationsCounted } from './answered.ts';

/** Is one of the cited files a page that holds the answer? */
export function citesRightPage(gold: GoldCase, answer: AnswerLine): boolean {
  return answer.citations
    .slice(0, citationsCounted)
    .some(({ file }) => gold.gold_files.some((gold) => baseName(gold) === baseName(file)));
}

export const rightPage = (scored: Scored[]) =>
  shareOf(answeredPairs(scored).map(({ gold, answer }) => citesRightPage(gold, answer)));
