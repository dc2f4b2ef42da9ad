import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot, readConfig } from '../src/config.ts';

test('docs/operations.md names every setting with its default, and none that is gone', () => {
  const page = readFileSync(join(projectRoot, 'docs/operations.md'), 'utf8');
  const rows = new Map([...page.matchAll(/^\| `(WENCE_\w+)` \| (.+?) \|/gm)].map((match) => [match[1]!, match[2]!]));
  const defaults: Record<string, unknown> = readConfig({});
  expect([...rows.keys()].sort()).toEqual(Object.keys(defaults).sort());
  for (const [name, shown] of rows) {
    const value = String(defaults[name]);
    if (value === '') expect([name, shown]).toEqual([name, 'empty']);
    else if (!value.startsWith(projectRoot)) expect([name, shown]).toEqual([name, `\`${value}\``]);
    else expect(`${value}/`).toContain(shown.split('`')[1]);
  }
});
