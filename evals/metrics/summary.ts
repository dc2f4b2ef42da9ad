import type { Scored } from '../cases.ts';
import { accuracy } from './accuracy.ts';
import { accuracy160 } from './accuracy160.ts';
import { goldSpan } from './gold-span.ts';
import { latency } from './latency.ts';
import { medianLength } from './length.ts';
import { refusal } from './refusal.ts';
import { rightPage } from './right-page.ts';

/** The figures of a run under the names other scorers use too. */
export function summarise(scored: Scored[]) {
  const { refused, falseRefusals } = refusal(scored);
  const times = latency(scored.flatMap(({ answer }) => answer ?? []));
  return {
    cases: scored.length,
    accuracy: accuracy(scored),
    accuracy_160: accuracy160(scored),
    refused,
    false_refusals: falseRefusals,
    right_page: rightPage(scored),
    gold_span: goldSpan(scored),
    median_length: medianLength(scored),
    ms_p50: times.p50,
    ms_p95: times.p95,
  };
}
export type Summary = ReturnType<typeof summarise>;
