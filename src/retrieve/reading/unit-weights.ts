import type { UnitFeatures } from './unit-features.ts';

/** A linear model over named features. */
export interface LinearModel<Name extends string> {
  intercept: number;
  weights: Record<Name, number>;
}

/**
 * How much each feature speaks for a sentence being (part of) the answer, in log-odds. Learned by training/learn_reading.py; figures and
 * cross-validation: docs/decisions/composing.md. `ranked` is for sentences that the ranker has read, `plain` for work without one.
 * `shape` in `ranked` (.498 as learned) was raised by trial on five sets.
 */
export const unitWeights: {
  plain: LinearModel<keyof UnitFeatures>;
  ranked: LinearModel<keyof UnitFeatures | 'ranker'>;
} = {
  plain: {
    intercept: -13.17,
    weights: {
      overlap: 1.261,
      headings: 1.239,
      official: 0.064,
      rarest: 0.514,
      chunk: 2.875,
      cosine: 8.994,
      found: 2.033,
      shape: 0.694,
      digit: 0.118,
      length: 0.073,
      titleLike: -0.944,
      colon: -0.611,
      asks: -1.804,
    },
  },
  ranked: {
    intercept: -11.752,
    weights: {
      overlap: 0.263,
      headings: 0.181,
      official: 0.052,
      rarest: 0.514,
      chunk: 2.821,
      cosine: 7.19,
      found: 2.85,
      shape: 1,
      digit: 0.03,
      length: 0.006,
      titleLike: -0.839,
      colon: -0.554,
      asks: -3.157,
      ranker: 0.256,
    },
  },
};
