import { expect, it } from 'vitest';
import { mapInOrder } from './map-in-order.ts';

async function* numbers(count: number, asked: number[] = []) {
  for (let i = 0; i < count; i++) {
    asked.push(i);
    yield i;
  }
}

it('keeps the order of the items, whichever is done first, and never runs more than its width', async () => {
  let running = 0;
  let most = 0;
  const work = async (item: number) => {
    running++;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, 5 + (item % 3) * 5));
    running--;
    return item * 10;
  };
  const results: number[] = [];
  for await (const result of mapInOrder(numbers(20), 4, work)) results.push(result);
  expect(results).toEqual(Array.from({ length: 20 }, (_, i) => i * 10));
  expect(most).toBe(4);
});

it('asks for items only as results are taken', async () => {
  const asked: number[] = [];
  for await (const result of mapInOrder(numbers(1000, asked), 3, async (item) => item)) if (result === 5) break;
  expect(asked.length).toBeLessThan(12);
});

it('throws a failure in its turn', async () => {
  const seen: number[] = [];
  const run = async () => {
    const work = async (item: number) => {
      if (item === 2) throw new Error('two');
      return item;
    };
    for await (const result of mapInOrder(numbers(5), 4, work)) seen.push(result);
  };
  await expect(run()).rejects.toThrow('two');
  expect(seen).toEqual([0, 1]);
});
