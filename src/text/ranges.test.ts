import { describe, expect, it } from 'vitest';
import { fitOf, quantitiesIn, rangesIn } from './ranges.ts';

const open = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };

describe('what a question says of its own case', () => {
  it.each([
    ['我妈今年62，坐车要给钱吗？', { kind: 'age', low: 62, high: 62 }],
    ['外婆一百零三岁了，有没有钱领', { kind: 'age', low: 103, high: 103 }],
    ['断了五六年没交，现在补上行吗', { kind: 'duration', low: 60, high: 72 }],
    ['孩子半岁能参保吗', { kind: 'age', low: 0.5, high: 0.5 }],
    ['停了一年半能恢复吗', { kind: 'duration', low: 18, high: 18 }],
    ['算下来每个月才一百二，实际给多少', { kind: 'money', low: 120, high: 120 }],
    ['一家五口人能批多大的宅基地', { kind: 'people', low: 5, high: 5 }],
    ['去年工资八千块，够条件吗', { kind: 'money', low: 8000, high: 8000 }],
    ['房子四十平米，能不能申请', { kind: 'area', low: 40, high: 40 }],
  ])('%s', (question, quantity) => {
    expect(quantitiesIn(question)).toContainEqual(quantity);
  });

  it('is less where the question says so', () => {
    const [quantity] = quantitiesIn('没干满半年就生了，津贴有吗');
    expect(quantity!.high).toBeLessThan(6);
  });

  it.each([
    '还差三年退休，会少给吗',
    '托班一个月收多少',
    '98年办一个几块钱',
    '2026年5月7日那天办公吗',
    '第三个月怎么算',
    '每年发几次',
    '一年多少钱',
  ])('is nothing in %s', (question) => {
    expect(quantitiesIn(question)).toEqual([]);
  });
});

describe('what a sentence is for', () => {
  it.each([
    ['年满60周岁不满65周岁的老年人，享受半价。', { kind: 'age', low: 60, high: 65, lowOpen: false, highOpen: true }],
    ['16周岁以上、60周岁以下的居民', { kind: 'age', low: 16, high: 60, lowOpen: false, highOpen: false }],
    ['80至89周岁老年人每月100元', { kind: 'age', low: 80, high: 89 }],
    ['100周岁及以上的', { ...open, kind: 'age', low: 100, lowOpen: false }],
    ['连续断缴4年及以上的，等待期不少于6个月', { ...open, kind: 'duration', low: 48, lowOpen: false }],
    ['中断时间不超过3个月的参保人', { ...open, kind: 'duration', high: 3, highOpen: false }],
    ['每户每月不足200元的，按200元发放', { ...open, kind: 'money', high: 200, highOpen: true }],
    ['月收入高于5000元低于8000元的', { kind: 'money', low: 5000, high: 8000, lowOpen: true, highOpen: true }],
  ])('%s', (sentence, range) => {
    expect(rangesIn(sentence).map((found) => ({ ...found }))).toContainEqual(expect.objectContaining(range));
  });

  it.each(['补助金额不超过50万元。', '办理时限不超过3个月。', '每月发放200元。', '自受理之日起20个工作日内办结。'])(
    'is no case in %s, which tells what is given',
    (sentence) => {
      expect(rangesIn(sentence)).toEqual([]);
    },
  );
});

describe('the case against the range', () => {
  const compare = (question: string, sentence: string) => fitOf(quantitiesIn(question), rangesIn(sentence));

  it('fits, or lies outside', () => {
    expect(compare('我妈今年62', '年满60周岁不满65周岁的')).toEqual({ age: 1 });
    expect(compare('我妈今年62', '65周岁以上的老年人')).toEqual({ age: -1 });
    expect(compare('断了五六年没交', '连续断缴4年及以上的')).toEqual({ duration: 1 });
    expect(compare('断了五六年没交', '中断时间不超过3个月的参保人')).toEqual({ duration: -1 });
  });

  it('takes the ends as the text says', () => {
    expect(compare('今年65岁', '年满60周岁不满65周岁的')).toEqual({ age: -1 });
    expect(compare('今年65岁', '65周岁以上的老年人')).toEqual({ age: 1 });
    expect(compare('今年60岁', '60周岁以下的居民')).toEqual({ age: 1 });
  });

  it('says nothing of other kinds', () => {
    expect(compare('我妈今年62', '连续断缴4年及以上的')).toEqual({});
  });
});
