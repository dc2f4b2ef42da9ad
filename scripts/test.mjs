// npm test: lint, import rule, types, build, then unit, contract and browser tests; ends with the counts.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from './chromium.mjs';
import { countTests } from './counts.mjs';
import { ensureInstalled, root, run } from './prepare.mjs';

const node = process.execPath;
const gates = [
  ['lint', ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.']],
  ['import rule', ['scripts/check-imports.mjs']],
  ['types', ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.check.json']],
  ['build', ['scripts/build.mjs']],
];

/** Runs vitest; what it printed is shown, what it counted is read from its report. */
function runTests(filters) {
  const folder = mkdtempSync(join(tmpdir(), 'wence-test-'));
  const file = join(folder, 'report.json');
  try {
    const environment = { ...process.env, WENCE_CHROMIUM: ensureChromium() ?? '' };
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const code = run(node, ['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...filters], { env: environment });
    const counts = countTests(JSON.parse(readFileSync(file, 'utf8')));
    if (code !== 0 && counts.failed === 0) counts.failed = 1;
    return counts;
  } catch (error) {
    console.error(`没有得到测试结果：${error}`);
    return { passed: 0, failed: 1, skipped: 0, broken: [] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

process.chdir(root);
ensureInstalled();
const failedGates = gates.filter(([name, args]) => {
  console.log(`== ${name}`);
  return run(node, args) !== 0;
});
console.log('== tests');
const counts = runTests(process.argv.slice(2));
for (const [name] of failedGates) console.log(`failed: ${name}`);
for (const name of counts.broken) console.log(`failed to load: ${name}`);
if (counts.skipped > 0) console.log(`skipped: ${counts.skipped} (each says why)`);
const failed = counts.failed + failedGates.length;
console.log(`${counts.passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && counts.passed > 0 ? 0 : 1;
