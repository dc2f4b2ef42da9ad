/**
 * Logistic weights of the evidence judge; figures and cross-validation: docs/decisions/judging.md. otherScheme is a rule, not learned: the
 * development questions hold too few cases of it.
 */
export const judgeWeights: {
  intercept: number;
  weights: Record<string, number>;
  /** Least probability for an answer, per channel: citizens strict, desks see more. */
  threshold: { web: number; hotline: number; window: number };
} = {
  intercept: -8.225,
  weights: {
    sentence: 0.323,
    cosine: 4.332,
    overlap: -0.547,
    headings: -2.579,
    matched: -0.219,
    missed: 0.132,
    held: 2.439,
    told: 3.272,
    toldByDocument: 4.139,
    unknown: 6.456,
    strange: 0.179,
    unnamedMatters: -1.099,
    shape: 1.103,
    lead: 3.464,
    otherScheme: -3.336,
    named: 2.463,
  },
  threshold: { web: 0.24, hotline: 0.17, window: 0.17 },
};
