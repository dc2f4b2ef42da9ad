import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take minutes; begun last they would run alone at the end. */
const slowest = ['tests/browser/', 'tests/faults/', 'tests/probes/', 'evals/sample'];
const placeOf = ({ moduleId }: TestSpecification) => {
  const place = slowest.findIndex((part) => moduleId.includes(part));
  return place < 0 ? slowest.length : place;
};

class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((a, b) => placeOf(a) - placeOf(b));
  }
}

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'evals/**/*.test.ts', 'widget/**/*.test.ts', 'tests/**/*.test.ts', 'scripts/**/*.test.ts'],
    sequence: { sequencer: SlowestFirst },
    // Long enough for a machine that does much else: no test is about speed.
    testTimeout: 180_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 30_000 } },
    maxWorkers: 2,
  },
});
