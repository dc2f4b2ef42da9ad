import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openSqliteStore } from './store.ts';

const folder = mkdtempSync(join(tmpdir(), 'wence-connection-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const othersMayRead = (file: string) => (statSync(file).mode & 0o077) !== 0;

describe.skipIf(process.platform === 'win32')('a new base', () => {
  it('can be read by its owner only, as can the files beside it and its backup', async () => {
    const path = join(folder, 'wence.db');
    const copy = join(folder, 'copy.db');
    const store = await openSqliteStore(path);
    await store.backup(copy);
    for (const file of [path, `${path}-wal`, `${path}-shm`, copy]) expect(othersMayRead(file), file).toBe(false);
    await store.close();
  });
});
