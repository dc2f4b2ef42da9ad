import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { inProcessReader } from '../../ingest/reading/pool.ts';
import { createPages } from './pages.ts';

const bytes = new Uint8Array(readFileSync(new URL('../../../tests/fixtures/formats/pdf-notice/source.pdf', import.meta.url)));

it('draws pages together, once for the same file, and says where there is none', async () => {
  let [loaded, drawn] = [0, 0];
  const load = async () => {
    loaded++;
    return bytes;
  };
  const pages = createPages({
    draw: (task) => {
      drawn++;
      return inProcessReader.draw(task);
    },
  });
  const file = { name: 'a.pdf', mediaType: 'application/pdf', stamp: 'one', load };
  const [first, second] = await Promise.all([pages.page(file, 1), pages.page(file, 2)]);
  expect([first?.page, second?.page, first?.mediaType]).toEqual([1, 2, 'image/png']);
  expect(await pages.page(file, 4)).toBeNull();
  expect([loaded, drawn]).toEqual([1, 1]);
  await pages.page({ ...file, stamp: 'another' }, 1);
  expect([loaded, drawn]).toEqual([2, 2]);
  expect(await pages.page({ ...file, stamp: 'text', mediaType: 'text/plain' }, 1)).toBeNull();
});
