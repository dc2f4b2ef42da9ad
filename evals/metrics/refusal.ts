import type { Scored } from '../cases.ts';
import { round, shareOf } from '../statistics.ts';
import { judgeAnswer } from './accuracy.ts';

export interface Refusal {
  /** Share of the questions without an answer that were declined. */
  refused: number | null;
  refusedCount: number;
  shouldRefuse: number;
  /** Share of the questions with an answer that were declined or asked back. */
  falseRefusals: number;
  falseRefusalCount: number;
  shouldAnswer: number;
}

export function refusal(scored: Scored[]): Refusal {
  const refuse = scored.filter(({ gold }) => gold.expect === 'refuse').map((pair) => judgeAnswer(pair).passed);
  const answerable = scored.filter(({ gold }) => gold.expect === 'answer' || gold.expect === 'expired');
  const turnedAway = answerable.filter(({ answer }) => answer && /^(declined|clarify)/.test(answer.status)).length;
  return {
    refused: shareOf(refuse),
    refusedCount: refuse.filter(Boolean).length,
    shouldRefuse: refuse.length,
    falseRefusals: round(turnedAway / Math.max(1, answerable.length)),
    falseRefusalCount: turnedAway,
    shouldAnswer: answerable.length,
  };
}
