import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn, testAccount } from '../../src/api/test-staff.ts';
import type { Role } from '../../src/domain/account.ts';
import { systemClock } from '../../src/domain/time.ts';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import { randomNumbers } from '../contracts/vectors.ts';
import { cli, type KillPlan } from './kill.ts';
import { staffDump } from './staff-dump.ts';
import { startWatchedServer } from './staff-server.ts';
import { staffWrites, type Writers, writeAll } from './staff-writes.ts';

/** How many times the server is killed while staff write. The long check sets more. */
const kills = Number(process.env.WENCE_STAFF_KILLS ?? 8);

const folder = mkdtempSync(join(tmpdir(), 'wence-staff-kill-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const start = join(folder, 'start');
const baseOf = (data: string) => join(data, 'wence.db');

/** A base with nothing but people who have signed in. */
async function prepare(): Promise<Writers> {
  mkdirSync(start);
  const store = await openSqliteStore(baseOf(start));
  const writers: Partial<Record<string, Writers['editor']>> = {};
  for (const role of ['administrator', 'editor', 'reviewer', 'agent'] as Role[]) {
    const account = testAccount(role, [role]);
    await store.apply([{ type: 'put_account', account, expected: 0 }]);
    writers[role] = await signIn({ store }, account, systemClock);
  }
  await store.close();
  return writers as Writers;
}

function copyOfStart(name: string): string {
  const data = join(folder, name);
  cpSync(start, data, { recursive: true });
  return data;
}

/** Dumps after 0, 1, 2, … acknowledged writes of a run that nobody disturbs, and which steps were whose. */
async function undisturbed(writers: Writers): Promise<{ dumps: string[]; first: number; last: number; startUp: string[] }> {
  const data = copyOfStart('undisturbed');
  const server = await startWatchedServer(data);
  const startUp = [...server.steps];
  const dumps = [staffDump(baseOf(data))];
  const stopped = await writeAll(server.url, writers, () => void dumps.push(staffDump(baseOf(data))));
  const last = server.steps.length;
  await server.end();
  expect(stopped).toBeNull();
  return { dumps, first: startUp.length + 1, last, startUp };
}

/** Spread evenly over the steps of the writes, moved a little, by turns from inside and from outside. */
function plansFor(first: number, last: number, count: number): KillPlan[] {
  const random = randomNumbers(count);
  return Array.from({ length: count }, (_, index) => ({
    step: Math.min(last, Math.round(first + ((index + random()) / count) * (last - first))),
    how: index % 2 === 0 ? 'before' : 'from outside',
    delayMs: random(),
  }));
}

describe.skipIf(!existsSync(cli))('kill -9 while staff write (needs a build in dist/)', () => {
  let writers: Writers;
  let whole: Awaited<ReturnType<typeof undisturbed>>;
  beforeAll(async () => {
    writers = await prepare();
    whole = await undisturbed(writers);
  });

  it('has a state of its own after every write of the script', () => {
    expect(new Set(whole.dumps).size).toBe(staffWrites.length + 1);
  });

  it(`loses nothing that was acknowledged in ${kills} kills`, { timeout: 60_000 + kills * 30_000 }, async () => {
    const fell: string[] = [];
    for (const [number, plan] of plansFor(whole.first, whole.last, kills).entries()) {
      const data = copyOfStart(`kill ${number}`);
      const server = await startWatchedServer(data, plan);
      const acknowledged: string[] = [];
      await writeAll(server.url, writers, (name) => void acknowledged.push(name));
      const wasKilled = await server.end();
      const place = `${plan.how} step ${server.steps.length}, ${server.steps.at(-1)}; ${acknowledged.length} writes acknowledged`;
      fell.push(place);
      if (plan.how === 'before') expect(wasKilled, place).toBe(true);
      const store = await openSqliteStore(baseOf(data));
      expect(await store.check(), place).toEqual([]);
      expect(await store.audit.verify(), place).toMatchObject({ broken: null });
      await store.close();
      // What was acknowledged, and of the write that was on its way all or nothing.
      const found = whole.dumps.indexOf(staffDump(baseOf(data)));
      expect([acknowledged.length, acknowledged.length + 1], place).toContain(found);
      rmSync(data, { recursive: true, force: true });
    }
    console.log(`where the kills fell:\n${fell.join('\n')}`);
    expect(fell).toHaveLength(kills);
  });
});
