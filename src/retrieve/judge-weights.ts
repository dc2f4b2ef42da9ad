/** A logistic model over the judge's features. */
export interface JudgeModel {
  intercept: number;
  weights: Record<string, number>;
}

/**
 * Weights of the evidence judge, with a ranker's reading and without; figures and cross-validation: docs/decisions/judging.md. Both give
 * calibrated probabilities, so that the thresholds serve both. otherScheme is a rule, not learned: the development questions hold too few
 * cases of it.
 */
export const judgeWeights: {
  plain: JudgeModel;
  ranked: JudgeModel;
  /** Least probability for an answer, per channel: citizens strict, desks see more. */
  threshold: { web: number; hotline: number; window: number };
} = {
  plain: {
    intercept: -14.734,
    weights: {
      cosine: 6.987,
      standsOut: 11.943,
      length: 1.957,
      matched: -0.532,
      missed: 0.36,
      held: 2.103,
      told: 4.476,
      toldByDocument: 2.779,
      unknown: 4.649,
      missingPlaces: -1.469,
      unnamedMatters: -0.765,
      unitMissing: -2.636,
      lead: 0.015,
      named: 4.03,
      otherScheme: -3,
    },
  },
  ranked: {
    intercept: -12.925,
    weights: {
      ranker: 0.32,
      whole: 0.173,
      cosine: 3.968,
      standsOut: 11.099,
      length: 2.089,
      matched: -0.584,
      missed: 0.313,
      held: 1.638,
      told: 3.039,
      toldByDocument: 2.561,
      unknown: 3.866,
      missingPlaces: -1.448,
      unnamedMatters: -0.432,
      unitMissing: -2.079,
      lead: 0.565,
      named: 3.713,
      otherScheme: -3,
    },
  },
  threshold: { web: 0.4, hotline: 0.3, window: 0.3 },
};

/** The model for what was seen: the ranker's word is among the features only where it has read. */
export const judgeModelFor = (features: Record<string, number>): JudgeModel =>
  'ranker' in features ? judgeWeights.ranked : judgeWeights.plain;
