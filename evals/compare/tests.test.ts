import { describe, expect, test } from 'vitest';
import { bootstrapDifferences, lossByChance, mcNemar, quantile, randomNumbers } from './tests.ts';

const mean = (values: number[]) => (values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length);

describe('exact tests, worked out by hand', () => {
  test.each([
    [0, 0, 1],
    [3, 3, 1],
    [0, 5, 2 / 32],
    [5, 0, 2 / 32],
    [1, 9, (2 * (1 + 10)) / 1024],
    [2, 8, (2 * (1 + 10 + 45)) / 1024],
  ])('McNemar, %i gained and %i lost', (gained, lost, p) => {
    expect(mcNemar(gained, lost)).toBeCloseTo(p, 12);
  });

  test.each([
    [0, 4, 1 / 16],
    [0, 5, 1 / 32],
    [1, 7, (1 + 8) / 256],
    [4, 0, 1],
  ])('a loss by chance, %i gained and %i lost', (gained, lost, p) => {
    expect(lossByChance(gained, lost)).toBeCloseTo(p, 12);
  });

  test('thousands of changed cases stay numbers', () => {
    expect(mcNemar(2000, 2000)).toBe(1);
    expect(mcNemar(1000, 3000)).toBeLessThan(1e-9);
  });
});

describe('paired bootstrap', () => {
  test('the same seed gives the same draws, another seed others', () => {
    const pairs = Array.from({ length: 40 }, (_, i): [number, number] => [i % 3 === 0 ? 1 : 0, i % 2]);
    expect(bootstrapDifferences(pairs, mean, 7, 100)).toEqual(bootstrapDifferences(pairs, mean, 7, 100));
    expect(bootstrapDifferences(pairs, mean, 7, 100)).not.toEqual(bootstrapDifferences(pairs, mean, 8, 100));
  });

  test('the interval of a share has the width that theory gives', () => {
    // 100 pairs, 20 gained, 10 lost: difference .1, standard error sqrt((.3 - .01) / 100) = .0539.
    const pairs = Array.from({ length: 100 }, (_, i): [number, number] => (i < 20 ? [0, 1] : i < 30 ? [1, 0] : [1, 1]));
    const drawn = bootstrapDifferences(pairs, mean, 1, 4000);
    expect(quantile(drawn, 0.025)).toBeCloseTo(0.1 - 1.96 * 0.0539, 1.5);
    expect(quantile(drawn, 0.975)).toBeCloseTo(0.1 + 1.96 * 0.0539, 1.5);
  });

  test('values that do not count are left out on their side only', () => {
    expect(
      bootstrapDifferences(
        [
          [1, null],
          [1, null],
        ],
        mean,
        1,
        10,
      ),
    ).toEqual([]);
    expect(
      new Set(
        bootstrapDifferences(
          [
            [0.25, 1],
            [0.25, 1],
          ],
          mean,
          1,
          10,
        ),
      ),
    ).toEqual(new Set([0.75]));
  });
});

test('random numbers are spread over [0, 1)', () => {
  const random = randomNumbers(3);
  const drawn = Array.from({ length: 10_000 }, random);
  expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...drawn)).toBeLessThan(1);
  expect(mean(drawn)).toBeCloseTo(0.5, 1);
});
