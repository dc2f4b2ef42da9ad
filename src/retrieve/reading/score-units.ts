import { validityOn } from '../../domain/validity.ts';
import type { Ranker } from '../../models/contract.ts';
import type { Store } from '../../store/contract.ts';
import { documentTerms, questionTerms } from '../../text/terms.ts';
import type { Candidate, UnderstoodQuestion } from '../contract.ts';
import { rankedSentence } from '../ranked-text.ts';
import { rarityOf } from '../rarity.ts';
import { caseFit } from './case-fit.ts';
import type { Facet } from './facets.ts';
import { type AskedTerms, type DescribedUnit, describeUnits } from './unit-features.ts';
import { type LinearModel, unitWeights } from './unit-weights.ts';
import { titleOf, type Unit } from './units.ts';
import { readingWeights } from './weights.ts';

export interface ScoredUnit extends DescribedUnit {
  /** Log-odds that the sentence is part of the answer. */
  score: number;
  /** What the ranker says of it; null where none has read it. */
  ranker: number | null;
  /** Log-odds for the case that the question states: its age, term, amount. */
  caseFit: number;
}

export interface ScoredUnits {
  /** Best first. */
  units: ScoredUnit[];
}

export interface ScoringParts {
  store: Store;
  ranker: Ranker | null;
  /** Sentences that the ranker reads. */
  rankerDepth: number;
}

/** How well each sentence answers one of the things asked; the ranker, where there is one, reads the most promising. */
export async function scoreUnits(
  facet: Facet,
  question: UnderstoodQuestion,
  units: Unit[],
  candidates: Candidate[],
  { store, ranker, rankerDepth }: ScoringParts,
): Promise<ScoredUnits> {
  const asked = await askedTerms(facet, question, store);
  const fitOfCase = caseFit(question.text);
  const plain = describeUnits(facet, asked, units, candidates)
    .map(
      (unit): ScoredUnit => ({
        ...unit,
        score: logOdds(unitWeights.plain, unit.features),
        ranker: null,
        caseFit: fitOfCase(unit),
      }),
    )
    .map((unit) => standing(unit, question))
    .sort((a, b) => b.score - a.score);
  return { units: ranker ? await withRanker(facet, question, plain, ranker, rankerDepth) : plain };
}

/** What is named, in force and of this place goes before, and what holds on the day asked about before what is only to come. */
function standing(unit: ScoredUnit, { asOf }: UnderstoodQuestion): ScoredUnit {
  const { document, features, score } = unit.candidate;
  const reasons = score - (features.fused ?? score);
  const isNamed = features.namedDocument || features.namedTitle;
  const isToCome = document !== null && !isNamed && validityOn(document.document, asOf) === 'not_yet';
  const { itemReasons, notYetInForce } = readingWeights;
  return { ...unit, score: unit.score + unit.caseFit + itemReasons * reasons - (isToCome ? notYetInForce : 0) };
}

/** Those that were not read stay behind those that were. */
async function withRanker(
  facet: Facet,
  question: UnderstoodQuestion,
  plain: ScoredUnit[],
  ranker: Ranker,
  depth: number,
): Promise<ScoredUnit[]> {
  const read = plain.slice(0, depth);
  const scores = await ranker.score(
    facet.text,
    read.map(({ clause, candidate, text }) => rankedSentence(clause, titleOf(candidate), text)),
  );
  const least = Math.min(...scores);
  return plain
    .map((unit, i) => {
      const support = scores[i] ?? least;
      return {
        ...unit,
        ranker: scores[i] ?? null,
        score: logOdds(unitWeights.ranked, { ...unit.features, ranker: support }),
      };
    })
    .map((unit) => standing(unit, question))
    .sort((a, b) => Number(b.ranker !== null) - Number(a.ranker !== null) || b.score - a.score);
}

async function askedTerms(facet: Facet, question: UnderstoodQuestion, store: Store): Promise<AskedTerms> {
  const own = questionTerms(facet.text);
  const official = question.expansions.filter(({ weight }) => weight >= 0.5).map(({ term }) => term);
  const rarity = await rarityOf(store, [...own, ...documentTerms(official.join(' ')).split(' ')]);
  const isOwn = new Set(own);
  return {
    own: new Map([...rarity].filter(([term]) => isOwn.has(term))),
    official: new Map([...rarity].filter(([term]) => !isOwn.has(term))),
  };
}

const logOdds = <Name extends string>({ intercept, weights }: LinearModel<Name>, features: Record<Name, number>) =>
  Object.entries<number>(weights).reduce((sum, [name, weight]) => sum + weight * features[name as Name], intercept);
