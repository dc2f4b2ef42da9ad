import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judgeWeights } from '../src/retrieve/judge-weights.ts';
import type { Report } from './report/data.ts';
import { round } from './statistics.ts';

/** Set by rule, because the development questions hold no case of it. */
const fixed = ['otherScheme'];
/** Strength of the pull towards zero, for standardised features. */
const ridge = 10;
const steps = 4000;
const rate = 0.2;

interface Example {
  values: number[];
  answerable: boolean;
  /** The page whose questions are held out together. */
  group: string;
}

interface Model {
  intercept: number;
  weights: number[];
}

export interface LearnedJudge {
  examples: number;
  unanswerable: number;
  intercept: number;
  weights: Record<string, number>;
  /** Area under the ROC curve, each page's questions judged by weights learned without them. */
  auc_leave_one_page_out: number;
  /** For the threshold that loses this many answerable questions: how many unanswerable ones are then declined. */
  operating_points: { lost: number; declined: number; threshold: number }[];
}

/** Logistic regression with balanced classes over the features in the reports of `eval answers`. Changes nothing. */
export function learnJudge(folders: string[]): LearnedJudge {
  const names = Object.keys(judgeWeights.ranked.weights).filter((name) => !fixed.includes(name));
  const examples = folders.flatMap((folder) => readExamples(folder, names));
  if (!examples.some((one) => one.answerable) || examples.every((one) => one.answerable)) {
    throw new RangeError('both answerable and unanswerable questions are needed');
  }
  const held = [...new Set(examples.map((one) => one.group))].flatMap((group) => {
    const model = learn(examples.filter((one) => one.group !== group));
    return examples.filter((one) => one.group === group).map((one) => ({ ...one, probability: probability(model, one.values) }));
  });
  const model = learn(examples);
  return {
    examples: examples.length,
    unanswerable: examples.filter((one) => !one.answerable).length,
    intercept: round(model.intercept, 3),
    weights: Object.fromEntries(names.map((name, i) => [name, round(model.weights[i] ?? 0, 3)])),
    auc_leave_one_page_out: round(areaUnderCurve(held), 3),
    operating_points: operatingPoints(held),
  };
}

function readExamples(folder: string, names: string[]): Example[] {
  const report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Report;
  return report.cases
    .filter((one) => Object.keys(one.features).length > 0)
    .map((one) => ({
      values: names.map((name) => one.features[name] ?? 0),
      answerable: one.expect !== 'refuse',
      group: one.goldFiles[0] ?? one.id,
    }));
}

/** Gradient descent on standardised features; the weights come back for the features as they are. */
function learn(examples: Example[]): Model {
  const scale = (examples[0]?.values ?? []).map((_, i) => deviation(examples.map((one) => one.values[i] ?? 0)) || 1);
  const rows = examples.map((one) => ({ ...one, values: one.values.map((value, i) => value / (scale[i] as number)) }));
  const positive = rows.filter((one) => one.answerable).length;
  const weightOf = (one: Example) => rows.length / (2 * (one.answerable ? positive : rows.length - positive));
  const model: Model = { intercept: 0, weights: scale.map(() => 0) };
  for (let step = 0; step < steps; step++) {
    const errors = rows.map((one) => weightOf(one) * (probability(model, one.values) - (one.answerable ? 1 : 0)));
    model.intercept -= (rate * sum(errors)) / rows.length;
    model.weights = model.weights.map((weight, i) => {
      const slope = sum(rows.map((one, row) => (errors[row] as number) * (one.values[i] ?? 0)));
      return weight - (rate * (slope + ridge * weight)) / rows.length;
    });
  }
  return { intercept: model.intercept, weights: model.weights.map((weight, i) => weight / (scale[i] as number)) };
}

function probability({ intercept, weights }: Model, values: number[]): number {
  return 1 / (1 + Math.exp(-values.reduce((total, value, i) => total + value * (weights[i] ?? 0), intercept)));
}

type Judged = Example & { probability: number };

/** Share of pairs in which the answerable question stands above the unanswerable one; ties count half. */
function areaUnderCurve(judged: Judged[]): number {
  const [above, below] = [judged.filter((one) => one.answerable), judged.filter((one) => !one.answerable)];
  const wins = sum(
    above.flatMap((a) => below.map((b) => (a.probability > b.probability ? 1 : a.probability === b.probability ? 0.5 : 0))),
  );
  return wins / (above.length * below.length);
}

function operatingPoints(judged: Judged[]): LearnedJudge['operating_points'] {
  const answerable = judged
    .filter((one) => one.answerable)
    .map((one) => one.probability)
    .sort((a, b) => a - b);
  return [2, 3, 4, 5, 6]
    .filter((lost) => lost < answerable.length)
    .map((lost) => {
      const threshold = answerable[lost] as number;
      const declined = judged.filter((one) => !one.answerable && one.probability < threshold).length;
      return { lost, declined, threshold: round(threshold, 3) };
    });
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

function deviation(values: number[]): number {
  const mean = sum(values) / values.length;
  return Math.sqrt(sum(values.map((value) => (value - mean) ** 2)) / values.length);
}
