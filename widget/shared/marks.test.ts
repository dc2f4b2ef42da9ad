import { describe, expect, it } from 'vitest';
import { cutAtMarks, findQuote, shorten } from './marks.ts';

describe('cutAtMarks', () => {
  it('marks and keeps every character', () => {
    expect(cutAtMarks('养老保险缴费', [[2, 4]])).toEqual([
      { text: '养老', marked: false },
      { text: '保险', marked: true },
      { text: '缴费', marked: false },
    ]);
  });

  it('mends overlapping, reversed and outlying marks', () => {
    const marks: [number, number][] = [
      [3, 99],
      [1, 4],
      [2, 1],
      [-5, 1],
    ];
    const pieces = cutAtMarks('一二三四五', marks);
    expect(pieces.map((piece) => piece.text).join('')).toBe('一二三四五');
    expect(pieces.every((piece) => piece.text.length > 0)).toBe(true);
  });
});

describe('findQuote', () => {
  it('finds the words as they stand', () => {
    expect(findQuote('第三条 按月缴纳。', '按月缴纳')).toEqual([4, 8]);
  });
  it('finds them across white space', () => {
    const text = '按 月\n缴纳，逐月发放。';
    const place = findQuote(text, '按月缴纳');
    expect(place && text.slice(...place)).toBe('按 月\n缴纳');
  });
  it('finds nothing where nothing is', () => {
    expect(findQuote('按月缴纳', '按年缴纳')).toBeNull();
    expect(findQuote('按月缴纳', '')).toBeNull();
  });
});

describe('shorten', () => {
  const marked = ({ text, marks }: ReturnType<typeof shorten>) => marks.map(([start, end]) => text.slice(start, end));

  it('leaves what fits, Latin letters taking half the room', () => {
    expect(shorten('养老保险abcd', [[0, 2]], 6)).toEqual({ text: '养老保险abcd', marks: [[0, 2]] });
  });

  it('cuts behind the first mark, with an ellipsis of no mark', () => {
    const found = shorten(`养老保险${'缴'.repeat(40)}`, [[0, 44]], 20);
    expect(found.text).toBe(`养老保险${'缴'.repeat(15)}…`);
    expect(marked(found)).toEqual([`养老保险${'缴'.repeat(15)}`]);
  });

  it('begins shortly before a mark that stands far behind', () => {
    const found = shorten(`${'前'.repeat(60)}养老保险${'后'.repeat(60)}…`, [[60, 64]], 30);
    expect(found.text).toBe(`…${'前'.repeat(10)}养老保险${'后'.repeat(14)}…`);
    expect(marked(found)).toEqual(['养老保险']);
  });
});
