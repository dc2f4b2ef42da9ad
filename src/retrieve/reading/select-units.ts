import { isOfOtherCase, isOpening, noteOnCase } from './cases.ts';
import type { Facet } from './facets.ts';
import type { ScoredUnit, ScoredUnits } from './score-units.ts';
import { readingWeights } from './weights.ts';

export interface ChosenUnit extends ScoredUnit {
  /** It answers one of the things asked or binds what does; what is not needed may be left out where an answer grows too long. */
  needed: boolean;
}

/**
 * The sentences of the answer, in reading order: for each thing asked the best sentence with what binds it, then what stands close by in
 * its clause and other sentences nearly as good, while the answer stays short.
 */
export function selectUnits(facets: ScoredUnits[], asked: Facet[] = []): ChosenUnit[] {
  const chosen: ScoredUnit[] = [];
  const needed = new Set<ScoredUnit>();
  let aim = 0;
  for (const [i, { units: all }] of facets.entries()) {
    const best = all.find((unit) => mayAdd(unit, chosen));
    const question = asked[i]?.text ?? '';
    const units = best ? all.filter((unit) => unit === best || !(isOpening(unit) || isOfOtherCase(unit, best, question))) : all;
    const top = units[0];
    const isSaid = top && chosen.some((unit) => samePlace(unit, top));
    if (!best || isSaid) continue;
    aim += chosen.length === 0 ? aimFrom(best, asked[i]?.intent) : readingWeights.furtherFacet;
    for (const unit of [best, ...bindingOf(best, units), ...[noteOnCase(best, units, question) ?? []].flat()]) {
      if (unit !== best && !mayAdd(unit, chosen)) continue;
      add(chosen, unit);
      needed.add(unit);
    }
    for (const unit of neighboursOf(best, chosen, units, aim)) if (mayAdd(unit, chosen)) add(chosen, unit);
    addNearlyAsGood(chosen, best, units, aim);
  }
  return inReadingOrder(chosen).map((unit) => ({ ...unit, needed: needed.has(unit) }));
}

/** Answers to these are lists more often than not. */
const ofSeveral = new Set<Facet['intent'] | undefined>(['condition', 'procedure', 'materials', 'list', 'comparison']);
export const aimOf = (intent: Facet['intent'] | undefined) =>
  ofSeveral.has(intent) ? readingWeights.aimLengthOfLists : readingWeights.aimLength;

/** A list is told at length only where the best sentence opens one; a step or place that one sentence names needs no more. */
const aimFrom = (best: ScoredUnit, intent: Facet['intent'] | undefined) =>
  ofSeveral.has(intent) && !isAnnouncement(best) ? readingWeights.aimLengthOfSteps : aimOf(intent);

/** Sentences that change what the best one says and stand right behind it: exceptions, limits, notes; the line that opens its list. */
const binding = /^(但|除|不含|不包括|其中|超过|逾期|不足|未满|前款|上述|以上|注[：:\d]|备注|※|\*)/;
const opensList = /[：:]$/;

function bindingOf(best: ScoredUnit, units: ScoredUnit[]): ScoredUnit[] {
  const siblings = siblingsOf(best, units);
  const at = siblings.indexOf(best);
  const [before, after] = [siblings[at - 1], siblings[at + 1]];
  return [
    ...(before && opensList.test(before.text.trim()) && before.text.length <= readingWeights.bindingLength ? [before] : []),
    ...(after && binding.test(after.text.trim()) && after.text.length <= readingWeights.bindingLength ? [after] : []),
  ];
}

/** Other sentences nearly as good, while there is room; where another document ties with the best one, both are told. */
function addNearlyAsGood(chosen: ScoredUnit[], best: ScoredUnit, units: ScoredUnit[], aim: number): void {
  const { furtherUnits, furtherMargin, tieMargin, tieLength } = readingWeights;
  for (const unit of units.slice(0, furtherUnits)) {
    const behind = best.score - unit.score;
    const ties = behind <= tieMargin && unit.candidate.view.itemId !== best.candidate.view.itemId;
    if (!mayAdd(unit, chosen) || lengthOf(chosen) + unit.text.length > (ties ? Math.max(aim, tieLength) : aim)) continue;
    if (behind <= furtherMargin) add(chosen, unit);
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

/** "可在以下两种方式中任选其一", "（五）缓缴社会保险费。", "如何申请延期？": what follows says it, what stands before does not. */
const announces =
  /(?:以下|下列|如下)[^。；]*[。；：:]?$|[？?]$|^(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、])[^，,。；：:]{2,24}[。：:]?$/;

const isAnnouncement = ({ text }: ScoredUnit) => announces.test(text.trim()) || opensList.test(text.trim());

/** The neighbours in the clause that fit the aim and are not far worse, best first, without holes. */
function neighboursOf(best: ScoredUnit, chosen: ScoredUnit[], units: ScoredUnit[], aim: number): ScoredUnit[] {
  const siblings = siblingsOf(best, units);
  const isChosen = (unit: ScoredUnit | undefined) => unit !== undefined && chosen.some((other) => samePlace(other, unit));
  let from = siblings.indexOf(best);
  let to = from;
  const isAnnounced = announces.test(best.text.trim()) && to < siblings.length - 1;
  const { precedingMargin, neighbourMargin } = readingWeights;
  const margins = isAnnounced
    ? { before: 0, after: Number.POSITIVE_INFINITY }
    : { before: precedingMargin, after: neighbourMargin };
  const taken: ScoredUnit[] = [];
  let length = lengthOf(chosen);
  const mayTake = (unit: ScoredUnit | undefined, margin: number) =>
    unit !== undefined && length + unit.text.length <= aim && best.score - unit.score <= margin;
  for (;;) {
    while (isChosen(siblings[from - 1])) from--;
    while (isChosen(siblings[to + 1])) to++;
    const [before, after] = [siblings[from - 1], siblings[to + 1]];
    const next = [mayTake(before, margins.before) ? before : undefined, mayTake(after, margins.after) ? after : undefined]
      .filter((unit) => unit !== undefined)
      .sort((a, b) => b.score - a.score)[0];
    if (!next) return taken;
    taken.push(next);
    length += next.text.length;
    if (next === before) from--;
    else to++;
  }
}

const siblingsOf = (unit: ScoredUnit, units: ScoredUnit[]) =>
  units.filter((other) => other.clause.id === unit.clause.id).sort((a, b) => a.start - b.start);

const lengthOf = (units: ScoredUnit[]) => units.reduce((sum, unit) => sum + unit.text.length, 0);

/** Best clause first, its sentences in their order. */
function inReadingOrder(chosen: ScoredUnit[]): ScoredUnit[] {
  const rankOfClause = new Map<string, number>();
  for (const unit of chosen) if (!rankOfClause.has(unit.clause.id)) rankOfClause.set(unit.clause.id, rankOfClause.size);
  const rank = (unit: ScoredUnit) => rankOfClause.get(unit.clause.id) as number;
  return [...chosen].sort((a, b) => rank(a) - rank(b) || a.start - b.start);
}
