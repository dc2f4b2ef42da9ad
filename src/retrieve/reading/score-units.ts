import { documentTerms, questionTerms } from '../../text/terms.ts';
import { dot } from '../../vectors/dot.ts';
import { answerShapes } from '../answer-shapes.ts';
import { isTitleLine } from '../rank.ts';
import type { Facet } from './facets.ts';
import type { ReadingParts } from './read.ts';
import type { Unit } from './units.ts';
import { readingWeights } from './weights.ts';

export interface ScoredUnit extends Unit {
  score: number;
  /** The facet's terms that this sentence itself holds. */
  covers: Set<string>;
}

export interface ScoredUnits {
  /** Best first. */
  units: ScoredUnit[];
  /** Weight of each term of the facet that the base knows, summing to 1. */
  weights: Map<string, number>;
}

/** Sentences read by the embedder; the others keep the cosine of their clause. */
const embeddedUnits = 10;

/** How well each sentence answers: shared words by rarity, the rank of its clause, nearness in meaning, and the kind of thing asked for. */
export async function scoreUnits(facet: Facet, units: Unit[], parts: ReadingParts): Promise<ScoredUnits> {
  const weights = await termWeights(questionTerms(facet.text), parts);
  const top = Math.max(...units.map((unit) => unit.candidate.score), 0.0001);
  const scored = units.map((unit): ScoredUnit => {
    const own = termsOf(unit.text);
    const around = termsOf(contextOf(unit));
    const covers = new Set([...weights.keys()].filter((term) => own.has(term)));
    const implied = [...weights.keys()].filter((term) => !own.has(term) && around.has(term));
    const overlap = sumOf(covers, weights) + readingWeights.context * sumOf(implied, weights);
    const score =
      readingWeights.overlap * overlap +
      readingWeights.clauseScore * (unit.candidate.score / top) * (unit.found ? 1 : readingWeights.outsideChunk) +
      (answerShapes(facet, unit.text) ? readingWeights.shape : 0) -
      (isTitleLike(unit) ? readingWeights.titleLike : 0);
    return { ...unit, score, covers };
  });
  await addCosines(facet, scored, parts);
  return { units: scored.sort((a, b) => b.score - a.score), weights };
}

/** Rare terms weigh more; terms that no clause holds say nothing about which clause answers. */
async function termWeights(terms: string[], parts: ReadingParts): Promise<Map<string, number>> {
  const { chunks, frequency } = await parts.store.search.termStatistics(terms);
  const known = terms.filter((term) => (frequency.get(term) ?? 0) > 0);
  const raw = known.map((term) => Math.log((chunks + 1) / ((frequency.get(term) ?? 0) + 0.5)));
  const total = raw.reduce((sum, value) => sum + value, 0) || 1;
  return new Map(known.map((term, i) => [term, (raw[i] as number) / total]));
}

const termsOf = (text: string) => new Set(documentTerms(text).split(' '));
const contextOf = (unit: Unit) => [unit.candidate.document?.document.title ?? '', ...unit.clause.headings].join('\n');
const sumOf = (terms: Iterable<string>, weights: Map<string, number>) =>
  [...terms].reduce((sum, term) => sum + (weights.get(term) ?? 0), 0);

/** A line that names what follows rather than saying it. */
const isTitleLike = (unit: Unit) => unit.clause.path.endsWith('附件说明') || isTitleLine(unit.text);

async function addCosines(facet: Facet, scored: ScoredUnit[], parts: ReadingParts): Promise<void> {
  const query = await parts.embedder.embedQuestion(facet.text);
  const read = [...scored].sort((a, b) => b.score - a.score).slice(0, embeddedUnits);
  const vectors = await Promise.all(read.map((unit) => parts.embedder.embedPassage(embeddedText(unit))));
  const cosineOf = new Map(read.map((unit, i) => [unit, dot(query, vectors[i] as Float32Array)]));
  for (const unit of scored) {
    unit.score += readingWeights.cosine * (cosineOf.get(unit) ?? Math.min(unit.candidate.features.cosine ?? 0, 0.4));
  }
}

const embeddedText = (unit: ScoredUnit) => `${unit.clause.headings.at(-1) ?? ''} ${unit.text}`.trim().slice(0, 300);
