import type { Clause } from '../../domain/document.ts';
import { machineTalkIn } from '../../text/machine-talk.ts';
import { splitSentences } from '../../text/sentences.ts';
import type { Candidate } from '../contract.ts';

/** A sentence that may become part of the answer. */
export interface Unit {
  candidate: Candidate;
  clause: Clause;
  start: number;
  end: number;
  text: string;
  /** Whether the chunk that was found holds the sentence, and not only its clause. */
  found: boolean;
}

/** All sentences of the clauses behind the candidates, each with the best candidate whose chunk holds it. */
export function unitsOf(candidates: Candidate[]): Unit[] {
  const byPlace = new Map<string, Unit>();
  for (const candidate of candidates) {
    const { clause, start: from, end: to } = candidate.view;
    if (!clause || clause.kind === 'heading' || candidate.faq) continue;
    for (const { start, end } of sentencesOf(clause)) {
      const key = `${clause.id}/${start}`;
      const found = start < to && end > from;
      const known = byPlace.get(key);
      if (!known || (found && !known.found))
        byPlace.set(key, { candidate, clause, start, end, text: clause.text.slice(start, end), found });
    }
  }
  return [...byPlace.values()];
}

/** All sentences of clauses of the candidate's document, found or not. */
export const unitsWithin = (candidate: Candidate, clauses: Clause[]): Unit[] =>
  clauses
    .filter(({ kind }) => kind !== 'heading')
    .flatMap((clause) =>
      sentencesOf(clause).map(({ start, end }) => ({
        candidate,
        clause,
        start,
        end,
        text: clause.text.slice(start, end),
        found: false,
      })),
    );

/**
 * A table row is one unit; other text is cut into sentences, without the white space around them. What speaks to the machine and not to
 * people (an order hidden in a document) is never one.
 */
function sentencesOf(clause: Clause): { start: number; end: number }[] {
  const ranges = clause.kind === 'table_row' ? [{ start: 0, end: clause.text.length }] : splitSentences(clause.text);
  const orders = machineTalkIn(clause.text);
  return ranges
    .map(({ start, end }) => trimmed(clause.text, start, end))
    .filter(({ start, end }) => end > start && !orders.some((order) => start < order.end && end > order.start));
}

export function trimmed(text: string, start: number, end: number): { start: number; end: number } {
  let from = start;
  let to = end;
  while (from < to && /\s/.test(text[from] as string)) from++;
  while (to > from && /\s/.test(text[to - 1] as string)) to--;
  return { start: from, end: to };
}
