import { describe, expect, it } from 'vitest';
import { wordDiff } from './word-diff.ts';

const own = (left: string, right: string) =>
  wordDiff(left, right).map((stretches) => stretches.filter((one) => one.own).map(({ text }) => text));

describe('the words in which two texts differ', () => {
  it('marks figures whole and leaves the rest', () => {
    expect(own('5个工作日内发放。', '10个工作日内发放。')).toEqual([['5'], ['10']]);
    expect(own('每月五日。请带身份证。', '每月五日。')).toEqual([['请带身份证。'], []]);
    expect(own('一样。', '一样。')).toEqual([[], []]);
  });

  it('loses no sign of either text', () => {
    const [left, right] = ['市民可在5日内\n到窗口或网上办。', '市民应在10日内到街道窗口办。'];
    expect(wordDiff(left, right).map((stretches) => stretches.map(({ text }) => text).join(''))).toEqual([left, right]);
  });
});
