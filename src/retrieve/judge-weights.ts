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
  },
  ranked: {
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
  },
  threshold: { web: 0.24, hotline: 0.17, window: 0.17 },
};

/** The model for what was seen: the ranker's word is among the features only where it has read. */
export const judgeModelFor = (features: Record<string, number>): JudgeModel =>
  'ranker' in features ? judgeWeights.ranked : judgeWeights.plain;
