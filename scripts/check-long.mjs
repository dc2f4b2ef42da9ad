// npm run check:long [-- NAME …]: faults, hostile files, random probes and many people at once, with ten times what `npm test` takes time
// for; prints where each kill fell. NAME runs one part of it.
import { ensureBuilt, ensureInstalled, run } from './prepare.mjs';

/** Where each part lies, and how much of it there is here. */
const parts = {
  faults: ['tests/faults', { WENCE_KILLS: '200', WENCE_STAFF_KILLS: '200' }],
  probes: ['tests/probes', { WENCE_PROBES: '10000' }],
  load: ['tests/load', { WENCE_LOAD_SECONDS: '120' }],
  hostile: ['tests/hostile', { WENCE_HOSTILE_STEP: '1' }],
  long: ['tests/long', {}],
};

const named = process.argv.slice(2);
const unknown = named.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0) {
  console.error(`没有“${unknown.join('、')}”这一部分；可以写：${Object.keys(parts).join(' ')}`);
  process.exit(2);
}
ensureInstalled();
ensureBuilt();
const chosen = (named.length > 0 ? named : Object.keys(parts)).map((name) => parts[name]);
const options = ['--reporter=verbose', '--testTimeout=1800000', '--hookTimeout=1800000'];
process.exitCode = run(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', ...chosen.map(([folder]) => folder), ...options],
  { env: { WENCE_LONG: '1', ...Object.assign({}, ...chosen.map(([, settings]) => settings)), ...process.env } },
);
