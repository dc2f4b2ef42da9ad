import type { AnswerLine, Scored } from '../cases.ts';

/** At most three citations count. */
export const citationsCounted = 3;

/** Pairs whose citations are judged: questions that have an answer and were not declined. */
export function answeredPairs(scored: Scored[]): { gold: Scored['gold']; answer: AnswerLine }[] {
  return scored.flatMap(({ gold, answer }) => {
    const hasAnswer = gold.expect === 'answer' || gold.expect === 'expired';
    return hasAnswer && answer && !answer.status.startsWith('declined') ? [{ gold, answer }] : [];
  });
}
