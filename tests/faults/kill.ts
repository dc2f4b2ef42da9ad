import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
export const cli = `${root}dist/src/cli.js`;
const preload = new URL('./kill-at-step.mjs', import.meta.url).href;

export interface KillPlan {
  /** Number of the write step (see kill-at-step.mjs), from 1. */
  step: number;
  /** `before`: the program ends itself before the step. `from outside`: this process kills it some time after it begins. */
  how: 'before' | 'from outside';
  delayMs: number;
}

export interface Outcome {
  /** All steps told, in order; the last is where it fell. */
  steps: string[];
  /** Transactions that were acknowledged. */
  committed: number;
  killed: boolean;
  code: number | null;
  output: string;
}

/** Runs a command of the built program on a data folder; with a plan, ends it as kill -9 does. */
export async function runCommand(data: string, args: string[], plan?: KillPlan): Promise<Outcome> {
  const killAt = plan?.how === 'before' ? String(plan.step) : '0';
  const pace = plan?.how === 'from outside' ? '2' : '0';
  const child = spawn(process.execPath, ['--import', preload, cli, ...args], {
    cwd: root,
    env: { ...process.env, WENCE_DATA: data, WENCE_LOG_LEVEL: 'silent', KILL_AT: killAt, KILL_PACE_MS: pace },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const outcome: Outcome = { steps: [], committed: 0, killed: false, code: null, output: '' };
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part) => (outcome.output += part));
  const lines = createInterface({ input: child.stdio[3] as Readable });
  lines.on('line', async (line) => {
    if (line.startsWith('committed')) outcome.committed++;
    else outcome.steps.push(line.slice(line.indexOf(' ') + 1));
    if (plan?.how !== 'from outside' || !line.startsWith(`${plan.step} `)) return;
    await wait(plan.delayMs);
    child.kill('SIGKILL');
  });
  const ended = new Promise<void>((resolve) => {
    child.once('close', (code, signal) => {
      outcome.code = code;
      outcome.killed = signal === 'SIGKILL';
      resolve();
    });
  });
  const read = new Promise<void>((resolve) => lines.once('close', resolve));
  await Promise.all([ended, read]);
  return outcome;
}
