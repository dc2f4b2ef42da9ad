import { describe, expect, it } from 'vitest';
import { toIndexView } from './normalise.ts';
import { chineseToNumber, findNumbers, numberToChinese, numberTokens, numberVariants } from './numbers.ts';

describe('chineseToNumber', () => {
  it.each([
    ['零', 0],
    ['十', 10],
    ['十二', 12],
    ['二十', 20],
    ['一百零五', 105],
    ['一百〇五', 105],
    ['一百二', 120],
    ['一百二十', 120],
    ['两千零五', 2005],
    ['三万五', 35000],
    ['三万零五', 30005],
    ['十五万', 150000],
    ['一亿三千万', 130000000],
    ['三万亿', 3e12],
    ['廿五', 25],
    ['卅一', 31],
    ['壹万贰仟叁佰', 12300],
    ['二〇二三', 2023],
    ['二零零四', 2004],
    ['一二三四五', 12345],
    ['三点五', 3.5],
    ['零点七五', 0.75],
    ['2.5万', 25000],
    ['2.3万', 23000],
    ['20,000', 20000],
    ['3千万', 30000000],
    ['12', 12],
  ])('reads %s', (text, expected) => {
    expect(chineseToNumber(text)).toBe(expected);
  });

  it.each(['', '甲', '万', '三四', '两三', '七八', '三点', '三点五点一', '一个', '1,00', '五五十'])(
    'takes %j for no number',
    (text) => {
      expect(chineseToNumber(text)).toBeNull();
    },
  );
});

describe('numberToChinese', () => {
  it.each([
    [0, '零'],
    [10, '十'],
    [12, '十二'],
    [105, '一百零五'],
    [110, '一百一十'],
    [1010, '一千零一十'],
    [10001, '一万零一'],
    [10010, '一万零一十'],
    [20000, '二万'],
    [100000, '十万'],
    [123456789, '一亿二千三百四十五万六千七百八十九'],
    [100010000, '一亿零一万'],
    [2.5, '二点五'],
  ])('spells %d', (value, expected) => {
    expect(numberToChinese(value)).toBe(expected);
  });

  it('is undone by chineseToNumber', () => {
    for (let value = 0; value < 3000; value++) expect(chineseToNumber(numberToChinese(value))).toBe(value);
    for (let value = 9_990; value < 1e12; value = Math.floor(value * 1.37) + 11) {
      expect(chineseToNumber(numberToChinese(value))).toBe(value);
    }
  });

  it.each([-1, 1e16, Number.NaN, Number.POSITIVE_INFINITY])('refuses %d', (value) => {
    expect(() => numberToChinese(value)).toThrow(RangeError);
  });
});

describe('findNumbers', () => {
  it.each<[string, [string, number, string][]]>([
    [
      '第十二条和第3款',
      [
        ['第十二条', 12, '条'],
        ['第3款', 3, '款'],
      ],
    ],
    ['两万元', [['两万元', 20000, '元']]],
    ['20,000元', [['20,000元', 20000, '元']]],
    ['补贴2.5万元', [['2.5万元', 25000, '元']]],
    [
      '百分之五和５％',
      [
        ['百分之五', 5, '%'],
        ['５％', 5, '%'],
      ],
    ],
    ['十五个工作日', [['十五个工作日', 15, '工作日']]],
    ['15日', [['15日', 15, '日']]],
    ['3个月', [['3个月', 3, '个月']]],
    ['3月', [['3月', 3, '月']]],
    [
      '三至五年',
      [
        ['三', 3, '年'],
        ['五年', 5, '年'],
      ],
    ],
    ['年满六十周岁', [['六十周岁', 60, '岁']]],
    ['20万', [['20万', 200000, '']]],
    ['补两万', [['两万', 20000, '']]],
    ['12345热线', [['12345', 12345, '']]],
    ['两三天', []],
    ['十分重要，一网通办，万一，千万不要，一个', []],
  ])('reads %s', (text, expected) => {
    expect(findNumbers(text).map(({ raw, value, unit }) => [raw, value, unit])).toEqual(expected);
  });

  it('gives offsets in the input', () => {
    const text = '补贴\u200b２０,０００元以上';
    const [found] = findNumbers(text);
    expect(text.slice(found!.start, found!.end)).toBe('２０,０００元');
  });
});

describe('numberTokens', () => {
  const tokens = (text: string) => numberTokens(toIndexView(text));

  it.each([
    ['第十二条', '第12条', 'art12'],
    ['二〇二三年', '2023年', '2023年'],
    ['两万元', '20000元', '20000元'],
    ['2万元', '20,000元', '20000元'],
    ['百分之五', '5%', '5pct'],
    ['二点五倍', '2.5倍', '2d5倍'],
    ['十五个工作日', '15个工作日', '15工作日'],
    ['三十日', '30天', '30日'],
    ['六十周岁', '60岁', '60岁'],
    ['五成以上', '五成以上', undefined],
  ])('gives %s and %s the same tokens', (left, right, token) => {
    expect(tokens(left)).toEqual(tokens(right));
    if (token) expect(tokens(left)).toContain(token);
  });

  it.each([
    ['15个工作日', '15日', '15工作日'],
    ['3个月', '3月', '3个月'],
    ['第12条', '12条', 'art12'],
    ['5%', '5元', '5pct'],
  ])('keeps %s apart from %s', (text, other, token) => {
    expect(tokens(text)).toContain(token);
    expect(tokens(other)).not.toContain(token);
  });

  it('keeps codes as they are written', () => {
    expect(tokens('电话020 邮编０１００００ 编号1234567890123456789')).toEqual(['020', '010000', '1234567890123456789']);
  });
});

describe('numberVariants', () => {
  it.each([
    ['第十二条', '第12条'],
    ['第12条', '第十二条'],
    ['二○二三年', '2023年'],
    ['2023年', '二〇二三年'],
    ['两万元', '20000元'],
    ['两万元', '2万元'],
    ['20000元', '二万元'],
    ['百分之五', '5%'],
    ['5%', '百分之五'],
    ['满15个工作日', '满十五个工作日'],
    ['不超过3年', '不超过三年'],
  ])('of %s has %s', (text, expected) => {
    expect(numberVariants(text)).toContain(expected);
    expect(numberVariants(text)[0]).toBe(text);
  });

  it('never touches the words that bound a number', () => {
    for (const variant of numberVariants('15个工作日以上，不超过60日')) {
      expect(variant).toMatch(/个工作日以上，不超过.+日$/);
    }
  });

  it.each(['没有数字', '电话020', '12345678901234567890'])('leaves %s alone', (text) => {
    expect(numberVariants(text)).toEqual([text]);
  });
});
