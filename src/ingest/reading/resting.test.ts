import { expect, it } from 'vitest';
import type { DocumentReader } from './pool.ts';
import { inProcessReader } from './pool.ts';
import { restingReader } from './resting.ts';

const nothing = { draw: [1], path: 'a.txt', bytes: new Uint8Array(), mediaType: 'text/plain' };

it('opens a reader when it is needed and closes it when it was not for a while', async () => {
  const made: string[] = [];
  const make = async (): Promise<DocumentReader> => {
    made.push('open');
    return { ...inProcessReader, close: async () => void made.push('closed') };
  };
  const reader = restingReader(make, 20);
  expect(made).toEqual([]);
  expect(await Promise.all([reader.draw(nothing), reader.draw(nothing)])).toEqual([[], []]);
  expect(made).toEqual(['open']);
  await expect.poll(() => made).toEqual(['open', 'closed']);
  await reader.draw(nothing);
  await reader.close();
  expect(made).toEqual(['open', 'closed', 'open', 'closed']);
});
