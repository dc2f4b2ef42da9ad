import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'evals/**/*.test.ts', 'widget/**/*.test.ts', 'tests/**/*.test.ts', 'scripts/**/*.test.ts'],
    // Long enough for a machine that does much else: no test is about speed.
    testTimeout: 180_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 30_000 } },
    maxWorkers: 2,
  },
});
