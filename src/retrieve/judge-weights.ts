/**
 * Logistic weights of the evidence judge, learned on development questions by `wence eval learn-judge`;
 * figures and cross-validation: docs/decisions/judging.md. otherScheme is a rule, not learned: the development questions hold no case of it.
 */
export const judgeWeights: {
  intercept: number;
  weights: Record<string, number>;
  /** Least probability for an answer, per channel: citizens strict, desks see more. */
  threshold: { web: number; hotline: number; window: number };
} = {
  intercept: -7.735,
  weights: { nearness: 10.203, matched: 0.087, unnamedMatters: -1.734, shape: 1.296, lead: 1.849, named: 1.357, otherScheme: -2 },
  threshold: { web: 0.315, hotline: 0.26, window: 0.26 },
};
