// npm run check:long: faults, hostile files and random probes with ten times what `npm test` takes time for; prints where each kill fell.
import { ensureBuilt, ensureInstalled, run } from './prepare.mjs';

ensureInstalled();
ensureBuilt();
const { WENCE_KILLS = '200', WENCE_STAFF_KILLS = '200', WENCE_PROBES = '10000', WENCE_HOSTILE_STEP = '1' } = process.env;
const environment = { ...process.env, WENCE_KILLS, WENCE_STAFF_KILLS, WENCE_PROBES, WENCE_HOSTILE_STEP, WENCE_LONG: '1' };
const options = ['--reporter=verbose', '--testTimeout=1800000', '--hookTimeout=1800000'];
process.exitCode = run(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', 'tests/faults', 'tests/probes', 'tests/hostile', 'tests/long', ...options],
  { env: environment },
);
