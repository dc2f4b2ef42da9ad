import { median, percentile, round } from '../statistics.ts';

/** Half and 95 % of the answers came within so many milliseconds. */
export function latency(answers: { ms: number }[]): { p50: number | null; p95: number | null } {
  const times = answers.map(({ ms }) => ms);
  const shown = (value: number | null) => (value === null ? null : round(value, 1));
  return { p50: shown(median(times)), p95: shown(percentile(times, 0.95)) };
}
