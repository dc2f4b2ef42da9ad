import { answerShapes } from '../retrieve/answer-shapes.ts';
import type { Candidate, UnderstoodQuestion } from '../retrieve/contract.ts';
import { documentTerms, questionTerms } from '../text/terms.ts';
import { answerWeights } from './answer-weights.ts';
import type { Unit } from './units.ts';
import type { AnswerParts } from './values.ts';

export interface ScoredUnit extends Unit {
  score: number;
  /** The question's terms that this sentence itself holds. */
  covers: Set<string>;
}

export interface ScoredUnits {
  units: ScoredUnit[];
  /** Weight of each term of the question, summing to 1. */
  weights: Map<string, number>;
}

/** Sentences read by the embedder; the others keep the cosine of their clause. */
const embeddedUnits = 16;

/** How well each sentence answers: shared words by rarity, the rank of its clause, nearness in meaning, and the kind of thing asked for. */
export async function scoreUnits(question: UnderstoodQuestion, units: Unit[], parts: AnswerParts): Promise<ScoredUnits> {
  const terms = questionTerms(question.text);
  const weights = await termWeights(terms, parts);
  const top = Math.max(...units.map((unit) => unit.candidate.score), 0.0001);
  const scored = units.map((unit): ScoredUnit => {
    const own = new Set(documentTerms(unit.text).split(' '));
    const around = new Set(documentTerms(contextOf(unit.candidate, unit)).split(' '));
    const covers = new Set(terms.filter((term) => own.has(term)));
    const weightOf = (present: Set<string>) =>
      terms.reduce((sum, term) => sum + (present.has(term) ? (weights.get(term) ?? 0) : 0), 0);
    const overlap = weightOf(own) + 0.3 * weightOf(new Set([...around].filter((term) => !own.has(term))));
    const shape = answerShapes(question, unit.text) ? answerWeights.shape : 0;
    const score = answerWeights.overlap * overlap + answerWeights.clauseScore * (unit.candidate.score / top) + shape;
    return { ...unit, score, covers };
  });
  await addCosines(question, scored, parts);
  return { units: scored.sort((a, b) => b.score - a.score), weights };
}

async function termWeights(terms: string[], parts: AnswerParts): Promise<Map<string, number>> {
  const { chunks, frequency } = await parts.store.search.termStatistics(terms);
  const raw = terms.map((term) => Math.log((chunks + 1) / ((frequency.get(term) ?? 0) + 0.5)));
  const total = raw.reduce((sum, value) => sum + value, 0) || 1;
  return new Map(terms.map((term, i) => [term, (raw[i] as number) / total]));
}

const contextOf = (candidate: Candidate, unit: Unit) =>
  [candidate.document?.document.title ?? '', ...unit.clause.headings].join('\n');

async function addCosines(question: UnderstoodQuestion, scored: ScoredUnit[], parts: AnswerParts): Promise<void> {
  const query = await parts.embedder.embedQuestion(question.text);
  const read = [...scored].sort((a, b) => b.score - a.score).slice(0, embeddedUnits);
  const vectors = await Promise.all(read.map((unit) => parts.embedder.embedPassage(embeddedText(unit))));
  const cosineOf = new Map(read.map((unit, i) => [unit, dot(query, vectors[i] as Float32Array)]));
  for (const unit of scored) {
    unit.score += answerWeights.cosine * (cosineOf.get(unit) ?? Math.min(unit.candidate.features.cosine ?? 0, 0.4));
  }
}

const embeddedText = (unit: ScoredUnit) => `${unit.clause.headings.at(-1) ?? ''} ${unit.text}`.trim().slice(0, 300);

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
