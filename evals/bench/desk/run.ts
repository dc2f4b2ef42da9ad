import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { terminal } from '../../../src/cli/output.ts';
import { round } from '../../statistics.ts';
import { table } from '../table.ts';
import { type DeskResult, deskSystems, type WriteResult } from './child.ts';
import { loadDeskSet } from './texts.ts';

type InChild = <Result>(part: string, folder: string) => Promise<Result>;

/** Look-up as one types at an agent's desk, beside MiniSearch on the same texts; then what a write costs the next look-up. */
export async function benchDesk(folder: string, count: number, queries: number, inChild: InChild): Promise<void> {
  const set = loadDeskSet(count, queries);
  writeFileSync(join(folder, 'desk.json'), JSON.stringify(set));
  terminal.screen.write('ingesting …\n');
  const { chunks } = await inChild<{ chunks: number }>('desk:build', folder);
  console.log(
    `${set.clauses.length} clauses and ${set.entries.length} entries (${chunks} chunks), ${set.typed.length} queries typed: ${set.note}`,
  );
  console.log(`load before: ${load()}\n`);
  const results: Record<string, DeskResult> = {};
  for (const [name, { title }] of Object.entries(deskSystems)) {
    terminal.screen.write(`${title} …\n`);
    results[name] = await inChild<DeskResult>(`desk:${name}`, folder);
  }
  const written = await inChild<WriteResult>('desk:write', folder);
  console.log(deskTable(results));
  console.log(`
Each system alone in its process, after ten queries that do not count. A query is looked up at every step of typing it, with a rest before each.
top 5: a right text among the first five, of whole queries and of every step on the way.
Of our time in the process (mean of a look-up): ${parts(results.wence?.stages ?? {})}.
Publishing an entry (${written.writes} times): p50 ${ms(written.publishP50)}, p95 ${ms(written.publishP95)}; the look-up that follows finds it: p50 ${ms(written.firstP50)}, p95 ${ms(written.firstP95)}.
load after: ${load()} (processes that wanted a core, mean of the last minute)`);
  console.log(JSON.stringify({ texts: count, queries: set.typed.length, systems: rounded(results), written: roundAll(written) }));
}

const load = () => loadavg()[0]!.toFixed(1);
const ms = (value: number) => `${value.toFixed(1)} ms`;
const parts = (stages: Record<string, number>) =>
  Object.entries(stages)
    .map(([stage, value]) => `${stage} ${ms(value)}`)
    .join(', ');

export function deskTable(results: Record<string, DeskResult>): string {
  const rows = Object.entries(results).map(([name, { lookups, p50, p95, slowest, hitsWhole, hitsTyping, megabytes }]) => [
    deskSystems[name]!.title,
    String(lookups),
    ms(p50),
    ms(p95),
    ms(slowest),
    hitsWhole.toFixed(3),
    hitsTyping.toFixed(3),
    `${megabytes.toFixed(0)} MB`,
  ]);
  return table([['', 'look-ups', 'p50', 'p95', 'slowest', 'top 5, whole', 'top 5, typing', 'memory'], ...rows]);
}

const roundAll = (values: object) =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, typeof value === 'number' ? round(value, 3) : value]));
const rounded = (results: Record<string, DeskResult>) =>
  Object.fromEntries(
    Object.entries(results).map(([name, { stages, ...figures }]) => [
      name,
      { ...roundAll(figures), ...(stages ? { stages: roundAll(stages) } : {}) },
    ]),
  );
