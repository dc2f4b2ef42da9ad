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
    intercept: -11.697,
    weights: {
      overlap: 3.591,
      headings: 0.532,
      official: 0.713,
      rarest: 1.117,
      chunk: 7.49,
      cosine: 0.801,
      found: 0.971,
      shape: 0.833,
      digit: 0.55,
      length: -0.293,
      titleLike: -0.4,
      colon: -1.543,
      asks: -1.922,
    },
  },
  ranked: {
    intercept: -11.083,
    weights: {
      overlap: 2.225,
      headings: 0.799,
      official: 1.053,
      rarest: 1.095,
      chunk: 7.557,
      cosine: -0.015,
      found: 1.184,
      shape: 0.581,
      digit: 0.496,
      length: -0.187,
      titleLike: -0.4,
      colon: -2.125,
      asks: -2.049,
      ranker: 0.162,
    },
  },
};
