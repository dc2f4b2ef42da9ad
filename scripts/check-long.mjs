// npm run check:long: faults, hostile files, random probes and many people at once, with ten times what `npm test` takes time for; prints
// where each kill fell.
import { ensureBuilt, ensureInstalled, run } from './prepare.mjs';

ensureInstalled();
ensureBuilt();
const long = {
  WENCE_KILLS: '200',
  WENCE_STAFF_KILLS: '200',
  WENCE_PROBES: '10000',
  WENCE_LOAD_SECONDS: '120',
  WENCE_HOSTILE_STEP: '1',
  WENCE_LONG: '1',
};
const folders = ['tests/faults', 'tests/probes', 'tests/load', 'tests/hostile', 'tests/long'];
const options = ['--reporter=verbose', '--testTimeout=1800000', '--hookTimeout=1800000'];
process.exitCode = run(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...folders, ...options], {
  env: { ...long, ...process.env },
});
