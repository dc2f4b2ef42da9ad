import { describe, expect, it } from 'vitest';
import { looksEnglish, toSimplified } from './script.ts';

describe('toSimplified', () => {
  it.each([
    ['臺灣居民來往大陸通行證怎麼辦理', '台湾居民来往大陆通行证怎么办理'],
    ['醫療保險報銷', '医疗保险报销'],
    ['戶口遷入', '户口迁入'],
    ['裏面和裡面', '里面和里面'],
    ['行政程序', '行政程序'],
    ['社会保险法的著作权、皇后、乾隆', '社会保险法的著作权、皇后、乾隆'],
    ['abc 123', 'abc 123'],
    ['', ''],
  ])('of %s is %s', (text, expected) => {
    expect(toSimplified(text)).toBe(expected);
  });
});

describe('looksEnglish', () => {
  it.each([
    ['How do I apply for a residence permit?', true],
    ['medical insurance 医保', true],
    ['ETC 怎么办理', false],
    ['APP', false],
    ['公租房怎么申请', false],
    ['12345', false],
    ['', false],
  ])('of %j is %s', (text, expected) => {
    expect(looksEnglish(text)).toBe(expected);
  });
});
