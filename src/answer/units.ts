import type { Clause } from '../domain/document.ts';
import type { Candidate } from '../retrieve/contract.ts';
import { splitSentences } from '../text/sentences.ts';

/** A sentence that may become part of the answer. */
export interface Unit {
  candidate: Candidate;
  clause: Clause;
  start: number;
  end: number;
  text: string;
  /** Rank of the candidate it came from. */
  rank: number;
}

/** All sentences of the clauses behind the candidates; a clause counts once, at its best rank. */
export function unitsOf(candidates: Candidate[]): Unit[] {
  const seen = new Set<string>();
  const units: Unit[] = [];
  candidates.forEach((candidate, rank) => {
    const { clause } = candidate.view;
    if (!clause || clause.kind === 'heading' || candidate.faq || seen.has(clause.id)) return;
    seen.add(clause.id);
    for (const { start, end } of sentencesOf(clause)) {
      units.push({ candidate, clause, start, end, text: clause.text.slice(start, end), rank });
    }
  });
  return units;
}

/** A table row is one unit; other text is cut into sentences, without the white space around them. */
function sentencesOf(clause: Clause): { start: number; end: number }[] {
  const ranges = clause.kind === 'table_row' ? [{ start: 0, end: clause.text.length }] : splitSentences(clause.text);
  return ranges.map(({ start, end }) => trimmed(clause.text, start, end)).filter(({ start, end }) => end > start);
}

export function trimmed(text: string, start: number, end: number): { start: number; end: number } {
  let from = start;
  let to = end;
  while (from < to && /\s/.test(text[from] as string)) from++;
  while (to > from && /\s/.test(text[to - 1] as string)) to--;
  return { start: from, end: to };
}
