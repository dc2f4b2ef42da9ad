/** Logistic weights of the evidence judge, learned on development questions by a command; see docs/decisions/judging.md. */
export const judgeWeights = {
  intercept: -6,
  weights: { cosineBest: 5, coverage: 3, wordCoverage: 3, rarestMissing: -2, shape: 0.5, named: 2, reviewed: 1 } as Record<
    string,
    number
  >,
  /** Least probability for an answer, per channel: citizens strict, desks see more. */
  threshold: { web: 0.5, hotline: 0.4, window: 0.4 },
} as const;
