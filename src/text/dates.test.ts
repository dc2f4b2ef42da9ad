import { describe, expect, it } from 'vitest';
import { findDates, findDurations, withEditionYears } from './dates.ts';

describe('findDates', () => {
  it.each([
    ['自2023年3月31日起施行', '2023-03-31', '2023年3月31日'],
    ['2023年03月31日', '2023-03-31', '2023年03月31日'],
    ['2023 年 3 月 31 日', '2023-03-31', '2023 年 3 月 31 日'],
    ['２０２３年３月３１日', '2023-03-31', '２０２３年３月３１日'],
    ['时间：2023-03-31 10:20', '2023-03-31', '2023-03-31'],
    ['2023-3-1', '2023-03-01', '2023-3-1'],
    ['2023.3.31', '2023-03-31', '2023.3.31'],
    ['2023/3/31。', '2023-03-31', '2023/3/31'],
    ['二○○四年三月三十一日', '2004-03-31', '二○○四年三月三十一日'],
    ['二〇二三年十二月一日', '2023-12-01', '二〇二三年十二月一日'],
    ['二零一九年十月二十日', '2019-10-20', '二零一九年十月二十日'],
    ['二OO九年一月十日', '2009-01-10', '二OO九年一月十日'],
    ['2020年2月29日', '2020-02-29', '2020年2月29日'],
    ['2023年3月31号', '2023-03-31', '2023年3月31号'],
  ])('reads %s', (text, day, raw) => {
    expect(findDates(text).map((found) => [found.day, found.text])).toEqual([[day, raw]]);
  });

  it.each(['2023年2月29日', '2023年13月1日', '2023年3月', '3月31日', '1.2.3', '版本2023.3.31.5', '2023-03/31', ''])(
    'takes %j for no whole date',
    (text) => {
      expect(findDates(text)).toEqual([]);
    },
  );

  it('keeps order and place', () => {
    const text = '自二〇二三年一月一日起至2028-12-31止';
    expect(findDates(text).map(({ day, start, end }) => [day, text.slice(start, end)])).toEqual([
      ['2023-01-01', '二〇二三年一月一日'],
      ['2028-12-31', '2028-12-31'],
    ]);
  });
});

describe('findDurations', () => {
  it.each([
    ['有效期5年', 5, 'year'],
    ['有效期为五年', 5, 'year'],
    ['有效期１０年', 10, 'year'],
    ['三十日内', 30, 'day'],
    ['7天', 7, 'day'],
    ['15个工作日', 15, 'working_day'],
    ['二十个工作日', 20, 'working_day'],
    ['5工作日', 5, 'working_day'],
    ['60个自然日', 60, 'day'],
    ['连续缴费3个月', 3, 'month'],
    ['半年', 6, 'month'],
    ['两年半', 30, 'month'],
    ['2周', 2, 'week'],
    ['24小时', 24, 'hour'],
    ['累计满十五年的', 15, 'year'],
  ])('reads %s', (text, number, unit) => {
    expect(findDurations(text).map((found) => [found.number, found.unit])).toEqual([[number, unit]]);
  });

  it.each([
    '2023年',
    '2023年3月31日',
    '二〇二三年三月三十一日',
    '第3年',
    '三年级',
    '年满18周岁',
    '3月',
    '2022年度',
    '〔2022〕',
    '',
  ])('takes %j for none', (text) => {
    expect(findDurations(text)).toEqual([]);
  });

  it('never takes working days for days', () => {
    expect(findDurations('10日或者10个工作日').map(({ unit }) => unit)).toEqual(['day', 'working_day']);
  });
});

describe('withEditionYears', () => {
  it.each([
    ['去年的缴费标准是多少', '2025年的缴费标准是多少'],
    ['明年度居民医保什么时候交', '2027年度居民医保什么时候交'],
    ['前年的办法还有效吗', '2024年的办法还有效吗'],
    ['明年3月能报名吗', '2027年3月能报名吗'],
    ['去年3月离职的怎么办', '去年3月离职的怎么办'],
    ['我去年离职，能领失业金吗', '我去年离职，能领失业金吗'],
    ['去年的时候办过', '去年的时候办过'],
    ['2024年比去年的多多少', '2024年比去年的多多少'],
    ['上年度平均工资', '上年度平均工资'],
  ])('%s', (text, expected) => {
    expect(withEditionYears(text, '2026-11-01')).toBe(expected);
  });
});
