/**
 * Logistic weights of the evidence judge, learned on development questions by `wence eval learn-judge`;
 * figures and cross-validation: docs/decisions/judging.md. otherScheme is a rule, not learned: the development questions hold no case of it.
 */
export const judgeWeights: {
  intercept: number;
  weights: Record<string, number>;
  /** Least probability for an answer, per channel: citizens strict, desks see more. */
  threshold: { web: 0.335; hotline: 0.28; window: 0.28 };
} = {
  intercept: -7.601,
  weights: { nearness: 10.143, matched: 0.097, unnamedMatters: -1.648, shape: 1.312, lead: 1.562, named: 1.325, otherScheme: -2 },
  threshold: { web: 0.335, hotline: 0.28, window: 0.28 },
};
