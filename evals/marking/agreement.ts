/** What a marker may write. */
export const marks = ['对', '部分', '错'] as const;
export type Mark = (typeof marks)[number];

export interface Agreement {
  cases: number;
  same: number;
  /** Share of the cases with the same mark; null of none. */
  share: number | null;
  /** Cohen's kappa (Cohen 1960): agreement beyond chance, 1 is perfect; null when both gave one and the same mark throughout. */
  kappa: number | null;
}

export function agreementOf(pairs: [Mark, Mark][]): Agreement {
  const cases = pairs.length;
  const same = pairs.filter(([first, second]) => first === second).length;
  if (cases === 0) return { cases, same, share: null, kappa: null };
  const observed = same / cases;
  const shareOf = (side: 0 | 1, mark: Mark) => pairs.filter((pair) => pair[side] === mark).length / cases;
  const expected = marks.reduce((sum, mark) => sum + shareOf(0, mark) * shareOf(1, mark), 0);
  const kappa = expected > 1 - 1e-12 ? null : (observed - expected) / (1 - expected);
  return { cases, same, share: observed, kappa };
}

/** Landis and Koch (1977), in words. */
export function kappaWords(kappa: number | null): string {
  if (kappa === null) return '两人从头到尾判的都一样，无法计算';
  if (kappa < 0) return '比碰巧还差';
  return ['几乎没有', '较弱', '中等', '较好', '很好'][Math.min(4, Math.floor(kappa * 5))]!;
}
