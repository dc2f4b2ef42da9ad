import { round } from '../statistics.ts';
import type { CaseReport } from './data.ts';

export interface Bin {
  /** [from, to) of the probability; the last bin holds 1 too. */
  from: number;
  to: number;
  cases: number;
  right: number;
  /** Mean probability of its cases. */
  expected: number;
  /** Share that was right, with the 95 % interval of Wilson (1927). */
  share: number;
  low: number;
  high: number;
}

export interface RiskPoint {
  /** Share of the questions answered when all with at least this probability are answered. */
  coverage: number;
  /** Share of wrong ones among them. */
  risk: number;
  probability: number;
}

export interface Calibration {
  /** Cases that were judged; the others ended before and are left out. */
  cases: number;
  leftOut: number;
  bins: Bin[];
  /** Expected calibration error: mean distance of share and probability over the bins, weighted by cases. */
  error: number | null;
  /** Mean squared distance of probability and outcome (Brier 1950). */
  brier: number | null;
  curve: RiskPoint[];
  /** Area under the risk-coverage curve; smaller is better. */
  area: number | null;
  /** Where the product stands with its thresholds. */
  now: RiskPoint | null;
}

const binCount = 10;

/**
 * Does the probability that an answer is right mean what it says? Right is an answer that passes; where the judge declined, the
 * sentences it held back are judged in its place. A question without an answer is wrong however it would be answered.
 */
export function calibrationOf(cases: Pick<CaseReport, 'probability' | 'wouldPass' | 'judgement'>[]): Calibration {
  const judged = cases.flatMap(({ probability, wouldPass, judgement }) =>
    probability === null || wouldPass === null ? [] : [{ probability, right: wouldPass, enough: judgement?.enough ?? false }],
  );
  const bins = binsOf(judged);
  const curve = curveOf(judged);
  const mean = (sum: number) => (judged.length === 0 ? null : round(sum / judged.length));
  return {
    cases: judged.length,
    leftOut: cases.length - judged.length,
    bins,
    error: mean(bins.reduce((sum, bin) => sum + bin.cases * Math.abs(bin.share - bin.expected), 0)),
    brier: mean(judged.reduce((sum, { probability, right }) => sum + (probability - Number(right)) ** 2, 0)),
    curve,
    area: curve.length === 0 ? null : round(curve.reduce((sum, point) => sum + point.risk, 0) / curve.length),
    now: standing(judged),
  };
}

interface Judged {
  probability: number;
  right: boolean;
  enough: boolean;
}

function binsOf(judged: Judged[]): Bin[] {
  return Array.from({ length: binCount }, (_, index) => {
    const inside = judged.filter(({ probability }) => Math.min(binCount - 1, Math.floor(probability * binCount)) === index);
    const right = inside.filter((one) => one.right).length;
    const [low, high] = wilson(right, inside.length);
    const expected = inside.reduce((sum, { probability }) => sum + probability, 0) / Math.max(1, inside.length);
    return {
      from: index / binCount,
      to: (index + 1) / binCount,
      cases: inside.length,
      right,
      expected: round(expected),
      share: round(right / Math.max(1, inside.length)),
      low: round(low),
      high: round(high),
    };
  }).filter((bin) => bin.cases > 0);
}

/** The 95 % interval of a share. */
export function wilson(right: number, cases: number): [number, number] {
  if (cases === 0) return [0, 1];
  const z = 1.96;
  const share = right / cases;
  const middle = share + (z * z) / (2 * cases);
  const spread = z * Math.sqrt((share * (1 - share)) / cases + (z * z) / (4 * cases * cases));
  const scale = 1 + (z * z) / cases;
  return [Math.max(0, (middle - spread) / scale), Math.min(1, (middle + spread) / scale)];
}

/** Cases of the same probability are answered together: one point for each different probability. */
function curveOf(judged: Judged[]): RiskPoint[] {
  const sorted = [...judged].sort((a, b) => b.probability - a.probability);
  const points: RiskPoint[] = [];
  let wrong = 0;
  for (const [index, { probability, right }] of sorted.entries()) {
    if (!right) wrong += 1;
    if (sorted[index + 1]?.probability === probability) continue;
    points.push({ coverage: round((index + 1) / sorted.length), risk: round(wrong / (index + 1)), probability });
  }
  return points;
}

function standing(judged: Judged[]): RiskPoint | null {
  const answered = judged.filter((one) => one.enough);
  if (answered.length === 0) return null;
  return {
    coverage: round(answered.length / judged.length),
    risk: round(answered.filter((one) => !one.right).length / answered.length),
    probability: Math.min(...answered.map((one) => one.probability)),
  };
}
