import type { Clause } from '../../../domain/document.ts';

/** The questions that a text asks itself, each with its answer, in reading order. */
export function questionAnswerPairs(clauses: Pick<Clause, 'kind' | 'headings' | 'text'>[]): [question: string, answer: string][] {
  return clauses.flatMap(({ kind, headings, text }): [string, string][] =>
    kind === 'question_answer' ? [[headings.at(-1) ?? '', text]] : [],
  );
}
