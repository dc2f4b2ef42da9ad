/** Numbers in [0, 1), the same for the same seed (mulberry32, T. Ettinger 2017). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** P(X <= most) of so many throws of a fair coin, exactly up to rounding. */
function coinAtMost(most: number, throws: number): number {
  let logTerm = -throws * Math.LN2;
  let sum = Math.exp(logTerm);
  for (let k = 1; k <= most; k++) {
    logTerm += Math.log((throws - k + 1) / k);
    sum += Math.exp(logTerm);
  }
  return Math.min(1, sum);
}

/**
 * McNemar's test in its exact form, two-sided (McNemar 1947): only cases that changed count, and without a difference each is as
 * likely to have changed for the better as for the worse. 1 when none changed.
 */
export function mcNemar(gained: number, lost: number): number {
  if (gained + lost === 0) return 1;
  return Math.min(1, 2 * coinAtMost(Math.min(gained, lost), gained + lost));
}

/** The same in one direction: how likely so many losses or more would be by chance alone. */
export function lossByChance(gained: number, lost: number): number {
  if (lost === 0) return 1;
  return coinAtMost(gained, gained + lost);
}

/**
 * Paired bootstrap (Efron 1979): cases are drawn with replacement, both runs' values of a case together. Returns the differences in
 * rising order; draws in which a side has no value are left out.
 */
export function bootstrapDifferences(
  pairs: [before: number | null, after: number | null][],
  figure: (values: number[]) => number | null,
  seed: number,
  draws = 2000,
): number[] {
  const random = randomNumbers(seed);
  const differences: number[] = [];
  for (let draw = 0; draw < draws; draw++) {
    const before: number[] = [];
    const after: number[] = [];
    for (let i = 0; i < pairs.length; i++) {
      const [a, b] = pairs[Math.floor(random() * pairs.length)] as [number | null, number | null];
      if (a !== null) before.push(a);
      if (b !== null) after.push(b);
    }
    const [first, second] = [figure(before), figure(after)];
    if (first !== null && second !== null) differences.push(second - first);
  }
  return differences.sort((a, b) => a - b);
}

/** The value below which this share of the sorted values lies. */
export const quantile = (sorted: number[], share: number): number | null =>
  sorted.length === 0 ? null : sorted[Math.min(sorted.length - 1, Math.max(0, Math.round(share * (sorted.length - 1))))]!;
