import { expect, test } from 'vitest';
import { bigrams, fuse } from './langchain.ts';
import { miniSearch } from './minisearch.ts';
import { table } from './table.ts';
import { spread } from './texts.ts';
import { benchConfig } from './wence.ts';

test('pairs of neighbouring characters, single ones and words whole as they come', () => {
  expect(bigrams('养犬登记，A1 费')).toEqual(['养犬', '犬登', '登记', 'a1', '费']);
});

test('two rankings are joined by reciprocal rank', () => {
  expect(
    fuse(
      [
        ['a', 'b', 'c'],
        ['b', 'd'],
      ],
      3,
    ),
  ).toEqual(['b', 'a', 'd']);
});

test('questions are spread evenly and always the same', () => {
  expect(spread([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 4)).toEqual([0, 2, 5, 7]);
  expect(spread([1, 2], 4)).toEqual([1, 2]);
});

test('columns are aligned, Chinese counting two', () => {
  expect(
    table([
      ['', 'p50'],
      ['问策', '3 ms'],
      ['b', '12 ms'],
    ]),
  ).toBe('        p50\n问策   3 ms\nb     12 ms');
});

test('MiniSearch finds Chinese only when it is cut for it', async () => {
  const documents = [
    { id: 'dog', title: '养犬', text: '养犬登记费为每只每年80元' },
    { id: 'park', title: '公园', text: '公园每日6时开放' },
  ];
  const cut = miniSearch(true);
  await cut.build(documents, null as never);
  expect(await cut.search('登记费多少', 1)).toEqual(['dog']);
  const plain = miniSearch(false);
  await plain.build(documents, null as never);
  expect(await plain.search('登记费多少', 1)).toEqual([]);
});

test('the bench reads no setting of the machine it runs on', () => {
  expect(benchConfig('/somewhere')).toMatchObject({ WENCE_DATA: '/somewhere', WENCE_RATE_PER_MINUTE: 0, WENCE_CHAT_URL: '' });
});
