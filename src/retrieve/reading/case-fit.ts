import { fitOf, quantitiesIn, rangesIn } from '../../text/ranges.ts';
import type { Unit } from './units.ts';
import { readingWeights } from './weights.ts';

/**
 * Log-odds for a sentence whose range holds what the question says of its own case (今年62: 年满60周岁不满65周岁的), and against one whose range does not.
 * A sentence without a range is for the case that its nearest heading is for.
 */
export function caseFit(question: string): (unit: Unit) => number {
  const quantities = quantitiesIn(question);
  if (quantities.length === 0) return () => 0;
  const { fits, missesAge, misses } = readingWeights.ofCase;
  return ({ clause, text }) => {
    const own = rangesIn(text);
    const ranges = own.length > 0 ? own : rangesIn(clause.headings.slice(1).at(-1) ?? '');
    const found = Object.entries(fitOf(quantities, ranges));
    if (found.some(([kind, fit]) => kind === 'age' && fit === -1)) return -missesAge;
    if (found.some(([, fit]) => fit === 1)) return fits;
    return found.length > 0 ? -misses : 0;
  };
}
