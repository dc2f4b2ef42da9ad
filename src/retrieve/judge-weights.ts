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
    intercept: -6.875,
    weights: {
      sentence: 0.66,
      nearness: 3.952,
      cosine: 2.923,
      matched: -0.145,
      missed: 0.71,
      held: 2.26,
      told: 1.988,
      toldByDocument: 2.643,
      unknown: 2.58,
      missingPlaces: -1.406,
      unnamedMatters: -0.782,
      shape: -0.464,
      unitMissing: -2.293,
      lead: -1.666,
      named: 4.781,
      otherScheme: -3,
    },
  },
  ranked: {
    intercept: -8.288,
    weights: {
      sentence: -0.112,
      ranker: 0.261,
      whole: 0.246,
      nearness: 3.018,
      cosine: 2.901,
      matched: -0.163,
      missed: 0.718,
      held: 2.36,
      told: 2.515,
      toldByDocument: 2.611,
      unknown: 2.893,
      missingPlaces: -1.262,
      unnamedMatters: -0.515,
      shape: -0.188,
      unitMissing: -1.905,
      lead: 0.483,
      named: 4.259,
      otherScheme: -3,
    },
  },
  threshold: { web: 0.4, hotline: 0.3, window: 0.3 },
};

/** The model for what was seen: the ranker's word is among the features only where it has read. */
export const judgeModelFor = (features: Record<string, number>): JudgeModel =>
  'ranker' in features ? judgeWeights.ranked : judgeWeights.plain;
