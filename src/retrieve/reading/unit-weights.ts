import type { UnitFeatures } from './unit-features.ts';

/** A linear model over named features. */
export interface LinearModel<Name extends string> {
  intercept: number;
  weights: Record<Name, number>;
}

/**
 * How much each feature speaks for a sentence being (part of) the answer, in log-odds. Learned by training/learn_reading.py; figures and
 * cross-validation: docs/decisions/composing.md. `ranked` is for sentences that the ranker has read, `plain` for work without one.
 */
export const unitWeights: {
  plain: LinearModel<keyof UnitFeatures>;
  ranked: LinearModel<keyof UnitFeatures | 'ranker'>;
} = {
  plain: {
    intercept: -11.944,
    weights: {
      overlap: 4.596,
      headings: 2.935,
      clause: -1.48,
      before: -0.491,
      after: -Math.SQRT2,
      official: 1.201,
      rarest: 0.922,
      run: -1.002,
      title: -2.836,
      chunk: 3.422,
      lexical: 1.841,
      cosine: 5.898,
      rank: -0.12,
      documentRank: 0.077,
      found: 0.635,
      shape: 0.955,
      digit: 0.47,
      length: -0.278,
      siblings: -0.009,
      titleLike: -0.4,
      colon: -1.406,
      asks: -2.543,
    },
  },
  ranked: {
    intercept: -11.944,
    weights: {
      ranker: 1,
      overlap: 4.596,
      headings: 2.935,
      clause: -1.48,
      before: -0.491,
      after: -Math.SQRT2,
      official: 1.201,
      rarest: 0.922,
      run: -1.002,
      title: -2.836,
      chunk: 3.422,
      lexical: 1.841,
      cosine: 5.898,
      rank: -0.12,
      documentRank: 0.077,
      found: 0.635,
      shape: 0.955,
      digit: 0.47,
      length: -0.278,
      siblings: -0.009,
      titleLike: -0.4,
      colon: -1.406,
      asks: -2.543,
    },
  },
};
