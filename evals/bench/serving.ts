import { join } from 'node:path';
import { startServer } from '../../src/server.ts';
import { median, percentile } from '../statistics.ts';
import { peakMegabytes, resetPeak } from './memory.ts';
import { type BenchQuestion, readLines } from './texts.ts';
import { openBenchBase } from './wence.ts';

export interface ServingResult {
  questions: number;
  p50: number;
  p95: number;
  megabytes: number;
  statuses: Record<string, number>;
}

/** Serves the bench's base and asks it over HTTP on the loopback: the whole way of a question, and the memory it takes. */
export async function servingChild(folder: string): Promise<ServingResult> {
  const questions = readLines<BenchQuestion>(join(folder, 'questions.jsonl'));
  const wence = await openBenchBase(join(folder, 'base'));
  const server = await startServer(wence, { host: '127.0.0.1', port: 0 });
  const ask = async (question: string) => {
    const response = await fetch(`${server.url}/v1/ask`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ question, channel: 'web' }),
    });
    const reply = (await response.json()) as { status?: string; code?: string };
    return reply.status ?? reply.code ?? String(response.status);
  };
  try {
    await ask('预热');
    resetPeak();
    const times: number[] = [];
    const statuses: Record<string, number> = {};
    for (const { text } of questions) {
      const askedAt = performance.now();
      const status = await ask(text);
      times.push(performance.now() - askedAt);
      statuses[status] = (statuses[status] ?? 0) + 1;
    }
    return {
      questions: questions.length,
      p50: median(times) ?? 0,
      p95: percentile(times, 0.95) ?? 0,
      megabytes: peakMegabytes(),
      statuses,
    };
  } finally {
    await server.close();
    await wence.close();
  }
}
