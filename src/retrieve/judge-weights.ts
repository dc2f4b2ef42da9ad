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
    intercept: -11.315,
    weights: {
      sentence: 0.227,
      nearness: 8.079,
      cosine: 1.508,
      matched: 0.172,
      missed: 0.723,
      held: 1.562,
      told: 1.241,
      toldByDocument: 4.086,
      unknown: 2.726,
      missingPlaces: -1.572,
      unnamedMatters: -1.271,
      shape: 1.172,
      lead: 2.155,
      named: 3.465,
      otherScheme: -3,
    },
  },
  ranked: {
    intercept: -11.997,
    weights: {
      sentence: -0.282,
      ranker: 0.261,
      nearness: 7.62,
      cosine: 1.112,
      matched: 0.19,
      missed: 0.797,
      held: 1.566,
      told: 1.477,
      toldByDocument: 4.285,
      unknown: 3.114,
      missingPlaces: -1.53,
      unnamedMatters: -1.34,
      shape: 1.444,
      lead: 3.088,
      named: 3.192,
      otherScheme: -3,
    },
  },
  threshold: { web: 0.35, hotline: 0.25, window: 0.25 },
};

/** The model for what was seen: the ranker's word is among the features only where it has read. */
export const judgeModelFor = (features: Record<string, number>): JudgeModel =>
  'ranker' in features ? judgeWeights.ranked : judgeWeights.plain;
