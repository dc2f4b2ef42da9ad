import type { Ranker } from '../../models/contract.ts';
import type { Store } from '../../store/contract.ts';
import type { Candidate, UnderstoodQuestion } from '../contract.ts';
import { type Facet, facetsOf } from './facets.ts';
import { type ScoredUnits, scoreUnits } from './score-units.ts';
import { type ChosenUnit, selectUnits } from './select-units.ts';
import { unitsOf } from './units.ts';
import { readingWeights } from './weights.ts';

/** What the evidence says to the question: the sentences that would be the answer, in reading order. */
export interface Reading {
  facets: Facet[];
  sentences: ChosenUnit[];
  /** All sentences weighed for each facet, best first. */
  weighed: ScoredUnits[];
}

export interface ReadingParts {
  store: Store;
  ranker: Ranker | null;
  rankerDepth: number;
}

/** Reads the best documents' clauses for each thing asked; another scheme's are never evidence. FAQ entries are not read beside documents: they answer whole or not at all. */
export async function readEvidence(parts: ReadingParts, question: UnderstoodQuestion, candidates: Candidate[]): Promise<Reading> {
  const isEntryAlone = candidates.every(({ faq }) => faq !== null);
  const pool = candidates
    .filter(({ document, features }) => (document || isEntryAlone) && !features.otherScheme)
    .slice(0, readingWeights.poolDepth);
  const units = unitsOf(pool);
  const facets = facetsOf(question);
  const weighed = await Promise.all(facets.map((facet) => scoreUnits(facet, question, units, candidates, parts)));
  return {
    facets,
    sentences: selectUnits(weighed, facets),
    weighed,
  };
}
