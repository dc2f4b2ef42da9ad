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
    intercept: -9.593,
    weights: {
      sentence: 0.514,
      nearness: 4.072,
      cosine: 3.472,
      matched: -0.192,
      missed: 0.957,
      held: 3.469,
      told: 2.609,
      toldByDocument: 3.565,
      unknown: 3.155,
      missingPlaces: -1.643,
      unnamedMatters: -1.038,
      shape: -0.069,
      lead: -0.811,
      named: 4.179,
      otherScheme: -3,
    },
  },
  ranked: {
    intercept: -9.532,
    weights: {
      sentence: -0.105,
      ranker: 0.212,
      whole: 0.208,
      nearness: 3.728,
      cosine: 2.127,
      matched: -0.22,
      missed: 0.956,
      held: 3.265,
      told: 2.929,
      toldByDocument: 3.254,
      unknown: 3.058,
      missingPlaces: -1.556,
      unnamedMatters: -0.893,
      shape: 0.056,
      lead: 1.045,
      named: 3.6,
      otherScheme: -3,
    },
  },
  threshold: { web: 0.4, hotline: 0.3, window: 0.3 },
};

/** The model for what was seen: the ranker's word is among the features only where it has read. */
export const judgeModelFor = (features: Record<string, number>): JudgeModel =>
  'ranker' in features ? judgeWeights.ranked : judgeWeights.plain;
