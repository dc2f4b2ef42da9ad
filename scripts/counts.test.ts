import { expect, test } from 'vitest';
import { countTests } from './counts.mjs';

test('counts tests, and a file that could not be read as one failure', () => {
  const report = {
    testResults: [
      { name: 'a.test.ts', status: 'passed', assertionResults: [{ status: 'passed' }, { status: 'skipped' }] },
      {
        name: 'b.test.ts',
        status: 'failed',
        assertionResults: [{ status: 'passed' }, { status: 'failed' }, { status: 'failed' }],
      },
      { name: 'c.test.ts', status: 'failed', assertionResults: [] },
    ],
  };
  expect(countTests(report)).toEqual({ passed: 2, failed: 3, skipped: 1, broken: ['c.test.ts'] });
});
