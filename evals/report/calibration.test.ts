import { describe, expect, test } from 'vitest';
import { calibrationOf, wilson } from './calibration.ts';

const judged = (probability: number, wouldPass: boolean | null, enough = probability >= 0.5) => ({
  probability,
  wouldPass,
  judgement: { probability, threshold: 0.5, enough, features: [], afterwards: false },
});

describe('calibration, worked out by hand', () => {
  const found = calibrationOf([
    judged(0.95, true),
    judged(0.9, true),
    judged(0.9, false),
    judged(0.65, true),
    judged(0.3, false),
    judged(0.1, null),
    { probability: null, wouldPass: null, judgement: null },
  ]);

  test('bins of a tenth, with the share that was right', () => {
    expect(found.cases).toBe(5);
    expect(found.leftOut).toBe(2);
    expect(found.bins.map(({ from, cases, right, expected, share }) => [from, cases, right, expected, share])).toEqual([
      [0.3, 1, 0, 0.3, 0],
      [0.6, 1, 1, 0.65, 1],
      [0.9, 3, 2, 0.9167, 0.6667],
    ]);
    // (1 * .3 + 1 * .35 + 3 * .25) / 5
    expect(found.error).toBeCloseTo(0.28, 3);
    // (.0025 + .01 + .81 + .1225 + .09) / 5
    expect(found.brier).toBeCloseTo(0.207, 3);
  });

  test('risk and coverage; the same probability is answered together', () => {
    expect(found.curve).toEqual([
      { coverage: 0.2, risk: 0, probability: 0.95 },
      { coverage: 0.6, risk: 0.3333, probability: 0.9 },
      { coverage: 0.8, risk: 0.25, probability: 0.65 },
      { coverage: 1, risk: 0.4, probability: 0.3 },
    ]);
    expect(found.now).toEqual({ coverage: 0.8, risk: 0.25, probability: 0.65 });
  });

  test('nothing judged is nothing said', () => {
    expect(calibrationOf([])).toEqual({
      cases: 0,
      leftOut: 0,
      bins: [],
      error: null,
      brier: null,
      curve: [],
      area: null,
      now: null,
    });
  });
});

test('the interval of Wilson, as tables give it', () => {
  expect(wilson(8, 10).map((value) => Number(value.toFixed(3)))).toEqual([0.49, 0.943]);
  expect(wilson(0, 10).map((value) => Number(value.toFixed(3)))).toEqual([0, 0.278]);
  expect(wilson(0, 0)).toEqual([0, 1]);
});
