import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrations } from '../../src/store/sqlite/migrations/index.ts';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import { randomNumbers } from '../contracts/vectors.ts';
import { contentDump, unusedVectors } from './content-dump.ts';
import { writeDocuments } from './documents.ts';
import { cli, type KillPlan, type Outcome, runCommand } from './kill.ts';

/** How many times the program is killed, over both phases. The long check sets more. */
const kills = Number(process.env.WENCE_KILLS ?? 20);

const folder = mkdtempSync(join(tmpdir(), 'wence-kill-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const documents = (state: 'first' | 'second') => join(folder, state, '资料');
const ingest = (data: string, state: 'first' | 'second', plan?: KillPlan) =>
  runCommand(data, ['ingest', documents(state), '--source', '试验', '--publish-as', '审核乙', '--prune', '--json'], plan);

interface Phase {
  name: string;
  state: 'first' | 'second';
  /** Data folder to begin from; null for none. */
  start: string | null;
  undisturbed: Outcome;
  expected: Record<string, string[]>;
}

const phases: Phase[] = [];
const baseOf = (data: string) => join(data, 'wence.db');

async function undisturbedRun(name: string, state: 'first' | 'second', start: string | null): Promise<string> {
  const data = join(folder, name);
  mkdirSync(data);
  if (start) cpSync(start, data, { recursive: true });
  const undisturbed = await ingest(data, state);
  expect(undisturbed.code, undisturbed.output).toBe(0);
  phases.push({ name, state, start, undisturbed, expected: contentDump(baseOf(data)) });
  return data;
}

/** Spread evenly over all steps, moved a little, by turns from inside and from outside. */
function plansFor(steps: number, count: number): KillPlan[] {
  const random = randomNumbers(count);
  return Array.from({ length: count }, (_, i) => ({
    step: Math.max(1, Math.min(steps, Math.round(((i + random()) / count) * steps))),
    how: i % 2 === 0 ? 'before' : 'from outside',
    delayMs: random(),
  }));
}

/** Opens what the kill left: sound, whole up to the last acknowledged change, and it answers. */
async function inspect(data: string, phase: Phase, outcome: Outcome): Promise<void> {
  if (!existsSync(baseOf(data))) return expect(outcome.committed).toBe(0);
  const store = await openSqliteStore(baseOf(data));
  const acknowledged = outcome.committed - (phase.start ? 0 : migrationTransactions);
  const before = phase.start ? await revisionOf(phase.start) : 0;
  expect(await store.check()).toEqual([]);
  expect(await store.revision()).toBeGreaterThanOrEqual(before + Math.max(0, acknowledged));
  await store.close();
  const doctor = await runCommand(data, ['doctor', '--json']);
  const findings: { name: string; state: string; message: string }[] = JSON.parse(doctor.output).findings;
  expect(findings.find(({ name }) => name === '知识库')).not.toMatchObject({ state: 'failed' });
  const reply = await runCommand(data, ['ask', '就业补贴多少钱', '--json']);
  expect(reply.code, reply.output).toBe(0);
  expect(JSON.parse(reply.output).status).toMatch(/^(answered|declined|clarify)/);
}

/** Opening a new base commits its schema, one migration after another. */
const migrationTransactions = migrations.length;

async function revisionOf(data: string): Promise<number> {
  const store = await openSqliteStore(baseOf(data), { readOnly: true });
  const revision = await store.revision();
  await store.close();
  return revision;
}

describe.skipIf(!existsSync(cli))('kill -9 during ingest (needs a build in dist/)', () => {
  beforeAll(async () => {
    writeDocuments(documents('first'), 'first');
    writeDocuments(documents('second'), 'second');
    const first = await undisturbedRun('new base', 'first', null);
    await undisturbedRun('changed folder', 'second', first);
  });

  it(`loses nothing in ${kills} kills spread over the write steps`, { timeout: 60_000 + kills * 30_000 }, async () => {
    const fell: string[] = [];
    for (const [index, phase] of phases.entries()) {
      const share = index === 0 ? Math.ceil(kills / 2) : Math.floor(kills / 2);
      for (const [number, plan] of plansFor(phase.undisturbed.steps.length, share).entries()) {
        const data = join(folder, `${phase.name} ${number}`);
        mkdirSync(data);
        if (phase.start) cpSync(phase.start, data, { recursive: true });
        const outcome = await ingest(data, phase.state, plan);
        const place = `step ${outcome.steps.length} of ${phase.undisturbed.steps.length}, ${outcome.steps.at(-1)}`;
        fell.push(`${phase.name}: ${plan.how} ${place}; ${outcome.committed} transactions acknowledged`);
        if (plan.how === 'before') expect(outcome.killed, outcome.output).toBe(true);
        await inspect(data, phase, outcome);
        const again = await ingest(data, phase.state);
        expect(again.code, again.output).toBe(0);
        expect(contentDump(baseOf(data)), fell.at(-1)).toEqual(phase.expected);
        expect(unusedVectors(baseOf(data)), fell.at(-1)).toBe(0);
        rmSync(data, { recursive: true, force: true });
      }
    }
    console.log(`where the kills fell:\n${fell.join('\n')}`);
    expect(fell).toHaveLength(kills);
  });
});
