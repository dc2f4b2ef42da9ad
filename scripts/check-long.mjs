// npm run check:long: the fault tests with many more kills than `npm test` takes time for; prints where each fell.
import { ensureBuilt, ensureInstalled, run } from './prepare.mjs';

ensureInstalled();
ensureBuilt();
const environment = { ...process.env, WENCE_KILLS: process.env.WENCE_KILLS ?? '20' };
const options = ['--reporter=verbose', '--testTimeout=1800000', '--hookTimeout=600000'];
process.exitCode = run(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', 'tests/faults', ...options], {
  env: environment,
});
