import type { ClauseDraft } from './types.ts';

/** What the document itself asks and answers, in reading order. */
export function questionAnswerPairs(
  clauses: Pick<ClauseDraft, 'kind' | 'headings' | 'text'>[],
): [question: string, answer: string][] {
  return clauses
    .filter((clause) => clause.kind === 'question_answer')
    .map((clause) => [clause.headings.at(-1) ?? '', clause.text]);
}
