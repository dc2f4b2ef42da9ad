/** Counters and durations in Prometheus' text form. Labels are words of ours, never what a caller sent. */
export class Metrics {
  #counters = new Map<string, number>();
  #durations = new Map<string, { sum: number; count: number; buckets: number[] }>();

  count(name: string, labels: Record<string, string>): void {
    const key = name + labelText(labels);
    this.#counters.set(key, (this.#counters.get(key) ?? 0) + 1);
  }

  observe(route: string, seconds: number): void {
    const entry = this.#durations.get(route) ?? { sum: 0, count: 0, buckets: bounds.map(() => 0) };
    entry.sum += seconds;
    entry.count += 1;
    bounds.forEach((bound, index) => {
      if (seconds <= bound) entry.buckets[index] = (entry.buckets[index] ?? 0) + 1;
    });
    this.#durations.set(route, entry);
  }

  /** `gauges` are read at the time of asking, e.g. how many documents there are. */
  render(gauges: Record<string, number>): string {
    const lines = [
      '# HELP wence_http_requests_total Requests by route, method and status.',
      '# TYPE wence_http_requests_total counter',
      ...this.#render('wence_http_requests_total'),
      '# HELP wence_answers_total Answers by status and channel.',
      '# TYPE wence_answers_total counter',
      ...this.#render('wence_answers_total'),
      '# HELP wence_http_request_seconds Time to answer by route; event streams until their end.',
      '# TYPE wence_http_request_seconds histogram',
      ...this.#renderDurations(),
    ];
    for (const [name, value] of Object.entries(gauges)) {
      lines.push(`# TYPE wence_${name} gauge`, `wence_${name} ${value}`);
    }
    return `${lines.join('\n')}\n`;
  }

  #render(name: string): string[] {
    return [...this.#counters].filter(([key]) => key.startsWith(`${name}{`)).map(([key, value]) => `${key} ${value}`);
  }

  #renderDurations(): string[] {
    const name = 'wence_http_request_seconds';
    return [...this.#durations].flatMap(([route, { sum, count, buckets }]) => [
      ...bounds.map((bound, index) => `${name}_bucket${labelText({ route, le: String(bound) })} ${buckets[index]}`),
      `${name}_bucket${labelText({ route, le: '+Inf' })} ${count}`,
      `${name}_sum${labelText({ route })} ${sum.toFixed(6)}`,
      `${name}_count${labelText({ route })} ${count}`,
    ]);
  }
}

/** Upper bounds in seconds; a look-up within a call may take 0.1 s. */
const bounds = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

function labelText(labels: Record<string, string>): string {
  const escaped = (value: string) => value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');
  return `{${Object.entries(labels)
    .map(([name, value]) => `${name}="${escaped(value)}"`)
    .join(',')}}`;
}
