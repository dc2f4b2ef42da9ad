import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createIndex, exactLimit } from '../../src/vectors/create.ts';
import { ExactIndex } from '../../src/vectors/exact.ts';
import { HnswIndex } from '../../src/vectors/hnsw.ts';
import { vectorIndexContract } from './vector-index-contract.ts';
import { randomEntries } from './vectors.ts';

const folder = mkdtempSync(join(tmpdir(), 'wence-vectors-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const withGraph = () => new HnswIndex({ delayMs: 0 });
const graphStands = async (index: unknown) => {
  if (!(index instanceof HnswIndex)) return;
  await index.settled();
  expect(index.hasGraph).toBe(index.size > 0);
};

vectorIndexContract(
  'exact',
  () => new ExactIndex(),
  async () => {},
);
vectorIndexContract('hnsw with its graph', withGraph, graphStands);
vectorIndexContract(
  'hnsw before its graph',
  () => new HnswIndex({ delayMs: 60_000 }),
  async () => {},
);

describe('choice of index', () => {
  it('compares with every vector up to the limit, and builds a graph above', () => {
    expect(createIndex(exactLimit)).toBeInstanceOf(ExactIndex);
    expect(createIndex(exactLimit + 1)).toBeInstanceOf(HnswIndex);
  });
});

const builtIndex = new URL('../../dist/src/vectors/hnsw.js', import.meta.url);

describe.skipIf(!existsSync(builtIndex))('graph worker (needs a build in dist/)', () => {
  it('builds the graph in the built program without blocking it', () => {
    const program = `
      import { HnswIndex } from '${builtIndex.href}';
      const vector = (angle) => new Float32Array([Math.cos(angle), Math.sin(angle)]);
      const index = new HnswIndex({ delayMs: 0 });
      await index.build(Array.from({ length: 500 }, (_, i) => ({ id: 'k' + i, vector: vector(i / 100) })));
      await index.settled();
      const [best] = await index.search(vector(1.234), 1);
      console.log(index.hasGraph, best.id);`;
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' });
    expect(stdout.trim(), stderr).toBe('true k123');
  });
});

describe('graph cache', () => {
  const entries = randomEntries(200, 8);
  const build = async (input = entries) => {
    const failures: unknown[] = [];
    const index = new HnswIndex({ delayMs: 0, cacheFolder: folder, onFailure: (error) => failures.push(error) });
    await index.build(input);
    await index.settled();
    return { index, failures };
  };
  const files = () => readdirSync(folder);

  it('keeps one file, used again for the same vectors and replaced for others', async () => {
    await build();
    const first = files();
    expect(first).toHaveLength(1);
    await build();
    expect(files()).toEqual(first);
    await build(entries.slice(1));
    expect(files()).toHaveLength(1);
    expect(files()).not.toEqual(first);
  });

  it('goes on without a graph when the file is damaged, and builds it anew the next time', async () => {
    await build();
    writeFileSync(join(folder, files()[0]!), 'not a graph');
    const damaged = await build();
    expect(damaged.failures).toHaveLength(1);
    expect(damaged.index.hasGraph).toBe(false);
    expect((await damaged.index.search(entries[5]!.vector, 1))[0]!.id).toBe('k5');
    expect((await build()).index.hasGraph).toBe(true);
  });

  it('stops building when closed, and still answers', async () => {
    const index = new HnswIndex({ delayMs: 60_000 });
    await index.build(entries);
    index.close();
    await index.settled();
    expect(index.hasGraph).toBe(false);
    expect((await index.search(entries[7]!.vector, 1))[0]!.id).toBe('k7');
  });
});
