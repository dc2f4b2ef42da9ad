import { describe, expect, it } from 'vitest';
import { cutAtMarks, findQuote } from './marks.ts';

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
