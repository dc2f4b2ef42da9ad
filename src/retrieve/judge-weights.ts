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
    intercept: -6.563,
    weights: {
      sentence: 0.67,
      cosine: 6.297,
      matched: -0.137,
      missed: 0.71,
      held: 2.292,
      told: 2.269,
      toldByDocument: 2.438,
      unknown: 2.502,
      missingPlaces: -1.389,
      unnamedMatters: -0.793,
      shape: -0.472,
      unitMissing: -2.283,
      lead: -1.74,
      named: 4.867,
      otherScheme: -3,
    },
  },
  ranked: {
    intercept: -8.057,
    weights: {
      sentence: -0.108,
      ranker: 0.257,
      whole: 0.253,
      cosine: 5.482,
      matched: -0.154,
      missed: 0.718,
      held: 2.374,
      told: 2.728,
      toldByDocument: 2.458,
      unknown: 2.841,
      missingPlaces: -1.252,
      unnamedMatters: -0.521,
      shape: -0.193,
      unitMissing: -1.892,
      lead: 0.424,
      named: 4.315,
      otherScheme: -3,
    },
  },
  threshold: { web: 0.4, hotline: 0.3, window: 0.3 },
};

/** The model for what was seen: the ranker's word is among the features only where it has read. */
export const judgeModelFor = (features: Record<string, number>): JudgeModel =>
  'ranker' in features ? judgeWeights.ranked : judgeWeights.plain;
