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
    intercept: -12.084,
    weights: {
      overlap: 2.771,
      headings: 0.453,
      official: -0.111,
      rarest: 1.161,
      chunk: 7.439,
      cosine: 1.582,
      found: 1.09,
      shape: 0.862,
      digit: 0.51,
      length: -0.259,
      titleLike: -0.4,
      colon: -1.04,
      asks: -1.45,
    },
  },
  ranked: {
    intercept: -8.6,
    weights: {
      overlap: 1.276,
      headings: -0.544,
      official: -0.047,
      rarest: 0.85,
      chunk: 6.458,
      cosine: 0.371,
      found: 0.548,
      shape: 0.564,
      digit: 0.292,
      length: -0.277,
      titleLike: -0.4,
      colon: -0.816,
      asks: -2.214,
      ranker: 0.283,
    },
  },
};
