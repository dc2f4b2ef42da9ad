import { shortAnswer } from '../metrics/accuracy160.ts';
import { median, percentile } from '../statistics.ts';
import type { CaseResult } from './results.ts';

/** A figure of a run that is made of one value a case; null: the case does not count for it. */
export interface Metric {
  name: string;
  title: string;
  better: 'higher' | 'lower';
  /** A share counts cases as right or wrong; the others are middle or upper values with a unit. */
  type: 'share' | 'median' | 'p95';
  unit: string;
  value: (one: CaseResult) => number | null;
}

const answerable = (one: CaseResult) => one.expect === 'answer' || one.expect === 'expired';
const answered = (one: CaseResult) => answerable(one) && one.status !== 'none' && !one.status.startsWith('declined');
const share = (value: boolean) => (value ? 1 : 0);

/** The figures of `metrics/summary.ts`, case by case. */
export const metrics: Metric[] = [
  { name: 'accuracy', title: '正确率', better: 'higher', type: 'share', unit: '', value: (one) => share(one.passed) },
  {
    name: 'accuracy_160',
    title: '160 字内正确率',
    better: 'higher',
    type: 'share',
    unit: '',
    value: (one) => share(one.passed && (!answerable(one) || one.length <= shortAnswer)),
  },
  {
    name: 'refused',
    title: '该拒答的拒答了',
    better: 'higher',
    type: 'share',
    unit: '',
    value: (one) => (one.expect === 'refuse' ? share(one.passed) : null),
  },
  {
    name: 'false_refusals',
    title: '不该拒答的拒答了',
    better: 'lower',
    type: 'share',
    unit: '',
    value: (one) => (answerable(one) ? share(/^(declined|clarify)/.test(one.status)) : null),
  },
  {
    name: 'right_page',
    title: '引对文件',
    better: 'higher',
    type: 'share',
    unit: '',
    value: (one) => (answered(one) ? share(one.rightPage) : null),
  },
  {
    name: 'gold_span',
    title: '引到原句',
    better: 'higher',
    type: 'share',
    unit: '',
    value: (one) => (answered(one) ? share(one.goldSpan) : null),
  },
  {
    name: 'median_length',
    title: '答复长度（中位数）',
    better: 'lower',
    type: 'median',
    unit: ' 字',
    value: (one) => (/^(declined|clarify|error|none)/.test(one.status) ? null : one.length),
  },
  { name: 'ms_p50', title: '等候时间（中位数）', better: 'lower', type: 'median', unit: ' 毫秒', value: (one) => one.ms },
  { name: 'ms_p95', title: '等候时间（95%）', better: 'lower', type: 'p95', unit: ' 毫秒', value: (one) => one.ms },
];

export const metricNamed = (name: string) => metrics.find((metric) => metric.name === name);

/** The figure of the values that count; null of none. */
export function figureOf({ type }: Pick<Metric, 'type'>, values: number[]): number | null {
  if (values.length === 0) return null;
  if (type === 'share') return values.reduce((sum, value) => sum + value, 0) / values.length;
  return type === 'median' ? median(values) : percentile(values, 0.95);
}
