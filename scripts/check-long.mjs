// npm run check:long: the fault and hostile tests with ten times what `npm test` takes time for; prints where each kill fell.
import { ensureBuilt, ensureInstalled, run } from './prepare.mjs';

ensureInstalled();
ensureBuilt();
const { WENCE_KILLS = '200', WENCE_HOSTILE_STEP = '1' } = process.env;
const environment = { ...process.env, WENCE_KILLS, WENCE_HOSTILE_STEP, WENCE_LONG: '1' };
const options = ['--reporter=verbose', '--testTimeout=1800000', '--hookTimeout=1800000'];
process.exitCode = run(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', 'tests/faults', 'tests/hostile', 'tests/long', ...options],
  { env: environment },
);
