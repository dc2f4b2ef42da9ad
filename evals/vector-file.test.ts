import { appendFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { VectorFile } from './vector-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wence-vectors-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('vectors survive a restart, and a record cut off by a crash is dropped', () => {
  const path = join(folder, 'vectors.bin');
  const first = new VectorFile(path, 3);
  first.put('甲', new Float32Array([1, 0, 0]));
  first.put('乙', new Float32Array([0, 0.5, 0.25]));
  first.flush();
  appendFileSync(path, Buffer.alloc(20, 7));
  const second = new VectorFile(path, 3);
  expect(second.size).toBe(2);
  expect([...(second.get('乙') ?? [])]).toEqual([0, 0.5, 0.25]);
  expect(second.has('丙')).toBe(false);
  expect(statSync(path).size).toBe(2 * (32 + 12));
  second.put('丙', new Float32Array([0, 0, 1]));
  second.flush();
  expect(new VectorFile(path, 3).has('丙')).toBe(true);
});
