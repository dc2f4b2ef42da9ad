import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { median, percentile } from '../../evals/statistics.ts';
import { type SignedIn, signIn, testAccount } from '../../src/api/test-staff.ts';
import { systemClock } from '../../src/domain/time.ts';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import { randomNumbers } from '../contracts/vectors.ts';
import { cli } from '../faults/kill.ts';
import { type StaffServer, startPlainServer } from '../faults/staff-server.ts';
import { beginEntries, counterOf, type LoadResult, work } from './people.ts';

/** The long check lets 50 people write beside 20 who ask, for so many seconds. Otherwise a few of each do a few things. */
const seconds = Number(process.env.WENCE_LOAD_SECONDS ?? 0);
const [editors, reviewers, askers, entries] = seconds > 0 ? [35, 15, 20, 30] : [6, 3, 2, 4];
const actsEach = 6;

const folder = mkdtempSync(join(tmpdir(), 'wence-load-'));

/** What may be answered to somebody who was slower than another. */
const named = /^(read|edit|save|submit|recall|approve|return|queue|ask) (ok|409 conflict)$/;

async function people(): Promise<SignedIn[][]> {
  const store = await openSqliteStore(join(folder, 'wence.db'));
  const make = async (role: 'editor' | 'reviewer', count: number) => {
    const all: SignedIn[] = [];
    for (let number = 0; number < count; number++) {
      const account = testAccount(`${role}${number}`, [role]);
      await store.apply([{ type: 'put_account', account, expected: 0 }]);
      all.push(await signIn({ store }, account, systemClock));
    }
    return all;
  };
  const made = [await make('editor', editors), await make('reviewer', reviewers)];
  await store.close();
  return made;
}

describe.skipIf(!existsSync(cli))('many people at once (needs a build in dist/)', () => {
  let server: StaffServer;
  let writers: SignedIn[];
  let readers: SignedIn[];
  beforeAll(async () => {
    [writers = [], readers = []] = await people();
    server = await startPlainServer(folder);
  });
  afterAll(async () => {
    await server.end();
    rmSync(folder, { recursive: true, force: true });
  });

  const title = seconds > 0 ? `${editors + reviewers} people for ${seconds} seconds` : `${editors + reviewers} people`;
  it(`${title} beside ${askers} who ask: no save is lost`, { timeout: 120_000 + seconds * 3_000 }, async () => {
    const items = await beginEntries(server.url, writers[0]!, entries);
    const end = performance.now() + seconds * 1_000;
    const isOver = (acts: number) => (seconds > 0 ? performance.now() >= end : acts >= actsEach);
    const result = await work(
      { url: server.url, editors: writers, reviewers: readers, askers, isOver, random: randomNumbers(7) },
      items,
    );
    report(result);
    const final = new Map<string, number>();
    for (const id of items) final.set(id, await counterOf(server.url, writers[0]!, id));
    expect(final).toEqual(result.saved);
    expect([...result.outcomes.keys()].filter((outcome) => !named.test(outcome))).toEqual([]);
    for (const act of ['save ok', 'submit ok', 'ask ok']) expect(result.outcomes.get(act), act).toBeGreaterThan(0);
    const store = await openSqliteStore(join(folder, 'wence.db'));
    expect(await store.check()).toEqual([]);
    expect(await store.audit.verify()).toMatchObject({ broken: null });
    await store.close();
  });
});

function report({ outcomes, asked, seconds: took }: LoadResult): void {
  const all = [...outcomes.values()].reduce((sum, count) => sum + count, 0);
  const ms = (share: number) => `${Math.round(percentile(asked, share) ?? 0)} ms`;
  console.log(
    `${all} requests in ${took.toFixed(0)} s (${(all / took).toFixed(0)} a second), load ${loadavg()[0]!.toFixed(1)}; ` +
      `${asked.length} questions, p50 ${Math.round(median(asked) ?? 0)} ms, p95 ${ms(0.95)}, slowest ${ms(1)}\n` +
      [...outcomes]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([outcome, count]) => `${outcome}: ${count}`)
        .join(', '),
  );
}
