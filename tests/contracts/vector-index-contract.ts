import { describe, expect, it } from 'vitest';
import { ModelError } from '../../src/domain/errors.ts';
import type { VectorIndex } from '../../src/vectors/contract.ts';
import { clusteredEntries, type Entry, randomEntries, unit } from './vectors.ts';

/** What every VectorIndex promises. `ready` waits until the index works as it does in service. */
export function vectorIndexContract(name: string, create: () => VectorIndex, ready: (index: VectorIndex) => Promise<void>): void {
  const built = async (entries: Entry[]) => {
    const index = create();
    await index.build(entries);
    await ready(index);
    return index;
  };

  describe(`${name}: vector index`, () => {
    it('finds the nearest first, with the cosine as score', async () => {
      const index = await built([
        { id: 'east', vector: unit([1, 0]) },
        { id: 'north', vector: unit([0, 1]) },
        { id: 'north-east', vector: unit([1, 1]) },
      ]);
      const found = await index.search(unit([1, 0.1]), 3);
      expect(found.map((hit) => hit.id)).toEqual(['east', 'north-east', 'north']);
      expect(found[0]!.score).toBeCloseTo(1 / Math.hypot(1, 0.1), 5);
    });

    it('gives fewer when fewer exist, and nothing when empty or when nothing is wanted', async () => {
      expect(await (await built(randomEntries(3, 8))).search(unit([1, 0, 0, 0, 0, 0, 0, 0]), 50)).toHaveLength(3);
      const empty = await built([]);
      expect(empty.size).toBe(0);
      expect(await empty.search(unit([1, 0]), 5)).toEqual([]);
      expect(await (await built(randomEntries(3, 2))).search(unit([1, 0]), 0)).toEqual([]);
    });

    it('orders equal scores by id, whatever the order of arrival', async () => {
      const same = ['d', 'b', 'a', 'c'].map((id) => ({ id, vector: unit([1, 2, 3]) }));
      const index = await built([...same, { id: 'far', vector: unit([-1, -2, -3]) }]);
      expect((await index.search(unit([1, 2, 3]), 4)).map((hit) => hit.id)).toEqual(['a', 'b', 'c', 'd']);
    });

    it('finds the one allowed behind a thousand forbidden nearer ones', async () => {
      const dimensions = 16;
      const query = unit([1, ...Array(dimensions - 1).fill(0)]);
      const near = randomEntries(1_000, dimensions).map(({ id, vector }) => ({
        id: `forbidden ${id}`,
        vector: unit(vector.map((value, i) => value * 0.05 + query[i]!)),
      }));
      const index = await built([...near, { id: 'allowed', vector: unit([-1, ...Array(dimensions - 1).fill(0.1)]) }]);
      const found = await index.search(query, 10, (id) => id === 'allowed');
      expect(found.map((hit) => hit.id)).toEqual(['allowed']);
      expect(await index.search(query, 10, () => false)).toEqual([]);
    });

    it('gives the best of the allowed under a filter that leaves half', async () => {
      const entries = randomEntries(500, 16);
      const index = await built(entries);
      const allowed = (id: string) => Number(id.slice(1)) % 2 === 0;
      const found = await index.search(entries[3]!.vector, 20, allowed);
      expect(found).toHaveLength(20);
      expect(found.every((hit) => allowed(hit.id))).toBe(true);
      expect(found.map((hit) => hit.id)).toEqual(
        nearest(
          entries.filter((entry) => allowed(entry.id)),
          entries[3]!.vector,
          20,
        ),
      );
    });

    it('replaces everything when built again', async () => {
      const index = await built(randomEntries(10, 4));
      await index.build([{ id: 'new', vector: unit([0, 0, 1]) }]);
      await ready(index);
      expect(index.size).toBe(1);
      expect((await index.search(unit([0, 0, 1]), 5)).map((hit) => hit.id)).toEqual(['new']);
    });

    it('takes out, puts in and exchanges without being built again', async () => {
      const entries = randomEntries(400, 16);
      const index = await built(entries);
      const newer = randomEntries(300, 16, 7).map(({ id, vector }) => ({ id: `n${id.slice(1)}`, vector }));
      const exchanged = { id: 'k3', vector: entries[5]!.vector };
      index.update(
        entries.slice(100, 200).map(({ id }) => id),
        [...newer, exchanged],
      );
      index.update(['n7', 'never there'], []);
      const left = [...entries.slice(0, 100), ...entries.slice(200), ...newer]
        .filter(({ id }) => id !== 'n7')
        .map((entry) => (entry.id === 'k3' ? exchanged : entry));
      expect(index.size).toBe(left.length);
      for (const query of [newer[7]!, newer[8]!, entries[5]!, entries[150]!]) {
        expect((await index.search(query.vector, 10)).map(({ id }) => id)).toEqual(nearest(left, query.vector, 10));
      }
      expect(index.vectorOf('k3')).toEqual(entries[5]!.vector);
      expect(index.vectorOf('k150')).toBeUndefined();
    });

    it('can lose everything and take vectors of another length then', async () => {
      const index = await built(randomEntries(5, 4));
      index.update(['k0', 'k1', 'k2', 'k3', 'k4'], []);
      expect([index.size, await index.search(unit([1, 0, 0, 0]), 3)]).toEqual([0, []]);
      index.update([], [{ id: 'new', vector: unit([0, 1]) }]);
      expect((await index.search(unit([0, 1]), 3)).map(({ id }) => id)).toEqual(['new']);
    });

    it('refuses vectors of another length and ids that come twice', async () => {
      const entry = { id: 'a', vector: unit([1, 2]) };
      await expect(create().build([entry, { id: 'b', vector: unit([1, 2, 3]) }])).rejects.toThrow(ModelError);
      await expect(create().build([entry, entry])).rejects.toThrow(ModelError);
      await expect((await built([entry])).search(unit([1, 2, 3]), 1)).rejects.toThrow(ModelError);
      const index = await built([entry]);
      expect(() => index.update([], [{ id: 'b', vector: unit([1, 2, 3]) }])).toThrow(ModelError);
    });

    it.each([
      ['random', randomEntries(3_000, 24)],
      ['clustered', clusteredEntries(3_000, 24, 60)],
    ])('finds at least .99 of the ten nearest in %s data', async (_, entries) => {
      const index = await built(entries);
      const queries = randomEntries(100, 24, 99).map((query, i) =>
        unit(entries[i * 7]!.vector.map((value, d) => value + 0.2 * query.vector[d]!)),
      );
      let hits = 0;
      for (const query of queries) {
        const expected = new Set(nearest(entries, query, 10));
        hits += (await index.search(query, 10)).filter((hit) => expected.has(hit.id)).length;
      }
      expect(hits / (10 * queries.length)).toBeGreaterThanOrEqual(0.99);
    });
  });
}

/** By the plainest computation there is. */
function nearest(entries: Entry[], query: Float32Array, k: number): string[] {
  const cosine = (vector: Float32Array) => vector.reduce((sum, value, i) => sum + value * query[i]!, 0);
  const scored = entries.map(({ id, vector }) => ({ id, score: cosine(vector) }));
  return scored
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, k)
    .map(({ id }) => id);
}
