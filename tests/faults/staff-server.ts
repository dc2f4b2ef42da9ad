import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { cli, type KillPlan } from './kill.ts';

const preload = new URL('./kill-at-step.mjs', import.meta.url).href;
const root = fileURLToPath(new URL('../../', import.meta.url));

/** `wence serve` of the built program. */
export interface StaffServer {
  url: string;
  /** Write steps so far, where they are told. */
  steps: string[];
  /** Ends it, if it lives; true when the plan had killed it before. */
  end(): Promise<boolean>;
}

/** Starts on any free port, with no limit of questions. Every write step is told; with a plan it dies at one of them. */
export function startWatchedServer(data: string, plan?: KillPlan): Promise<StaffServer> {
  return start(data, ['--import', preload], plan, { WENCE_RANKER_FOLDER: 'none' });
}

/** Starts as it serves a city. */
export const startPlainServer = (data: string): Promise<StaffServer> => start(data, [], undefined, {});

async function start(
  data: string,
  options: string[],
  plan: KillPlan | undefined,
  environment: Record<string, string>,
): Promise<StaffServer> {
  const child = spawn(process.execPath, [...options, cli, 'serve', '--port', '0', '--json'], {
    cwd: root,
    env: {
      ...process.env,
      WENCE_DATA: data,
      WENCE_LOG_LEVEL: 'silent',
      WENCE_RATE_PER_MINUTE: '0',
      WENCE_READERS: '1',
      ...environment,
      KILL_AT: plan?.how === 'before' ? String(plan.step) : '0',
      KILL_PACE_MS: plan?.how === 'from outside' ? '2' : '0',
    },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const steps: string[] = [];
  let told = '';
  child.stderr?.on('data', (part) => (told += part));
  createInterface({ input: child.stdio[3] as Readable }).on('line', async (line) => {
    if (line.startsWith('committed')) return;
    steps.push(line.slice(line.indexOf(' ') + 1));
    if (plan?.how !== 'from outside' || !line.startsWith(`${plan.step} `)) return;
    await wait(plan.delayMs);
    child.kill('SIGKILL');
  });
  const ended = new Promise<boolean>((resolve) => child.once('close', (_, signal) => resolve(signal === 'SIGKILL')));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout as Readable }).on('line', (line) => {
      const found = /"url":\s*"([^"]+)"/.exec(line)?.[1];
      if (found) resolve(found);
    });
    ended.then(() => reject(new Error(`the server ended before it listened: ${told}`)));
  });
  return {
    url,
    steps,
    end() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}
