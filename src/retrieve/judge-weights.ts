/**
 * Logistic weights of the evidence judge, learned on development questions by `wence eval learn-judge`;
 * figures and cross-validation: docs/decisions/judging.md.
 */
export const judgeWeights: {
  intercept: number;
  weights: Record<string, number>;
  /** Least probability for an answer, per channel: citizens strict, desks see more. */
  threshold: { web: number; hotline: number; window: number };
} = {
  intercept: -6.671,
  weights: { nearness: 7.909, matched: 0.326, unnamedMatters: -1.376, shape: 0.872, lead: 3.645, named: 1.03, otherScheme: -2 },
  threshold: { web: 0.35, hotline: 0.3, window: 0.3 },
};
