import type { ScoredUnit, ScoredUnits } from './score-units.ts';
import { readingWeights } from './weights.ts';

/**
 * The sentences of the answer, in reading order. For each thing asked: the best sentence with what stands close by in its clause;
 * then further sentences while each still covers a new part of the question and the answer stays short.
 */
export function selectUnits(facets: ScoredUnits[]): ScoredUnit[] {
  const chosen: ScoredUnit[] = [];
  facets.forEach((scored, i) => {
    const aim = i === 0 ? readingWeights.aimLength : readingWeights.furtherFacet;
    const best = scored.units.find((unit) => mayAdd(unit, chosen));
    const held = scored.units[0] && chosen.find((unit) => samePlace(unit, scored.units[0] as ScoredUnit));
    if (!best || held) return;
    add(chosen, best);
    for (const unit of neighboursOf(best, scored.units, aim)) if (mayAdd(unit, chosen)) add(chosen, unit);
  });
  const [first] = facets;
  if (first) {
    addBestFound(chosen, first);
    addGains(chosen, first);
  }
  return inReadingOrder(chosen);
}

/** The chunk that was found first speaks too when another, near as good, was preferred and there is room: a table row beside its exception. */
function addBestFound(chosen: ScoredUnit[], { units }: ScoredUnits): void {
  const top = Math.max(...units.map((unit) => unit.candidate.score));
  const best = units.find((unit) => unit.found && unit.candidate.score === top);
  if (!best || chosen.some((unit) => unit.candidate === best.candidate) || !mayAdd(best, chosen)) return;
  if (lengthOf(chosen) + best.text.length <= readingWeights.aimLength) add(chosen, best);
}

function addGains(chosen: ScoredUnit[], { units, weights }: ScoredUnits): void {
  for (const unit of units) {
    if (!mayAdd(unit, chosen)) continue;
    if (gainOf(unit, chosen, weights) >= neededGain(lengthOf(chosen) + unit.text.length)) add(chosen, unit);
  }
}

function add(chosen: ScoredUnit[], unit: ScoredUnit): void {
  if (!chosen.some((other) => samePlace(other, unit))) chosen.push(unit);
}

const samePlace = (a: ScoredUnit, b: ScoredUnit) => a.clause.id === b.clause.id && a.start === b.start;

/** Within the length, and from no more clauses than there may be citations. A sentence said already adds nothing. */
function mayAdd(unit: ScoredUnit, chosen: ScoredUnit[]): boolean {
  const clauses = new Set(chosen.map((other) => other.clause.id));
  if (!clauses.has(unit.clause.id) && clauses.size === readingWeights.clauseLimit) return false;
  if (chosen.some((other) => !samePlace(other, unit) && other.text.includes(unit.text))) return false;
  return lengthOf(chosen) + unit.text.length <= readingWeights.maxLength;
}

/** The rest of a short clause; in a long one the neighbours that fit the aim, best first, without holes. */
function neighboursOf(best: ScoredUnit, units: ScoredUnit[], aim: number): ScoredUnit[] {
  const siblings = units.filter((unit) => unit.clause.id === best.clause.id).sort((a, b) => a.start - b.start);
  if (best.clause.text.length <= aim) return siblings.filter((unit) => unit !== best);
  let from = siblings.indexOf(best);
  let to = from;
  const taken: ScoredUnit[] = [];
  let length = best.text.length;
  for (;;) {
    const options = [siblings[from - 1], siblings[to + 1]].filter((unit) => unit !== undefined);
    const fitting = options.filter((unit) => length + unit.text.length <= aim);
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
const neededGain = (length: number) => readingWeights.gain * Math.max(0.6, length / readingWeights.aimLength);

/** Best clause first, its sentences in their order. */
function inReadingOrder(chosen: ScoredUnit[]): ScoredUnit[] {
  const rankOfClause = new Map<string, number>();
  for (const unit of chosen) if (!rankOfClause.has(unit.clause.id)) rankOfClause.set(unit.clause.id, rankOfClause.size);
  const rank = (unit: ScoredUnit) => rankOfClause.get(unit.clause.id) as number;
  return [...chosen].sort((a, b) => rank(a) - rank(b) || a.start - b.start);
}
