import { describe, expect, it } from 'vitest';
import fc from '../support/fast-check.ts';
import { callerFor, operationFor, operationsOf, probe } from './probe.ts';
import { choiceFrom } from './words.ts';
import { World } from './world.ts';

/** Requests asked of random states of a base. The long check asks more. */
const probes = Number(process.env.WENCE_PROBES ?? 1_000);
const probesEach = 125;
/** Writes before the first question, and how many questions between two writes. */
const firstWrites = 30;
const between = 3;

/** What the probes came to, so that a run which proves nothing fails. */
interface Tally {
  asked: Set<string>;
  answered: Set<string>;
  /** Secrets that were rightly shown, and those that lay hidden from the public when it was asked. */
  shown: number;
  hidden: number;
}

/** One random base: staff write, and between their writes everybody asks everything. */
async function life(seed: number, tally: Tally): Promise<void> {
  const choice = choiceFrom(seed);
  const world = await World.open(choice);
  try {
    const { operations, named } = await operationsOf(world);
    for (let count = 0; count < firstWrites; count++) await world.act();
    for (let count = 0; count < probesEach; count++) {
      if (count % between === 0) await world.act();
      if (count % 25 === 0) await world.renew();
      const operation = operationFor(world, operations);
      const { isAnswered, shown } = await probe(world, operation, named, callerFor(world, operation));
      const name = `${operation.method} ${operation.path}`;
      tally.asked.add(name);
      if (isAnswered) tally.answered.add(name);
      tally.shown += shown;
      tally.hidden += world.oracle.hiddenFrom(['public'], world.now);
    }
    expect(world.oracle.personalData()).toEqual([]);
    expect(await world.wence.store.check()).toEqual([]);
  } finally {
    await world.close();
  }
}

describe('random probes of random bases', () => {
  const title = `${probes} requests show nothing that the caller may not see and do nothing that he may not do`;
  it(title, { timeout: 60_000 + probes * 500 }, async () => {
    const tally: Tally = { asked: new Set(), answered: new Set(), shown: 0, hidden: 0 };
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 2 ** 31 - 1 }), (seed) => life(seed, tally)),
      { numRuns: Math.ceil(probes / probesEach), endOnFailure: true },
    );
    const { asked, answered, shown, hidden } = tally;
    console.log(
      `${probes} probes over ${asked.size} operations, ${answered.size} of them answered at least once; ${shown} secrets rightly shown, on average ${Math.round(hidden / probes)} hidden from the public\nnever answered: ${[
        ...asked,
      ]
        .filter((name) => !answered.has(name))
        .sort()
        .join(', ')}`,
    );
    expect(answered.size / asked.size).toBeGreaterThan(probes >= 1_000 ? 0.5 : 0.2);
    expect(Math.min(shown, hidden)).toBeGreaterThan(probes / 10);
  });
});
