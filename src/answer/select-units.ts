import { answerWeights } from './answer-weights.ts';
import type { ScoredUnit, ScoredUnits } from './score-units.ts';

/**
 * The sentences of the answer, in reading order: the best one with what stands close by in its clause, then further ones
 * while each still covers a new part of the question and the answer stays short.
 */
export function selectUnits({ units, weights }: ScoredUnits): ScoredUnit[] {
  const [best] = units;
  if (!best) return [];
  const chosen = [best, ...neighboursOf(best, units)];
  const clauses = new Set([best.clause.id]);
  for (const unit of units) {
    if (chosen.includes(unit)) continue;
    if (!clauses.has(unit.clause.id) && clauses.size === answerWeights.citationLimit) continue;
    if (lengthOf(chosen) + unit.text.length > answerWeights.maxLength) continue;
    if (gainOf(unit, chosen, weights) < neededGain(lengthOf(chosen) + unit.text.length)) continue;
    chosen.push(unit);
    clauses.add(unit.clause.id);
  }
  return inReadingOrder(chosen);
}

/** The rest of a short clause; in a long one the neighbours that fit the aim, best first, without holes. */
function neighboursOf(best: ScoredUnit, units: ScoredUnit[]): ScoredUnit[] {
  const siblings = units.filter((unit) => unit.clause.id === best.clause.id).sort((a, b) => a.start - b.start);
  if (best.clause.text.length <= answerWeights.wholeClause) return siblings.filter((unit) => unit !== best);
  let from = siblings.indexOf(best);
  let to = from;
  const taken: ScoredUnit[] = [];
  let length = best.text.length;
  for (;;) {
    const options = [siblings[from - 1], siblings[to + 1]].filter((unit) => unit !== undefined);
    const fitting = options.filter((unit) => length + unit.text.length <= answerWeights.aimLength);
    const next = fitting.sort((a, b) => b.score - a.score)[0];
    if (!next) return taken;
    taken.push(next);
    length += next.text.length;
    if (next === siblings[from - 1]) from--;
    else to++;
  }
}

const lengthOf = (units: ScoredUnit[]) => units.reduce((sum, unit) => sum + unit.text.length, 0);

/** Weight of the question's terms that the unit adds to what is already said. */
function gainOf(unit: ScoredUnit, chosen: ScoredUnit[], weights: Map<string, number>): number {
  const covered = new Set(chosen.flatMap((other) => [...other.covers]));
  return [...unit.covers].filter((term) => !covered.has(term)).reduce((sum, term) => sum + (weights.get(term) ?? 0), 0);
}

/** The longer the answer already is, the more a sentence must add. */
const neededGain = (length: number) => answerWeights.gain * Math.max(0.6, length / answerWeights.aimLength);

/** Best clause first, its sentences in their order. */
function inReadingOrder(chosen: ScoredUnit[]): ScoredUnit[] {
  const rankOfClause = new Map<string, number>();
  for (const unit of chosen) if (!rankOfClause.has(unit.clause.id)) rankOfClause.set(unit.clause.id, rankOfClause.size);
  const rank = (unit: ScoredUnit) => rankOfClause.get(unit.clause.id) as number;
  return [...chosen].sort((a, b) => rank(a) - rank(b) || a.start - b.start);
}
