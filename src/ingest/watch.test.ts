import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchFolder } from './watch.ts';

let root: string;
let stop: AbortController;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'wence-watch-'));
  stop = new AbortController();
});
afterEach(() => rmSync(root, { recursive: true }));

it('runs at once, again after a group of changes, one run at a time, and ends with the signal', async () => {
  let runs = 0;
  let running = 0;
  const watching = watchFolder(root, stop.signal, async () => {
    expect(++running).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 20));
    running--;
    runs++;
  });
  const ran = (count: number) => vi.waitFor(() => expect(runs).toBe(count), { timeout: 20_000, interval: 50 });
  await ran(1);
  for (const name of ['a.md', 'b.md', 'c.md']) writeFileSync(join(root, name), '第一条 试验。');
  await ran(2);
  // What editors leave beside a file is no change.
  writeFileSync(join(root, '.hidden'), '');
  writeFileSync(join(root, '~$a.docx'), '');
  rmSync(join(root, 'a.md'));
  await ran(3);
  stop.abort();
  await watching;
  expect(runs).toBe(3);
});
