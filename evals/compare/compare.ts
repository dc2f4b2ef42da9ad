import { round } from '../statistics.ts';
import { figureOf, type Metric, metrics } from './metrics.ts';
import { type CaseResult, type Pair, type Pairing, pairRuns, type Run } from './results.ts';
import { bootstrapDifferences, lossByChance, mcNemar, quantile } from './tests.ts';

/** Fixed, so that the same two runs always give the same intervals. */
const seed = 20_261_101;
/** A difference that chance alone brings about less often than this counts as one. */
export const alpha = 0.05;

export interface Difference {
  name: string;
  title: string;
  better: Metric['better'];
  type: Metric['type'];
  unit: string;
  before: number | null;
  after: number | null;
  difference: number | null;
  /** 95 % interval of the difference by paired bootstrap. */
  low: number | null;
  high: number | null;
  /** Cases that changed for the better and for the worse; null where a case is not right or wrong. */
  gained: number | null;
  lost: number | null;
  /** Two-sided exact McNemar for shares; null for the others. */
  p: number | null;
  /** Probability of such a loss by chance alone, one-sided: what the gate asks. */
  lossByChance: number;
  verdict: 'better' | 'worse' | 'same';
}

export interface Flip {
  before: CaseResult;
  after: CaseResult;
}

export interface Comparison {
  before: Omit<Run, 'cases'>;
  after: Omit<Run, 'cases'>;
  compared: number;
  pairing: Omit<Pairing, 'pairs'>;
  differences: Difference[];
  byKind: { kind: string; cases: number; before: number; after: number; gained: number; lost: number; p: number }[];
  /** Wrong before, right now; and the other way round. */
  gained: Flip[];
  lost: Flip[];
}

/** What differs between two runs, on the cases that both were judged by. */
export function compareRuns(before: Run, after: Run): Comparison {
  const { pairs, ...pairing } = pairRuns(before, after);
  const headOf = ({ cases: _, ...head }: Run) => head;
  return {
    before: headOf(before),
    after: headOf(after),
    compared: pairs.length,
    pairing,
    differences: metrics.map((metric) => differenceOf(metric, pairs)),
    byKind: kindsOf(pairs),
    gained: pairs.filter((pair) => !pair.before.passed && pair.after.passed),
    lost: pairs.filter((pair) => pair.before.passed && !pair.after.passed),
  };
}

export function differenceOf(metric: Metric, pairs: Pair[]): Difference {
  const { name, title, better, type, unit } = metric;
  const values = pairs.map((pair): [number | null, number | null] => [metric.value(pair.before), metric.value(pair.after)]);
  const figure = (all: number[]) => figureOf(metric, all);
  const [before, after] = [0, 1].map((side) => figure(values.map((value) => value[side as 0 | 1]).filter((one) => one !== null)));
  const differences = bootstrapDifferences(values, figure, seed);
  const changes = type === 'share' ? changesOf(values, better) : null;
  const loss = changes ? lossByChance(changes.gained, changes.lost) : shareOfNoLoss(differences, better);
  const [low, high] = [quantile(differences, alpha / 2), quantile(differences, 1 - alpha / 2)];
  const p = changes && mcNemar(changes.gained, changes.lost);
  const places = type === 'share' ? 4 : 1;
  const rounded = (value: number | null | undefined) => (value === null || value === undefined ? null : round(value, places));
  const difference = before === null || after === null ? null : (after as number) - (before as number);
  return {
    name,
    title,
    better,
    type,
    unit,
    before: rounded(before),
    after: rounded(after),
    difference: rounded(difference),
    low: rounded(low),
    high: rounded(high),
    gained: changes?.gained ?? null,
    lost: changes?.lost ?? null,
    p: p && digits(p),
    lossByChance: digits(loss),
    verdict: verdictOf({ difference, better, significant: p === null ? apart(low, high) : p < alpha, changes }),
  };
}

/** Cases that count for both runs and changed; a change for the better is gained, whichever way is better. */
function changesOf(values: [number | null, number | null][], better: Metric['better']): { gained: number; lost: number } {
  const both = values.filter((value): value is [number, number] => value[0] !== null && value[1] !== null);
  const [up, down] = [both.filter(([a, b]) => b > a).length, both.filter(([a, b]) => b < a).length];
  return better === 'higher' ? { gained: up, lost: down } : { gained: down, lost: up };
}

/** Share of the draws in which nothing was lost. */
function shareOfNoLoss(differences: number[], better: Metric['better']): number {
  if (differences.length === 0) return 1;
  return differences.filter((one) => (better === 'higher' ? one >= 0 : one <= 0)).length / differences.length;
}

/** Probabilities keep their size, however small. */
const digits = (probability: number) => Number(probability.toPrecision(4));

const apart = (low: number | null, high: number | null) => low !== null && high !== null && (low > 0 || high < 0);

interface Finding {
  difference: number | null;
  better: Metric['better'];
  significant: boolean;
  changes: { gained: number; lost: number } | null;
}

function verdictOf({ difference, better, significant, changes }: Finding): Difference['verdict'] {
  if (difference === null || !significant) return 'same';
  const improved = changes ? changes.gained > changes.lost : better === 'higher' ? difference > 0 : difference < 0;
  return improved ? 'better' : 'worse';
}

function kindsOf(pairs: Pair[]): Comparison['byKind'] {
  return [...new Set(pairs.map((pair) => pair.after.kind))].map((kind) => {
    const own = pairs.filter((pair) => pair.after.kind === kind);
    const gained = own.filter((pair) => !pair.before.passed && pair.after.passed).length;
    const lost = own.filter((pair) => pair.before.passed && !pair.after.passed).length;
    const passed = (side: 'before' | 'after') => own.filter((pair) => pair[side].passed).length;
    return {
      kind,
      cases: own.length,
      before: passed('before'),
      after: passed('after'),
      gained,
      lost,
      p: digits(mcNemar(gained, lost)),
    };
  });
}
