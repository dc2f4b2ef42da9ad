import type { DocumentKind, Effect, ValidityFacts } from './document.ts';
import type { Day } from './time.ts';

/** An effect with the day on which it began; `derived` says that nobody printed that day. */
export interface ActiveEffect {
  effect: Effect;
  /** Null when neither the words nor the other document tell a day: it then holds on every day. */
  since: Day | null;
  derived: boolean;
}

/** Below this confidence a relation counts, but what follows from it is said to be 推定. */
const sureEnough = 0.7;

/** Only documents that act can end another one; who explains, reports or proposes does not. */
const actingKinds: readonly DocumentKind[] = ['policy', 'notice', 'guide'];

/** Where an effect begins: on the day that its words name, else with the other document, else on that one's issue (推定). */
export function beginningOf({ effectiveOn, confidence, by }: Effect): { since: Day | null; derived: boolean } {
  const printed = effectiveOn ?? by.effectiveOn;
  if (printed) return { since: printed, derived: confidence < sureEnough };
  return { since: by.issuedOn ?? by.publishedOn, derived: true };
}

/**
 * Effects of other documents that count on a day. A draft has none; neither has a document before its own first day in force, nor
 * one that was ended before that day came. What a document ended stays ended when it lapses itself.
 */
export function effectsOn(facts: ValidityFacts, day: Day): ActiveEffect[] {
  return (facts.effects ?? []).flatMap((effect) => {
    const { by } = effect;
    const { since, derived } = beginningOf(effect);
    if (!actingKinds.includes(by.kind)) return [];
    if (since !== null && day < since) return [];
    if (by.statedStatus === 'not_yet' && by.effectiveOn === null && !effect.effectiveOn) return [];
    if (by.repealedOn !== null && since !== null && by.repealedOn <= since) return [];
    return [{ effect, since, derived }];
  });
}

/**
 * Whether a document can be the one that an effect names by its title: a text ends or changes only what was there when it was
 * issued. A title that is issued anew under the same name is not ended by the words that ended its forerunner.
 */
export function canConcern(target: { issuedOn: Day | null; effectiveOn: Day | null }, effect: Effect): boolean {
  const known = effect.by.issuedOn ?? beginningOf(effect).since;
  const start = target.issuedOn ?? target.effectiveOn;
  return known === null || start === null || start < known;
}

/** The effect that began first; those without a day come first of all. */
export function earliest(effects: ActiveEffect[]): ActiveEffect | null {
  return [...effects].sort((a, b) => ((a.since ?? '') < (b.since ?? '') ? -1 : 1))[0] ?? null;
}

/** 《title》（number）; titles inside the title stand in single marks (GB/T 15834-2011, book title marks). */
export function citeDocument({ title, documentNumber }: { title: string; documentNumber: string | null }): string {
  const inner = title
    .replace(/^《([^《》]*)》$/, '$1')
    .replaceAll('《', '〈')
    .replaceAll('》', '〉');
  return `《${inner}》${documentNumber ? `（${documentNumber}）` : ''}`;
}
