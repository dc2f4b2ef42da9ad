// True counts of a test run, from the JSON report of vitest.

/**
 * A file that could not even be read counts as one failure: its tests never ran.
 * @returns {{ passed: number, failed: number, skipped: number, broken: string[] }}
 */
export function countTests(report) {
  const counts = { passed: 0, failed: 0, skipped: 0, broken: [] };
  for (const file of report.testResults ?? []) {
    const statuses = (file.assertionResults ?? []).map((test) => test.status);
    const failed = statuses.filter((status) => status === 'failed').length;
    counts.passed += statuses.filter((status) => status === 'passed').length;
    counts.skipped += statuses.filter((status) => ['skipped', 'pending', 'todo', 'disabled'].includes(status)).length;
    counts.failed += failed;
    if (file.status === 'failed' && failed === 0) {
      counts.failed += 1;
      counts.broken.push(file.name);
    }
  }
  return counts;
}
