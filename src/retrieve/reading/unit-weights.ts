import type { UnitFeatures } from './unit-features.ts';

/** A linear model over named features. */
export interface LinearModel<Name extends string> {
  intercept: number;
  weights: Record<Name, number>;
}

/**
 * How much each feature speaks for a sentence being (part of) the answer, in log-odds. Learned by training/learn_reading.py; figures and
 * cross-validation: docs/decisions/composing.md. `titleLike` is a rule: a line that only names what follows answers nothing. `ranked` is for sentences that the ranker has read, `plain` for work without one.
 */
export const unitWeights: {
  plain: LinearModel<keyof UnitFeatures>;
  ranked: LinearModel<keyof UnitFeatures | 'ranker'>;
} = {
  plain: {
    intercept: -12.404,
    weights: {
      overlap: 2.326,
      headings: 0.417,
      official: 0.126,
      rarest: 1.485,
      chunk: 6.671,
      cosine: 2.769,
      found: 1.06,
      shape: 0.966,
      digit: 0.446,
      length: -0.194,
      titleLike: -0.4,
      colon: -1.101,
      asks: -1.73,
    },
  },
  ranked: {
    intercept: -8.553,
    weights: {
      overlap: 1.021,
      headings: -0.597,
      official: 0.063,
      rarest: 1.176,
      chunk: 5.86,
      cosine: 1.323,
      found: 0.366,
      shape: 0.639,
      digit: 0.234,
      length: -0.295,
      titleLike: -0.4,
      colon: -0.854,
      asks: -2.231,
      ranker: 0.308,
    },
  },
};
